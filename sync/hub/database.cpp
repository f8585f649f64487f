// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/database.h"

#include <array>
#include <fstream>
#include <string>

#include "platform/base/assert.h"
#include "platform/base/log.h"
#include "platform/base/random.h"
#include "sync/hub/signing_key.h"

namespace parcours::hub {

namespace {

namespace fs = std::filesystem;

/// The inner pages of the indexes of a hub with some million rows stay in memory.
constexpr int kCacheKib = 64 * 1024;
/// 32 MiB of log: a page that many groups change is copied back to its place once, not each time.
constexpr std::string_view kCheckpoint = "PRAGMA wal_autocheckpoint=8000";

// Primary keys WITHOUT ROWID are the leading columns, in order: SQLite 3.40's quick_check calls
// other tables damaged that are not.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta(name,value) VALUES('head',0),('floor',0),('epoch',0);

CREATE TABLE event(
  number INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL,
  type TEXT NOT NULL, time_ms INTEGER NOT NULL, received_ms INTEGER NOT NULL,
  waiting TEXT, bytes TEXT NOT NULL);
CREATE UNIQUE INDEX event_once ON event(source,id);
CREATE INDEX event_purchase ON event(time_ms) WHERE type='purchase.completed';
CREATE INDEX event_waiting ON event(waiting,number) WHERE waiting IS NOT NULL;

CREATE TABLE conflict(
  source TEXT NOT NULL, id TEXT NOT NULL, bytes TEXT NOT NULL, received_ms INTEGER NOT NULL,
  PRIMARY KEY(source,id,bytes)) WITHOUT ROWID;
CREATE TABLE quarantine(
  source TEXT NOT NULL, id TEXT NOT NULL, bytes TEXT NOT NULL, received_ms INTEGER NOT NULL,
  reason TEXT NOT NULL, PRIMARY KEY(source,id,bytes)) WITHOUT ROWID;

CREATE TABLE row(
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, scope TEXT NOT NULL,
  seq INTEGER NOT NULL, deleted INTEGER NOT NULL, body TEXT NOT NULL);
CREATE UNIQUE INDEX row_once ON row(kind,key,scope);
CREATE INDEX row_feed ON row(scope,seq);

CREATE TABLE device(
  id TEXT PRIMARY KEY, shop TEXT NOT NULL, first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL,
  cursor INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE device_mark(
  device TEXT NOT NULL, epoch INTEGER NOT NULL, lane TEXT NOT NULL, seq INTEGER NOT NULL,
  chain TEXT NOT NULL, PRIMARY KEY(device,epoch,lane)) WITHOUT ROWID;
)sql";

// Each start of the hub begins a history: a cursor is good when this database was there with it. A
// backup that is brought back goes on as another history, whoever copies the file.
constexpr std::string_view kHistory = R"sql(
CREATE TABLE history(number INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, head INTEGER NOT NULL);
CREATE UNIQUE INDEX history_once ON history(epoch);
INSERT INTO history(epoch,head) SELECT value,0 FROM meta WHERE name='epoch' AND value<>0;
)sql";

constexpr std::string_view kDeviceEpoch =
    "ALTER TABLE device ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;";

// How far the last backup holds each lane. `meta` has backups, backup_ms and backup_head.
constexpr std::string_view kBackedUp = R"sql(
ALTER TABLE device_mark ADD COLUMN backed_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device_mark ADD COLUMN backed_chain TEXT NOT NULL DEFAULT '';
)sql";

// A device name belongs to the key that it was enrolled by or first heard with. A code is used
// once.
constexpr std::string_view kEnrolment = R"sql(
CREATE TABLE enrolment(
  device TEXT PRIMARY KEY, key TEXT NOT NULL, shop TEXT NOT NULL, since_ms INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE enrol_code(
  hash TEXT PRIMARY KEY, device TEXT NOT NULL, key TEXT NOT NULL, used_ms INTEGER NOT NULL)
  WITHOUT ROWID;
)sql";

