// SPDX-License-Identifier: Apache-2.0
// GET /v1/lookup?device=D&subject=card:29…: the rows of one customer whose home is another shop,
// for the visit at hand. The lines of a pull, of no shop and no scope; the rows keep theirs and no
// cursor moves.
#include "sync/hub/routes/routes.h"
#include "sync/protocol/pull.h"

namespace parcours::hub {

namespace {

Result<Response> look_up(Parts& parts, const Request& request) {
  const auto subject = request.query_value("subject");
  const auto colon = subject.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == subject.size()) {
    return fail(ErrorCode::Invalid, "must be kind:value, such as card:2900000000017", "subject");
  }
  const auto device = request.query_value("device");
  if (!is_device_name(device)) {
    return fail(ErrorCode::Invalid, "must be 1 to 64 letters, digits and hyphens", "device");
  }
  PARCOURS_TRY(auto reader, parts.readers.lend());
  PARCOURS_CHECK(reader->begin());
  PARCOURS_TRY(const auto admission, parts.door.admit(*reader, asker_of(request, device)));
  if (admission.admitted != Admitted::Welcome && admission.admitted != Admitted::Pin) {
    return refusal_response(admission.admitted);
  }
  PARCOURS_TRY(const bool heard, reader->knows_device(device));
  if (!heard) return fail(ErrorCode::Denied, "this hub has heard no such terminal", "device");
  PARCOURS_TRY(const auto state, reader->state());
  PARCOURS_TRY(const auto rows, reader->visiting(subject));
  if (rows.empty()) return fail(ErrorCode::NotFound, "nobody is known by this subject", "subject");
  protocol::PullAnswer answer;
  answer.head.epoch = state.epoch;
  for (const auto& row : rows) {
    answer.rows.push_back({row.scope, row.kind, row.key, row.seq, row.body});
  }
  answer.end.upto = state.head;
  return Response{200, std::string{protocol::kPullContentType}, {}, protocol::to_ndjson(answer)};
}

}  // namespace

void get_lookup(Parts& parts, const Request& request, const Responder& responder) {
  auto found = look_up(parts, request);
  Response response = found ? std::move(*found) : failure_response(found.error());
  pack_for(request, response);
  responder.respond(std::move(response));
}

}  // namespace parcours::hub
