// SPDX-License-Identifier: Apache-2.0
// A page of the customers' scope, as a pull brings it. A value.
#pragma once

#include <utility>
#include <vector>

#include "sync/journal/exchange.h"

namespace parcours::bench {

inline constexpr const char* kScope = "customers:S1";

[[nodiscard]] inline journal::Page page_of(std::vector<journal::PulledRow> rows, std::int64_t upto,
                                           bool more) {
  return {{"S1", {kScope}, 1}, std::move(rows), {upto, more, {}}};
}

}  // namespace parcours::bench
