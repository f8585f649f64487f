// SPDX-License-Identifier: Apache-2.0
// A small seeded generator (xoshiro256**, Blackman and Vigna 2018): the same numbers on every
// machine for a seed. Not for secrets: those come from platform/crypto.
#pragma once

#include <cstdint>

namespace parcours {

class Random {
 public:
  explicit Random(std::uint64_t seed);
  /// Any 64 bits.
  [[nodiscard]] std::uint64_t next();
  /// 0 <= value < limit; limit > 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t limit);
  /// low <= value <= high.
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high);
  /// 0 <= value < 1.
  [[nodiscard]] double unit();
  [[nodiscard]] bool chance(double probability) { return unit() < probability; }

 private:
  std::uint64_t x_state[4];
};

/// A seed that differs at every call, from the operating system.
[[nodiscard]] std::uint64_t random_seed();

}  // namespace parcours
