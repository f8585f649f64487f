// SPDX-License-Identifier: Apache-2.0
// POST /v1/push: a batch of a terminal's outbox. Stored and committed are one mark here: the
// database flushes to the disk before the answer. Durable is what Intake says of it.
#include <memory>

#include "sync/hub/door/enrolment_store.h"
#include "sync/hub/push.h"
#include "sync/hub/routes/routes.h"
#include "sync/protocol/push.h"
#include "sync/protocol/signature.h"

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

/// Whose name a batch comes in; `push` outlives it.
Asker asker_of(const Request& request, const protocol::PushRequest& push) {
  return {push.device, std::string{request.header("parcours-key")}, push.signature,
          [&push] { return protocol::signed_words(push); }};
}

Result<Admitted> admit(Parts& parts, const Asker& asker) {
  PARCOURS_TRY(auto reader, parts.readers.lend());
  PARCOURS_TRY(const auto admission, parts.door.admit(*reader, asker));
  return admission.admitted;
}

struct Task {
  protocol::PushRequest push;
  std::string key;  ///< to pin with the batch; "" when there is none to pin
  Pushed pushed;
  bool other_key = false;  ///< another key was quicker
};

Status take(HubDb& db, Task& task) {
  if (!task.key.empty()) {
    const auto now = to_ms(db.clock().wall());
    PARCOURS_TRY(const auto kept,
                 EnrolmentStore{db.connection()}.pin(task.push.device, task.key, now));
    task.other_key = kept != task.key;
    if (task.other_key) return {};
  }
  PARCOURS_TRY(task.pushed, take_push(db.intake(), task.push));
  return {};
}

}  // namespace

void post_push(Parts& parts, const Request& request, const Responder& responder) {
  auto push = read_push(request);
  if (!push) {
    responder.respond(failure_response(push.error()));
    return;
  }
  const auto asker = asker_of(request, *push);
  const auto admitted = admit(parts, asker);
  if (!admitted) return responder.respond(failure_response(admitted.error()));
  if (*admitted != Admitted::Welcome && *admitted != Admitted::Pin) {
    return responder.respond(refusal_response(*admitted));
  }
  auto task = std::make_shared<Task>();
  if (*admitted == Admitted::Pin) task->key = asker.key;
  task->push = std::move(*push);
  Work work;
  work.run = [task](HubDb& db) { return take(db, *task); };
  work.done = [task, &parts, responder](const Status& written) {
    parts.counters.set_write_failed(!written);
    if (!written) {
      responder.respond(unwritten_response(written.error()));
      return;
    }
    if (task->other_key) return responder.respond(refusal_response(Admitted::BadSignature));
    for (std::size_t i = 0; i < task->pushed.outcomes.size(); ++i) {
      parts.counters.count(static_cast<Outcome>(i), task->pushed.outcomes[i]);
    }
    responder.respond({200, "application/json", {}, to_json(task->pushed.answer)});
  };
  if (!parts.writer.submit(std::move(work))) responder.respond(busy_response());
}

}  // namespace parcours::hub
