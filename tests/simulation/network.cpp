// SPDX-License-Identifier: Apache-2.0
// The way between terminals and hub, and the hub itself: one request at a time, its transaction,
// its answer; pulls that wait for news.
#include <fmt/format.h>

#include <algorithm>

#include "platform/base/assert.h"
#include "platform/crypto/compress.h"
#include "sync/hub/pull.h"
#include "sync/hub/push.h"
#include "tests/simulation/shop.h"
#include "tests/simulation/world.h"

namespace parcours::simulation {
namespace {

constexpr std::size_t kUnpackedMax = std::size_t{32} << 20U;

http_client::Response plain(int status, std::string body) {
  return {status, {}, "application/json", std::move(body)};
}

int status_of(const Error& error) {
  return error.code == ErrorCode::Full ? 507 : error.code == ErrorCode::Invalid ? 400 : 500;
}

}  // namespace

void World::send(std::uint64_t number) {
  Flight& flight = x_flights.at(number);
  const Terminal& terminal = *x_terminals[static_cast<std::size_t>(flight.terminal)];
  if (!terminal.online) {
    if (x_random.below(2) == 0) answer(number, fail(ErrorCode::Unavailable, "no network", "net"));
    return;
  }
  if (strikes(Fault::Loss, 0.05)) return;
  if (strikes(Fault::Html, 0.04)) {
    return answer(number, http_client::Response{200, {}, "text/html", "<html>Wi-Fi gratuit"});
  }
  const auto delay = 5 + static_cast<std::int64_t>(x_random.below(60));
  at(strikes(Fault::Late, 0.03) ? 20'000 : delay, What::Request, flight.terminal, number);
  if (strikes(Fault::Duplicate, 0.06))
    at(delay + static_cast<std::int64_t>(x_random.below(8'000)), What::Request, flight.terminal,
       number);
}

void World::answer(std::uint64_t number, Result<http_client::Response> response) {
  const auto found = x_flights.find(number);
  if (found == x_flights.end()) return;
  Flight& flight = found->second;
  const Terminal& terminal = *x_terminals[static_cast<std::size_t>(flight.terminal)];
  flight.history = x_history;
  if (response) {
    if (terminal.deaf || strikes(Fault::ReplyLost, 0.05)) return;
    if (strikes(Fault::Truncate, 0.05) && response->body.size() > 2) {
      const std::string whole = response->body;
      response->body.resize(1 + x_random.below(whole.size() - 1));
      if (is(Mutation::SilentTruncation) && flight.channel == engine::Channel::Pull &&
          response->status == 200) {
        // Whole lines that came, and an end as if they were all.
        response->body.resize(response->body.rfind('\n') + 1);
        if (response->body.empty()) response->body = whole.substr(0, whole.find('\n') + 1);
        response->body += whole.substr(whole.rfind('\n', whole.size() - 2) + 1);
      }
    }
  }
  flight.answers.push_back(std::move(response));
  const auto delay = 5 + static_cast<std::int64_t>(x_random.below(60));
  at(strikes(Fault::Late, 0.03) ? 20'000 : delay, What::Answer, flight.terminal, number);
}

void World::at_hub(std::uint64_t number) {
  const auto found = x_flights.find(number);
  if (found == x_flights.end()) return;
  Flight& flight = found->second;
  if (!x_intake) return answer(number, fail(ErrorCode::Unavailable, "connection refused", "net"));
  ++x_report.steps;
  if (flight.channel == engine::Channel::Pull) {
    static_cast<void>(pull_at_hub(number, /*may_park=*/true));
  } else {
    http_client::Response response = push_at_hub(flight);
    if (!x_hub_disk.power.cut) answer(number, std::move(response));
  }
  if (x_hub_disk.power.cut) crash_hub();
}

http_client::Response World::push_at_hub(Flight& flight) {
  Result<std::string> body = flight.request.body;
  for (const auto& [name, value] : flight.request.headers) {
    if (name == "Content-Encoding") body = crypto::decompress(flight.request.body, kUnpackedMax);
  }
  if (!body) return plain(400, "{}");
  const auto push = protocol::parse_push_request(*body);
  if (!push) return plain(400, push.error().text());
  if (has(Fault::SmallPages) && push->events.size() > 2) return plain(413, "{}");
  x_report.steps += push->events.size();
  x_hub_disk.begin();
  x_hub_disk.bare.reset();
  if (is(Mutation::BareNumberAck)) x_hub_disk.bare = x_hub_disk.chain_of(*push);
  const auto before = x_hub_disk.mark_of(*push);
  auto pushed = hub::take_push(*x_intake, *push);
  if (pushed && is(Mutation::RejectBlocksQueue) && !pushed->answer.rejected.empty())
    pushed = fail(ErrorCode::Invalid, "an event of the batch cannot be taken", "events");
  const Status written =
      pushed ? x_hub_disk.put_head(x_intake->writing()) : Status{fail(pushed.error())};
  if (!written) {
    x_hub_disk.rollback();
    x_intake->rolled_back();
    return plain(status_of(written.error()), written.error().text());
  }
  if (!is(Mutation::UncommittedAck)) x_hub_disk.flush();
  const hub::Commit commit = x_intake->committed();
  const auto& answer = pushed->answer;
  if (x_report.violation.empty()) x_report.violation = x_hub_disk.check_ack(*push, answer);
  if (!answer.forked && !answer.expect && x_report.violation.empty())
    x_report.violation = x_oracle.taken(*push, before, answer.committed.seq);
  hub_committed(commit);
  pushed->answer.max_events = x_batch_events;
  if (is(Mutation::TrimWithoutChain) || is(Mutation::BareNumberAck)) {
    // What the terminal compares with is its own.
    const Terminal& terminal = *x_terminals[static_cast<std::size_t>(flight.terminal)];
    auto& durable = pushed->answer.durable;
    const auto* ord = terminal.disk.tables.by_seq.find({static_cast<int>(push->lane), durable.seq});
    if (ord != nullptr) durable.chain = terminal.disk.tables.pending.find(*ord)->chain;
    if (is(Mutation::BareNumberAck)) pushed->answer.forked = false;
  }
  return plain(200, protocol::to_json(pushed->answer));
}

bool World::pull_at_hub(std::uint64_t number, bool may_park) {
  const auto found = x_flights.find(number);
  if (found == x_flights.end()) return true;
  const std::string& url = found->second.request.url;
  auto pull = protocol::parse_pull_query(std::string_view{url}.substr(url.find('?') + 1));
  if (!pull) {
    answer(number, plain(400, pull.error().text()));
    return true;
  }
  if (is(Mutation::AnyCursorServed)) {
    pull->hub_epoch = 0;
    pull->cursor = std::min(pull->cursor, x_intake->head());
  }
  MemoryFeed feed{x_hub_disk, x_hub_clock};
  const auto look = hub::look(feed, *pull, x_page_rows);
  if (!look) {
    if (!x_hub_disk.power.cut) answer(number, plain(500, look.error().text()));
    return true;
  }
  if (look->status == 200 && look->empty && pull->wait_s > 0 && may_park) {
    const std::int64_t until = x_now_ms + std::int64_t{pull->wait_s} * 1000;
    x_parked.push_back({number, look->scopes, until});
    at(until - x_now_ms, What::HubPoll);
    return false;
  }
  answer(number, http_client::Response{look->status, {}, look->content_type, look->body});
  return true;
}

void World::hub_committed(const hub::Commit& commit) {
  x_oracle.committed(commit.head, x_hub_disk.tables);
  if (commit.scopes.empty()) return;
  const auto due = std::partition(x_parked.begin(), x_parked.end(), [&](const Parked& parked) {
    return std::none_of(parked.scopes.begin(), parked.scopes.end(),
                        [&](const auto& scope) { return commit.scopes.contains(scope); });
  });
  const std::vector<Parked> woken{due, x_parked.end()};
  x_parked.erase(due, x_parked.end());
  for (const Parked& parked : woken) static_cast<void>(pull_at_hub(parked.flight, false));
}

void World::hub_poll() {
  if (!x_intake) return;
  const auto due = std::partition(x_parked.begin(), x_parked.end(),
                                  [&](const Parked& parked) { return parked.until_ms > x_now_ms; });
  const std::vector<Parked> woken{due, x_parked.end()};
  x_parked.erase(due, x_parked.end());
  for (const Parked& parked : woken) {
    ++x_report.steps;
    static_cast<void>(pull_at_hub(parked.flight, false));
  }
  if (x_hub_disk.power.cut) crash_hub();
}

void World::start_hub() {
  if (x_intake) return;
  x_hub_disk.restart();
  x_store = std::make_unique<MemoryHubStore>(x_hub_disk, x_hub_clock);
  x_intake = std::make_unique<hub::Intake>(*x_store, x_hub_clock, x_hub_disk.tables.number("head"));
  x_hub_disk.begin_history(x_random.next());
  note_backup();
  x_oracle.forget_after(x_intake->head());
}

void World::crash_hub() {
  x_intake.reset();
  x_store.reset();
  x_hub_disk.restart();
  // Who waited finds the connection broken.
  std::vector<Parked> parked;
  parked.swap(x_parked);
  for (const Parked& one : parked)
    answer(one.flight, fail(ErrorCode::Unavailable, "connection reset", "net"));
  at(500 + static_cast<std::int64_t>(x_random.below(30'000)), What::HubStart);
}

Status World::take_at_hub(const std::vector<journey::Event>& events) {
  x_hub_disk.begin();
  const auto run = [&]() -> Status {
    for (const auto& event : events) {
      ++x_report.steps;
      PARCOURS_TRY(const auto verdict, x_intake->take(event));
      static_cast<void>(verdict);
    }
    return x_hub_disk.put_head(x_intake->writing());
  };
  const Status done = run();
  if (!done) {
    x_hub_disk.rollback();
    x_intake->rolled_back();
    if (x_hub_disk.power.cut) crash_hub();
    return done;
  }
  x_hub_disk.flush();
  hub_committed(x_intake->committed());
  return {};
}

void World::make_shop() {
  x_hub_disk.begin();
  const Status made = put_shop(*x_intake);
  PARCOURS_ASSERT(made.has_value());
  PARCOURS_ASSERT(x_hub_disk.put_head(x_intake->writing()).has_value());
  x_hub_disk.flush();
  hub_committed(x_intake->committed());
  PARCOURS_ASSERT(take_at_hub(first_events(x_hub_clock.wall())).has_value());
  for (int i = 0; i < 4; ++i) web();
}

void World::web() {
  if (!x_intake || x_healed) return;
  const auto event = web_event(x_random, x_hub_clock.wall(), x_orders, x_coupons);
  // A shop on the web sends again what was not taken; here it is simply lost.
  static_cast<void>(take_at_hub({event}));
}

}  // namespace parcours::simulation
