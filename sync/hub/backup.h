// SPDX-License-Identifier: Apache-2.0
// Backups of the hub: a copy of its database made beside a working hub, and the record of it in the
// data directory, by which the hub that works there knows how far terminals may forget. The copy is
// made by any process; what is known of it is written by the hub alone, the one writer. It deletes
// nothing and does not bring a backup back: that is putting the file where hub.db was.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "sync/protocol/push.h"

namespace parcours::hub {

class HubStore;

/// Inside the data directory; each backup replaces it.
inline constexpr std::string_view kBackupRecordFile = "hub.backup";

struct BackedUpLane {
  std::string device;
  std::int64_t epoch = 0;
  protocol::Lane lane = protocol::Lane::Control;
  protocol::Mark mark;
};

/// What one backup holds. Without a history: the first one begins, nothing is held yet.
struct BackupRecord {
  std::int64_t history = 0;  ///< of the database when it was copied
  std::int64_t head = 0;     ///< its latest commit then
  std::int64_t time_ms = 0;
  std::vector<BackedUpLane> lanes;  ///< those that went on since the backup before
};

/// In a transaction of the store. Lanes that the backup holds become backed up; of a record of
/// another database, or of a future that a restored one does not have, only that backups are made.
[[nodiscard]] Status note_backup(HubStore& store, const BackupRecord& record);

/// Empty when no backup was ever made there; what cannot be read is logged and counts as none.
[[nodiscard]] Result<std::optional<BackupRecord>> read_backup_record(
    const std::filesystem::path& directory);

/// What `make_backup` made.
struct Backup {
  BackupRecord record;
  std::int64_t events = 0;
  std::int64_t bytes = 0;
};

/// A checked copy of the database of `directory` at `to`, whole or not there; a hub may work there
/// meanwhile. Conflict: `to` is there already. Unavailable: the hub there takes no note of it.
[[nodiscard]] Result<Backup> make_backup(const std::filesystem::path& directory,
                                         const std::filesystem::path& to, const Clock& clock);

}  // namespace parcours::hub
