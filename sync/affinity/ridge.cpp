// SPDX-License-Identifier: Apache-2.0
#include "sync/affinity/ridge.h"

#include <algorithm>
#include <cmath>

namespace parcours::affinity {

std::vector<double> solve_ridge(std::vector<double> gram, std::vector<double> right,
                                double lambda) {
  constexpr double kSmallest = 1e-12;
  const auto n = right.size();
  const auto at = [&](std::size_t row, std::size_t column) -> double& {
    return gram[row * n + column];
  };
  for (std::size_t i = 0; i < n; ++i) at(i, i) += lambda;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = at(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= at(i, k) * at(j, k);
      at(i, j) = i == j ? std::sqrt(std::max(sum, kSmallest)) : sum / at(j, j);
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) right[i] -= at(i, k) * right[k];
    right[i] /= at(i, i);
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) right[i] -= at(k, i) * right[k];
    right[i] /= at(i, i);
  }
  return right;
}

}  // namespace parcours::affinity
