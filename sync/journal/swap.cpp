// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/swap.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <vector>

#include "sync/journal/replica_meta.h"
#include "sync/journal/schema.h"
#include "sync/journal/sqlite_file.h"

namespace parcours::journal {
namespace {

/// Tables that the hub's rows make; every other table is the terminal's own, also those that later
/// versions add.
constexpr std::string_view kOwnTables =
    "SELECT name FROM fresh.sqlite_master WHERE type='table' AND name NOT IN('row','meta') "
    "AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'product_words*' "
    "AND name NOT GLOB 'customer_words*' ORDER BY name";

Result<std::vector<std::string>> own_tables(sqlite::Connection& db) {
  std::vector<std::string> names;
  PARCOURS_TRY(auto statement, db.prepare(kOwnTables));
  while (true) {
    PARCOURS_TRY(const bool row, statement.step());
    if (!row) return names;
    names.emplace_back(statement.column_text(0));
  }
}

/// Small values but those that came with the rows. The device's own scope is not in the snapshot:
/// its rows are asked for next.
Status copy_meta(sqlite::Connection& db) {
  PARCOURS_CHECK(
      db.run("INSERT OR REPLACE INTO fresh.meta SELECT name,value FROM main.meta "
             "WHERE name NOT IN(?1,?2,?3,?4,?5,?6)",
             kMetaScopes, kMetaShop, kMetaHubEpoch, kMetaCursor, kMetaRun, kMetaRebuilding));
  PARCOURS_CHECK(db.run("INSERT OR REPLACE INTO fresh.meta VALUES(?1,'0')", kMetaDeviceCursor));
  PARCOURS_CHECK(
      db.run("UPDATE fresh.meta SET value=json_insert(value,'$[#]','device:'||"
             "(SELECT value FROM main.meta WHERE name='device')) WHERE name=?1",
             kMetaScopes));
  return {};
}

Status copy_own(sqlite::Connection& db) {
  PARCOURS_TRY(const auto tables, own_tables(db));
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(db));
  for (const std::string& table : tables) {
    PARCOURS_CHECK(db.execute(fmt::format(
        "DELETE FROM fresh.\"{0}\"; INSERT INTO fresh.\"{0}\" SELECT * FROM main.\"{0}\"", table)));
  }
  // Places in the order of recording are never given twice.
  PARCOURS_CHECK(
      db.execute("DELETE FROM fresh.sqlite_sequence; "
                 "INSERT INTO fresh.sqlite_sequence SELECT * FROM main.sqlite_sequence"));
  PARCOURS_CHECK(copy_meta(db));
  // Every row may be another one now: all of the view is laid again.
  PARCOURS_CHECK(
      db.execute("INSERT OR IGNORE INTO fresh.dirty SELECT DISTINCT kind,key FROM main.touched"));
  return transaction.commit();
}

/// The version of this program, and nothing in a log.
Status bring_up_to_date(const std::filesystem::path& next) {
  sqlite::Options options;
  options.create = false;
  options.wal = false;
  PARCOURS_TRY(auto db, sqlite::Connection::open(next, options));
  return sqlite::migrate(db, migrations());
}

Status sync_path(const std::filesystem::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int reason = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (synced) return {};
  return fail(ErrorCode::Io, fmt::format("cannot sync: {}", std::strerror(reason)), path.string());
}

}  // namespace

Status carry_over(sqlite::Connection& db, const std::filesystem::path& next) {
  PARCOURS_CHECK(bring_up_to_date(next));
  PARCOURS_CHECK(db.run("ATTACH DATABASE ?1 AS fresh", next.string()));
  // Until it is renamed nobody needs the file: a try that ends half way is made anew.
  Status copied = db.execute("PRAGMA fresh.journal_mode=MEMORY; PRAGMA fresh.synchronous=FULL");
  if (copied) copied = copy_own(db);
  const Status detached = db.execute("DETACH DATABASE fresh");
  PARCOURS_CHECK(copied);
  PARCOURS_CHECK(detached);
  return sync_path(next, O_RDONLY);
}

Status fold_log(sqlite::Connection& db) {
  PARCOURS_TRY(auto statement, db.prepare("PRAGMA journal_mode=DELETE"));
  PARCOURS_TRY(const bool row, statement.step());
  if (row && statement.column_text(0) == "delete") return {};
  return fail(ErrorCode::Conflict, "another process reads the replica now", db.path());
}

Status put_in_place(const std::filesystem::path& next, const std::filesystem::path& file) {
  std::error_code code;
  std::filesystem::rename(next, file, code);
  if (code) return fail(ErrorCode::Io, "cannot rename: " + code.message(), next.string());
  return sync_path(file.parent_path(), O_RDONLY | O_DIRECTORY);
}

Status SqliteFile::become(const std::filesystem::path& snapshot) {
  const std::filesystem::path file = x_db.path();
  PARCOURS_CHECK(carry_over(x_db, snapshot));
  Status placed = fold_log(x_db);
  if (placed) placed = put_in_place(snapshot, file);
  std::error_code code;
  const bool renamed = !std::filesystem::exists(snapshot, code);
  if (!renamed) {
    PARCOURS_CHECK(x_db.execute("PRAGMA journal_mode=WAL"));
    return placed;
  }
  auto opened = sqlite::Connection::open(file);
  if (opened) {
    x_db = std::move(*opened);
    return placed;
  }
  // What is recorded from now on would go into a file without a name.
  x_replaced = Error{ErrorCode::Corrupt,
                     "the new replica cannot be opened (" + opened.error().message +
                         "); it is whole: start the terminal again",
                     file.string()};
  return fail(*x_replaced);
}

}  // namespace parcours::journal
