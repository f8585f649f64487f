// SPDX-License-Identifier: Apache-2.0
// What the hub keeps: rows with tombstones, events once each, marks of devices. Intake decides on
// this alone; SqliteStore keeps it in the hub's database, the simulator in memory with crashes.
// Owner: the writer, inside its transaction. It decides nothing and numbers nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/hub/event_store.h"
#include "sync/hub/row_cache.h"
#include "sync/journey/row.h"
#include "sync/protocol/push.h"

namespace parcours::hub {

/// How far a lane of an incarnation of a device has been taken. Seq 0 and the chain of nothing when
/// it is new.
struct LaneMarks {
  protocol::Mark committed;
  protocol::Mark backed_up;  ///< a backup holds it: it would survive the loss of this database
};

/// What is known of backups of this database.
struct BackupState {
  bool made = false;         ///< one was made, or is being made for the first time
  std::int64_t time_ms = 0;  ///< of the latest that succeeded; 0: none did
  std::int64_t head = 0;     ///< the latest commit that it holds

  friend bool operator==(const BackupState&, const BackupState&) = default;
};

/// One lane of one incarnation of a device.
struct LaneName {
  std::string_view device;
  std::int64_t epoch = 0;
  protocol::Lane lane = protocol::Lane::Control;
};

class HubStore {
 public:
  virtual ~HubStore() = default;

  [[nodiscard]] virtual const journey::RowSource& rows() const = 0;
  [[nodiscard]] virtual Result<Applied> apply(const journey::RowChange& change,
                                              std::int64_t seq) = 0;

  // As EventStore.
  [[nodiscard]] virtual Result<std::optional<std::string>> known(std::string_view source,
                                                                 std::string_view id) const = 0;
  [[nodiscard]] virtual Status insert(const journey::Event& event, std::int64_t seq,
                                      std::int64_t received_ms, std::string_view waits_for) = 0;
  [[nodiscard]] virtual Status keep_conflict(const journey::Event& event,
                                             std::int64_t received_ms) = 0;
  [[nodiscard]] virtual Status quarantine(std::string_view source, std::string_view id,
                                          std::string_view bytes, std::string_view reason,
                                          std::int64_t received_ms) = 0;
  [[nodiscard]] virtual Result<std::vector<WaitingEvent>> waiting_for(
      std::string_view subject) const = 0;
  [[nodiscard]] virtual Status set_waiting(std::int64_t number, std::string_view waits_for) = 0;

  // As MarkStore.
  [[nodiscard]] virtual Result<LaneMarks> marks(const LaneName& lane) const = 0;
  [[nodiscard]] virtual Status set_mark(const LaneName& lane, const protocol::Mark& mark) = 0;
  [[nodiscard]] virtual Status set_backed_up(const LaneName& lane, const protocol::Mark& mark) = 0;
  [[nodiscard]] virtual Status heard(std::string_view device, std::int64_t now_ms) = 0;

  [[nodiscard]] virtual Result<BackupState> backup_state() const = 0;
  [[nodiscard]] virtual Status set_backup_state(const BackupState& state) = 0;
  /// As FeedSource.
  [[nodiscard]] virtual Result<std::optional<std::int64_t>> reached(std::int64_t epoch) const = 0;
};

}  // namespace parcours::hub
