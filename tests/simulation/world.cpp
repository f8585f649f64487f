// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world.h"

#include <algorithm>

namespace parcours::simulation {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
/// How long everything may take to converge once nothing fails any more.
constexpr std::int64_t kHealedMaxMs = kHourMs / 2;
constexpr std::int64_t kControlMaxMs = 300'000;

}  // namespace

World::World(const Options& options)
    : x_options(options),
      x_random(options.seed * 0x9E3779B97F4A7C15ULL + 1),
      x_hub_clock(x_now_ms) {
  x_report.trace = mix(0xCBF29CE484222325ULL, options.seed);
  draw_faults();
  const auto drawn = 1 + static_cast<int>(x_random.below(4));
  x_report.terminals = options.terminals > 0 ? options.terminals : drawn;
  x_page_rows = has(Fault::SmallPages) ? 3 : 3000;
  x_batch_events = has(Fault::SmallPages) ? 2 : 1000;
  x_hub_disk.mutation = options.mutation;
  x_backs_up = has(Fault::HubRestored);
  start_hub();
  make_shop();
  for (int i = 0; i < x_report.terminals; ++i) {
    x_terminals.push_back(std::make_unique<Terminal>(i, x_now_ms, options.mutation));
    x_wake_ms.push_back(-1);
    at(static_cast<std::int64_t>(x_random.below(1000)), What::Start, i);
    at(static_cast<std::int64_t>(x_random.below(20'000)), What::Person, i);
  }
  at(1000, What::Chaos);
  at(60'000, What::Web);
}

World::~World() = default;

void World::at(std::int64_t in_ms, What what, int terminal, std::uint64_t flight) {
  x_queue.push({x_now_ms + in_ms, ++x_order, what, terminal, flight});
}

Report World::run() {
  const auto end_ms = static_cast<std::int64_t>(x_options.hours * kHourMs);
  std::int64_t healed_ms = 0;
  bool at_rest = false;
  while (x_report.violation.empty() && !at_rest && !x_queue.empty()) {
    const Item item = x_queue.top();
    x_queue.pop();
    x_now_ms = item.at_ms;
    if (!x_healed && x_now_ms >= end_ms) {
      heal();
      healed_ms = x_now_ms;
    }
    step(item);
    if (x_report.violation.empty()) x_report.violation = x_hub_disk.broken;
    if (!x_healed || item.what != What::Chaos) continue;
    at_rest = settled();
    for (const auto& terminal : x_terminals) {
      if (terminal->dead || x_now_ms < healed_ms + kControlMaxMs || at_rest) continue;
      const auto* lane = terminal->disk.tables.lanes.find(static_cast<int>(Lane::Control));
      for (const auto& [ord, event] : terminal->disk.tables.pending.all()) {
        const bool stored = event.durable || (lane != nullptr && event.seq <= lane->stored_seq);
        if (event.lane == Lane::Control && !stored && x_report.violation.empty())
          x_report.violation = "22: a control event waits for minutes though nothing fails";
      }
    }
    if (!at_rest && x_now_ms > healed_ms + kHealedMaxMs && x_report.violation.empty())
      x_report.violation = "21: not at rest half an hour after the last fault: " + unrest();
  }
  if (x_report.violation.empty())
    x_report.violation = x_oracle.check_end(x_terminals, x_hub_disk, x_hub_clock);
  x_report.at_ms = x_now_ms;
  x_report.events = x_oracle.count();
  for (const auto& [scope, sum] : x_hub_disk.tables.rows.watch().sums) trace(sum);
  trace(x_report.steps);
  return x_report;
}

void World::step(const Item& item) {
  trace(static_cast<std::uint64_t>(item.at_ms) * 16 + static_cast<std::uint64_t>(item.what));
  Terminal* terminal =
      x_terminals.empty() ? nullptr : x_terminals[static_cast<std::size_t>(item.terminal)].get();
  switch (item.what) {
    case What::Wake:
      if (x_wake_ms[static_cast<std::size_t>(item.terminal)] != item.at_ms) return;
      x_wake_ms[static_cast<std::size_t>(item.terminal)] = -1;
      return pump(*terminal);
    case What::Person:
      person(*terminal);
      return at(2'000 + static_cast<std::int64_t>(x_random.below(15'000)), What::Person,
                item.terminal);
    case What::Request:
      return at_hub(item.flight);
    case What::Answer:
      return arrive(item);
    case What::Timeout:
      return wait_no_longer(item);
    case What::Start:
      return start(*terminal);
    case What::HubStart:
      return start_hub();
    case What::HubPoll:
      return hub_poll();
    case What::Chaos:
      chaos();
      return at(x_healed ? 5'000 : 3'000 + static_cast<std::int64_t>(x_random.below(20'000)),
                What::Chaos);
    case What::Web:
      web();
      return at(60'000 + static_cast<std::int64_t>(x_random.below(400'000)), What::Web);
  }
}

void World::start(Terminal& terminal) {
  if (terminal.dead || terminal.running()) return;
  ++x_report.steps;
  const Status started = terminal.start(x_random.next());
  if (!started) {
    terminal.stop();
    terminal.disk.restart();
    return at(5'000, What::Start, terminal.number());
  }
  terminal.cursor = 0;
  const std::string cursor = terminal.meta("cursor");
  if (!cursor.empty() && terminal.meta("rebuilding").empty() &&
      terminal.whole.contains(std::stoll(cursor))) {
    const auto wrong = x_oracle.check_prefix(terminal, std::stoll(cursor));
    if (!wrong.empty()) x_report.violation = wrong + " (at its start)";
  }
  pump(terminal);
}

/// The program is gone, and so is what was not flushed.
void World::power_cut(Terminal& terminal) {
  terminal.stop();
  look_after(terminal);
  at(1'000 + static_cast<std::int64_t>(x_random.below(60'000)), What::Start, terminal.number());
}

/// What the disk forgets with the power is told to the oracle.
void World::look_after(Terminal& terminal) {
  const auto before = held_by(terminal);
  terminal.disk.restart();
  x_oracle.disk_lost(before, x_terminals, x_hub_disk);
}

void World::pump(Terminal& terminal) {
  if (!terminal.running()) return;
  const MonoTime now = terminal.clock.mono();
  for (const auto channel : engine::kChannels) {
    Waiting& waiting = terminal.waiting[static_cast<std::size_t>(channel)];
    if (waiting.flight != 0) continue;
    ++x_report.steps;
    auto outgoing = terminal.link().next(channel, now);
    if (!outgoing && terminal.disk.power.cut) return power_cut(terminal);
    if (!outgoing || !*outgoing) continue;
    waiting.flight = ++x_flight;
    Flight flight;
    flight.terminal = terminal.number();
    flight.boot = terminal.boots;
    flight.channel = channel;
    flight.request = std::move((*outgoing)->request);
    const auto timeout = flight.request.timeout.count();
    x_flights.emplace(x_flight, std::move(flight));
    at(timeout, What::Timeout, terminal.number(), x_flight);
    send(x_flight);
  }
  ++x_report.steps;
  const auto wake = terminal.link().wake();
  if (!wake && terminal.disk.power.cut) return power_cut(terminal);
  if (!wake || !*wake) return;
  if (is(Mutation::WaitForNextWrite) && terminal.unsent() > 0) return;
  const std::int64_t due =
      std::max<std::int64_t>((*wake)->time_since_epoch().count(), x_now_ms + 50);
  auto& scheduled = x_wake_ms[static_cast<std::size_t>(terminal.number())];
  if (scheduled == due) return;
  scheduled = due;
  at(due - x_now_ms, What::Wake, terminal.number());
}

void World::person(Terminal& terminal) {
  if (x_healed || !terminal.running()) return;
  const bool poison = strikes(Fault::Poison, 0.02);
  auto drafts = terminal.next_action(x_random, poison);
  if (!drafts && terminal.disk.power.cut) return power_cut(terminal);
  if (!drafts || drafts->empty()) return;
  x_report.steps += drafts->size();
  const auto events = terminal.journal().commit(*drafts);
  if (!events) {
    if (terminal.disk.power.cut) power_cut(terminal);
    return;
  }
  for (const auto& event : *events) {
    x_oracle.recorded(terminal.number(), event);
    trace(mix(0, event.id));
  }
  const auto wrong = x_oracle.numbered(terminal, terminal.journal().device_id());
  if (!wrong.empty()) x_report.violation = wrong;
  pump(terminal);
}

void World::arrive(const Item& item) {
  const auto at_flight = x_flights.find(item.flight);
  if (at_flight == x_flights.end()) return;
  Flight flight = std::move(at_flight->second);
  x_flights.erase(at_flight);
  Terminal& terminal = *x_terminals[static_cast<std::size_t>(flight.terminal)];
  if (!terminal.running() || flight.boot != terminal.boots || flight.answers.empty()) return;
  terminal.waiting[static_cast<std::size_t>(flight.channel)].flight = 0;
  const auto response = std::move(flight.answers.front());
  ++x_report.steps;
  const auto done = terminal.link().on_answer(flight.channel, terminal.clock.mono(),
                                              terminal.clock.wall(), response);
  if (!done && terminal.disk.power.cut) return power_cut(terminal);
  if (done && response && done->trouble == engine::Trouble::None)
    after_answer(terminal, flight, response->body);
  pump(terminal);
}

void World::after_answer(Terminal& terminal, const Flight& flight, const std::string& body) {
  if (flight.channel != engine::Channel::Pull) return;
  const auto number = [&](const char* name) {
    const auto text = terminal.meta(name);
    return text.empty() ? std::int64_t{0} : static_cast<std::int64_t>(std::stoll(text));
  };
  const std::int64_t cursor = number("cursor");
  const std::int64_t run = number("run");
  trace(static_cast<std::uint64_t>(cursor));
  if (cursor < terminal.cursor && run == terminal.run)
    x_report.violation = "5: the cursor fell and nothing says why";
  terminal.cursor = cursor;
  terminal.run = run;
  const bool whole = terminal.meta("rebuilding").empty() && cursor > 0 &&
                     body.find("\"more\":false") != std::string::npos;
  if (!whole || flight.history != x_history) return;
  std::string wrong = x_oracle.check_prefix(terminal, cursor);
  terminal.whole.insert(cursor);
  if (wrong.empty() && x_random.below(64) == 0)
    wrong = Oracle::check_view(terminal, x_hub_disk.tables);
  if (!wrong.empty() && x_report.violation.empty()) x_report.violation = wrong;
}

void World::wait_no_longer(const Item& item) {
  const auto at_flight = x_flights.find(item.flight);
  if (at_flight == x_flights.end()) return;
  const Flight flight = std::move(at_flight->second);
  x_flights.erase(at_flight);
  Terminal& terminal = *x_terminals[static_cast<std::size_t>(flight.terminal)];
  if (!terminal.running() || flight.boot != terminal.boots) return;
  terminal.waiting[static_cast<std::size_t>(flight.channel)].flight = 0;
  ++x_report.steps;
  const auto done =
      terminal.link().on_answer(flight.channel, terminal.clock.mono(), terminal.clock.wall(),
                                fail(ErrorCode::Timeout, "no answer in time", "network"));
  if (!done && terminal.disk.power.cut) return power_cut(terminal);
  pump(terminal);
}

Report simulate(const Options& options) {
  return World{options}.run();
}

}  // namespace parcours::simulation
