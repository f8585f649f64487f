// SPDX-License-Identifier: Apache-2.0
// One SQLite database file: open, run SQL, commit, migrate, check, back up. Owner: whoever opened
// it; one thread at a time, and statements must die before their connection. Every error names the
// file and says what the caller can do: no room = Full, damaged = Corrupt, locked or constraint =
// Conflict, refused by the system = Io. It never deletes, recreates or mends a file. SQL is the
// caller's; nothing is generated here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "platform/base/result.h"
#include "platform/sqlite/statement.h"

namespace parcours::sqlite {

/// FULL is the default: NORMAL loses acknowledged commits when the power goes in WAL mode.
enum class Synchronous { Off, Normal, Full, Extra };

struct Options {
  bool create = true;      ///< Make the file when it is absent; otherwise NotFound.
  bool read_only = false;  ///< Every write is Denied; `create`, `wal` and `exclusive` are ignored.
  Synchronous synchronous = Synchronous::Full;
  bool wal = true;     ///< Write-ahead log; else a rollback journal.
  int busy_ms = 5000;  ///< How long a lock held by another connection is waited for, then Conflict.
  int cache_kib = 2048;    ///< Pages kept in memory.
  bool exclusive = false;  ///< Lock the file against every other connection from now until close.
  /// With read_only: the file is whole as it lies and nobody writes it. Takes no lock and makes
  /// nothing beside it, so the folder may be one that must not be written. A log beside the file
  /// is not read.
  bool unchanging = false;
};

class Connection {
 public:
  /// Opens and reads the header, so a file that is not a database is Corrupt here and not later.
  /// `path` ":memory:" is a database without a file. Foreign keys are enforced.
  [[nodiscard]] static Result<Connection> open(const std::filesystem::path& path,
                                               const Options& options = {});
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  /// Runs every statement of `sql` (a script); rows are dropped.
  [[nodiscard]] Status execute(std::string_view sql);
  /// Compiles the one statement of `sql`, owned by the caller.
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  /// The same from a cache by text: compiled once, reset and unbound when the returned handle goes
  /// out of scope.
  [[nodiscard]] Result<Statement> cached(std::string_view sql);
  /// `run("DELETE FROM rows WHERE scope=?1", scope)`: cached, bound, stepped to the end; the number
  /// of changed rows.
  template <typename... Values>
  [[nodiscard]] Result<std::int64_t> run(std::string_view sql, const Values&... values) {
    PARCOURS_TRY(auto statement, cached(sql));
    PARCOURS_CHECK(statement.bind_all(values...).run());
    return changes();
  }
  /// The first column of the first row as an integer; NotFound without a row.
  template <typename... Values>
  [[nodiscard]] Result<std::int64_t> number(std::string_view sql, const Values&... values) {
    PARCOURS_TRY(auto statement, cached(sql));
    PARCOURS_TRY(const bool row, statement.bind_all(values...).step());
    if (!row) return fail(ErrorCode::NotFound, "the query gave no row", std::string{sql});
    return statement.column_int(0);
  }

  /// Rows changed by the latest INSERT, UPDATE or DELETE.
  [[nodiscard]] std::int64_t changes() const;
  [[nodiscard]] std::int64_t last_insert_rowid() const;
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] const std::string& path() const;

  /// Reads every page; Corrupt with the first finding. Seconds for a large file.
  [[nodiscard]] Status quick_check();
  /// A consistent copy at `path`: whole or not there at all (written beside it, synced, then
  /// renamed over it). One file, without a log beside it. Others may write meanwhile. `finish`
  /// works on the copy before it gets its name; its error gives the copy up.
  [[nodiscard]] Status backup_to(const std::filesystem::path& path,
                                 const std::function<Status(Connection&)>& finish = {});

 private:
  friend class Transaction;
  struct State;
  [[nodiscard]] Status copy_to(const std::filesystem::path& path);
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> x_state;
};

/// BEGIN IMMEDIATE; rolled back by the destructor unless `commit` succeeded. Must die before its
/// connection and must not be nested. A failed commit leaves the transaction open: it is rolled
/// back with the object.
class Transaction {
 public:
  [[nodiscard]] static Result<Transaction> begin(Connection& connection);
  Transaction(Transaction&& other) noexcept : x_state(std::exchange(other.x_state, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction() { rollback(); }

  [[nodiscard]] Status commit();
  /// Undoes everything since `begin` now; nothing after a commit.
  void rollback();

 private:
  explicit Transaction(Connection::State* state) : x_state(state) {}
  Connection::State* x_state;
};

/// `version` counts up from 1; `sql` is a script that brings the file from the version before it to
/// this one.
struct Migration {
  int version = 0;
  std::string_view sql;
};

/// Brings the file to the last version, all steps in one transaction; the version is in PRAGMA
/// user_version. Unsupported when the file was written by a newer program: nothing is touched then.
[[nodiscard]] Status migrate(Connection& connection, std::span<const Migration> migrations);

}  // namespace parcours::sqlite
