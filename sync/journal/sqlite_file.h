// SPDX-License-Identifier: Apache-2.0
// A journal's data in one SQLite file: journal.db, WAL, synchronous FULL. Owned by its Journal;
// core thread. One process writes (the fence's lock sees to it), others may read beside it. Only
// SQL here; what to do with it is decided elsewhere.
#pragma once

#include <filesystem>
#include <optional>

#include "platform/sqlite/connection.h"
#include "sync/journal/replica_file.h"

namespace parcours::journal {

/// Whether other files say that this one was written before.
enum class Before { Unknown, Written };

class SqliteFile final : public ReplicaFile {
 public:
  /// Corrupt: the file is damaged, or empty although it was written before, and untouched.
  /// Unsupported: a newer version wrote it.
  [[nodiscard]] static Result<std::unique_ptr<SqliteFile>> open(const std::filesystem::path& file,
                                                                Before before = Before::Unknown);
  /// The file as it stands now, beside its writer or without one: every answer is of one moment,
  /// every write is refused. NotFound, Unsupported (another version wrote it), Corrupt.
  [[nodiscard]] static Result<std::unique_ptr<SqliteFile>> open_to_read(
      const std::filesystem::path& file);

  /// A file to be filled and thrown away when that fails: without log, never synced.
  [[nodiscard]] static Result<std::unique_ptr<SqliteFile>> create_unsynced(
      const std::filesystem::path& file);

  [[nodiscard]] sqlite::Connection& connection() { return x_db; }
  /// As put_row, for a place that has no row yet: without the look-up.
  [[nodiscard]] Status add_row(const PulledRow& row, std::int64_t run);
  /// After many rows: the search tables in one piece, as they are read fastest.
  [[nodiscard]] Status tidy_words();

  [[nodiscard]] Status begin() override;
  [[nodiscard]] Status commit() override;
  void rollback() override;
  [[nodiscard]] Status become(const std::filesystem::path& snapshot) override;
  [[nodiscard]] std::string place() const override { return x_db.path(); }

  [[nodiscard]] Result<std::string> get_meta(std::string_view name) const override;
  [[nodiscard]] Status put_meta(std::string_view name, std::string_view value) override;
  [[nodiscard]] Result<LaneRow> get_lane(Lane lane) const override;
  [[nodiscard]] Status put_lane(Lane lane, const LaneRow& row) override;

  [[nodiscard]] Result<std::optional<journey::Row>> find(std::string_view kind,
                                                         std::string_view key) const override;
  [[nodiscard]] Result<std::vector<journey::Row>> scan(std::string_view kind,
                                                       std::string_view prefix, std::size_t limit,
                                                       bool descending) const override;
  [[nodiscard]] Status put_row(const PulledRow& row, const PutRun& run) override;
  [[nodiscard]] Status drop_row(const PulledRow& row) override;
  [[nodiscard]] Status drop_scope(std::string_view scope) override;
  [[nodiscard]] Result<std::int64_t> drop_rows_before(std::int64_t run) override;
  [[nodiscard]] Result<std::int64_t> count_rows() const override;
  [[nodiscard]] Result<std::vector<SearchHit>> search(std::string_view kind, std::string_view words,
                                                      std::size_t limit) const override;

  [[nodiscard]] Result<std::int64_t> add_pending(Lane lane, const Mark& mark,
                                                 const journey::Event& event) override;
  [[nodiscard]] Result<std::vector<OutboxEvent>> pending_after(
      Lane lane, std::int64_t seq, const BatchLimit& limit) const override;
  [[nodiscard]] Result<std::optional<crypto::Digest>> pending_chain(
      Lane lane, std::int64_t seq) const override;
  [[nodiscard]] Result<std::vector<PendingEvent>> unsent(Lane lane) const override;
  [[nodiscard]] Status clear_numbers(Lane lane) override;
  [[nodiscard]] Status renumber(std::int64_t ord, const Mark& mark) override;
  [[nodiscard]] Status mark_durable(Lane lane, std::int64_t upto) override;
  [[nodiscard]] Result<std::vector<std::int64_t>> shown_upto(Lane lane,
                                                             std::int64_t upto) const override;
  [[nodiscard]] Result<std::optional<std::int64_t>> pending_by_id(
      std::string_view event_id) const override;
  [[nodiscard]] Status hide(std::int64_t ord) override;
  [[nodiscard]] Result<bool> show_unsent() override;
  [[nodiscard]] Result<std::vector<PendingEvent>> shown() const override;
  [[nodiscard]] Result<OutboxState> outbox_state() const override;
  [[nodiscard]] Status add_quarantine(std::int64_t ord, std::string_view reason) override;
  [[nodiscard]] Status add_quarantine(const Quarantined& event) override;
  [[nodiscard]] Result<std::vector<Quarantined>> quarantined() const override;

  [[nodiscard]] Status lay(const journey::RowChange& change) override;
  [[nodiscard]] Status touch(std::int64_t ord, const Touch& touch) override;
  [[nodiscard]] Status untouch(std::int64_t ord) override;
  [[nodiscard]] Result<bool> any_touched() const override;
  [[nodiscard]] Status dirty_writes_of(std::int64_t ord) override;
  [[nodiscard]] Result<std::int64_t> spread_dirty() override;
  [[nodiscard]] Result<std::vector<PendingEvent>> pending_on_dirty() const override;
  [[nodiscard]] Status wipe_dirty() override;
  [[nodiscard]] Status wipe_overlay() override;

 private:
  explicit SqliteFile(sqlite::Connection db) : x_db(std::move(db)) {}
  [[nodiscard]] Status mark_dirty(std::string_view kind, std::string_view key);
  // search.cpp
  [[nodiscard]] Status index_row(std::string_view kind, std::int64_t row_id, std::string_view body);
  [[nodiscard]] Status unindex_row(std::string_view kind, std::int64_t row_id);

  struct Doomed {
    std::int64_t id;
    std::string kind;
    std::string key;
  };
  [[nodiscard]] Result<std::vector<Doomed>> doomed_of(sqlite::Statement& statement) const;
  [[nodiscard]] Status drop_all(const std::vector<Doomed>& doomed);
  [[nodiscard]] Result<std::optional<std::int64_t>> row_id(const PulledRow& row);

  mutable sqlite::Connection x_db;  ///< compiles statements while it reads
  std::optional<sqlite::Transaction> x_transaction;
  std::optional<Error> x_replaced;  ///< by a file that could not be opened
};

}  // namespace parcours::journal
