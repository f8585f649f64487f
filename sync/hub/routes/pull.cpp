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

Result<PullLook> look_once(Parts& parts, const protocol::PullRequest& pull) {
  PARCOURS_TRY(auto reader, parts.readers.lend());
  PARCOURS_CHECK(reader->begin());
  return look(*reader, pull);
}

void answer(Parts& parts, const Request& request, const Responder& responder,
            Result<PullLook> found) {
  Response response =
      found ? Response{found->status, std::move(found->content_type), {}, std::move(found->body)}
            : failure_response(found.error());
  pack_for(request, response);
  parts.counters.count_request("/v1/pull", response.status);
  responder.respond(std::move(response));
}

}  // namespace

void get_pull(Parts& parts, const Request& request, const Responder& responder) {
  auto pull = read_pull(request);
  if (!pull) return answer(parts, request, responder, fail(pull.error()));
  auto found = look_once(parts, *pull);
  if (found && found->status == 200) {
    parts.devices.heard(pull->device, {pull->shop, pull->cursor, pull->device_epoch});
  }
  if (!found || !found->empty || pull->wait_s == 0) {
    return answer(parts, request, responder, std::move(found));
  }
  Waiter waiter;
  waiter.scopes = found->scopes;
  waiter.seen = found->head;
  waiter.until = std::chrono::steady_clock::now() + std::chrono::seconds{pull->wait_s};
  waiter.gone = [responder] { return responder.done(); };
  waiter.answer = [&parts, request, responder, pull = *pull] {
    answer(parts, request, responder, look_once(parts, pull));
  };
  parts.feed.wait(std::move(waiter));
}

}  // namespace parcours::hub
