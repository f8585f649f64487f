// SPDX-License-Identifier: Apache-2.0
// Solves the small symmetric system of one product's ridge regression by Cholesky. Pure; any
// thread.
#pragma once

#include <vector>

namespace parcours::affinity {

/// `gram` holds n x n values by row, of which the lower half is read; `right` has n. Gives w with
/// (gram + lambda I) w = right; lambda > 0 makes it solvable for every Gram matrix.
[[nodiscard]] std::vector<double> solve_ridge(std::vector<double> gram, std::vector<double> right,
                                              double lambda);

}  // namespace parcours::affinity
