// SPDX-License-Identifier: Apache-2.0
// What the hub keeps, in its SQLite database: rows, events and marks behind one seam. Owned by
// HubDb; inside the writer's transaction.
#pragma once

#include "sync/hub/database.h"
#include "sync/hub/hub_store.h"
#include "sync/hub/mark_store.h"
#include "sync/hub/row_cache.h"

namespace parcours::hub {

class SqliteStore final : public HubStore {
 public:
  explicit SqliteStore(sqlite::Connection& connection)
      : x_connection(connection),
        x_row_store(connection),
        x_rows(x_row_store),
        x_events(connection),
        x_marks(connection) {}

  /// Rows stay in memory until then; before the commit of the transaction.
  [[nodiscard]] Status write_back() { return x_rows.write_back(); }
  /// The transaction is given up.
  void forget() { x_rows.forget(); }
  [[nodiscard]] MarkStore& mark_store() { return x_marks; }

  [[nodiscard]] const journey::RowSource& rows() const override { return x_rows; }
  [[nodiscard]] Result<Applied> apply(const journey::RowChange& change, std::int64_t seq) override {
    return x_rows.apply(change, seq);
  }
  [[nodiscard]] Result<std::optional<std::string>> known(std::string_view source,
                                                         std::string_view id) const override {
    return x_events.known(source, id);
  }
  [[nodiscard]] Status insert(const journey::Event& event, std::int64_t seq,
                              std::int64_t received_ms, std::string_view waits_for) override {
    return x_events.insert(event, seq, received_ms, waits_for);
  }
  [[nodiscard]] Status keep_conflict(const journey::Event& event,
                                     std::int64_t received_ms) override {
    return x_events.keep_conflict(event, received_ms);
  }
  [[nodiscard]] Status quarantine(std::string_view source, std::string_view id,
                                  std::string_view bytes, std::string_view reason,
                                  std::int64_t received_ms) override {
    return x_events.quarantine(source, id, bytes, reason, received_ms);
  }
  [[nodiscard]] Result<std::vector<WaitingEvent>> waiting_for(
      std::string_view subject) const override {
    return x_events.waiting_for(subject);
  }
  [[nodiscard]] Status set_waiting(std::int64_t number, std::string_view waits_for) override {
    return x_events.set_waiting(number, waits_for);
  }
  [[nodiscard]] Result<LaneMarks> marks(const LaneName& lane) const override {
    return x_marks.marks(lane);
  }
  [[nodiscard]] Status set_mark(const LaneName& lane, const protocol::Mark& mark) override {
    return x_marks.set_mark(lane, mark);
  }
  [[nodiscard]] Status set_backed_up(const LaneName& lane, const protocol::Mark& mark) override {
    return x_marks.set_backed_up(lane, mark);
  }
  [[nodiscard]] Status heard(std::string_view device, std::int64_t now_ms) override {
    return x_marks.heard(device, now_ms, "", std::nullopt);
  }
  [[nodiscard]] Result<BackupState> backup_state() const override { return x_marks.backup_state(); }
  [[nodiscard]] Status set_backup_state(const BackupState& state) override {
    return x_marks.set_backup_state(state);
  }
  [[nodiscard]] Result<std::optional<std::int64_t>> reached(std::int64_t epoch) const override {
    return history_reached(x_connection, epoch);
  }

 private:
  sqlite::Connection& x_connection;
  RowStore x_row_store;
  RowCache x_rows;
  EventStore x_events;
  MarkStore x_marks;
};

}  // namespace parcours::hub
