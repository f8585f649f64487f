// SPDX-License-Identifier: Apache-2.0
// One terminal of the simulation: the product's Journal, HubLink and actions over a disk and a
// clock of the simulator. It is started and ended like the program; its disk outlives it.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/app/hub_link.h"
#include "kiosk/visit/actions.h"
#include "platform/base/random.h"
#include "sync/journal/journal.h"
#include "tests/simulation/memory_file.h"

namespace parcours::simulation {

/// The world's time, seen through a clock of the shop.
class SimClock final : public Clock {
 public:
  explicit SimClock(const std::int64_t& now_ms) : x_now_ms(now_ms) {}
  [[nodiscard]] WallTime wall() const override {
    return from_ms(frozen ? *frozen : kStartMs + x_now_ms + skew_ms);
  }
  [[nodiscard]] MonoTime mono() const override {
    return MonoTime{std::chrono::milliseconds{x_now_ms}};
  }

  static constexpr std::int64_t kStartMs = 1'790'000'000'000;
  std::int64_t skew_ms = 0;
  std::optional<std::int64_t> frozen;

 private:
  const std::int64_t& x_now_ms;
};

/// What is under way on a channel.
struct Waiting {
  std::uint64_t flight = 0;  ///< 0: nothing
};

class Terminal {
 public:
  Terminal(int number, const std::int64_t& now_ms, Mutation mutation)
      : clock(now_ms), x_number(number) {
    disk.mutation = mutation;
  }

  /// An Error: the power went, or there is no room to start.
  [[nodiscard]] Status start(std::uint64_t seed);
  /// The program ends; what was not flushed stays in the disk's cache.
  void stop();
  [[nodiscard]] bool running() const { return x_link != nullptr; }
  [[nodiscard]] int number() const { return x_number; }

  [[nodiscard]] app::HubLink& link() { return *x_link; }
  [[nodiscard]] journal::Journal& journal() { return *x_journal; }
  /// What a person does next, as the screens would do it: events to record, or none when refused.
  [[nodiscard]] Result<std::vector<journal::EventDraft>> next_action(Random& random, bool poison);

  [[nodiscard]] std::string meta(const std::string& name) const;
  [[nodiscard]] std::int64_t unsent() const;

  SimClock clock;
  TerminalDisk disk;
  std::array<Waiting, 3> waiting;
  std::uint64_t boots = 0;
  bool dead = false;  ///< never started again
  bool online = true;
  bool deaf = false;        ///< requests leave, answers do not come
  bool unfenced = false;    ///< its fence was lost or went back with the disk
  std::int64_t cursor = 0;  ///< last seen, to notice a fall
  std::int64_t run = 0;
  std::set<std::int64_t> whole;         ///< cursors at which its rows were found to be one commit
  std::optional<TerminalTables> image;  ///< an older state of the disk
  std::optional<journal::FenceMark> image_fence;

 private:
  [[nodiscard]] Result<visit::Decision> decide(const visit::Facts& facts, Random& random);
  [[nodiscard]] Result<visit::Decision> decide_order(const visit::Facts& facts, Random& random);

  int x_number;
  std::unique_ptr<journal::Journal> x_journal;
  std::unique_ptr<app::HubLink> x_link;
  std::unique_ptr<catalogue::Catalogue> x_catalogue;
  std::unique_ptr<clienteling::Clienteling> x_clienteling;
  visit::TerminalFacts x_facts;
};

/// What the shop of the simulation has.
inline constexpr int kCustomers = 5;
inline constexpr int kProducts = 4;
inline constexpr int kStock = 1000;

}  // namespace parcours::simulation
