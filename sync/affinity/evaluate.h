// SPDX-License-Identifier: Apache-2.0
// How good the model is on sales it has not seen: a time split, every product of every test basket
// left out once, the rank of the left-out one measured; most-sold beside it in the same run. Pure;
// no clock, no file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "sync/affinity/model.h"

namespace parcours::affinity {

/// Milliseconds; a zero is chosen from the data: test = its last calendar month, train = everything
/// before it.
struct Split {
  std::int64_t train_before_ms = 0;
  std::int64_t test_from_ms = 0;
  std::int64_t test_until_ms = 0;  ///< exclusive
};

struct Quality {
  double hit_at_3 = 0;
  double hit_at_5 = 0;
  double mrr_at_20 = 0;
};

struct Evaluation {
  Split split;  ///< as used
  std::int64_t train_baskets = 0;
  std::int64_t test_baskets = 0;
  std::int64_t targets = 0;
  Quality model;
  Quality most_sold;
};

/// Invalid: a side of the split is empty, or the sides overlap.
[[nodiscard]] Result<Evaluation> evaluate(const std::vector<Basket>& baskets, Split split = {},
                                          Tuning tuning = {});

}  // namespace parcours::affinity
