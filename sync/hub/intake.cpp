// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/intake.h"

#include <utility>

#include "platform/base/log.h"
#include "sync/journey/fold.h"

namespace parcours::hub {

namespace {

/// A page of a pull ends between two numbers, so one number must not stand for too many rows.
constexpr std::int64_t kRowsPerSeqMax = 2000;

/// The event's own fault: it is kept aside with the reason. Anything else is the database's.
bool is_refusal(const Error& error) {
  return error.code == ErrorCode::Invalid || error.code == ErrorCode::Denied;
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::Taken:
      return "taken";
    case Outcome::Duplicate:
      return "duplicate";
    case Outcome::Conflict:
      return "conflict";
    case Outcome::Refused:
      return "refused";
  }
  return "refused";
}

Result<protocol::Mark> Intake::durable_of(const LaneMarks& marks) const {
  if (x_durability == Durability::Commit) return marks.committed;
  if (x_durability == Durability::Backup) return marks.backed_up;
  PARCOURS_TRY(const auto backup, x_store.backup_state());
  return backup.made ? marks.backed_up : marks.committed;
}

Commit Intake::committed() {
  x_head = x_writing;
  x_rows_in_seq = 0;
  return Commit{x_head, std::exchange(x_scopes, {})};
}

void Intake::rolled_back() {
  x_writing = x_head;
  x_rows_in_seq = 0;
  x_scopes.clear();
}

std::int64_t Intake::writing_seq() {
  if (x_writing == x_head || x_rows_in_seq >= kRowsPerSeqMax) {
    ++x_writing;
    x_rows_in_seq = 0;
  }
  return x_writing;
}

Result<Applied> Intake::put(const journey::RowChange& change) {
  // The number is only used up when the row differs; a file imported twice changes nothing.
  const bool fresh = x_writing == x_head || x_rows_in_seq >= kRowsPerSeqMax;
  PARCOURS_TRY(const auto applied, x_store.apply(change, fresh ? x_writing + 1 : x_writing));
  if (applied == Applied::Unchanged) return applied;
  static_cast<void>(writing_seq());
  ++x_rows_in_seq;
  x_scopes.insert(change.scope);
  auto subject = applied == Applied::Created ? journey::made_known(change) : std::string{};
  if (!subject.empty()) PARCOURS_CHECK(fold_waiting({std::move(subject)}));
  return applied;
}

Result<Verdict> Intake::take(const journey::Event& event) {
  PARCOURS_TRY(const auto kept, x_store.known(event.source, event.id));
  if (kept) return known_already(event, *kept);

  PARCOURS_TRY(const auto waits_for, journey::waits_for(event, x_store.rows()));
  const auto changes = journey::fold(event, x_store.rows());
  if (!changes) {
    if (!is_refusal(changes.error())) return fail(changes.error());
    return refuse(event, changes.error());
  }
  // The time by which it is judged when it is folded again must be the one it was judged by now.
  const auto received = event.received == WallTime{} ? x_clock.wall() : event.received;
  PARCOURS_CHECK(x_store.insert(event, writing_seq(), to_ms(received), waits_for));
  PARCOURS_TRY(auto made_known, apply_all(*changes));
  PARCOURS_CHECK(fold_waiting(std::move(made_known)));
  return Verdict{};
}

Result<std::vector<std::string>> Intake::apply_all(const std::vector<journey::RowChange>& changes) {
  std::vector<std::string> known;
  for (const auto& change : changes) {
    PARCOURS_TRY(const auto applied, x_store.apply(change, x_writing));
    if (applied == Applied::Unchanged) continue;
    ++x_rows_in_seq;
    x_scopes.insert(change.scope);
    if (applied != Applied::Created && change.kind != journey::kind::kIdentity) continue;
    if (auto subject = journey::made_known(change); !subject.empty())
      known.push_back(std::move(subject));
  }
  return known;
}

// Breadth first: an event that waited may itself make the next subject known.
Status Intake::fold_waiting(std::vector<std::string> subjects) {
  while (!subjects.empty()) {
    std::vector<std::string> next;
    for (const auto& subject : subjects) {
      PARCOURS_TRY(const auto waiting, x_store.waiting_for(subject));
      for (const auto& [number, event] : waiting) {
        PARCOURS_TRY(auto more, fold_again(number, event, subject));
        for (auto& one : more) next.push_back(std::move(one));
      }
    }
    subjects = std::move(next);
  }
  return {};
}

Result<std::vector<std::string>> Intake::fold_again(std::int64_t number,
                                                    const journey::Event& event,
                                                    const std::string& subject) {
  PARCOURS_TRY(const auto waits_for, journey::waits_for(event, x_store.rows()));
  if (waits_for == subject) return std::vector<std::string>{};
  PARCOURS_CHECK(x_store.set_waiting(number, waits_for));
  const auto changes = journey::fold(event, x_store.rows());
  if (!changes) {
    if (!is_refusal(changes.error())) return fail(changes.error());
    PARCOURS_CHECK(keep_refused(event.source, event.id, event.bytes, changes.error().text()));
    return std::vector<std::string>{};
  }
  return apply_all(*changes);
}

Result<bool> Intake::knows(std::string_view source, std::string_view id) const {
  PARCOURS_TRY(const auto kept, x_store.known(source, id));
  return kept.has_value();
}

Result<Verdict> Intake::known_already(const journey::Event& event, const std::string& kept) {
  if (same_json(kept, event.bytes)) return Verdict{Outcome::Duplicate, {}};
  PARCOURS_CHECK(x_store.keep_conflict(event, to_ms(x_clock.wall())));
  log(LogLevel::Warning, "event_conflict", {{"type", event.type}});
  return Verdict{Outcome::Conflict,
                 "other contents are known under this source and id; a new fact needs a new id"};
}

Result<Verdict> Intake::refuse(const journey::Event& event, const Error& error) {
  PARCOURS_CHECK(keep_refused(event.source, event.id, event.bytes, error.text()));
  return Verdict{Outcome::Refused,
                 error.where.empty() ? error.message : error.message + " (" + error.where + ")"};
}

Status Intake::keep_refused(std::string_view source, std::string_view id, std::string_view bytes,
                            std::string_view reason) {
  return x_store.quarantine(source, id, bytes, reason, to_ms(x_clock.wall()));
}

}  // namespace parcours::hub
