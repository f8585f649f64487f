// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/push.h"

#include "platform/crypto/hash.h"
#include "platform/json/value.h"
#include "sync/journey/event.h"

namespace parcours::hub {

namespace {

/// The id that a text would have as an event, for the terminal to find it by.
std::string id_in(const std::string& bytes) {
  const auto document = json::Document::parse(bytes);
  return document ? document->root().string("id") : std::string{};
}

/// The chain after each event; empty when it does not go on from what the hub has.
std::optional<std::vector<std::string>> chains_of(const Push& push, const Mark& mark) {
  auto digest = crypto::Digest::from_hex(push.prev_chain);
  if (!digest) return std::nullopt;
  std::vector<std::string> chains;
  for (std::size_t i = 0; i <= push.events.size(); ++i) {
    const auto before = push.first_seq + static_cast<std::int64_t>(i) - 1;
    if (before == mark.seq && digest->hex() != mark.chain) return std::nullopt;
    if (i == push.events.size()) break;
    digest = crypto::blake2b_256({digest->view(), push.events[i]});
    chains.push_back(digest->hex());
  }
  return chains;
}

Status refuse(HubDb& db, const Push& push, const std::string& bytes, const std::string& reason,
              Pushed& pushed) {
  const std::string id = id_in(bytes);
  ++pushed.outcomes[static_cast<std::size_t>(Outcome::Refused)];
  pushed.rejected.push_back({id, reason});
  return db.keep_refused("kiosk/" + push.device, id, bytes, reason);
}

Status take_one(HubDb& db, const Push& push, const std::string& bytes, Pushed& pushed) {
  const auto event = journey::parse_event(bytes, db.clock().wall());
  if (!event) return refuse(db, push, bytes, event.error().text(), pushed);
  if (event->source != "kiosk/" + push.device) {
    return refuse(db, push, bytes, "attribute source is not kiosk/ and the device", pushed);
  }
  PARCOURS_TRY(const auto verdict, db.take(*event));
  ++pushed.outcomes[static_cast<std::size_t>(verdict.outcome)];
  if (verdict.outcome == Outcome::Refused || verdict.outcome == Outcome::Conflict) {
    pushed.rejected.push_back({event->id, verdict.reason});
  }
  return {};
}

}  // namespace

Result<Pushed> take_push(HubDb& db, const Push& push) {
  Pushed pushed;
  PARCOURS_TRY(pushed.mark, db.marks().mark(push.device, push.epoch, push.lane));
  PARCOURS_CHECK(db.marks().heard(push.device, to_ms(db.clock().wall()), "", std::nullopt));
  const std::int64_t next = pushed.mark.seq + 1;
  if (push.first_seq > next) {
    pushed.expect = next;
    return pushed;
  }
  const auto chains = chains_of(push, pushed.mark);
  if (!chains) {
    pushed.forked = true;
    return pushed;
  }
  const auto known = static_cast<std::size_t>(next - push.first_seq);
  for (std::size_t i = known; i < push.events.size(); ++i) {
    PARCOURS_CHECK(take_one(db, push, push.events[i], pushed));
  }
  if (push.events.size() <= known) return pushed;
  pushed.mark = {push.first_seq + static_cast<std::int64_t>(push.events.size()) - 1,
                 chains->back()};
  PARCOURS_CHECK(db.marks().set_mark(push.device, push.epoch, push.lane, pushed.mark));
  return pushed;
}

}  // namespace parcours::hub
