// SPDX-License-Identifier: Apache-2.0
#include "platform/sqlite/failure.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace parcours::sqlite {
namespace {

constexpr std::size_t kShownSql = 160;

std::string_view way_out(ErrorCode code) {
  switch (code) {
    case ErrorCode::Full:
      return "; free room on the disk and try again";
    case ErrorCode::Corrupt:
      return "; set the file aside and call an operator";
    case ErrorCode::Io:
      return "; check the disk and the rights of the folder";
    default:
      return "";
  }
}

}  // namespace

ErrorCode error_code_of(int sqlite_code) {
  if (sqlite_code == SQLITE_IOERR_CORRUPTFS) return ErrorCode::Corrupt;
  // The index beside a write-ahead log cannot grow: for want of room, in a file of our own.
  if (sqlite_code == SQLITE_IOERR_SHMSIZE) return ErrorCode::Full;
  switch (sqlite_code & 0xFF) {
    case SQLITE_FULL:
      return ErrorCode::Full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::Corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CONSTRAINT:
      return ErrorCode::Conflict;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOLFS:
    case SQLITE_NOMEM:
      return ErrorCode::Io;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ErrorCode::Denied;
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
      return ErrorCode::Cancelled;
    default:
      return ErrorCode::Invalid;
  }
}

Error failure(sqlite3* database, int code, const std::string& file, std::string_view doing) {
  const int extended = database != nullptr ? sqlite3_extended_errcode(database) : code;
  // The connection may have gone on since; its text is only ours when the codes agree.
  const bool same = (extended & 0xFF) == (code & 0xFF);
  const int shown = same ? extended : code;
  const char* reason =
      same && database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  const ErrorCode mapped = error_code_of(shown);
  auto message = fmt::format("{} [SQLite {}]{}", reason, shown, way_out(mapped));
  auto where = file;
  if (!doing.empty()) {
    where += fmt::format(": {}", doing.substr(0, kShownSql));
    if (doing.size() > kShownSql) where += "...";
  }
  return Error{mapped, std::move(message), std::move(where)};
}

}  // namespace parcours::sqlite