constexpr std::array kMigrations{sqlite::Migration{1, kSchema}, sqlite::Migration{2, kHistory},
                                 sqlite::Migration{3, kDeviceEpoch},
                                 sqlite::Migration{4, kBackedUp}, sqlite::Migration{5, kEnrolment}};

constexpr std::string_view kReached =
    "SELECT coalesce((SELECT head FROM history n WHERE n.number>h.number ORDER BY n.number LIMIT "
    "1),(SELECT value FROM meta WHERE name='head')) FROM history h WHERE h.epoch=?1";

/// A backup is one file without a log; a database that was served is marked as having one.
bool is_backup(const fs::path& file) {
  constexpr int kWriteVersionAt = 18;  // of the SQLite header: 1 rollback journal, 2 log
  std::array<char, kWriteVersionAt + 1> header{};
  std::ifstream in{file, std::ios::binary};
  in.read(header.data(), header.size());
  return in.gcount() == header.size() && header.back() == 1;
}

}  // namespace

Error unwritable(const Error& error, const fs::path& directory) {
  if (error.code == ErrorCode::Full) {
    return {ErrorCode::Full, "the disk of this directory is full: make room", directory.string()};
  }
  if (error.code != ErrorCode::Denied && error.code != ErrorCode::Io) return error;
  return {error.code,
          "this directory cannot be used (" + error.message +
              "): give this user the right to read and write it, or name another with --data",
          directory.string()};
}

Result<sqlite::Connection> take_lock(const fs::path& directory) {
  sqlite::Options options;
  options.wal = false;
  options.exclusive = true;
  options.busy_ms = 200;  // `backup` looks for a moment whether a hub works here
  auto lock = sqlite::Connection::open(directory / "hub.lock", options);
  if (lock) return lock;
  if (lock.error().code != ErrorCode::Conflict) return fail(unwritable(lock.error(), directory));
  return fail(ErrorCode::Conflict,
              "another parcours-hub works in this directory: stop it, or name another with --data",
              directory.string());
}

namespace {

/// The log of the database that was lost, beside the backup that took its place: SQLite would play
/// it into the backup. It is kept for an expert.
Status part_from_older_log(const fs::path& file, const Clock& clock) {
  const std::string mark = ".before-restore-" + std::to_string(to_ms(clock.wall()));
  if (!is_backup(file)) return {};
  for (const std::string_view part : {"-wal", "-shm"}) {
    const fs::path from = file.string() + std::string{part};
    std::error_code error;
    if (!fs::exists(from, error)) continue;
    const fs::path to = from.string() + mark;
    fs::rename(from, to, error);
    if (error) {
      return fail(ErrorCode::Io,
                  "is of the database that a backup replaced and cannot be moved aside (" +
                      error.message() + "): move it to another folder, then start again",
                  from.string());
    }
    log(LogLevel::Warning, "older_log_moved_aside", {{"to", to.string()}});
  }
  return {};
}

/// Beside the damaged file goes what belongs to it, so that an expert can still read all of it.
Error moved_aside(const fs::path& file, const Error& found, const Clock& clock) {
  const std::string mark = ".damaged-" + std::to_string(to_ms(clock.wall()));
  for (const std::string_view part : {"", "-wal", "-shm", "-journal"}) {
    const fs::path from = file.string() + std::string{part};
    std::error_code missing;
    if (!fs::exists(from, missing)) continue;
    std::error_code refused;
    fs::rename(from, file.string() + mark + std::string{part}, refused);
    if (refused) {
      return {ErrorCode::Io, "the damaged database cannot be moved aside: " + refused.message(),
              from.string()};
    }
  }
  return {ErrorCode::Corrupt,
          "the database is damaged (" +
              found.message.substr(0, found.message.find("; set the file")) +
              "); nothing was deleted, it was moved aside: bring back a backup, or start again "
              "with an empty database",
          file.string() + mark};
}

/// The history that this start begins. By chance, not by counting: two copies of a file must not
/// begin the same one. 53 bits are whole in every reader of JSON.
Result<std::int64_t> begin_history(sqlite::Connection& connection) {
  const auto epoch = static_cast<std::int64_t>(random_seed() >> 11U) | 1;
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(connection));
  PARCOURS_TRY(const auto added,
               connection.run("INSERT INTO history(epoch,head) SELECT ?1,value FROM meta "
                              "WHERE name='head'",
                              epoch));
  PARCOURS_TRY(const auto set,
               connection.run("UPDATE meta SET value=?1 WHERE name='epoch'", epoch));
  PARCOURS_ASSERT(added == 1 && set == 1);
  PARCOURS_CHECK(transaction.commit());
  return epoch;
}

