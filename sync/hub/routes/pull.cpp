// SPDX-License-Identifier: Apache-2.0
// GET /v1/pull: rows of the device's scopes after its cursor, as JSON lines; a poll with nothing
// new waits in the Feed. Every page ends between two commits and says so in its last line: an
// answer without that line was cut off and must not be applied.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "platform/json/writer.h"
#include "sync/hub/routes/routes.h"

namespace parcours::hub {

namespace {

/// With at most 2000 rows more to the end of a commit, a page stays near 5000.
constexpr std::size_t kPageRows = 3000;
constexpr std::int64_t kWaitMaxSeconds = 25;

struct Pull {
  std::string device;
  std::string shop;  ///< as asked, "" for the hub to choose
  std::int64_t cursor = 0;
  std::int64_t hub_epoch = 0;     ///< of the file the cursor is from; 0 when not told
  std::int64_t device_epoch = 0;  ///< 0 when not told
  std::int64_t wait_seconds = 0;
  std::vector<std::string> asked_scopes;  ///< empty: all of the device
};

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

Result<Pull> read_pull(const Request& request) {
  Pull pull;
  pull.device = request.query_value("device");
  if (!is_device_name(pull.device)) {
    return fail(ErrorCode::Invalid, "must be 1 to 64 letters, digits and hyphens", "device");
  }
  pull.shop = request.query_value("shop");
  PARCOURS_TRY(pull.cursor, query_number(request, "cursor", 0));
  PARCOURS_TRY(pull.hub_epoch, query_number(request, "epoch", 0));
  PARCOURS_TRY(pull.device_epoch, query_number(request, "device_epoch", 0));
  PARCOURS_TRY(pull.wait_seconds, query_number(request, "wait", 0));
  pull.wait_seconds = std::min(pull.wait_seconds, kWaitMaxSeconds);
  pull.asked_scopes = split(request.query_value("scopes"));
  return pull;
}

Result<std::vector<std::string>> scopes_of(const Pull& pull, const std::string& shop) {
  std::vector<std::string> own{"catalogue", "device:" + pull.device};
  if (!shop.empty()) {
    own.push_back("shop:" + shop);
    own.push_back("customers:" + shop);
  }
  std::sort(own.begin(), own.end());
  if (pull.asked_scopes.empty()) return own;
  for (const auto& scope : pull.asked_scopes) {
    if (std::find(own.begin(), own.end(), scope) == own.end()) {
      return fail(ErrorCode::Denied, fmt::format("\"{}\" is not a scope of this device", scope),
                  "scopes");
    }
  }
  return pull.asked_scopes;
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

std::optional<Response> check_cursor(const Pull& pull, const FeedState& state) {
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

void write_row(json::Writer& out, const FeedRow& row) {
  out.begin_array().value(row.body ? "put" : "del");
  out.value(row.scope).value(row.kind).value(row.key).value(row.seq);
  if (row.body) out.raw(*row.body);
  out.end_array();
}

struct Head {
  std::string shop;
  std::vector<std::string> scopes;
  std::int64_t epoch = 0;
  std::vector<LaneMark> own;
};

std::string lines_of(const Head& head, const FeedPage& page) {
  json::Writer first;
  first.begin_object().field("shop", head.shop).key("scopes").begin_array();
  for (const auto& scope : head.scopes) first.value(scope);
  first.end_array().field("epoch", head.epoch).end_object();
  std::string lines = first.take() + '\n';
  for (const auto& row : page.rows) {
    json::Writer out;
    write_row(out, row);
    lines += out.text();
    lines += '\n';
  }
  json::Writer last;
  last.begin_object().field("upto", page.upto).field("more", page.more);
  if (!page.more && !head.own.empty()) {
    last.key("own").begin_object();
    for (const auto& mark : head.own) last.field(mark.lane, mark.seq);
    last.end_object();
  }
  last.end_object();
  return lines + last.take() + '\n';
}

Result<Look> look(Parts& parts, const Pull& pull) {
  PARCOURS_TRY(auto reader, parts.readers.lend());
  PARCOURS_CHECK(reader->begin());
  PARCOURS_TRY(const auto state, reader->state());
  Look found;
  found.head = state.head;
  if (auto refused = check_cursor(pull, state)) {
    found.response = std::move(*refused);
    return found;
  }
  Head head;
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
  if (pull.device_epoch != 0) {
    PARCOURS_TRY(head.own, reader->marks(pull.device, pull.device_epoch));
  }
  found.scopes = head.scopes;
  found.empty = page.rows.empty();
  found.response = {200, "application/x-ndjson", {}, lines_of(head, page)};
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
  if (!found || !found->empty || pull->wait_seconds == 0) {
    return answer(parts, request, responder, std::move(found));
  }
  Waiter waiter;
  waiter.scopes = found->scopes;
  waiter.seen = found->head;
  waiter.until = std::chrono::steady_clock::now() + std::chrono::seconds{pull->wait_seconds};
  waiter.gone = [responder] { return responder.done(); };
  waiter.answer = [&parts, request, responder, pull = *pull] {
    answer(parts, request, responder, look(parts, pull));
  };
  parts.feed.wait(std::move(waiter));
}

}  // namespace parcours::hub
