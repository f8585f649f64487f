// SPDX-License-Identifier: Apache-2.0
// A terminal's disk in memory: the journal's tables behind the product's ReplicaFile, and its
// fence. What was not flushed goes with the power. Mutations break it on purpose. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/journal/fence.h"
#include "sync/journal/replica_file.h"
#include "tests/simulation/faults.h"
#include "tests/simulation/sums.h"
#include "tests/simulation/table.h"

namespace parcours::simulation {

using Lane = journal::Lane;

struct ConfirmedRow {
  std::int64_t seq = 0;
  std::int64_t run = 0;
  std::string body;
  std::uint64_t hash = 0;
};

struct KeptEvent {
  std::string id;
  Lane lane = Lane::Control;
  std::optional<std::int64_t> seq;
  crypto::Digest chain{};
  std::string type;
  std::int64_t time_ms = 0;
  std::string bytes;
  bool durable = false;
  bool hidden = false;
};

/// What stands on the platters.
struct TerminalTables {
  Table<std::string, std::string> meta;
  Table<int, journal::LaneRow> lanes;
  Table<Place, ConfirmedRow, SumWatch> rows;
  Table<Place, std::optional<std::string>> overlay;
  Table<std::int64_t, KeptEvent> pending;
  Table<std::pair<int, std::int64_t>, std::int64_t> by_seq;
  Table<std::tuple<std::string, std::string, std::int64_t>, bool> touched;
  Table<std::tuple<std::int64_t, std::string, std::string>, bool> touched_by;
  Table<std::pair<std::string, std::string>, bool> dirty;
  Table<std::string, journal::Quarantined> quarantine;
  Table<int, std::int64_t> counters;  ///< 0: the last ord given

  template <typename Each>
  void each(const Each& visit) {
    visit(meta), visit(lanes), visit(rows), visit(overlay), visit(pending), visit(by_seq);
    visit(touched), visit(touched_by), visit(dirty), visit(quarantine), visit(counters);
  }
};

struct TerminalDisk {
  TerminalTables tables;
  std::optional<journal::FenceMark> fence;
  Power power;
  Mutation mutation = Mutation::None;
  int transaction_depth = 0;

  /// The power comes back: what was not flushed never was.
  void restart();
};

class MemoryFence final : public journal::Fence {
 public:
  explicit MemoryFence(TerminalDisk& disk) : x_disk(disk) {}
  [[nodiscard]] std::optional<journal::FenceMark> read() const override;
  [[nodiscard]] Status write(const journal::FenceMark& mark) override;

 private:
  TerminalDisk& x_disk;
};

class MemoryFile final : public journal::ReplicaFile {
 public:
  explicit MemoryFile(TerminalDisk& disk) : x_disk(disk), x_tables(disk.tables) {}

  [[nodiscard]] Status begin() override;
  [[nodiscard]] Status commit() override;
  void rollback() override;
  [[nodiscard]] std::string place() const override { return "memory"; }
  [[nodiscard]] Result<std::string> get_meta(std::string_view name) const override;
  [[nodiscard]] Status put_meta(std::string_view name, std::string_view value) override;
  [[nodiscard]] Result<journal::LaneRow> get_lane(Lane lane) const override;
  [[nodiscard]] Status put_lane(Lane lane, const journal::LaneRow& row) override;

  [[nodiscard]] Result<std::optional<journey::Row>> find(std::string_view kind,
                                                         std::string_view key) const override;
  [[nodiscard]] Result<std::vector<journey::Row>> scan(std::string_view kind,
                                                       std::string_view prefix, std::size_t limit,
                                                       bool descending) const override;
  [[nodiscard]] Status put_row(const journal::PulledRow& row, const journal::PutRun& run) override;
  [[nodiscard]] Status drop_row(const journal::PulledRow& row) override;
  [[nodiscard]] Status drop_scope(std::string_view scope) override;
  [[nodiscard]] Result<std::int64_t> drop_rows_before(std::int64_t run) override;
  [[nodiscard]] Result<std::int64_t> count_rows() const override;
  [[nodiscard]] Result<std::vector<journal::SearchHit>> search(std::string_view kind,
                                                               std::string_view words,
                                                               std::size_t limit) const override;

  [[nodiscard]] Result<std::int64_t> add_pending(Lane lane, const journal::Mark& mark,
                                                 const journey::Event& event) override;
  [[nodiscard]] Result<std::vector<journal::OutboxEvent>> pending_after(
      Lane lane, std::int64_t seq, const journal::BatchLimit& limit) const override;
  [[nodiscard]] Result<std::optional<crypto::Digest>> pending_chain(
      Lane lane, std::int64_t seq) const override;
  [[nodiscard]] Result<std::vector<journal::PendingEvent>> unsent(Lane lane) const override;
  [[nodiscard]] Status clear_numbers(Lane lane) override;
  [[nodiscard]] Status renumber(std::int64_t ord, const journal::Mark& mark) override;
  [[nodiscard]] Status mark_durable(Lane lane, std::int64_t upto) override;
  [[nodiscard]] Result<std::vector<std::int64_t>> shown_upto(Lane lane,
                                                             std::int64_t upto) const override;
  [[nodiscard]] Result<std::optional<std::int64_t>> pending_by_id(
      std::string_view event_id) const override;
  [[nodiscard]] Status hide(std::int64_t ord) override;
  [[nodiscard]] Result<bool> show_unsent() override;
  [[nodiscard]] Result<std::vector<journal::PendingEvent>> shown() const override;
  [[nodiscard]] Result<journal::OutboxState> outbox_state() const override;
  [[nodiscard]] Status add_quarantine(std::int64_t ord, std::string_view reason) override;
  [[nodiscard]] Status add_quarantine(const journal::Quarantined& event) override;
  [[nodiscard]] Result<std::vector<journal::Quarantined>> quarantined() const override;

  [[nodiscard]] Status lay(const journey::RowChange& change) override;
  [[nodiscard]] Status touch(std::int64_t ord, const journal::Touch& touch) override;
  [[nodiscard]] Status untouch(std::int64_t ord) override;
  [[nodiscard]] Result<bool> any_touched() const override;
  [[nodiscard]] Status dirty_writes_of(std::int64_t ord) override;
  [[nodiscard]] Result<std::int64_t> spread_dirty() override;
  [[nodiscard]] Result<std::vector<journal::PendingEvent>> pending_on_dirty() const override;
  [[nodiscard]] Status wipe_dirty() override;
  [[nodiscard]] Status wipe_overlay() override;

 private:
  void mark_dirty(const std::string& kind, const std::string& key);
  void erase_row(const Place& place);
  void erase_pending(std::int64_t ord);
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> touches_of(std::int64_t ord,
                                                                            bool written) const;
  [[nodiscard]] bool is(Mutation mutation) const { return x_disk.mutation == mutation; }
  void flush();

  TerminalDisk& x_disk;
  TerminalTables& x_tables;
  std::vector<std::size_t> x_marks;  ///< where each table's log was at `begin`
};

}  // namespace parcours::simulation
