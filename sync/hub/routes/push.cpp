// SPDX-License-Identifier: Apache-2.0
// POST /v1/push: a batch of a terminal's outbox. Stored, committed and durable are one mark here:
// the database flushes to the disk before the answer, and this hub is the last to hold the events.
#include <memory>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/hub/push.h"
#include "sync/hub/routes/routes.h"
#include "sync/journey/json_slices.h"

namespace parcours::hub {

namespace {

constexpr std::int64_t kEventsMax = 1000;
constexpr std::string_view kNothingHashed =
    "0000000000000000000000000000000000000000000000000000000000000000";

Result<Push> read_push(const Request& request) {
  PARCOURS_TRY(const auto body, body_of(request));
  PARCOURS_TRY(const auto document, json::Document::parse(body));
  const auto root = document.root();
  Push push;
  push.device = root.string("device");
  if (!is_device_name(push.device)) {
    return fail(ErrorCode::Invalid, "must be 1 to 64 letters, digits and hyphens", "device");
  }
  push.epoch = root.integer("epoch", 0);
  if (push.epoch < 1) return fail(ErrorCode::Invalid, "must be a whole number from 1", "epoch");
  push.lane = root.string("lane");
  if (push.lane != "control" && push.lane != "telemetry") {
    return fail(ErrorCode::Invalid, "must be control or telemetry", "lane");
  }
  push.first_seq = root.integer("first_seq", 0);
  if (push.first_seq < 1) {
    return fail(ErrorCode::Invalid, "must be a whole number from 1", "first_seq");
  }
  push.prev_chain = root.string("prev_chain", kNothingHashed);
  if (push.prev_chain.size() != kNothingHashed.size()) {
    return fail(ErrorCode::Invalid, "must be 64 hexadecimal digits", "prev_chain");
  }
  if (!root.find("events").is_array()) {
    return fail(ErrorCode::Invalid, "must be a list of events", "events");
  }
  // The very bytes that the device wrote: its chain runs over them.
  for (const auto slice : journey::element_slices(journey::member_slice(body, "events"))) {
    push.events.emplace_back(slice);
  }
  if (push.events.size() > static_cast<std::size_t>(kEventsMax)) {
    return fail(ErrorCode::Invalid, "are more than 1000: send them in several batches", "events");
  }
  return push;
}

void write_mark(json::Writer& out, std::string_view name, const Mark& mark) {
  out.key(name).begin_object().field("seq", mark.seq).field("chain", mark.chain).end_object();
}

Response answer_of(const Pushed& pushed) {
  json::Writer out;
  out.begin_object();
  for (const std::string_view level : {"stored", "committed", "durable"}) {
    write_mark(out, level, pushed.mark);
  }
  out.key("rejected").begin_array();
  for (const auto& rejection : pushed.rejected) {
    out.begin_object().field("id", rejection.id).field("reason", rejection.reason).end_object();
  }
  out.end_array();
  if (pushed.expect) out.field("expect", *pushed.expect);
  if (pushed.forked) out.field("forked", true);
  out.field("retry_after_ms", 0).field("max_events", kEventsMax).end_object();
  return {200, "application/json", {}, out.take()};
}

}  // namespace

void post_push(Parts& parts, const Request& request, const Responder& responder) {
  auto push = read_push(request);
  if (!push) {
    responder.respond(failure_response(push.error()));
    return;
  }
  struct Task {
    Push push;
    Pushed pushed;
  };
  auto task = std::make_shared<Task>(Task{std::move(*push), {}});
  Work work;
  work.run = [task](HubDb& db) -> Status {
    PARCOURS_TRY(task->pushed, take_push(db, task->push));
    return {};
  };
  work.done = [task, &parts, responder](const Status& written) {
    parts.counters.set_write_failed(!written);
    if (!written) {
      responder.respond(failure_response(written.error()));
      return;
    }
    for (std::size_t i = 0; i < task->pushed.outcomes.size(); ++i) {
      parts.counters.count(static_cast<Outcome>(i), task->pushed.outcomes[i]);
    }
    responder.respond(answer_of(task->pushed));
  };
  if (!parts.writer.submit(std::move(work))) responder.respond(busy_response());
}

}  // namespace parcours::hub
