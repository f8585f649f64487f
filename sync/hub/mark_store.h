// SPDX-License-Identifier: Apache-2.0
// Devices, how far each of their lanes has been taken and is in a backup, and which backup. Owner:
// the writer; inside its transaction, so that a mark and the events it stands for are committed
// together or not at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/connection.h"
#include "sync/hub/backup.h"
#include "sync/hub/hub_store.h"

namespace parcours::hub {

class MarkStore {
 public:
  explicit MarkStore(sqlite::Connection& connection) : x_connection(connection) {}

  /// Seq 0 with the chain of nothing when the lane is new.
  [[nodiscard]] Result<LaneMarks> marks(const LaneName& lane) const;
  [[nodiscard]] Status set_mark(const LaneName& lane, const protocol::Mark& mark);
  /// Of a lane that was taken before.
  [[nodiscard]] Status set_backed_up(const LaneName& lane, const protocol::Mark& mark);
  /// Lanes that went on since the last backup, as they are committed.
  [[nodiscard]] Result<std::vector<BackedUpLane>> not_backed_up() const;

  [[nodiscard]] Result<BackupState> backup_state() const;
  [[nodiscard]] Status set_backup_state(const BackupState& state);

  /// Notes that a device was heard; `shop`, `cursor` and an `epoch` that is not 0 replace what was
  /// known when they are given.
  [[nodiscard]] Status heard(std::string_view device, std::int64_t now_ms, std::string_view shop,
                             std::optional<std::int64_t> cursor, std::int64_t epoch = 0);

 private:
  sqlite::Connection& x_connection;
};

}  // namespace parcours::hub