/// A hub that has made its key has had a database: SQLite would take the empty file for a new one.
bool is_emptied(const fs::path& file) {
  std::error_code absent;
  const auto size = fs::file_size(file, absent);
  return !absent && size == 0 && fs::exists(file.parent_path() / kKeyFile, absent);
}

Result<sqlite::Connection> open_checked(const fs::path& file, Creating creating) {
  if (is_emptied(file))
    return fail(ErrorCode::Corrupt, "the file is empty, although a hub has worked here",
                file.string());
  sqlite::Options options;
  options.create = creating == Creating::Allowed;
  options.cache_kib = kCacheKib;
  PARCOURS_TRY(auto connection, sqlite::Connection::open(file, options));
  PARCOURS_CHECK(connection.execute(kCheckpoint));
  PARCOURS_CHECK(sqlite::migrate(connection, kMigrations));
  PARCOURS_CHECK(connection.quick_check());
  return connection;
}

/// A folder or file that may only be read is found now, not at the first event.
Status check_writable(sqlite::Connection& connection, const fs::path& directory) {
  const auto written = [&]() -> Status {
    PARCOURS_TRY(auto probe, sqlite::Transaction::begin(connection));
    PARCOURS_CHECK(connection.execute("UPDATE meta SET value=value WHERE name='floor'"));
    return probe.commit();
  }();
  return written ? written : fail(unwritable(written.error(), directory));
}

}  // namespace

Result<Database> open_database(const fs::path& directory, const Clock& clock, Creating creating) {
  const fs::path file = directory / kDatabaseFile;
  std::error_code refused;
  if (creating == Creating::Refused && !fs::exists(file, refused)) {
    return fail(ErrorCode::NotFound,
                "there is no hub database; make one with demo, import or serve", file.string());
  }
  fs::create_directories(directory, refused);
  if (refused) {
    return fail(ErrorCode::Io, "cannot be created: " + refused.message(), directory.string());
  }
  PARCOURS_TRY(auto lock, take_lock(directory));
  PARCOURS_CHECK(part_from_older_log(file, clock));
  auto opened = open_checked(file, creating);
  if (!opened) {
    if (opened.error().code != ErrorCode::Corrupt) {
      return fail(unwritable(opened.error(), directory));
    }
    return fail(moved_aside(file, opened.error(), clock));
  }
  sqlite::Connection connection = std::move(*opened);
  PARCOURS_CHECK(check_writable(connection, directory));
  PARCOURS_TRY(const auto epoch, begin_history(connection));
  return Database{std::move(lock), std::move(connection), file, epoch};
}

Result<std::optional<std::int64_t>> history_reached(sqlite::Connection& connection,
                                                    std::int64_t epoch) {
  PARCOURS_TRY(auto statement, connection.cached(kReached));
  PARCOURS_TRY(const bool found, statement.bind_all(epoch).step());
  return found ? std::optional{statement.column_int(0)} : std::optional<std::int64_t>{};
}

Result<sqlite::Connection> open_reader(const fs::path& file) {
  sqlite::Options options;
  options.read_only = true;
  PARCOURS_TRY(auto connection, sqlite::Connection::open(file, options));
  PARCOURS_TRY(const auto present, connection.number("PRAGMA user_version"));
  constexpr int kLast = kMigrations.back().version;
  if (present == kLast) return connection;
  return fail(ErrorCode::Unsupported,
              "the file has version " + std::to_string(present) + ", this program reads " +
                  std::to_string(kLast) +
                  (present > kLast ? "; use the program that wrote it or a newer one"
                                   : "; start serve once, which brings it up to date"),
              file.string());
}

}  // namespace parcours::hub
