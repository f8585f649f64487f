// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/push.h"

#include <optional>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/journey/event.h"
#include "sync/protocol/chain.h"

namespace parcours::hub {

namespace {

/// The id that a text would have as an event, for the terminal to find it by.
std::string id_in(const std::string& bytes) {
  const auto document = json::Document::parse(bytes);
  return document ? document->root().string("id") : std::string{};
}

/// The chain after the last event; empty when it does not go on from what the hub has.
std::optional<crypto::Digest> chain_over(const protocol::PushRequest& push,
                                         const protocol::Mark& mark) {
  crypto::Digest chain = push.prev_chain;
  for (std::size_t i = 0; i <= push.events.size(); ++i) {
    const auto before = push.first_seq + static_cast<std::int64_t>(i) - 1;
    if (before == mark.seq && chain != mark.chain) return std::nullopt;
    if (i < push.events.size()) chain = protocol::next_chain(chain, push.events[i]);
  }
  return chain;
}

/// The answer may get lost, and is not given twice: the rejection is also a row of the device.
Status tell_rejection(Intake& intake, const protocol::PushRequest& push, const std::string& bytes,
                      const protocol::RejectedEvent& rejected) {
  if (rejected.id.empty()) return {};
  const auto event = journey::parse_event(bytes, intake.clock().wall());
  json::Writer out;
  out.begin_object().field("event", rejected.id).field("reason", rejected.reason);
  out.field("type", event ? event->type : std::string{});
  out.field("time_ms", event ? to_ms(event->time) : 0);
  const auto data = event ? json::Document::parse(event->data) : fail(ErrorCode::Invalid, "");
  if (data) out.field("order", data->root().string("order"));
  PARCOURS_TRY(const auto applied,
               intake.put({"device:" + push.device, std::string{journey::kind::kReject},
                           push.device + "/" + rejected.id, out.end_object().take()}));
  static_cast<void>(applied);
  return {};
}

Status refuse(Intake& intake, const protocol::PushRequest& push, const std::string& bytes,
              const std::string& reason, Pushed& pushed) {
  const std::string id = id_in(bytes);
  ++pushed.outcomes[static_cast<std::size_t>(Outcome::Refused)];
  pushed.answer.rejected.push_back({id, reason});
  PARCOURS_CHECK(tell_rejection(intake, push, bytes, {id, reason}));
  return intake.keep_refused("kiosk/" + push.device, id, bytes, reason);
}

Status take_one(Intake& intake, const protocol::PushRequest& push, const std::string& bytes,
                Pushed& pushed) {
  const auto now = intake.clock().wall();
  auto event = journey::parse_event(bytes, now);
  if (event) event->received = now;
  if (!event) return refuse(intake, push, bytes, event.error().text(), pushed);
  if (event->source != "kiosk/" + push.device) {
    return refuse(intake, push, bytes, "attribute source is not kiosk/ and the device", pushed);
  }
  PARCOURS_TRY(const auto verdict, intake.take(*event));
  ++pushed.outcomes[static_cast<std::size_t>(verdict.outcome)];
  if (verdict.outcome == Outcome::Refused || verdict.outcome == Outcome::Conflict) {
    pushed.answer.rejected.push_back({event->id, verdict.reason});
    PARCOURS_CHECK(tell_rejection(intake, push, bytes, {event->id, verdict.reason}));
  }
  return {};
}

}  // namespace

Result<Pushed> take_push(Intake& intake, const protocol::PushRequest& push) {
  const LaneName lane{push.device, push.epoch, push.lane};
  Pushed pushed;
  PARCOURS_TRY(const auto marks, intake.store().marks(lane));
  auto mark = marks.committed;
  PARCOURS_CHECK(intake.store().heard(push.device, to_ms(intake.clock().wall())));
  const auto answer_with = [&](const protocol::Mark& reached) -> Result<Pushed> {
    pushed.answer.stored = pushed.answer.committed = reached;
    PARCOURS_TRY(const auto now, intake.store().marks(lane));
    PARCOURS_TRY(pushed.answer.durable, intake.durable_of(now));
    return std::move(pushed);
  };
  const std::int64_t next = mark.seq + 1;
  if (push.first_seq > next) {
    pushed.answer.expect = next;
    return answer_with(mark);
  }
  const auto chain = chain_over(push, mark);
  if (!chain) {
    pushed.answer.forked = true;
    return answer_with(mark);
  }
  const auto known = static_cast<std::size_t>(next - push.first_seq);
  if (push.events.size() <= known) return answer_with(mark);
  for (std::size_t i = known; i < push.events.size(); ++i) {
    PARCOURS_CHECK(take_one(intake, push, push.events[i], pushed));
  }
  mark = {push.first_seq + static_cast<std::int64_t>(push.events.size()) - 1, *chain};
  PARCOURS_CHECK(intake.store().set_mark(lane, mark));
  return answer_with(mark);
}

}  // namespace parcours::hub
