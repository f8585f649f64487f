// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/pull.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "platform/json/writer.h"
#include "sync/protocol/push.h"

namespace parcours::hub {

namespace {

/// Beside the number of rows: an answer that a terminal takes in one piece.
constexpr std::size_t kPageBytesMax = 4 * 1024 * 1024;

Result<std::vector<std::string>> scopes_of(const protocol::PullRequest& pull,
                                           const std::string& shop) {
  std::vector<std::string> own = shop_scopes(shop);
  own.push_back("device:" + pull.device);
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
PullLook gone(const FeedState& state, std::string_view reason, std::string_view message,
              std::string_view snapshots) {
  json::Writer out;
  out.begin_object().key("error").begin_object();
  out.field("code", "gone").field("reason", reason).field("message", message).end_object();
  out.field("epoch", state.epoch).field("floor", state.floor).field("head", state.head);
  out.key("snapshots").raw(snapshots).end_object();
  PullLook look;
  look.status = 410;
  look.content_type = "application/json";
  look.body = out.take();
  look.head = state.head;
  return look;
}

Result<std::optional<PullLook>> check_cursor(FeedSource& source, const protocol::PullRequest& pull,
                                             const FeedState& state, std::string_view snapshots) {
  std::optional<PullLook> refused;
  if (pull.hub_epoch != 0 && pull.hub_epoch != state.epoch) {
    PARCOURS_TRY(const auto reached, source.reached(pull.hub_epoch));
    if (!reached || pull.cursor > *reached) {
      refused = gone(state, "epoch",
                     "the hub began a new database or went back to a backup; start again from "
                     "cursor 0",
                     snapshots);
      return refused;
    }
  }
  if (pull.cursor > state.head) {
    refused = gone(state, "beyond_head",
                   "the hub knows less than this cursor: it was restored; start again from "
                   "cursor 0",
                   snapshots);
  } else if (pull.cursor != 0 && pull.cursor < state.floor) {
    refused =
        gone(state, "below_floor",
             "rows deleted since this cursor are forgotten; start again from cursor 0", snapshots);
  }
  return refused;
}

protocol::OwnMarks own_marks(const std::vector<LaneMark>& marks) {
  protocol::OwnMarks own;
  for (const auto& mark : marks) {
    const bool control = mark.lane == to_string(protocol::Lane::Control);
    (control ? own.control : own.telemetry) = mark.seq;
    (control ? own.control_chain : own.telemetry_chain) = mark.chain;
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

/// The scope whose next row has the least number; null when all are read.
ScopeFeed* least(const std::vector<std::unique_ptr<ScopeFeed>>& feeds) {
  ScopeFeed* best = nullptr;
  for (const auto& feed : feeds) {
    if (feed->at_row() && (best == nullptr || feed->seq() < best->seq())) best = feed.get();
  }
  return best;
}

}  // namespace

Result<FeedPage> read_page(FeedSource& source, const std::vector<std::string>& scopes,
                           std::int64_t cursor, std::size_t rows_max) {
  std::vector<std::unique_ptr<ScopeFeed>> feeds;
  feeds.reserve(scopes.size());
  for (const auto& scope : scopes) {
    PARCOURS_TRY(auto feed, source.scope(scope, cursor));
    feeds.push_back(std::move(feed));
  }
  FeedPage page;
  std::size_t bytes = 0;
  while (ScopeFeed* next = least(feeds)) {
    const bool full = page.rows.size() >= rows_max || bytes >= kPageBytesMax;
    if (full && page.rows.back().seq != next->seq()) {
      page.upto = page.rows.back().seq;
      page.more = true;
      return page;
    }
    page.rows.push_back(next->row());
    const auto& row = page.rows.back();
    bytes += row.key.size() + (row.body ? row.body->size() : 0);
    PARCOURS_CHECK(next->advance());
  }
  PARCOURS_TRY(const auto now, source.state());
  page.upto = now.head;
  return page;
}

std::vector<std::string> shop_scopes(const std::string& shop) {
  if (shop.empty()) return {"catalogue"};
  return {"catalogue", "customers:" + shop, "shop:" + shop};
}

Result<std::string> shop_for(FeedSource& source, std::string_view device,
                             const std::string& asked) {
  if (asked.empty()) return source.shop_of(device);
  PARCOURS_TRY(const bool known, source.knows_shop(asked));
  if (!known) return fail(ErrorCode::NotFound, "the hub knows no shop " + asked, "shop");
  return asked;
}

Result<PullLook> look(FeedSource& source, const protocol::PullRequest& pull, std::size_t rows_max,
                      std::string_view snapshots) {
  PARCOURS_TRY(const auto state, source.state());
  PARCOURS_TRY(auto refused, check_cursor(source, pull, state, snapshots));
  if (refused) return std::move(*refused);
  PullLook found;
  found.head = state.head;
  protocol::PullHead head;
  head.epoch = state.epoch;
  PARCOURS_TRY(head.shop, shop_for(source, pull.device, pull.shop));
  PARCOURS_TRY(head.scopes, scopes_of(pull, head.shop));
  PARCOURS_TRY(const auto page, read_page(source, head.scopes, pull.cursor, rows_max));
  std::optional<protocol::OwnMarks> own;
  if (pull.device_epoch != 0) {
    PARCOURS_TRY(const auto marks, source.marks(pull.device, pull.device_epoch));
    own = own_marks(marks);
  }
  found.scopes = head.scopes;
  found.empty = page.rows.empty();
  found.content_type = protocol::kPullContentType;
  found.body = lines_of(head, page, own);
  return found;
}

}  // namespace parcours::hub
