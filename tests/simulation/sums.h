// SPDX-License-Identifier: Apache-2.0
// Sums of rows per scope that do not depend on an order: equal sums are equal rows. Kept by every
// change, on both sides of the wire, beside the product: they are the simulator's own measure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

namespace parcours::simulation {

[[nodiscard]] inline std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
  return hash ^ (hash >> 29);
}
[[nodiscard]] inline std::uint64_t mix(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return mix(hash, text.size());
}

/// kind, key, scope: the order of both databases' index.
using Place = std::tuple<std::string, std::string, std::string>;

[[nodiscard]] inline std::uint64_t row_hash(const Place& place, std::string_view body) {
  return mix(mix(mix(mix(0xCBF29CE484222325ULL, std::get<0>(place)), std::get<1>(place)),
                 std::get<2>(place)),
             body);
}

using Sums = std::map<std::string, std::uint64_t>;

/// Keeps sums over values that carry their `hash`; a hash of 0 stands for no row.
struct SumWatch {
  Sums sums;
  template <typename Value>
  void operator()(const Place& place, const Value* before, const Value* now) {
    std::uint64_t& sum = sums[std::get<2>(place)];
    if (before != nullptr) sum -= before->hash;
    if (now != nullptr) sum += now->hash;
  }
};

/// The first key behind all keys of `kind` that start with `prefix`.
[[nodiscard]] inline Place behind(std::string_view kind, std::string_view prefix) {
  std::string end{prefix};
  while (!end.empty() && static_cast<unsigned char>(end.back()) == 0xFF) end.pop_back();
  if (end.empty()) return {std::string{kind} + std::string(1, '\0'), "", ""};
  end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return {std::string{kind}, end, ""};
}

}  // namespace parcours::simulation
