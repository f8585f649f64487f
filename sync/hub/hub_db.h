// SPDX-License-Identifier: Apache-2.0
// The journey store on SQLite: takes events once each, folds them into rows, numbers every commit.
// Owner: one thread, inside `begin` .. `commit`; what `commit` returned survives a power cut.
// Readers have their own connections (reader.h). It knows no wire format, no HTTP and no scopes of
// a device.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "sync/hub/database.h"
#include "sync/hub/event_store.h"
#include "sync/hub/mark_store.h"
#include "sync/hub/row_store.h"
#include "sync/journey/event.h"
#include "sync/journey/row.h"

namespace parcours::hub {

enum class Outcome { Taken, Duplicate, Conflict, Refused };
[[nodiscard]] std::string_view to_string(Outcome outcome);

/// What became of one event. Refused and Conflict say why; the bytes are kept aside in both cases.
struct Verdict {
  Outcome outcome = Outcome::Taken;
  std::string reason;
};

/// The state after a commit; `scopes` are those in which rows changed.
struct Commit {
  std::int64_t head = 0;
  std::set<std::string> scopes;
};

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
  [[nodiscard]] Result<bool> knows(std::string_view source, std::string_view id) const;
  /// Keeps what is no event at all, with the reason.
  [[nodiscard]] Status keep_refused(std::string_view source, std::string_view id,
                                    std::string_view bytes, std::string_view reason);
  /// Writes a row that no event stands for (catalogue, suggestions).
  [[nodiscard]] Result<Applied> put(const journey::RowChange& change);

  [[nodiscard]] const RowStore& rows() const { return x_rows; }
  [[nodiscard]] MarkStore& marks() { return x_marks; }
  [[nodiscard]] sqlite::Connection& connection() { return x_database.connection; }
  [[nodiscard]] const std::filesystem::path& file() const { return x_database.file; }
  [[nodiscard]] std::int64_t epoch() const { return x_database.epoch; }
  /// The latest number committed.
  [[nodiscard]] std::int64_t head() const { return x_head; }
  [[nodiscard]] const Clock& clock() const { return x_clock; }

 private:
  HubDb(Database database, const Clock& clock, std::int64_t head);
  [[nodiscard]] std::int64_t writing_seq();
  [[nodiscard]] Status apply_all(const std::vector<journey::RowChange>& changes);
  [[nodiscard]] Status fold_waiting(std::vector<std::string> subjects);
  /// Folds an event that waited for `subject`; the subjects it makes known in turn.
  [[nodiscard]] Result<std::vector<std::string>> fold_again(std::int64_t number,
                                                            const journey::Event& event,
                                                            const std::string& subject);
  [[nodiscard]] Result<Verdict> known_already(const journey::Event& event, const std::string& kept);
  [[nodiscard]] Result<Verdict> refuse(const journey::Event& event, const Error& error);

  Database x_database;
  const Clock& x_clock;
  RowStore x_rows;
  EventStore x_events;
  MarkStore x_marks;
  std::optional<sqlite::Transaction> x_transaction;
  std::int64_t x_head = 0;         ///< committed
  std::int64_t x_writing = 0;      ///< the number given to changes now; x_head when nothing changed
  std::int64_t x_rows_in_seq = 0;  ///< rows changed under x_writing
  std::set<std::string> x_scopes;
};

}  // namespace parcours::hub
