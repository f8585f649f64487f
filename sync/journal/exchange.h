// SPDX-License-Identifier: Apache-2.0
// What travels between a journal and the hub: batches of its outbox out, pages of rows in. Every
// call is one transaction of the journal's file. Owned by the core thread, beside its Journal. No
// wire format and no sockets here: kiosk/app puts this, sync/engine and sync/protocol together.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/journal/journal.h"
#include "sync/protocol/chain.h"
#include "sync/protocol/pull.h"
#include "sync/protocol/push.h"

namespace parcours::journal {

inline constexpr std::array kLanes{Lane::Control, Lane::Telemetry};

using protocol::Mark;
using PulledRow = protocol::RowFrame;
using Page = protocol::PullAnswer;

/// The next events of a lane.
struct Batch {
  Lane lane = Lane::Control;
  std::int64_t first_seq = 0;
  crypto::Digest prev_chain;
  std::vector<OutboxEvent> events;
};

struct BatchLimit {
  std::size_t events = 1000;                    ///< 0: none; the chain alone asks how far it is
  std::size_t bytes = std::size_t{256} * 1024;  ///< of event texts; one event is always given
};

/// One lane as the engine sees it.
struct LaneState {
  std::int64_t last_seq = 0;  ///< of the newest event, sent or not
  /// All at or below are durable at the hub and gone from the outbox.
  std::int64_t durable_seq = 0;
  /// All at or below are at the hub by its own latest word; kept until they are durable there.
  std::int64_t stored_seq = 0;
};

/// Where this terminal stands.
struct Standing {
  std::string device;
  std::int64_t epoch = 1;
  std::string shop;                 ///< "" until a page of the hub named one
  std::vector<std::string> scopes;  ///< as the hub last told them
  std::int64_t cursor = 0;
  std::int64_t hub_epoch = 0;  ///< of the hub's database that the cursor is from
  bool rebuilding = false;     ///< a full download runs; rows of before stay readable until its end
  std::array<LaneState, 2> lanes;
  /// The rows came as a file that is not of this device alone: those of its own scope are still to
  /// be pulled, from this cursor.
  std::optional<std::int64_t> device_cursor;
};

struct Applied {
  std::int64_t rows = 0;      ///< put or deleted
  std::int64_t own_seen = 0;  ///< own events whose effects the rows now contain
  /// Nothing was applied: the download starts over for the new scopes.
  bool scopes_changed = false;
  std::vector<std::string> failed_replays;  ///< event ids that no longer fold; still in the outbox
};

struct Quarantined {
  std::string event_id;
  std::string type;
  std::string reason;
  std::int64_t time_ms = 0;
};

class Exchange {
 public:
  explicit Exchange(Journal& journal) : x_journal(journal) {}

  [[nodiscard]] Result<Standing> standing() const;
  /// The first damage that a read met since the journal was opened. From then on nothing may be
  /// recorded: the next open moves the file aside.
  [[nodiscard]] const std::optional<Error>& damage() const;
  /// How many confirmed rows there are. Counts them: for people, not for every exchange.
  [[nodiscard]] Result<std::int64_t> rows() const;

  /// Events of `lane` after `after_seq`; empty when there are none, or none are wanted and all is
  /// durable.
  [[nodiscard]] Result<std::optional<Batch>> next_batch(Lane lane, std::int64_t after_seq,
                                                        const BatchLimit& limit) const;
  /// Durable at the hub up to `mark`: they leave the outbox. Conflict when the chain differs from
  /// ours (another disk wrote under our name): nothing is trimmed, `new_epoch` is the way out.
  /// `stored_seq`: how far the hub says it is now; less than before when it went back to a backup.
  [[nodiscard]] Status trim(Lane lane, const Mark& mark, std::int64_t stored_seq = 0);
  /// The hub refused the event for good: kept with its reason, its effect leaves the view.
  [[nodiscard]] Status quarantine(std::string_view event_id, std::string_view reason);
  [[nodiscard]] Result<std::vector<Quarantined>> quarantined() const;
  /// Another incarnation: epoch + 1, sequences start over, what is not durable goes out again with
  /// the same event ids.
  [[nodiscard]] Status new_epoch();

  /// Rows and cursor in one transaction, then the overlay of pending events that the rows touch.
  [[nodiscard]] Result<Applied> apply(const Page& page);
  /// The rows of a snapshot (ready_file of download.h) take the place of all that were there, with
  /// its cursor; outbox, marks and settings stay. The view is laid again with the next last page.
  /// Conflict: another process reads the replica now; try again.
  [[nodiscard]] Status install(const std::filesystem::path& snapshot);
  /// Rows of the device's own scope, asked for from `Standing::device_cursor`; no other cursor
  /// moves.
  [[nodiscard]] Result<Applied> apply_device_rows(const Page& page);
  /// The cursor is below the hub's floor, or the scopes changed: download all again. The outbox
  /// stays.
  [[nodiscard]] Status start_over();

 private:
  Journal& x_journal;
};

}  // namespace parcours::journal
