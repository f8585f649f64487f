// SPDX-License-Identifier: Apache-2.0
// What a journal keeps: rows with an overlay over them, lanes, pending events, small values. The
// decisions (exchange.cpp, commit.cpp, overlay.cpp) work on this alone; SqliteFile keeps it in a
// database, the simulator in memory with crashes. Core thread. It decides nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/journal/exchange.h"
#include "sync/journal/journal.h"

namespace parcours::journal {

struct LaneRow {
  Mark last;
  Mark durable;
  std::int64_t stored_seq = 0;  ///< at the hub, by its latest word; from durable to last
};

struct PutRun {
  std::int64_t number = 0;  ///< of the download, see drop_rows_before
  bool watched = false;     ///< pending events looked at some row: each row put must be compared
};

/// A pending event, by its place in the order of recording.
struct PendingEvent {
  std::int64_t ord = 0;
  std::string bytes;
};

/// A row that a pending event looked at or wrote; a key that ends in '/' stands for all rows below
/// it, looked through.
struct Touch {
  std::string kind;
  std::string key;
  bool wrote = false;
};

/// "C00001/" of "C00001/2026…": what a look through the rows beside it is noted under.
[[nodiscard]] inline std::string_view folder_of(std::string_view key) {
  return key.substr(0, key.find('/') + 1);
}

/// Everything that writes expects a transaction, unless it says otherwise. Full: there is no room,
/// nothing of the transaction will be kept.
class ReplicaFile : public journey::RowSource {
 public:
  [[nodiscard]] virtual Status begin() = 0;
  /// What it returned for survives a power cut.
  [[nodiscard]] virtual Status commit() = 0;
  virtual void rollback() = 0;
  /// The rows of a snapshot take the place of this file's; what is the terminal's own is kept. Not
  /// in a transaction; all or nothing, whenever the power goes. Conflict: somebody reads the file;
  /// Unsupported: it is no file.
  [[nodiscard]] virtual Status become(const std::filesystem::path& snapshot) {
    return fail(ErrorCode::Unsupported, "this replica is no file", snapshot.string());
  }
  /// Where it is, for errors.
  [[nodiscard]] virtual std::string place() const = 0;

  // Small values; "" when unset. May be put outside a transaction.
  [[nodiscard]] virtual Result<std::string> get_meta(std::string_view name) const = 0;
  [[nodiscard]] virtual Status put_meta(std::string_view name, std::string_view value) = 0;

  [[nodiscard]] virtual Result<LaneRow> get_lane(Lane lane) const = 0;
  [[nodiscard]] virtual Status put_lane(Lane lane, const LaneRow& row) = 0;

  // Confirmed rows; `find` and `scan` give them with the overlay over them. A row put, dropped or
  // replaced makes dirty what pending events looked at.
  [[nodiscard]] virtual Status put_row(const PulledRow& row, const PutRun& run) = 0;
  [[nodiscard]] virtual Status drop_row(const PulledRow& row) = 0;
  [[nodiscard]] virtual Status drop_scope(std::string_view scope) = 0;
  /// After a full download: what it did not bring again goes. How many rows these were.
  [[nodiscard]] virtual Result<std::int64_t> drop_rows_before(std::int64_t run) = 0;
  [[nodiscard]] virtual Result<std::int64_t> count_rows() const = 0;
  [[nodiscard]] virtual Result<std::vector<SearchHit>> search(std::string_view kind,
                                                              std::string_view words,
                                                              std::size_t limit) const = 0;

  // Pending events: `durable` ones are at the hub, `hidden` ones no longer in the overlay; both
  // together are gone. A number (seq) is theirs until another epoch.
  /// Its place in the order.
  [[nodiscard]] virtual Result<std::int64_t> add_pending(Lane lane, const Mark& mark,
                                                         const journey::Event& event) = 0;
  [[nodiscard]] virtual Result<std::vector<OutboxEvent>> pending_after(
      Lane lane, std::int64_t seq, const BatchLimit& limit) const = 0;
  [[nodiscard]] virtual Result<std::optional<crypto::Digest>> pending_chain(
      Lane lane, std::int64_t seq) const = 0;
  /// By number; those without one, and durable ones, are left out.
  [[nodiscard]] virtual Result<std::vector<PendingEvent>> unsent(Lane lane) const = 0;
  [[nodiscard]] virtual Status clear_numbers(Lane lane) = 0;
  [[nodiscard]] virtual Status renumber(std::int64_t ord, const Mark& mark) = 0;
  [[nodiscard]] virtual Status mark_durable(Lane lane, std::int64_t upto) = 0;
  /// In the overlay still, with a number at or below `upto`, or durable without a number.
  [[nodiscard]] virtual Result<std::vector<std::int64_t>> shown_upto(Lane lane,
                                                                     std::int64_t upto) const = 0;
  [[nodiscard]] virtual Result<std::optional<std::int64_t>> pending_by_id(
      std::string_view event_id) const = 0;
  /// Out of the overlay; gone when it is durable too.
  [[nodiscard]] virtual Status hide(std::int64_t ord) = 0;
  /// Those neither durable nor in quarantine go back into the overlay at the next replay_all;
  /// false: there are none.
  [[nodiscard]] virtual Result<bool> show_unsent() = 0;
  /// All that are not hidden, in the order of recording.
  [[nodiscard]] virtual Result<std::vector<PendingEvent>> shown() const = 0;
  [[nodiscard]] virtual Result<OutboxState> outbox_state() const = 0;

  /// Keeps the event with its reason, once.
  [[nodiscard]] virtual Status add_quarantine(std::int64_t ord, std::string_view reason) = 0;
  /// The same for an event that this file does not hold any more.
  [[nodiscard]] virtual Status add_quarantine(const Quarantined& event) = 0;
  [[nodiscard]] virtual Result<std::vector<Quarantined>> quarantined() const = 0;

  // The overlay, and what each pending event looked at.
  [[nodiscard]] virtual Status lay(const journey::RowChange& change) = 0;
  [[nodiscard]] virtual Status touch(std::int64_t ord, const Touch& touch) = 0;
  [[nodiscard]] virtual Status untouch(std::int64_t ord) = 0;
  [[nodiscard]] virtual Result<bool> any_touched() const = 0;
  /// What it wrote becomes dirty, and what looked through the rows beside it.
  [[nodiscard]] virtual Status dirty_writes_of(std::int64_t ord) = 0;
  /// Every row that an event on a dirty row writes becomes dirty; how many were not yet.
  [[nodiscard]] virtual Result<std::int64_t> spread_dirty() = 0;
  /// In the order of recording, without hidden ones.
  [[nodiscard]] virtual Result<std::vector<PendingEvent>> pending_on_dirty() const = 0;
  /// Dirty rows leave the overlay and are clean.
  [[nodiscard]] virtual Status wipe_dirty() = 0;
  /// Nothing is laid, looked at or dirty.
  [[nodiscard]] virtual Status wipe_overlay() = 0;
};

}  // namespace parcours::journal
