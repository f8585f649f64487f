// SPDX-License-Identifier: Apache-2.0
// What the routes of terminals do at the door: who asks, what a refused one is told, and the first
// contact, whose key is on the disk before it is answered.
#include "sync/hub/door/enrolment_store.h"
#include "sync/hub/routes/routes.h"
#include "sync/protocol/signature.h"

namespace parcours::hub {

Asker asker_of(const Request& request, std::string_view device) {
  // Names of headers come in lower case.
  return {std::string{device}, std::string{request.header("parcours-key")},
          std::string{request.header("parcours-signature")},
          [target = request.target] { return protocol::signed_words(std::string_view{target}); }};
}

Response refusal_response(Admitted admitted) {
  if (admitted == Admitted::Revoked) {
    return http_server::error_response(
        403, "revoked",
        "this terminal was revoked; it keeps what it has not sent, and sends it when the operator "
        "restores it (parcours-hub devices --restore)");
  }
  if (admitted == Admitted::BadSignature) {
    return http_server::error_response(
        401, "signature",
        "this is not signed by the key that this hub knows the terminal by; a terminal that lost "
        "its key is enrolled again by a code (parcours-hub enrol)");
  }
  return http_server::error_response(
      401, "not_enrolled",
      "this hub has no key of this terminal: enrol it by a code (parcours-hub enrol, then "
      "parcours-kiosk enrol or the service menu of the terminal)");
}

void pin_then(Parts& parts, const Asker& asker,
              const std::function<void(std::optional<Response>)>& then) {
  Work work;
  work.run = [device = asker.device, key = asker.key](HubDb& db) -> Status {
    // Another key may have been quicker: whoever goes on is checked against the one that holds.
    PARCOURS_TRY(const auto kept,
                 EnrolmentStore{db.connection()}.pin(device, key, to_ms(db.clock().wall())));
    static_cast<void>(kept);
    return {};
  };
  work.done = [&parts, then](const Status& written) {
    parts.counters.set_write_failed(!written);
    if (!written) return then(unwritten_response(written.error()));
    // Not on the writer's thread: an answer reads pages.
    Waiter waiter;
    waiter.gone = [] { return false; };
    waiter.answer = [then] { then(std::nullopt); };
    parts.feed.wait(std::move(waiter));
  };
  if (!parts.writer.submit(std::move(work))) then(busy_response());
}

}  // namespace parcours::hub
