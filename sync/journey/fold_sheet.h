// SPDX-License-Identifier: Apache-2.0
// The working sheet of one fold: reads rows through the changes made so far. Internal to
// sync/journey; owned by one call of fold, one thread. It writes nothing: the changes are its
// result.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/journey/row.h"

namespace parcours::journey {

/// For scans that need every row.
inline constexpr std::size_t kAllRows = 10'000'000;

class Sheet final : public RowSource {
 public:
  explicit Sheet(const RowSource& under) : x_under(under) {}

  [[nodiscard]] Result<std::optional<Row>> find(std::string_view kind,
                                                std::string_view key) const override;
  [[nodiscard]] Result<std::vector<Row>> scan(std::string_view kind, std::string_view prefix,
                                              std::size_t limit, bool descending) const override;

  void put(std::string_view scope, std::string_view kind, std::string_view key, std::string body);
  void remove(std::string_view scope, std::string_view kind, std::string_view key);
  [[nodiscard]] std::vector<RowChange> take() { return std::move(x_changes); }

 private:
  RowChange& change_of(std::string_view scope, std::string_view kind, std::string_view key);

  const RowSource& x_under;
  std::vector<RowChange> x_changes;
};

}  // namespace parcours::journey
