// SPDX-License-Identifier: Apache-2.0
// Money: whole minor units (cents) in 64 bits, never a float. One currency per retailer, so none is
// carried.
#pragma once

#include <compare>
#include <cstdint>

namespace parcours {

struct Money {
  std::int64_t cents = 0;

  friend constexpr auto operator<=>(Money, Money) = default;
  friend constexpr Money operator+(Money a, Money b) { return {a.cents + b.cents}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.cents - b.cents}; }
  friend constexpr Money operator*(Money a, std::int64_t n) { return {a.cents * n}; }
  constexpr Money& operator+=(Money b) {
    cents += b.cents;
    return *this;
  }
};

/// `percent` of `amount` (0..100), rounded half up to the cent, also below zero (a refund).
[[nodiscard]] constexpr Money percent_of(Money amount, int percent) {
  const std::int64_t hundredths = amount.cents * percent + 50;
  // Division cuts towards zero; half up wants the floor.
  return {hundredths / 100 - (hundredths % 100 < 0 ? 1 : 0)};
}

}  // namespace parcours
