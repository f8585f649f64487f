// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/fold_sheet.h"

#include <map>

namespace parcours::journey {

Result<std::optional<Row>> Sheet::find(std::string_view kind, std::string_view key) const {
  bool removed = false;
  for (auto change = x_changes.rbegin(); change != x_changes.rend(); ++change) {
    if (change->kind != kind || change->key != key) continue;
    if (change->body)
      return std::optional<Row>{Row{change->scope, change->kind, change->key, *change->body, 0}};
    removed = true;
  }
  if (removed) return std::optional<Row>{};
  return x_under.find(kind, key);
}

Result<std::vector<Row>> Sheet::scan(std::string_view kind, std::string_view prefix,
                                     std::size_t limit, bool descending) const {
  std::size_t mine = 0;
  for (const auto& change : x_changes) mine += change.kind == kind ? 1 : 0;
  const std::size_t asked = limit > kAllRows - mine ? kAllRows : limit + mine;
  PARCOURS_TRY(auto rows, x_under.scan(kind, prefix, asked, descending));
  if (mine > 0) {
    std::map<std::string, Row> merged;
    for (auto& row : rows) merged.insert_or_assign(row.key, std::move(row));
    for (const auto& change : x_changes) {
      if (change.kind != kind || change.key.compare(0, prefix.size(), prefix) != 0) continue;
      if (change.body)
        merged[change.key] = Row{change.scope, change.kind, change.key, *change.body, 0};
      else if (const auto at = merged.find(change.key);
               at != merged.end() && at->second.scope == change.scope)
        merged.erase(at);
    }
    rows.clear();
    for (auto& [key, row] : merged) rows.push_back(std::move(row));
    if (descending) rows = {rows.rbegin(), rows.rend()};
  }
  if (rows.size() > limit) rows.resize(limit);
  return rows;
}

RowChange& Sheet::change_of(std::string_view scope, std::string_view kind, std::string_view key) {
  for (auto& change : x_changes)
    if (change.scope == scope && change.kind == kind && change.key == key) return change;
  return x_changes.emplace_back(
      RowChange{std::string{scope}, std::string{kind}, std::string{key}, std::nullopt});
}

void Sheet::put(std::string_view scope, std::string_view kind, std::string_view key,
                std::string body) {
  change_of(scope, kind, key).body = std::move(body);
}

void Sheet::remove(std::string_view scope, std::string_view kind, std::string_view key) {
  change_of(scope, kind, key).body.reset();
}

}  // namespace parcours::journey
