// SPDX-License-Identifier: Apache-2.0
// The hub's rows as the writer sees them: read from the database once, changed in memory, written
// back together before the commit. A customer whom twenty events of a group touch is written once.
// Owner: the writer, the only one that writes rows; nobody may change the table beside it. After a
// rollback it must forget.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/base/result.h"
#include "sync/hub/row_store.h"
#include "sync/journey/row.h"

namespace parcours::hub {

/// What a change did. Unchanged: the row had this body already, or the row to delete was not there.
enum class Applied { Unchanged, Created, Changed, Deleted };

class RowCache final : public journey::RowSource {
 public:
  explicit RowCache(RowStore& store) : x_store(store) {}

  /// The row of (kind, key) changed last, when several scopes hold it.
  [[nodiscard]] Result<std::optional<journey::Row>> find(std::string_view kind,
                                                         std::string_view key) const override;
  /// A key that several scopes hold is given once.
  [[nodiscard]] Result<std::vector<journey::Row>> scan(std::string_view kind,
                                                       std::string_view prefix, std::size_t limit,
                                                       bool descending) const override;
  /// Changes one row as of commit `seq`, in memory.
  [[nodiscard]] Result<Applied> apply(const journey::RowChange& change, std::int64_t seq);

  /// Writes what was changed, in the order of the keys. After an error: roll back and forget.
  [[nodiscard]] Status write_back();
  void forget();

 private:
  /// Every scope's copy of one (kind, key), tombstones too.
  using Copies = std::vector<RowCopy>;

  [[nodiscard]] Result<Copies*> load(std::string_view kind, std::string_view key) const;

  RowStore& x_store;
  // Reading fills it, hence mutable. References into an unordered_map stay valid while it grows.
  mutable std::unordered_map<std::string, Copies> x_kept;
  mutable std::size_t x_kept_bytes = 0;
  std::map<std::string, Copies*> x_changed;  ///< in the order of the database's index
};

}  // namespace parcours::hub
