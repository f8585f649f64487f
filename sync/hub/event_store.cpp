// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/event_store.h"

#include <algorithm>

#include "platform/json/value.h"
#include "platform/json/writer.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kKnown = "SELECT bytes FROM event WHERE source=?1 AND id=?2";
constexpr std::string_view kInsert =
    "INSERT INTO event(source,id,seq,type,time_ms,received_ms,waiting,bytes) "
    "VALUES(?1,?2,?3,?4,?5,?6,nullif(?7,''),?8)";
constexpr std::string_view kConflict =
    "INSERT INTO conflict(source,id,received_ms,bytes) VALUES(?1,?2,?3,?4) ON CONFLICT DO NOTHING";
constexpr std::string_view kQuarantine =
    "INSERT INTO quarantine(source,id,received_ms,reason,bytes) VALUES(?1,?2,?3,?4,?5) "
    "ON CONFLICT DO UPDATE SET reason=excluded.reason";
constexpr std::string_view kWaiting =
    "SELECT number,received_ms,bytes FROM event WHERE waiting=?1 ORDER BY number";
constexpr std::string_view kSetWaiting = "UPDATE event SET waiting=nullif(?2,'') WHERE number=?1";

void append_canonical(json::Writer& out, const json::Value& value) {
  if (value.is_object()) {
    auto members = value.members();
    std::stable_sort(members.begin(), members.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    out.begin_object();
    for (const auto& [name, member] : members) {
      out.key(name);
      append_canonical(out, member);
    }
    out.end_object();
  } else if (value.is_array()) {
    out.begin_array();
    for (const auto& element : value.elements()) append_canonical(out, element);
    out.end_array();
  } else {
    out.raw(value.dump());
  }
}

}  // namespace

bool same_json(std::string_view left, std::string_view right) {
  if (left == right) return true;
  const auto a = json::Document::parse(left);
  const auto b = json::Document::parse(right);
  if (!a || !b) return false;
  json::Writer first;
  json::Writer second;
  append_canonical(first, a->root());
  append_canonical(second, b->root());
  return first.text() == second.text();
}

Result<std::optional<std::string>> EventStore::known(std::string_view source,
                                                     std::string_view id) const {
  PARCOURS_TRY(auto statement, x_connection.cached(kKnown));
  PARCOURS_TRY(const bool found, statement.bind_all(source, id).step());
  if (!found) return std::optional<std::string>{};
  return std::optional{std::string{statement.column_text(0)}};
}

Status EventStore::insert(const journey::Event& event, std::int64_t seq, std::int64_t received_ms,
                          std::string_view waits_for) {
  PARCOURS_TRY(auto statement, x_connection.cached(kInsert));
  return statement
      .bind_all(event.source, event.id, seq, event.type, to_ms(event.happened()), received_ms,
                waits_for, event.bytes)
      .run();
}

Status EventStore::keep_conflict(const journey::Event& event, std::int64_t received_ms) {
  PARCOURS_TRY(auto statement, x_connection.cached(kConflict));
  return statement.bind_all(event.source, event.id, received_ms, event.bytes).run();
}

Status EventStore::quarantine(std::string_view source, std::string_view id, std::string_view bytes,
                              std::string_view reason, std::int64_t received_ms) {
  PARCOURS_TRY(auto statement, x_connection.cached(kQuarantine));
  return statement.bind_all(source, id, received_ms, reason, bytes).run();
}

Result<std::vector<WaitingEvent>> EventStore::waiting_for(std::string_view subject) const {
  PARCOURS_TRY(auto statement, x_connection.cached(kWaiting));
  statement.bind_all(subject);
  std::vector<WaitingEvent> events;
  while (true) {
    PARCOURS_TRY(const bool found, statement.step());
    if (!found) return events;
    const auto received = from_ms(statement.column_int(1));
    PARCOURS_TRY(auto event, journey::parse_event(statement.column_text(2), received));
    event.received = received;
    events.push_back({statement.column_int(0), std::move(event)});
  }
}

Status EventStore::set_waiting(std::int64_t number, std::string_view waits_for) {
  PARCOURS_TRY(auto statement, x_connection.cached(kSetWaiting));
  return statement.bind_all(number, waits_for).run();
}

}  // namespace parcours::hub
