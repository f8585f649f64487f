// SPDX-License-Identifier: Apache-2.0
// Turns what SQLite reports into an Error that names the file. Only for the sources of
// platform/sqlite.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/error.h"

struct sqlite3;

namespace parcours::sqlite {

/// What the caller can do about a (primary or extended) SQLite result code.
[[nodiscard]] ErrorCode error_code_of(int sqlite_code);
/// The latest failure of `database`; `doing` is what was tried, such as the SQL text.
[[nodiscard]] Error failure(sqlite3* database, int code, const std::string& file,
                            std::string_view doing);

}  // namespace parcours::sqlite
