// SPDX-License-Identifier: Apache-2.0
// One simulated shop: terminals, a hub, the network between them, a clock, and what goes wrong.
// Everything follows from the options; nothing outside is read. One thread. Between terminal and
// hub a relay could stand: requests and answers pass `send` and `arrive` only.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "sync/hub/intake.h"
#include "tests/simulation/faults.h"
#include "tests/simulation/memory_hub.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/terminal.h"

namespace parcours::simulation {

struct Report {
  std::uint64_t steps = 0;   ///< inputs to a core state machine
  std::uint64_t faults = 0;  ///< that happened
  std::uint64_t events = 0;  ///< recorded by terminals
  std::uint64_t trace = 0;
  int terminals = 0;
  std::vector<std::string> drawn;  ///< names of faults
  std::string violation;           ///< "" when all holds
  std::int64_t at_ms = 0;          ///< of the violation
};

class World {
 public:
  explicit World(const Options& options);
  ~World();
  [[nodiscard]] Report run();

 private:
  enum class What { Wake, Person, Request, Answer, Timeout, Start, HubStart, HubPoll, Chaos, Web };
  struct Item {
    std::int64_t at_ms = 0;
    std::uint64_t order = 0;
    What what = What::Wake;
    int terminal = 0;
    std::uint64_t flight = 0;
  };
  struct Later {
    bool operator()(const Item& a, const Item& b) const {
      return a.at_ms != b.at_ms ? a.at_ms > b.at_ms : a.order > b.order;
    }
  };
  struct Flight {
    int terminal = 0;
    std::uint64_t boot = 0;
    engine::Channel channel = engine::Channel::Pull;
    http_client::Request request;
    std::deque<Result<http_client::Response>> answers;
    std::uint64_t history = 0;  ///< of the hub when it answered
    bool cut_off = false;       ///< its answer was truncated
    std::string whole_end;      ///< mutation: the end line that was cut off
  };
  struct Parked {
    std::uint64_t flight = 0;
    std::vector<std::string> scopes;
    std::int64_t until_ms = 0;
  };

  // world.cpp
  void at(std::int64_t in_ms, What what, int terminal = 0, std::uint64_t flight = 0);
  void step(const Item& item);
  void pump(Terminal& terminal);
  void person(Terminal& terminal);
  void start(Terminal& terminal);
  void power_cut(Terminal& terminal);
  void look_after(Terminal& terminal);
  void arrive(const Item& item);
  void after_answer(Terminal& terminal, const Flight& flight, const std::string& body);
  void wait_no_longer(const Item& item);

  // network.cpp
  void send(std::uint64_t flight);
  void answer(std::uint64_t flight, Result<http_client::Response> response);
  void at_hub(std::uint64_t flight);
  [[nodiscard]] http_client::Response push_at_hub(Flight& flight);
  [[nodiscard]] bool pull_at_hub(std::uint64_t number, bool may_park);
  void hub_committed(const hub::Commit& commit);
  void hub_poll();
  void start_hub();
  void crash_hub();
  void web();
  [[nodiscard]] Status take_at_hub(const std::vector<journey::Event>& events);
  void make_shop();

  // chaos.cpp
  void draw_faults();
  void chaos();
  void chaos_terminal(Terminal& terminal);
  void chaos_disk(Terminal& terminal);
  void chaos_clock(Terminal& terminal);
  void chaos_hub();
  void back_up_hub();
  void note_backup();
  void restore_hub();
  void heal();
  [[nodiscard]] bool settled() const { return unrest().empty(); }
  /// Who is not at rest and why; "" when all are.
  [[nodiscard]] std::string unrest() const;

  [[nodiscard]] bool has(Fault fault) const {
    return x_faults[static_cast<std::size_t>(fault)] && !x_healed;
  }
  [[nodiscard]] bool is(Mutation mutation) const { return x_options.mutation == mutation; }
  /// A drawn fault happens with this chance now.
  [[nodiscard]] bool strikes(Fault fault, double chance);
  void trace(std::uint64_t value) { x_report.trace = mix(x_report.trace, value); }

  Options x_options;
  Random x_random;
  std::int64_t x_now_ms = 0;
  std::uint64_t x_order = 0;
  std::priority_queue<Item, std::vector<Item>, Later> x_queue;
  std::vector<std::unique_ptr<Terminal>> x_terminals;
  std::vector<std::int64_t> x_wake_ms;  ///< per terminal, the wake that counts
  std::map<std::uint64_t, Flight> x_flights;
  std::uint64_t x_flight = 0;
  std::vector<Parked> x_parked;

  SimClock x_hub_clock;
  HubDisk x_hub_disk;
  std::unique_ptr<MemoryHubStore> x_store;
  std::unique_ptr<hub::Intake> x_intake;  ///< none: the hub is down
  std::size_t x_page_rows = 3000;
  int x_batch_events = 1000;
  std::int64_t x_orders = 0;
  std::int64_t x_coupons = 0;

  std::array<bool, kFaults> x_faults{};
  bool x_backs_up = false;
  bool x_healed = false;
  std::uint64_t x_history = 0;  ///< changes when the hub goes back to a backup
  Oracle x_oracle;
  Report x_report;
};

/// The same options twice give the same report.
[[nodiscard]] Report simulate(const Options& options);

}  // namespace parcours::simulation
