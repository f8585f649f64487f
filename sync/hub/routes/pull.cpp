// SPDX-License-Identifier: Apache-2.0
// GET /v1/pull: rows of the device's scopes after its cursor, as JSON lines; a poll with nothing
// new waits in the Feed. Every page ends between two commits and says so in its last line: an
// answer without that line was cut off and must not be applied.
#include <algorithm>
#include <memory>

#include "sync/hub/pull.h"
#include "sync/hub/routes/routes.h"

namespace parcours::hub {

namespace {

constexpr std::int64_t kWaitMaxSeconds = 25;

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = text.find(',');
    if (comma != 0) parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return parts;
}

Result<protocol::PullRequest> read_pull(const Request& request) {
  protocol::PullRequest pull;
  pull.device = request.query_value("device");
  if (!is_device_name(pull.device)) {
    return fail(ErrorCode::Invalid, "must be 1 to 64 letters, digits and hyphens", "device");
  }
  pull.shop = request.query_value("shop");
  PARCOURS_TRY(pull.cursor, query_number(request, "cursor", 0));
  PARCOURS_TRY(pull.hub_epoch, query_number(request, "epoch", 0));
  PARCOURS_TRY(pull.device_epoch, query_number(request, "device_epoch", 0));
  PARCOURS_TRY(const auto wait, query_number(request, "wait", 0));
  pull.wait_s = static_cast<int>(std::min(wait, kWaitMaxSeconds));
  pull.scopes = split(request.query_value("scopes"));
  return pull;
}

/// What is asked, and in whose name.
struct Asked {
  protocol::PullRequest pull;
  Asker asker;
};

struct Seen {
  Admitted admitted = Admitted::Welcome;
  std::string shop;  ///< that the rows are of
  PullLook look;
};

/// Also of who waited: it may have been revoked meanwhile.
Result<Seen> look_once(Parts& parts, const Asked& asked) {
  PARCOURS_TRY(auto reader, parts.readers.lend());
  PARCOURS_CHECK(reader->begin());
  PARCOURS_TRY(auto admission, parts.door.admit(*reader, asked.asker));
  Seen seen{admission.admitted, asked.pull.shop, {}};
  if (admission.admitted == Admitted::Pin) return seen;
  if (admission.admitted != Admitted::Welcome) {
    auto refusal = refusal_response(admission.admitted);
    seen.look.status = refusal.status;
    seen.look.content_type = std::move(refusal.content_type);
    seen.look.body = std::move(refusal.body);
    return seen;
  }
  auto pull = asked.pull;
  // An enrolled terminal is of the shop it was enrolled for, whatever it asks.
  if (!admission.shop.empty()) pull.shop = admission.shop;
  seen.shop = pull.shop;
  PARCOURS_TRY(seen.look, look(*reader, pull));
  if (seen.look.status != 410 || parts.snapshots == nullptr) return seen;
  PARCOURS_TRY(const auto shop, shop_for(*reader, pull.device, pull.shop));
  PARCOURS_TRY(const auto ready, parts.snapshots->ready(*reader, shop));
  PARCOURS_TRY(seen.look, look(*reader, pull, kPullPageRows, protocol::to_json(ready)));
  return seen;
}

void answer(Parts& parts, const Request& request, const Responder& responder, Result<Seen> found) {
  Response response = found ? Response{found->look.status,
                                       std::move(found->look.content_type),
                                       {},
                                       std::move(found->look.body)}
                            : failure_response(found.error());
  pack_for(request, response);
  parts.counters.count_request("/v1/pull", response.status);
  responder.respond(std::move(response));
}

void answer_asked(Parts& parts, const Request& request, const Responder& responder,
                  const Asked& asked) {
  auto found = look_once(parts, asked);
  if (found && found->admitted == Admitted::Pin) {
    return pin_then(parts, asked.asker,
                    [&parts, request, responder, asked](std::optional<Response> refused) {
                      if (!refused) return answer_asked(parts, request, responder, asked);
                      parts.counters.count_request("/v1/pull", refused->status);
                      responder.respond(std::move(*refused));
                    });
  }
  const auto& pull = asked.pull;
  if (found && found->look.status == 200) {
    parts.devices.heard(pull.device, {found->shop, pull.cursor, pull.device_epoch});
  }
  if (!found || !found->look.empty || pull.wait_s == 0) {
    return answer(parts, request, responder, std::move(found));
  }
  Waiter waiter;
  waiter.scopes = found->look.scopes;
  waiter.seen = found->look.head;
  waiter.until = std::chrono::steady_clock::now() + std::chrono::seconds{pull.wait_s};
  waiter.gone = [responder] { return responder.done(); };
  waiter.answer = [&parts, request, responder, asked] {
    answer(parts, request, responder, look_once(parts, asked));
  };
  parts.feed.wait(std::move(waiter));
}

}  // namespace

void get_pull(Parts& parts, const Request& request, const Responder& responder) {
  auto pull = read_pull(request);
  if (!pull) return answer(parts, request, responder, fail(pull.error()));
  auto asker = asker_of(request, pull->device);
  answer_asked(parts, request, responder, {std::move(*pull), std::move(asker)});
}

}  // namespace parcours::hub
