// SPDX-License-Identifier: Apache-2.0
// The three steps by which a snapshot takes the place of a journal's file. After a power cut
// between any two of them there is the old file or the new one, each whole and each with everything
// that the terminal recorded. Only for SqliteFile and its tests; core thread, outside a
// transaction.
#pragma once

#include <filesystem>

#include "platform/base/result.h"
#include "platform/sqlite/connection.h"

namespace parcours::journal {

/// What is the terminal's own in `db` (identity, lanes, pending events, overlay, settings) goes
/// into the file `next`, which is on the disk when it returns. `db` is only read.
[[nodiscard]] Status carry_over(sqlite::Connection& db, const std::filesystem::path& next);

/// Brings `db` into one file: a log that stayed beside it would be taken for that of the next one.
/// Conflict: another process reads it now.
[[nodiscard]] Status fold_log(sqlite::Connection& db);

/// Renames `next` over `file`; the new name is on the disk when it returns.
[[nodiscard]] Status put_in_place(const std::filesystem::path& next,
                                  const std::filesystem::path& file);

}  // namespace parcours::journal
