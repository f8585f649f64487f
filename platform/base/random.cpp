// SPDX-License-Identifier: Apache-2.0
#include "platform/base/random.h"

#include <bit>
#include <random>

#include "platform/base/assert.h"

namespace parcours {

Random::Random(std::uint64_t seed) {
  // splitmix64 spreads a small seed over the whole state.
  for (auto& word : x_state) {
    seed += 0x9E3779B97F4A7C15ull;
    std::uint64_t z = seed;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    word = z ^ (z >> 31);
  }
}

std::uint64_t Random::next() {
  const std::uint64_t result = std::rotl(x_state[1] * 5, 7) * 9;
  const std::uint64_t t = x_state[1] << 17;
  x_state[2] ^= x_state[0];
  x_state[3] ^= x_state[1];
  x_state[1] ^= x_state[2];
  x_state[0] ^= x_state[3];
  x_state[2] ^= t;
  x_state[3] = std::rotl(x_state[3], 45);
  return result;
}

std::uint64_t Random::below(std::uint64_t limit) {
  PARCOURS_ASSERT(limit > 0);
  // Rejection keeps every value equally likely.
  const std::uint64_t floor = (0 - limit) % limit;
  for (;;) {
    const std::uint64_t value = next();
    if (value >= floor) return value % limit;
  }
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  PARCOURS_ASSERT(low <= high);
  return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
}

double Random::unit() {
  return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

std::uint64_t random_seed() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

}  // namespace parcours
