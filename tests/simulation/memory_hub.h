// SPDX-License-Identifier: Apache-2.0
// The hub's disk in memory: the tables behind the product's HubStore and FeedSource, a backup of
// them, and what the last backup would bring back. Mutations break it on purpose. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/clock.h"
#include "sync/hub/backup.h"
#include "sync/hub/feed_source.h"
#include "sync/hub/hub_store.h"
#include "tests/simulation/faults.h"
#include "tests/simulation/sums.h"
#include "tests/simulation/table.h"

namespace parcours::simulation {

struct HubRow {
  std::int64_t seq = 0;
  bool deleted = false;
  std::string body;
  std::uint64_t hash = 0;  ///< 0 when deleted
  std::int64_t place = 0;  ///< in the feed: seq, unless a mutation finds rows by the clock
};

struct LoggedEvent {
  std::string source;
  std::string id;
  std::string bytes;
  std::int64_t received_ms = 0;
  std::string waiting;
};

using LaneKey = std::tuple<std::string, std::int64_t, int>;  ///< device, epoch, lane

struct HubTables {
  Table<Place, HubRow, SumWatch> rows;
  Table<std::tuple<std::string, std::int64_t, std::string, std::string>, bool> feed;
  Table<std::pair<std::string, std::string>, std::int64_t> events;  ///< source, id -> number
  Table<std::int64_t, LoggedEvent> log;
  Table<std::pair<std::string, std::int64_t>, bool> waiting;
  Table<std::pair<std::string, std::string>, std::string> quarantine;  ///< source, id -> reason
  Table<LaneKey, protocol::Mark> marks;
  Table<LaneKey, protocol::Mark> backed_up;  ///< marks that the last backup holds
  Table<std::string, std::int64_t> meta;     ///< head, epoch, number
  Table<std::int64_t, std::pair<std::int64_t, std::int64_t>> history;  ///< epoch, head at its start

  template <typename Each>
  void each(const Each& visit) {
    visit(rows), visit(feed), visit(events), visit(log), visit(waiting), visit(quarantine);
    visit(marks), visit(backed_up), visit(meta), visit(history);
  }
  [[nodiscard]] std::int64_t number(const std::string& name) const {
    const std::int64_t* value = meta.find(name);
    return value == nullptr ? 0 : *value;
  }
  [[nodiscard]] bool settled() {
    std::size_t open = 0;
    each([&](auto& table) { open += table.log_size(); });
    return open == 0;
  }
};

struct HubDisk {
  HubTables tables;
  std::optional<HubTables> backup;
  std::optional<hub::BackupRecord> record;  ///< beside the database, of its last backup
  Power power;
  Mutation mutation = Mutation::None;
  std::optional<crypto::Digest> bare;  ///< mutation: the chain that the asker has
  std::string broken;                  ///< a rule of the rows that was broken

  void restart();
  /// A transaction of the tables.
  void begin();
  void rollback();
  void flush();
  [[nodiscard]] Status put_head(std::int64_t head);
  /// The hub's program started: cursors of before are known to be of this history.
  void begin_history(std::uint64_t random);
  /// What `parcours-hub backup` does beside a working hub, which knows of it by `record`.
  void back_up(const Clock& clock);
  /// Backups are made of this database, as the hub knows.
  [[nodiscard]] bool backs_up() const { return tables.number("backups") != 0; }

  [[nodiscard]] std::int64_t mark_of(const protocol::PushRequest& push) const;
  /// The chain that a batch itself says is at the hub's mark.
  [[nodiscard]] std::optional<crypto::Digest> chain_of(const protocol::PushRequest& push) const;
  /// What an answer promises is on the disk of its level; "" or what is wrong.
  [[nodiscard]] std::string check_ack(const protocol::PushRequest& push,
                                      const protocol::PushAnswer& answer);

 private:
  std::vector<std::size_t> x_marks;
};

class HubRows final : public journey::RowSource {
 public:
  explicit HubRows(const HubDisk& disk) : x_disk(disk) {}
  [[nodiscard]] Result<std::optional<journey::Row>> find(std::string_view kind,
                                                         std::string_view key) const override;
  [[nodiscard]] Result<std::vector<journey::Row>> scan(std::string_view kind,
                                                       std::string_view prefix, std::size_t limit,
                                                       bool descending) const override;

 private:
  const HubDisk& x_disk;
};

class MemoryHubStore final : public hub::HubStore {
 public:
  MemoryHubStore(HubDisk& disk, const Clock& clock)
      : x_disk(disk), x_tables(disk.tables), x_clock(clock), x_rows(disk) {}

  [[nodiscard]] const journey::RowSource& rows() const override { return x_rows; }
  [[nodiscard]] Result<hub::Applied> apply(const journey::RowChange& change,
                                           std::int64_t seq) override;
  [[nodiscard]] Result<std::optional<std::string>> known(std::string_view source,
                                                         std::string_view id) const override;
  [[nodiscard]] Status insert(const journey::Event& event, std::int64_t seq,
                              std::int64_t received_ms, std::string_view waits_for) override;
  [[nodiscard]] Status keep_conflict(const journey::Event& event,
                                     std::int64_t received_ms) override;
  [[nodiscard]] Status quarantine(std::string_view source, std::string_view id,
                                  std::string_view bytes, std::string_view reason,
                                  std::int64_t received_ms) override;
  [[nodiscard]] Result<std::vector<hub::WaitingEvent>> waiting_for(
      std::string_view subject) const override;
  [[nodiscard]] Status set_waiting(std::int64_t number, std::string_view waits_for) override;
  [[nodiscard]] Result<hub::LaneMarks> marks(const hub::LaneName& lane) const override;
  [[nodiscard]] Status set_mark(const hub::LaneName& lane, const protocol::Mark& mark) override;
  [[nodiscard]] Status set_backed_up(const hub::LaneName& lane,
                                     const protocol::Mark& mark) override;
  [[nodiscard]] Status heard(std::string_view device, std::int64_t now_ms) override;
  [[nodiscard]] Result<hub::BackupState> backup_state() const override;
  [[nodiscard]] Status set_backup_state(const hub::BackupState& state) override;
  [[nodiscard]] Result<std::optional<std::int64_t>> reached(std::int64_t epoch) const override;

 private:
  void watch_rank(const journey::RowChange& change, const HubRow* before);

  HubDisk& x_disk;
  HubTables& x_tables;
  const Clock& x_clock;
  HubRows x_rows;
};

class MemoryFeed final : public hub::FeedSource {
 public:
  MemoryFeed(HubDisk& disk, const Clock& clock) : x_disk(disk), x_clock(clock) {}
  [[nodiscard]] Result<hub::FeedState> state() override;
  [[nodiscard]] Result<std::optional<std::int64_t>> reached(std::int64_t epoch) override;
  [[nodiscard]] Result<std::unique_ptr<hub::ScopeFeed>> scope(std::string_view scope,
                                                              std::int64_t cursor) override;
  [[nodiscard]] Result<std::vector<hub::LaneMark>> marks(std::string_view device,
                                                         std::int64_t epoch) override;
  [[nodiscard]] Result<std::string> shop_of(std::string_view device) override;
  [[nodiscard]] Result<bool> knows_shop(std::string_view shop) override;

 private:
  HubDisk& x_disk;
  const Clock& x_clock;
};

/// `"state":"ready"` of an order's body, without a parse.
[[nodiscard]] std::string_view state_in(std::string_view body);

}  // namespace parcours::simulation
