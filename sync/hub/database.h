// SPDX-License-Identifier: Apache-2.0
// The hub's data directory: who may use it, the database file in it, its schema. Opened by the one
// process that serves or imports; lives as long as its HubDb. It never deletes or mends a file:
// what is damaged is moved aside, whole, and named in the error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/sqlite/connection.h"

namespace parcours::hub {

/// Inside the data directory.
inline constexpr std::string_view kDatabaseFile = "hub.db";

struct Database {
  sqlite::Connection lock;  ///< held while the process lives: a second hub gets Conflict
  sqlite::Connection connection;
  std::filesystem::path file;
  std::int64_t epoch = 1;  ///< of the history that this start begins
};

enum class Creating { Allowed, Refused };

/// Conflict: a hub works in the directory. Given back with the connection.
[[nodiscard]] Result<sqlite::Connection> take_lock(const std::filesystem::path& directory);

/// Conflict: another hub works there. Unsupported: a newer version wrote it. Corrupt: the damaged
/// files were moved aside, `where` names them; start again to begin anew, or bring back a backup.
/// NotFound: there is none and `creating` is Refused.
[[nodiscard]] Result<Database> open_database(const std::filesystem::path& directory,
                                             const Clock& clock, Creating creating);

/// What to tell when the directory does not take a write. The database's own words name
/// statements, not what to do.
[[nodiscard]] Error unwritable(const Error& error, const std::filesystem::path& directory);

/// How far the history `epoch` went in this database; empty: it is of another one, or of a future
/// that a restored backup does not have.
[[nodiscard]] Result<std::optional<std::int64_t>> history_reached(sqlite::Connection& connection,
                                                                  std::int64_t epoch);

/// A connection that only reads; any number beside the writer's. Unsupported: the file is of
/// another version of this program.
[[nodiscard]] Result<sqlite::Connection> open_reader(const std::filesystem::path& file);

}  // namespace parcours::hub
