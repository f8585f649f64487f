// SPDX-License-Identifier: Apache-2.0
// The journey store on SQLite: one transaction of Intake (once each, folded, numbered) at a time.
// Owner: one thread, inside `begin` .. `commit`; what `commit` returned survives a power cut.
// Readers have their own connections (reader.h). It knows no wire format, no HTTP and no scopes of
// a device.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "sync/hub/database.h"
#include "sync/hub/intake.h"
#include "sync/hub/sqlite_store.h"
#include "sync/journey/event.h"
#include "sync/journey/row.h"

namespace parcours::hub {

class HubDb final {
 public:
  [[nodiscard]] static Result<std::unique_ptr<HubDb>> open(const std::filesystem::path& directory,
                                                           const Clock& clock,
                                                           Creating creating = Creating::Allowed);
  HubDb(const HubDb&) = delete;
  HubDb& operator=(const HubDb&) = delete;
  ~HubDb();

  [[nodiscard]] Status begin();
  /// Full: the disk is. After any error nothing of the transaction is there.
  [[nodiscard]] Result<Commit> commit();
  void rollback();

  /// Dedupes, folds and stores one event. An error is the database's, never the event's: the whole
  /// transaction must be given up then.
  [[nodiscard]] Result<Verdict> take(const journey::Event& event);
  [[nodiscard]] Result<bool> knows(std::string_view source, std::string_view id) const {
    return x_intake.knows(source, id);
  }
  /// Keeps what is no event at all, with the reason.
  [[nodiscard]] Status keep_refused(std::string_view source, std::string_view id,
                                    std::string_view bytes, std::string_view reason) {
    return x_intake.keep_refused(source, id, bytes, reason);
  }
  /// Writes a row that no event stands for (catalogue, suggestions).
  [[nodiscard]] Result<Applied> put(const journey::RowChange& change);

  [[nodiscard]] const journey::RowSource& rows() const { return x_store.rows(); }
  [[nodiscard]] MarkStore& marks() { return x_store.mark_store(); }
  /// What decides, for who works on more than one event at a time.
  [[nodiscard]] Intake& intake() { return x_intake; }
  [[nodiscard]] sqlite::Connection& connection() { return x_database.connection; }
  [[nodiscard]] const std::filesystem::path& file() const { return x_database.file; }
  [[nodiscard]] std::int64_t epoch() const { return x_database.epoch; }
  /// The latest number committed.
  [[nodiscard]] std::int64_t head() const { return x_intake.head(); }
  [[nodiscard]] const Clock& clock() const { return x_intake.clock(); }

 private:
  HubDb(Database database, const Clock& clock, std::int64_t head);

  Database x_database;
  SqliteStore x_store;
  Intake x_intake;
  std::optional<sqlite::Transaction> x_transaction;
};

}  // namespace parcours::hub
