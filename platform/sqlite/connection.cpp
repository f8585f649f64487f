// SPDX-License-Identifier: Apache-2.0
#include "platform/sqlite/connection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <unordered_map>

#include "platform/base/assert.h"
#include "platform/sqlite/failure.h"

namespace parcours::sqlite {
namespace {

/// More texts than a program writes by hand: SQL beyond it is built at run time and not kept.
constexpr std::size_t kCachedMax = 512;

std::string_view pragma_value(Synchronous synchronous) {
  switch (synchronous) {
    case Synchronous::Off:
      return "OFF";
    case Synchronous::Normal:
      return "NORMAL";
    case Synchronous::Full:
      return "FULL";
    case Synchronous::Extra:
      return "EXTRA";
  }
  return "FULL";
}

/// SQLite counts its memory under a lock of the whole process unless told not to, before its first
/// use; nobody reads the count.
void start_library() {
  static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  PARCOURS_ASSERT(told == SQLITE_OK);
}

/// The name in the folder must be on the disk too, or a power cut takes the new file away.
Status sync_folder(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = fd >= 0 && ::fsync(fd) == 0;
  const int reason = errno;
  if (fd >= 0) ::close(fd);
  if (!synced) return fail(ErrorCode::Io, std::strerror(reason), folder.string());
  return {};
}

/// The file's name as SQLite's URI for a file that does not change (sqlite.org/uri.html).
std::string unchanging_uri(const std::filesystem::path& path) {
  std::error_code ignored;  // A name that cannot be made absolute is opened as it is.
  const auto whole = std::filesystem::absolute(path, ignored);
  std::string uri = "file:";
  for (const char c : (whole.empty() ? path : whole).string()) {
    if (c == '%' || c == '?' || c == '#') {
      uri += fmt::format("%{:02X}", c);
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

struct CacheEntry {
  sqlite3_stmt* statement = nullptr;
  bool lent = false;
};

struct Connection::State {
  sqlite3* database = nullptr;
  std::string path;
  // References into an unordered_map stay valid while it grows: Statement keeps &lent.
  std::unordered_map<std::string, CacheEntry> cache;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    for (auto& [sql, entry] : cache) {
      PARCOURS_ASSERT(!entry.lent);
      sqlite3_finalize(entry.statement);
    }
    const int code = sqlite3_close(database);
    PARCOURS_ASSERT(code == SQLITE_OK);  // Otherwise a statement outlived its connection.
  }

  Status execute(const std::string& sql) {
    const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(failure(database, code, path, sql));
    return {};
  }

  Result<sqlite3_stmt*> compile(std::string_view sql, unsigned flags) {
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), flags,
                                        &statement, &tail);
    if (code != SQLITE_OK) return fail(failure(database, code, path, sql));
    const auto used = static_cast<std::size_t>(tail - sql.data());
    const bool rest = sql.find_first_not_of(" \t\r\n;", used) != std::string_view::npos;
    if (statement == nullptr || rest) {
      sqlite3_finalize(statement);
      return fail(ErrorCode::Invalid, "exactly one SQL statement is wanted; scripts go to execute",
                  fmt::format("{}: {}", path, sql.substr(0, 160)));
    }
    return statement;
  }

  Status configure(const Options& options) {
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, options.busy_ms);
    if (options.exclusive && !options.read_only)
      PARCOURS_CHECK(execute("PRAGMA locking_mode=EXCLUSIVE"));
    // Reading the header finds a file that is no database before anything is written.
    PARCOURS_CHECK(
        execute("PRAGMA schema_version; PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON"));
    PARCOURS_CHECK(
        execute(fmt::format("PRAGMA synchronous={}", pragma_value(options.synchronous))));
    PARCOURS_CHECK(execute(fmt::format("PRAGMA cache_size=-{}", options.cache_kib)));
    if (options.read_only) return {};
    PARCOURS_CHECK(execute(options.wal ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode=DELETE"));
    // An exclusive lock is only taken by the first transaction; take it while the caller can still
    // say so.
    if (options.exclusive) PARCOURS_CHECK(execute("BEGIN EXCLUSIVE; COMMIT"));
    return {};
  }
};

Connection::Connection(std::unique_ptr<State> state) : x_state(std::move(state)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const std::filesystem::path& path, const Options& options) {
  start_library();
  auto state = std::make_unique<State>();
  state->path = path.string();
  const bool create = options.create && !options.read_only;
  std::error_code ignored;  // Unreadable folders are told by SQLite below.
  if (!create && state->path != ":memory:" && !std::filesystem::exists(path, ignored))
    return fail(ErrorCode::NotFound, "there is no such database file", state->path);
  int flags = options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (create) flags |= SQLITE_OPEN_CREATE;
  const bool unchanging = options.read_only && options.unchanging;
  if (unchanging) flags |= SQLITE_OPEN_URI;
  const std::string name = unchanging ? unchanging_uri(path) : state->path;
  const int code = sqlite3_open_v2(name.c_str(), &state->database,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) return fail(failure(state->database, code, state->path, "open"));
  PARCOURS_CHECK(state->configure(options));
  return Connection{std::move(state)};
}

Status Connection::execute(std::string_view sql) {
  return x_state->execute(std::string{sql});
}

Result<Statement> Connection::prepare(std::string_view sql) {
  PARCOURS_TRY(auto* const statement, x_state->compile(sql, 0));
  return Statement{x_state->database, statement, nullptr, &x_state->path};
}

Result<Statement> Connection::cached(std::string_view sql) {
  std::string key{sql};
  const auto known = x_state->cache.find(key);
  if (known == x_state->cache.end()) {
    if (x_state->cache.size() >= kCachedMax) return prepare(sql);
    PARCOURS_TRY(auto* const statement, x_state->compile(sql, SQLITE_PREPARE_PERSISTENT));
    auto& entry = x_state->cache.emplace(std::move(key), CacheEntry{statement, true}).first->second;
    return Statement{x_state->database, statement, &entry.lent, &x_state->path};
  }
  auto& entry = known->second;
  // The same text further up the call stack: it keeps its rows, this one gets its own statement.
  if (entry.lent) return prepare(sql);
  entry.lent = true;
  return Statement{x_state->database, entry.statement, &entry.lent, &x_state->path};
}

std::int64_t Connection::changes() const {
  return sqlite3_changes64(x_state->database);
}

std::int64_t Connection::last_insert_rowid() const {
  return sqlite3_last_insert_rowid(x_state->database);
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(x_state->database) == 0;
}

const std::string& Connection::path() const {
  return x_state->path;
}

Status Connection::quick_check() {
  PARCOURS_TRY(auto check, prepare("PRAGMA quick_check(1)"));
  PARCOURS_TRY(const bool row, check.step());
  if (row && check.column_text(0) == "ok") return {};
  return fail(ErrorCode::Corrupt,
              fmt::format("{}; set the file aside and call an operator",
                          row ? check.column_text(0) : "the check gave no answer"),
              path());
}

Status Connection::copy_to(const std::filesystem::path& path) {
  PARCOURS_TRY(auto copy, open(path, Options{.wal = false}));
  auto* const target = copy.x_state->database;
  auto* const backup = sqlite3_backup_init(target, "main", x_state->database, "main");
  if (backup == nullptr)
    return fail(failure(target, sqlite3_errcode(target), path.string(), "backup"));
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  const int code = stepped == SQLITE_DONE ? finished : stepped;
  if (code != SQLITE_OK) return fail(failure(target, code, path.string(), "backup"));
  return {};
}

Status Connection::backup_to(const std::filesystem::path& path,
                             const std::function<Status(Connection&)>& finish) {
  if (in_transaction())
    return fail(ErrorCode::Conflict, "a copy inside a transaction would hold what is not committed",
                x_state->path);
  auto partial = path;
  partial += ".partial";
  std::error_code error;
  std::filesystem::remove(partial, error);
  if (error) return fail(ErrorCode::Io, error.message(), partial.string());
  const Status written = [&]() -> Status {
    PARCOURS_CHECK(copy_to(partial));
    // The pages said that they have a write-ahead log, as those that they were copied from.
    PARCOURS_TRY(auto copy, open(partial, Options{.create = false, .wal = false}));
    return finish ? finish(copy) : Status{};
  }();
  if (!written) {
    // What is not whole is of no use, and may be what fills the disk.
    for (const char* part : {"", "-wal", "-shm", "-journal"}) {
      std::filesystem::remove(partial.string() + part, error);
    }
    return written;
  }
  std::filesystem::rename(partial, path, error);
  if (error) return fail(ErrorCode::Io, error.message(), path.string());
  return sync_folder(path);
}

Result<Transaction> Transaction::begin(Connection& connection) {
  PARCOURS_CHECK(connection.x_state->execute("BEGIN IMMEDIATE"));
  return Transaction{connection.x_state.get()};
}

Status Transaction::commit() {
  PARCOURS_ASSERT(x_state != nullptr);
  PARCOURS_CHECK(x_state->execute("COMMIT"));
  x_state = nullptr;
  return {};
}

void Transaction::rollback() {
  auto* const state = std::exchange(x_state, nullptr);
  // SQLite has rolled back by itself after a full disk or an I/O error: then there is nothing left
  // to undo.
  if (state == nullptr || sqlite3_get_autocommit(state->database) != 0) return;
  // A rollback that fails leaves the journal, and the next open rolls back from it.
  sqlite3_exec(state->database, "ROLLBACK", nullptr, nullptr, nullptr);
}

Status migrate(Connection& connection, std::span<const Migration> migrations) {
  PARCOURS_TRY(auto transaction, Transaction::begin(connection));
  PARCOURS_TRY(const auto present, connection.number("PRAGMA user_version"));
  const int last = migrations.empty() ? 0 : migrations.back().version;
  if (present > last) {
    return fail(ErrorCode::Unsupported,
                fmt::format("the file has version {}, this program knows up to {}; "
                            "use the program that wrote it or a newer one",
                            present, last),
                connection.path());
  }
  int before = 0;
  for (const auto& migration : migrations) {
    PARCOURS_ASSERT(migration.version == before + 1);
    before = migration.version;
    if (migration.version <= present) continue;
    PARCOURS_CHECK(connection.execute(migration.sql));
    PARCOURS_CHECK(connection.execute(fmt::format("PRAGMA user_version={}", migration.version)));
  }
  return transaction.commit();
}

}  // namespace parcours::sqlite
