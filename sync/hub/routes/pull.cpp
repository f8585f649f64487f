// SPDX-License-Identifier: Apache-2.0
// GET /v1/pull: rows of the device's scopes after its cursor, as JSON lines; a poll with nothing
// new waits in the Feed. Every page ends between two commits and says so in its last line: an
// answer without that line was cut off and must not be applied.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "platform/json/writer.h"
#include "sync/hub/routes/routes.h"
#include "sync/protocol/pull.h"

namespace parcours::hub {

namespace {

/// With at most 2000 rows more to the end of a commit, a page stays near 5000.
constexpr std::size_t kPageRows = 3000;
constexpr std::int64_t kWaitMaxSeconds = 25;

/// What one look at the database found.
struct Look {
  Response response;
  bool empty = false;  ///< no rows: worth waiting
  std::vector<std::string> scopes;
  std::int64_t head = 0;
};

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

Result<std::vector<std::string>> scopes_of(const protocol::PullRequest& pull,
                                           const std::string& shop) {
  std::vector<std::string> own{"catalogue", "device:" + pull.device};
  if (!shop.empty()) {
    own.push_back("shop:" + shop);
    own.push_back("customers:" + shop);
  }
  std::sort(own.begin(), own.end());
  if (pull.scopes.empty()) return own;
  for (const auto& scope : pull.scopes) {
    if (std::find(own.begin(), own.end(), scope) == own.end()) {
      return fail(ErrorCode::Denied, fmt::format("\"{}\" is not a scope of this device", scope),
                  "scopes");
    }
  }
  return pull.scopes;
}

/// The cursor cannot be served: the terminal must download all again, and is told why.
Response gone(const FeedState& state, std::string_view reason, std::string_view message) {
  json::Writer out;
  out.begin_object().key("error").begin_object();
  out.field("code", "gone").field("reason", reason).field("message", message).end_object();
  out.field("epoch", state.epoch).field("floor", state.floor).field("head", state.head);
  out.key("snapshots").begin_array().end_array().end_object();
  return {410, "application/json", {}, out.take()};
}

std::optional<Response> check_cursor(const protocol::PullRequest& pull, const FeedState& state) {
  if (pull.hub_epoch != 0 && pull.hub_epoch != state.epoch) {
    return gone(state, "epoch", "the hub began a new database; start again from cursor 0");
  }
  if (pull.cursor > state.head) {
    return gone(state, "beyond_head",
                "the hub knows less than this cursor: it was restored; start again from cursor 0");
  }
  if (pull.cursor != 0 && pull.cursor < state.floor) {
    return gone(state, "below_floor",
                "rows deleted since this cursor are forgotten; start again from cursor 0");
  }
  return std::nullopt;
}

std::optional<protocol::OwnMarks> own_marks(const std::vector<LaneMark>& marks) {
  protocol::OwnMarks own;
  for (const auto& mark : marks) {
    (mark.lane == to_string(protocol::Lane::Control) ? own.control : own.telemetry) = mark.seq;
  }
  return own;
}

std::string lines_of(const protocol::PullHead& head, const FeedPage& page,
                     const std::optional<protocol::OwnMarks>& own) {
  std::string lines = protocol::head_line(head);
  for (const auto& row : page.rows) protocol::append_row(lines, row);
  protocol::PullEnd end{page.upto, page.more, {}};
  if (!page.more) end.own = own;
  return lines + protocol::end_line(end);
}

Result<Look> look(Parts& parts, const protocol::PullRequest& pull) {
  PARCOURS_TRY(auto reader, parts.readers.lend());
  PARCOURS_CHECK(reader->begin());
  PARCOURS_TRY(const auto state, reader->state());
  Look found;
  found.head = state.head;
  if (auto refused = check_cursor(pull, state)) {
    found.response = std::move(*refused);
    return found;
  }
  protocol::PullHead head;
  head.epoch = state.epoch;
  head.shop = pull.shop;
  if (head.shop.empty()) {
    PARCOURS_TRY(head.shop, reader->shop_of(pull.device));
  } else {
    PARCOURS_TRY(const auto shop, reader->rows().find(journey::kind::kShop, head.shop));
    if (!shop) return fail(ErrorCode::NotFound, "the hub knows no shop " + head.shop, "shop");
  }
  PARCOURS_TRY(head.scopes, scopes_of(pull, head.shop));
  PARCOURS_TRY(const auto page, reader->page(head.scopes, pull.cursor, kPageRows));
  std::optional<protocol::OwnMarks> own;
  if (pull.device_epoch != 0) {
    PARCOURS_TRY(const auto marks, reader->marks(pull.device, pull.device_epoch));
    own = own_marks(marks);
  }
  found.scopes = head.scopes;
  found.empty = page.rows.empty();
  found.response = {200, std::string{protocol::kPullContentType}, {}, lines_of(head, page, own)};
  return found;
}

void answer(Parts& parts, const Request& request, const Responder& responder, Result<Look> found) {
  Response response = found ? std::move(found->response) : failure_response(found.error());
  pack_for(request, response);
  parts.counters.count_request("/v1/pull", response.status);
  responder.respond(std::move(response));
}

}  // namespace

void get_pull(Parts& parts, const Request& request, const Responder& responder) {
  auto pull = read_pull(request);
  if (!pull) return answer(parts, request, responder, fail(pull.error()));
  auto found = look(parts, *pull);
  if (found && found->response.status == 200) {
    parts.devices.heard(pull->device, pull->shop, pull->cursor);
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
    answer(parts, request, responder, look(parts, pull));
  };
  parts.feed.wait(std::move(waiter));
}

}  // namespace parcours::hub
