// SPDX-License-Identifier: Apache-2.0
// POST /v1/enrol: a terminal's key against a code that the operator gave out. The code is used up
// in the transaction that pins the key; the same terminal may ask again when its answer was lost.
#include <memory>

#include "sync/hub/door/enrolment_store.h"
#include "sync/hub/routes/routes.h"
#include "sync/protocol/enrol.h"
#include "sync/protocol/signature.h"

namespace parcours::hub {

namespace {

Result<protocol::EnrolRequest> read_enrol(const Request& request) {
  PARCOURS_TRY(const auto body, body_of(request));
  PARCOURS_TRY(auto enrol, protocol::parse_enrol_request(body));
  if (!is_device_name(enrol.device)) {
    return fail(ErrorCode::Invalid, "must be 1 to 64 letters, digits and hyphens", "device");
  }
  return enrol;
}

Response code_response() {
  return http_server::error_response(
      403, "code",
      "this code is not known here, was used, or is too old; make another with parcours-hub enrol");
}

struct Task {
  protocol::EnrolRequest request;
  std::string hash;
  std::string shop;
  bool enrolled = false;
};

Status enrol(HubDb& db, Task& task) {
  const auto now = to_ms(db.clock().wall());
  const auto& device = task.request.device;
  PARCOURS_TRY(task.enrolled,
               EnrolmentStore{db.connection()}.enrol(
                   device, {protocol::to_hex(task.request.key), task.shop, now}, task.hash));
  if (!task.enrolled) return {};
  return db.marks().heard(device, now, task.shop, std::nullopt);
}

}  // namespace

void post_enrol(Parts& parts, const Request& request, const Responder& responder) {
  auto asked = read_enrol(request);
  if (!asked) return responder.respond(failure_response(asked.error()));
  const auto rulings = parts.door.rulings();
  if (!rulings) return responder.respond(failure_response(rulings.error()));
  // A revoked terminal stays out whatever it shows: restoring it is the operator's word.
  if ((*rulings)->revoked.contains(asked->device)) {
    return responder.respond(refusal_response(Admitted::Revoked));
  }
  auto task = std::make_shared<Task>(Task{std::move(*asked), {}, {}, false});
  task->hash = task->request.code.hash().hex();
  const auto* code = (*rulings)->code(task->hash, to_ms(parts.clock.wall()));
  if (code == nullptr) return responder.respond(code_response());
  task->shop = code->shop;
  Work work;
  work.run = [task](HubDb& db) { return enrol(db, *task); };
  work.done = [task, &parts, responder](const Status& written) {
    parts.counters.set_write_failed(!written);
    if (!written) return responder.respond(unwritten_response(written.error()));
    if (!task->enrolled) return responder.respond(code_response());
    const protocol::EnrolAnswer answer{task->request.device, task->shop};
    responder.respond({200, "application/json", {}, to_json(answer)});
  };
  if (!parts.writer.submit(std::move(work))) responder.respond(busy_response());
}

}  // namespace parcours::hub
