// SPDX-License-Identifier: Apache-2.0
// What can go wrong in a simulated world. A seed draws a subset of it: with every fault in every
// seed, bugs hide behind one another. Values; one thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parcours::simulation {

enum class Fault {
  Loss,
  Duplicate,
  Late,
  OneWay,
  Truncate,
  ReplyLost,
  Html,
  Partition,
  Crash,
  CrashInStore,
  DoubleStart,
  LostFsync,
  DiskFull,
  Rollback,
  RollbackWithFence,
  Clone,
  DatabaseDeleted,
  FenceLost,
  HubCrash,
  HubRestored,
  HubDiskFull,
  ClockWrong,
  ClockJumps,
  ClockFrozen,
  HubClockJumps,
  Poison,
  SmallPages,
  DeadTerminal,
  kCount
};
inline constexpr std::size_t kFaults = static_cast<std::size_t>(Fault::kCount);
[[nodiscard]] std::string_view to_string(Fault fault);
[[nodiscard]] std::optional<Fault> fault_of(std::string_view name);

/// Known-bad switches: each makes one adapter of the simulator break one rule that the product
/// keeps. The product has no switch in it.
enum class Mutation {
  None,
  NoDedupe,
  EarlyTrim,
  BareNumberAck,
  TrimWithoutChain,
  UncommittedAck,
  NoFence,
  ForgetEpoch,
  NewIdsAfterFork,
  RankMayFall,
  NonAtomicPull,
  CursorBeforeRows,
  LaneMixedSequences,
  AckOfOtherLane,
  RejectBlocksQueue,
  RejectTwice,
  RejectForgotten,
  ClockAsCursor,
  SilentTruncation,
  AnyCursorServed,
  OwnMarksAhead,
  WaitForNextWrite,
  kCount
};
inline constexpr std::size_t kMutations = static_cast<std::size_t>(Mutation::kCount);
[[nodiscard]] std::string_view to_string(Mutation mutation);
[[nodiscard]] std::string_view meaning_of(Mutation mutation);
[[nodiscard]] std::optional<Mutation> mutation_of(std::string_view name);

/// Everything that decides a run: the same options give the same trace.
struct Options {
  std::uint64_t seed = 1;
  double hours = 2;
  int terminals = 0;                               ///< 0: the seed draws them
  std::optional<std::vector<std::string>> faults;  ///< unset: the seed draws them
  Mutation mutation = Mutation::None;
};

}  // namespace parcours::simulation
