// SPDX-License-Identifier: Apache-2.0
// The rows of every scope in the hub's database, with tombstones: how they are read and written.
// Owner: the writer, inside its transaction. It numbers nothing and keeps nothing in memory
// (row_cache.h does).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/connection.h"
#include "sync/journey/row.h"

namespace parcours::hub {

/// What one scope holds of a (kind, key).
struct RowCopy {
  std::string scope;
  std::int64_t seq = 0;
  bool deleted = false;  ///< a tombstone; then without body
  std::string body;
  bool stored = false;   ///< the database has a row of it
  bool changed = false;  ///< not as the database has it
};

class RowStore final : public journey::RowSource {
 public:
  explicit RowStore(sqlite::Connection& connection) : x_connection(connection) {}

  /// The row of (kind, key) changed last, when several scopes hold it.
  [[nodiscard]] Result<std::optional<journey::Row>> find(std::string_view kind,
                                                         std::string_view key) const override;
  /// Of every scope, tombstones too.
  [[nodiscard]] Result<std::vector<RowCopy>> copies(std::string_view kind,
                                                    std::string_view key) const;
  /// Live rows in the order of their keys; a key that several scopes hold is given once.
  [[nodiscard]] Result<std::vector<journey::Row>> scan(std::string_view kind,
                                                       std::string_view prefix, std::size_t limit,
                                                       bool descending) const override;
  [[nodiscard]] Status write(std::string_view kind, std::string_view key, const RowCopy& copy);

 private:
  sqlite::Connection& x_connection;
};

/// The least text greater than every text that starts with `prefix`; empty when there is none.
[[nodiscard]] std::string after_prefix(std::string_view prefix);

}  // namespace parcours::hub
