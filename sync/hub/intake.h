// SPDX-License-Identifier: Apache-2.0
// What one event does to the hub: taken once, folded into rows, numbered with its commit. Decides
// over a HubStore, so the hub on SQLite and the simulator decide alike. Owner: the writer, inside a
// transaction of the store. It knows no wire format and no database.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "sync/hub/hub_store.h"

namespace parcours::hub {

/// When an event is durable, so that its terminal may forget it. ByBackups: with the commit while
/// no backup was ever made of this database, in a backup from then on.
enum class Durability { ByBackups, Commit, Backup };

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

class Intake {
 public:
  /// `head`: the latest number committed in `store`.
  Intake(HubStore& store, const Clock& clock, std::int64_t head)
      : x_store(store), x_clock(clock), x_head(head), x_writing(head) {}

  /// Dedupes, folds and stores one event. An error is the store's, never the event's: the whole
  /// transaction must be given up then.
  [[nodiscard]] Result<Verdict> take(const journey::Event& event);
  [[nodiscard]] Result<bool> knows(std::string_view source, std::string_view id) const;
  /// Keeps what is no event at all, with the reason.
  [[nodiscard]] Status keep_refused(std::string_view source, std::string_view id,
                                    std::string_view bytes, std::string_view reason);
  /// Writes a row that no event stands for (catalogue, suggestions).
  [[nodiscard]] Result<Applied> put(const journey::RowChange& change);

  /// The latest number committed.
  [[nodiscard]] std::int64_t head() const { return x_head; }
  /// What the head becomes with this transaction; to be kept in it.
  [[nodiscard]] std::int64_t writing() const { return x_writing; }
  /// The transaction is on the disk.
  [[nodiscard]] Commit committed();
  /// It is not, and never will be.
  void rolled_back();

  /// How far a lane is durable, of its marks in the store.
  [[nodiscard]] Result<protocol::Mark> durable_of(const LaneMarks& marks) const;
  void set_durability(Durability durability) { x_durability = durability; }

  [[nodiscard]] HubStore& store() { return x_store; }
  [[nodiscard]] const Clock& clock() const { return x_clock; }

 private:
  [[nodiscard]] std::int64_t writing_seq();
  /// The subjects that become known by it: what was there before is waited for by nobody.
  [[nodiscard]] Result<std::vector<std::string>> apply_all(
      const std::vector<journey::RowChange>& changes);
  [[nodiscard]] Status fold_waiting(std::vector<std::string> subjects);
  /// Folds an event that waited for `subject`; the subjects it makes known in turn.
  [[nodiscard]] Result<std::vector<std::string>> fold_again(std::int64_t number,
                                                            const journey::Event& event,
                                                            const std::string& subject);
  [[nodiscard]] Result<Verdict> known_already(const journey::Event& event, const std::string& kept);
  [[nodiscard]] Result<Verdict> refuse(const journey::Event& event, const Error& error);

  HubStore& x_store;
  const Clock& x_clock;
  Durability x_durability = Durability::ByBackups;
  std::int64_t x_head = 0;         ///< committed
  std::int64_t x_writing = 0;      ///< the number given to changes now; x_head when nothing changed
  std::int64_t x_rows_in_seq = 0;  ///< rows changed under x_writing
  std::set<std::string> x_scopes;
};

}  // namespace parcours::hub
