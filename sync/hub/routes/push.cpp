// SPDX-License-Identifier: Apache-2.0
// POST /v1/push: a batch of a terminal's outbox. Stored and committed are one mark here: the
// database flushes to the disk before the answer. Durable is what Intake says of it.
#include <memory>

#include "sync/hub/push.h"
#include "sync/hub/routes/routes.h"
#include "sync/protocol/push.h"

namespace parcours::hub {

namespace {

Result<protocol::PushRequest> read_push(const Request& request) {
  PARCOURS_TRY(const auto body, body_of(request));
  PARCOURS_TRY(auto push, protocol::parse_push_request(body));
  if (!is_device_name(push.device)) {
    return fail(ErrorCode::Invalid, "must be 1 to 64 letters, digits and hyphens", "device");
  }
  if (push.events.size() > static_cast<std::size_t>(protocol::kMaxEvents)) {
    return fail(ErrorCode::Invalid, "are more than 1000: send them in several batches", "events");
  }
  return push;
}

}  // namespace

void post_push(Parts& parts, const Request& request, const Responder& responder) {
  auto push = read_push(request);
  if (!push) {
    responder.respond(failure_response(push.error()));
    return;
  }
  struct Task {
    protocol::PushRequest push;
    Pushed pushed;
  };
  auto task = std::make_shared<Task>(Task{std::move(*push), {}});
  Work work;
  work.run = [task](HubDb& db) -> Status {
    PARCOURS_TRY(task->pushed, take_push(db.intake(), task->push));
    return {};
  };
  work.done = [task, &parts, responder](const Status& written) {
    parts.counters.set_write_failed(!written);
    if (!written) {
      responder.respond(unwritten_response(written.error()));
      return;
    }
    for (std::size_t i = 0; i < task->pushed.outcomes.size(); ++i) {
      parts.counters.count(static_cast<Outcome>(i), task->pushed.outcomes[i]);
    }
    responder.respond({200, "application/json", {}, to_json(task->pushed.answer)});
  };
  if (!parts.writer.submit(std::move(work))) responder.respond(busy_response());
}

}  // namespace parcours::hub
