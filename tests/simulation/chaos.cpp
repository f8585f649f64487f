// SPDX-License-Identifier: Apache-2.0
// What goes wrong, and when; then the healing.
#include <fmt/format.h>

#include "tests/simulation/world.h"

namespace parcours::simulation {

void World::draw_faults() {
  x_faults = {};
  if (x_options.faults) {
    for (const auto& name : *x_options.faults) {
      if (const auto fault = fault_of(name)) x_faults[static_cast<std::size_t>(*fault)] = true;
    }
  } else {
    // A few of them: with all in every seed they hide each other.
    const double share = 0.1 + 0.1 * static_cast<double>(x_random.below(4));
    for (bool& fault : x_faults) fault = x_random.chance(share);
  }
  for (std::size_t i = 0; i < kFaults; ++i) {
    if (x_faults[i]) x_report.drawn.emplace_back(to_string(static_cast<Fault>(i)));
  }
}

bool World::strikes(Fault fault, double chance) {
  if (!has(fault) || !x_random.chance(chance)) return false;
  ++x_report.faults;
  trace(static_cast<std::uint64_t>(fault));
  return true;
}

void World::chaos() {
  back_up_hub();
  if (is(Mutation::UncommittedAck) && x_random.below(4) == 0) x_hub_disk.flush();
  if (x_healed) return;
  chaos_hub();
  for (const auto& terminal : x_terminals) chaos_terminal(*terminal);
}

void World::chaos_terminal(Terminal& terminal) {
  if (terminal.dead) return;
  if (terminal.online ? strikes(Fault::Partition, 0.02) : x_random.below(10) == 0)
    terminal.online = !terminal.online;
  if (terminal.deaf ? x_random.below(5) == 0 : strikes(Fault::OneWay, 0.02))
    terminal.deaf = !terminal.deaf;
  terminal.disk.power.full =
      terminal.disk.power.full ? x_random.below(4) != 0 : strikes(Fault::DiskFull, 0.01);
  terminal.disk.power.lies =
      terminal.disk.power.lies ? x_random.below(3) != 0 : strikes(Fault::LostFsync, 0.05);
  chaos_clock(terminal);
  if (x_random.below(40) == 0 && !terminal.disk.power.lies) {
    // An image of the disk, as a backup or a copy of the machine has it.
    terminal.image = terminal.disk.tables;
    terminal.image->each([](auto& table) { table.settle(); });
    terminal.image_fence = terminal.disk.fence;
  }
  if (terminal.running() && strikes(Fault::DoubleStart, 0.02)) {
    // The lock beside the database refuses it: the first goes on and notices nothing.
    ++x_report.steps;
  }
  if (terminal.running() && strikes(Fault::CrashInStore, 0.05))
    terminal.disk.power.fuse = 1 + static_cast<std::int64_t>(x_random.below(300));
  const bool lying = terminal.disk.power.lies;
  if (terminal.running() && strikes(Fault::Crash, lying ? 0.3 : 0.02)) return power_cut(terminal);
  if (terminal.running() && lying && x_random.below(6) == 0) return power_cut(terminal);
  chaos_disk(terminal);
  if (strikes(Fault::DeadTerminal, 0.001)) {
    const auto before = held_by(terminal);
    terminal.stop();
    terminal.dead = true;
    terminal.disk.tables = TerminalTables{};
    x_oracle.disk_lost(before, x_terminals, x_hub_disk);
  }
}

/// The disk is another one than the program left: it goes back, is copied, or is gone.
void World::chaos_disk(Terminal& terminal) {
  const bool back = terminal.image && strikes(Fault::Rollback, 0.01);
  const bool whole = terminal.image && strikes(Fault::RollbackWithFence, 0.005);
  const bool gone = strikes(Fault::DatabaseDeleted, 0.003);
  const bool unfenced = strikes(Fault::FenceLost, 0.003);
  const auto& other = x_terminals[x_random.below(x_terminals.size())];
  const bool clone = other.get() != &terminal && other->image && strikes(Fault::Clone, 0.003);
  if (!back && !whole && !gone && !unfenced && !clone) return;
  const auto before = held_by(terminal);
  terminal.stop();
  terminal.disk.restart();
  if (back || whole) terminal.disk.tables = *terminal.image;
  if (whole) terminal.disk.fence = terminal.image_fence;
  if (gone) terminal.disk.tables = TerminalTables{};
  if (unfenced) terminal.disk.fence.reset();
  if (clone) {
    terminal.disk.tables = *other->image;
    terminal.disk.fence = other->image_fence;
    other->unfenced = true;
  }
  terminal.unfenced = terminal.unfenced || whole || unfenced || clone;
  terminal.whole.clear();
  // An image belongs to the machine that it was taken of.
  if (clone) terminal.image.reset();
  x_oracle.disk_lost(before, x_terminals, x_hub_disk);
  at(1'000 + static_cast<std::int64_t>(x_random.below(20'000)), What::Start, terminal.number());
}

