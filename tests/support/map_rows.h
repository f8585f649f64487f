// SPDX-License-Identifier: Apache-2.0
// Rows in memory: a RowSource for tests that need no database. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sync/journey/row.h"

namespace parcours::test {

class MapRows final : public journey::RowSource {
 public:
  [[nodiscard]] Result<std::optional<journey::Row>> find(std::string_view kind,
                                                         std::string_view key) const override {
    const auto at = x_rows.lower_bound({std::string{kind}, std::string{key}, ""});
    if (at == x_rows.end() || at->second.kind != kind || at->second.key != key)
      return std::optional<journey::Row>{};
    return std::optional<journey::Row>{at->second};
  }

  [[nodiscard]] Result<std::vector<journey::Row>> scan(std::string_view kind,
                                                       std::string_view prefix,
                                                       std::size_t limit = 1000,
                                                       bool descending = false) const override {
    const auto belongs = [&](const journey::Row& row) {
      return row.kind == kind && row.key.compare(0, prefix.size(), prefix) == 0;
    };
    std::vector<journey::Row> out;
    const auto add = [&](const journey::Row& row) {
      if (out.empty() || out.back().key != row.key) out.push_back(row);
    };
    if (descending) {
      // No key holds the byte FF: all that begin with the prefix lie before it.
      auto at = x_rows.lower_bound({std::string{kind}, std::string{prefix} + '\xFF', ""});
      while (out.size() < limit && at != x_rows.begin() && belongs((--at)->second)) add(at->second);
    } else {
      auto at = x_rows.lower_bound({std::string{kind}, std::string{prefix}, ""});
      for (; out.size() < limit && at != x_rows.end() && belongs(at->second); ++at) add(at->second);
    }
    return out;
  }

  void apply(const std::vector<journey::RowChange>& changes) {
    for (const auto& change : changes) {
      const Key key{change.kind, change.key, change.scope};
      if (change.body)
        x_rows[key] = {change.scope, change.kind, change.key, *change.body, ++x_seq};
      else
        x_rows.erase(key);
    }
  }
  void put(std::string scope, std::string kind, std::string key, std::string body) {
    apply({{std::move(scope), std::move(kind), std::move(key), std::move(body)}});
  }

  [[nodiscard]] std::size_t size() const { return x_rows.size(); }
  /// Every row, by kind, key and scope.
  [[nodiscard]] std::vector<journey::Row> all() const {
    std::vector<journey::Row> out;
    for (const auto& [key, row] : x_rows) out.push_back(row);
    return out;
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  ///< kind, key, scope
  std::map<Key, journey::Row> x_rows;
  std::int64_t x_seq = 0;
};

}  // namespace parcours::test
