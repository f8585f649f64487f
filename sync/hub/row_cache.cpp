// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/row_cache.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace parcours::hub {

namespace {

/// Beyond it everything is forgotten after a commit; the rows of some 30,000 customers fit.
constexpr std::size_t kKeptBytesMax = std::size_t{64} << 20;
/// Of a row beside its texts, roughly.
constexpr std::size_t kOverheadBytes = 160;

constexpr char kBetween = '\x1f';  // below every character of a kind or key

std::string name_of(std::string_view kind, std::string_view key) {
  std::string name;
  name.reserve(kind.size() + 1 + key.size());
  name.append(kind).push_back(kBetween);
  return name.append(key);
}

std::string_view key_in(std::string_view name) {
  return name.substr(name.find(kBetween) + 1);
}

/// The live copy changed last, null when no scope has one.
const RowCopy* newest(const std::vector<RowCopy>& copies) {
  const RowCopy* best = nullptr;
  for (const auto& copy : copies) {
    if (!copy.deleted && (best == nullptr || copy.seq > best->seq)) best = &copy;
  }
  return best;
}

journey::Row row_of(std::string_view kind, std::string_view key, const RowCopy& copy) {
  journey::Row row;
  row.scope = copy.scope;
  row.kind = kind;
  row.key = key;
  row.body = copy.body;
  row.seq = copy.seq;
  return row;
}

}  // namespace

Result<RowCache::Copies*> RowCache::load(std::string_view kind, std::string_view key) const {
  auto name = name_of(kind, key);
  const auto known = x_kept.find(name);
  if (known != x_kept.end()) return &known->second;
  PARCOURS_TRY(auto copies, x_store.copies(kind, key));
  x_kept_bytes += kOverheadBytes + name.size();
  for (const auto& copy : copies) x_kept_bytes += copy.scope.size() + copy.body.size();
  return &x_kept.emplace(std::move(name), std::move(copies)).first->second;
}

Result<std::optional<journey::Row>> RowCache::find(std::string_view kind,
                                                   std::string_view key) const {
  PARCOURS_TRY(const auto* copies, load(kind, key));
  const auto* copy = newest(*copies);
  if (copy == nullptr) return std::optional<journey::Row>{};
  return std::optional{row_of(kind, key, *copy)};
}

Result<std::vector<journey::Row>> RowCache::scan(std::string_view kind, std::string_view prefix,
                                                 std::size_t limit, bool descending) const {
  const auto from = name_of(kind, prefix);
  std::vector<std::pair<std::string_view, const RowCopy*>> changed;
  std::size_t hidden = 0;
  for (auto at = x_changed.lower_bound(from); at != x_changed.end(); ++at) {
    if (!at->first.starts_with(from)) break;
    const auto* copy = newest(*at->second);
    if (copy == nullptr) ++hidden;
    changed.emplace_back(key_in(at->first), copy);
  }
  const auto room = std::numeric_limits<std::size_t>::max() - limit;
  PARCOURS_TRY(auto stored, x_store.scan(kind, prefix, limit + std::min(hidden, room), descending));
  if (changed.empty()) return stored;
  if (descending) std::reverse(changed.begin(), changed.end());

  std::vector<journey::Row> rows;
  auto next = stored.begin();
  auto mine = changed.begin();
  while (rows.size() < limit && (next != stored.end() || mine != changed.end())) {
    const bool ours = next == stored.end() ||
                      (mine != changed.end() &&
                       (mine->first == next->key || (mine->first < next->key) != descending));
    if (!ours) {
      rows.push_back(std::move(*next++));
      continue;
    }
    if (next != stored.end() && mine->first == next->key) ++next;
    if (mine->second != nullptr) rows.push_back(row_of(kind, mine->first, *mine->second));
    ++mine;
  }
  return rows;
}

Result<Applied> RowCache::apply(const journey::RowChange& change, std::int64_t seq) {
  PARCOURS_TRY(auto* const copies, load(change.kind, change.key));
  auto copy = std::find_if(copies->begin(), copies->end(),
                           [&](const RowCopy& one) { return one.scope == change.scope; });
  const bool alive = copy != copies->end() && !copy->deleted;
  if (alive ? change.body && copy->body == *change.body : !change.body) return Applied::Unchanged;
  if (copy == copies->end()) {
    copy = copies->emplace(copy);
    copy->scope = change.scope;
  }
  copy->seq = seq;
  copy->deleted = !change.body;
  copy->body = change.body.value_or(std::string{});
  copy->changed = true;
  x_kept_bytes += copy->body.size();
  x_changed.emplace(name_of(change.kind, change.key), copies);
  if (!change.body) return Applied::Deleted;
  return alive ? Applied::Changed : Applied::Created;
}

Status RowCache::write_back() {
  for (auto& [name, copies] : x_changed) {
    const auto kind = std::string_view{name}.substr(0, name.find(kBetween));
    for (auto& copy : *copies) {
      if (!copy.changed) continue;
      PARCOURS_CHECK(x_store.write(kind, key_in(name), copy));
      copy.changed = false;
      copy.stored = true;
    }
  }
  x_changed.clear();
  if (x_kept_bytes > kKeptBytesMax) forget();
  return {};
}

void RowCache::forget() {
  x_changed.clear();
  x_kept.clear();
  x_kept_bytes = 0;
}

}  // namespace parcours::hub