void World::chaos_clock(Terminal& terminal) {
  constexpr std::int64_t kTo1970Ms = -SimClock::kStartMs;
  constexpr std::int64_t kTo2099Ms = 2'300'000'000'000;
  if (strikes(Fault::ClockWrong, 0.02)) {
    terminal.clock.skew_ms = x_random.below(2) == 0 ? kTo1970Ms : kTo2099Ms;
    if (x_random.below(3) == 0) terminal.clock.skew_ms = 0;
  }
  if (strikes(Fault::ClockJumps, 0.05))
    terminal.clock.skew_ms += x_random.between(-7'200'000, 7'200'000);
  if (terminal.clock.frozen) {
    if (x_random.below(10) == 0) terminal.clock.frozen.reset();
  } else if (strikes(Fault::ClockFrozen, 0.03)) {
    terminal.clock.frozen = to_ms(terminal.clock.wall());
  }
}

void World::chaos_hub() {
  if (strikes(Fault::HubClockJumps, 0.03))
    x_hub_clock.skew_ms += x_random.between(-3'600'000, 3'600'000);
  if (!x_intake) return;
  x_hub_disk.power.full =
      x_hub_disk.power.full ? x_random.below(4) != 0 : strikes(Fault::HubDiskFull, 0.01);
  if (strikes(Fault::HubCrash, 0.02)) {
    if (x_random.below(2) == 0) return crash_hub();
    x_hub_disk.power.fuse = 1 + static_cast<std::int64_t>(x_random.below(500));
  }
  if (x_hub_disk.backup && strikes(Fault::HubRestored, 0.004)) restore_hub();
}

/// As the program does: the hub knows that backups begin before the first is made, and what the
/// latest holds some time after it.
void World::back_up_hub() {
  if (!x_backs_up || !x_intake) return;
  if (!x_hub_disk.backs_up()) {
    if (!x_hub_disk.record) x_hub_disk.record = hub::BackupRecord{};
    return note_backup();
  }
  if (x_healed || x_random.below(3) == 0) note_backup();
  if (x_intake && (x_healed || x_random.below(60) == 0)) x_hub_disk.back_up(x_hub_clock);
}

void World::note_backup() {
  if (!x_hub_disk.record) return;
  x_hub_disk.begin();
  const Status noted = hub::note_backup(*x_store, *x_hub_disk.record);
  if (noted) return x_hub_disk.flush();
  x_hub_disk.rollback();
  if (x_hub_disk.power.cut) crash_hub();
}

void World::restore_hub() {
  crash_hub();
  x_hub_disk.tables = *x_hub_disk.backup;
  x_hub_disk.flush();
  ++x_history;
  for (const auto& terminal : x_terminals) terminal->whole.clear();
  x_oracle.forget_after(x_hub_disk.tables.number("head"));
  x_oracle.forget_taken(x_hub_disk.tables);
  x_oracle.hub_restored(x_terminals, x_hub_disk);
}

void World::heal() {
  x_healed = true;
  x_hub_disk.power.fuse = 0;
  x_hub_disk.power.full = false;
  for (const auto& terminal : x_terminals) {
    terminal->online = true;
    terminal->deaf = false;
    terminal->disk.power.fuse = 0;
    terminal->disk.power.full = false;
    terminal->disk.power.lies = false;
  }
}

std::string World::unrest() const {
  if (!x_intake) return "the hub is down";
  const auto head = std::to_string(x_hub_disk.tables.number("head"));
  for (const auto& terminal : x_terminals) {
    if (terminal->dead) continue;
    const auto who = fmt::format("terminal {} ", terminal->number());
    if (!terminal->running()) return who + "does not run";
    const auto& pending = terminal->disk.tables.pending.all();
    if (!pending.empty()) {
      const auto& event = pending.begin()->second;
      return fmt::format("{}keeps {} events, the first {} of lane {}, durable {}, hidden {}", who,
                         pending.size(), event.seq.value_or(-1), static_cast<int>(event.lane),
                         event.durable, event.hidden);
    }
    if (terminal->meta("cursor") != head && !is(Mutation::ClockAsCursor))
      return who + "is at " + terminal->meta("cursor") + " of " + head;
    if (!terminal->meta("rebuilding").empty()) return who + "downloads all again";
  }
  return {};
}

}  // namespace parcours::simulation
