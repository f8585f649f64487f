// SPDX-License-Identifier: Apache-2.0
#include "sync/engine/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "platform/json/value.h"
#include "sync/engine/tuning.h"

namespace parcours::engine {
namespace {

bool is_lane(Channel channel) {
  return channel != Channel::Pull;
}

/// A page for people where data should be: a hotel's or a shop's log-in page in between.
bool is_portal(const Reply& reply) {
  if (reply.status == 511 || (reply.status >= 300 && reply.status < 400)) return true;
  if (reply.content_type.substr(0, 9) == "text/html") return true;
  const auto first = reply.body.find_first_not_of(" \r\n\t");
  return first != std::string::npos && reply.body[first] == '<';
}

/// The hub wants what is trimmed here already, or knows of more than was ever written here.
bool cannot_give(const LaneOutlook& lane, const protocol::PushAnswer& answer) {
  if (answer.stored.seq > lane.last_seq) return true;
  return answer.expect &&
         (*answer.expect <= lane.durable_seq || *answer.expect > lane.last_seq + 1);
}

bool all_stored(const LaneOutlook& lane) {
  return lane.stored_seq >= lane.last_seq;
}

struct Refusal {
  Trouble trouble = Trouble::HubErrors;
  std::string message;  ///< the hub's own words
};

/// What kind of no it is. Only in the hub's own form: a proxy says 401 and 403 too.
Refusal refusal_of(const Reply& reply) {
  if (reply.status == 404) return {Trouble::WrongAddress, {}};
  if (reply.status != 401 && reply.status != 403) return {};
  const auto document = json::Document::parse(reply.body);
  if (!document) return {};
  const auto error = document->root().find("error");
  const std::string code = error.string("code");
  if (code == "revoked") return {Trouble::Revoked, error.string("message")};
  const bool unknown = code == "not_enrolled" || code == "signature";
  return unknown ? Refusal{Trouble::NotEnrolled, error.string("message")} : Refusal{};
}

bool shuts_out(Trouble trouble) {
  return trouble == Trouble::Unreachable || trouble == Trouble::CaptivePortal ||
         trouble == Trouble::NotEnrolled || trouble == Trouble::Revoked;
}

std::string shown(const Reply& reply) {
  return fmt::format("status {}, {} bytes of {}", reply.status, reply.body.size(),
                     reply.content_type.empty() ? "no type" : reply.content_type);
}

}  // namespace

std::string_view to_string(Channel channel) {
  switch (channel) {
    case Channel::Control:
      return "control";
    case Channel::Telemetry:
      return "telemetry";
    case Channel::Pull:
      return "pull";
  }
  return "pull";
}

std::optional<Request> Engine::next_request(Channel channel, MonoTime now, const Outlook& outlook) {
  Line& line = at(channel);
  const std::optional<MonoTime> when = wake(channel, outlook);
  if (!when || now < *when) return std::nullopt;
  line.busy = true;
  Request request;
  request.channel = channel;
  if (!is_lane(channel)) {
    ask_rows(now, outlook, request);
    return request;
  }
  const LaneOutlook& lane = outlook.lanes[static_cast<std::size_t>(channel)];
  request.target = protocol::kPushPath;
  request.after_seq = lane.stored_seq;
  request.events_max = line.events_max == 0 ? kBatchEventsMax : line.events_max;
  if (all_stored(lane)) request.events_max = 0;
  request.bytes_max = kBatchBytesMax;
  request.timeout = kPushTimeout;
  line.asked = request;
  line.outlook = lane;
  return request;
}

void Engine::ask_rows(MonoTime now, const Outlook& outlook, Request& request) {
  x_fetching = outlook.fetch.has_value();
  x_device_rows = outlook.device_cursor.has_value();
  x_pull_asked = now;
  x_pull_epoch = outlook.hub_epoch;
  if (x_fetching) {
    request.target = outlook.fetch->target;
    request.range = outlook.fetch->range;
    request.timeout = kFetchTimeout;
    return;
  }
  const bool wait = x_wait && x_fresh && x_caught_up && !x_device_rows;
  protocol::PullRequest pull{outlook.device,
                             outlook.shop,
                             outlook.device_cursor.value_or(outlook.cursor),
                             wait ? kPullWaitSeconds : 0,
                             {},
                             outlook.epoch,
                             outlook.hub_epoch};
  if (x_device_rows) pull.scopes = {"device:" + outlook.device};
  request.target = protocol::to_target(pull);
  request.timeout = kPullTimeout;
}

std::optional<MonoTime> Engine::wake(Channel channel, const Outlook& outlook) const {
  const Line& line = at(channel);
  if (line.busy) return std::nullopt;
  if (is_lane(channel)) {
    const LaneOutlook& lane = outlook.lanes[static_cast<std::size_t>(channel)];
    if (lane.durable_seq >= lane.last_seq) return std::nullopt;
    if (all_stored(lane)) return std::max(line.not_before, line.recheck);
  }
  return line.not_before;
}

Verdict Engine::on_response(Channel channel, MonoTime now, const Reply& reply) {
  at(channel).busy = false;
  if (reply.status == 0) {
    if (!is_lane(channel)) x_fetching = false;
    return fail_line(channel, now, reply, Trouble::Unreachable, "no answer");
  }
  if (!is_lane(channel) && std::exchange(x_fetching, false)) return on_fetched(now, reply);
  if (is_portal(reply)) {
    return fail_line(channel, now, reply, Trouble::CaptivePortal,
                     "a web page instead of the hub: " + shown(reply));
  }
  if (reply.status == 410 && !is_lane(channel)) {
    // Not a failure: the way out is known, and is taken at once.
    x_caught_up = false;
    Verdict verdict;
    verdict.start_over = true;
    succeed(channel);
    ask_lanes();
    return verdict;
  }
  if (reply.status != 200) {
    Refusal refusal = refusal_of(reply);
    if (refusal.message.empty()) refusal.message = shown(reply) + ": " + reply.body.substr(0, 200);
    return fail_line(channel, now, reply, refusal.trouble, std::move(refusal.message));
  }
  return is_lane(channel) ? on_push(channel, now, reply) : on_page(now, reply);
}

/// Bytes of a file may look like anything: only what they are sent as tells a portal.
Verdict Engine::on_fetched(MonoTime now, const Reply& reply) {
  const bool refusal = reply.status == 404 || reply.status == 405 || reply.status == 410 ||
                       reply.status == 412 || reply.status == 416 || reply.status == 501;
  const Reply told{reply.status, reply.content_type, {}, 0};
  if (!refusal && is_portal(told)) {
    return fail_line(Channel::Pull, now, reply, Trouble::CaptivePortal,
                     "a web page instead of the hub: " + shown(reply));
  }
  if (!refusal && reply.status != 200 && reply.status != 206) {
    Refusal no = refusal_of(reply);
    if (no.message.empty()) no.message = shown(reply) + ": " + reply.body.substr(0, 200);
    return fail_line(Channel::Pull, now, reply, no.trouble, std::move(no.message));
  }
  succeed(Channel::Pull);
  Verdict verdict;
  verdict.fetched = true;
  return verdict;
}

Verdict Engine::on_page(MonoTime now, const Reply& reply) {
  auto page = protocol::parse_pull_answer(reply.body);
  if (!page) {
    return fail_line(Channel::Pull, now, reply, Trouble::Damaged, page.error().text());
  }
  succeed(Channel::Pull);
  x_fresh = true;
  // Of one scope alone: the others are still to come.
  x_caught_up = !page->end.more && !x_device_rows;
  // After a snapshot, which may be of another history than the rows before it.
  if (page->head.epoch != x_pull_epoch || x_device_rows) ask_lanes();
  const bool empty = page->rows.empty() && x_caught_up;
  if (x_wait && empty && now - x_pull_asked < kEmptyPullPause) {
    at(Channel::Pull).not_before = now + kEmptyPullPause;
  }
  Verdict verdict;
  verdict.page = std::move(*page);
  return verdict;
}

Verdict Engine::on_push(Channel channel, MonoTime now, const Reply& reply) {
  auto answer = protocol::parse_push_answer(reply.body);
  if (!answer) return fail_line(channel, now, reply, Trouble::Damaged, answer.error().text());
  Line& line = at(channel);
  succeed(channel);
  Verdict verdict;
  if (answer->forked || cannot_give(line.outlook, *answer)) {
    verdict.new_epoch = true;
    return verdict;
  }
  verdict.stored_seq = answer->expect ? *answer->expect - 1 : answer->stored.seq;
  line.recheck = now + kDurableRecheck;
  line.events_max =
      static_cast<std::size_t>(std::clamp<std::int64_t>(answer->max_events, 1, kBatchEventsMax));
  if (answer->retry_after_ms > 0) {
    line.not_before = now + Milliseconds{answer->retry_after_ms};
  } else if (verdict.stored_seq == line.asked.after_seq && line.asked.events_max > 0) {
    // Taken in words only. Asked again later, not at once.
    back_off(line, now, 0);
  }
  verdict.push = std::move(*answer);
  return verdict;
}

Verdict Engine::fail_line(Channel channel, MonoTime now, const Reply& reply, Trouble trouble,
                          std::string detail) {
  Line& line = at(channel);
  if (reply.status == 413 && is_lane(channel)) {
    line.events_max =
        std::max<std::size_t>(1, (line.events_max == 0 ? kBatchEventsMax : line.events_max) / 2);
  }
  if (!is_lane(channel)) x_fresh = false;
  line.shut_out = shuts_out(trouble);
  back_off(line, now, reply.retry_after_s * 1000);
  Verdict verdict;
  verdict.trouble = trouble;
  verdict.detail = std::move(detail);
  return verdict;
}

void Engine::succeed(Channel channel) {
  // The link works and the hub takes us: who found it otherwise need not wait any longer. A lane
  // that the hub itself failed waits on, or each page pulled would bring another try.
  for (Line& line : x_lines) {
    if (!line.shut_out) continue;
    line.shut_out = false;
    line.failures = 0;
    line.not_before = MonoTime{};
  }
  at(channel).failures = 0;
  at(channel).not_before = MonoTime{};
}

void Engine::back_off(Line& line, MonoTime now, std::int64_t retry_after_ms) {
  line.failures = std::min(line.failures + 1, 30);
  const std::int64_t doubled = kBackOffMin.count() << std::min(line.failures, 10);
  const std::int64_t limit = std::min<std::int64_t>(doubled, kBackOffMax.count());
  const std::int64_t jittered = x_random.between(kBackOffMin.count(), limit);
  const std::int64_t asked = std::min<std::int64_t>(retry_after_ms, kBackOffMax.count());
  line.not_before = now + Milliseconds{std::max(jittered, asked)};
}

void Engine::not_applied(Channel channel, MonoTime now) {
  Line& line = at(channel);
  x_fresh = false;
  back_off(line, now, 0);
}

void Engine::epoch_changed() {
  for (const Channel channel : {Channel::Control, Channel::Telemetry}) {
    at(channel).not_before = MonoTime{};
  }
}

/// The hub may be another one, or one that went back to a backup: what it had it may want again.
void Engine::ask_lanes() {
  for (const Channel channel : {Channel::Control, Channel::Telemetry}) {
    at(channel).recheck = MonoTime{};
  }
}

void Engine::link_up() {
  for (Line& line : x_lines) {
    line.failures = 0;
    line.not_before = MonoTime{};
  }
}

}  // namespace parcours::engine
