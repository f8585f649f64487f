// SPDX-License-Identifier: Apache-2.0
// The rows of every scope in the hub's database, with tombstones. Owner: the writer; it works
// inside the writer's transaction and sees its own changes, so a fold reads what the event before
// it wrote. It numbers nothing: the commit sequence is given by HubDb.
#pragma once

#include <cstdint>

#include "platform/base/result.h"
#include "platform/sqlite/connection.h"
#include "sync/journey/row.h"

namespace parcours::hub {

/// What a change did. Unchanged: the row had this body already, or the row to delete was not there.
enum class Applied { Unchanged, Created, Changed, Deleted };

class RowStore final : public journey::RowSource {
 public:
  explicit RowStore(sqlite::Connection& connection) : x_connection(connection) {}

  /// The row of (kind, key) changed last, when several scopes hold it.
  [[nodiscard]] Result<std::optional<journey::Row>> find(std::string_view kind,
                                                         std::string_view key) const override;
  /// A key that several scopes hold is given once.
  [[nodiscard]] Result<std::vector<journey::Row>> scan(std::string_view kind,
                                                       std::string_view prefix, std::size_t limit,
                                                       bool descending) const override;
  /// Writes one change as of commit `seq`.
  [[nodiscard]] Result<Applied> apply(const journey::RowChange& change, std::int64_t seq);

 private:
  sqlite::Connection& x_connection;
};

/// The least text greater than every text that starts with `prefix`; empty when there is none.
[[nodiscard]] std::string after_prefix(std::string_view prefix);

}  // namespace parcours::hub
