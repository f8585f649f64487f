// SPDX-License-Identifier: Apache-2.0
// A run that broke a rule, made small and kept as a file that runs again: fewer faults, fewer
// terminals, less time. Owned by whoever asks; one thread.
#pragma once

#include <string>
#include <vector>

#include "tests/simulation/world.h"

namespace parcours::simulation {

/// The smallest options found that break the same rule.
[[nodiscard]] Options shrink(const Options& options, const Report& report);

/// One JSON object: seed, hours, terminals, faults, mutation, violation, at_ms, trace.
[[nodiscard]] std::string line_of(const Options& options, const Report& report);
[[nodiscard]] Status write_regression(const std::string& file, const Options& options,
                                      const Report& report);
[[nodiscard]] Result<Options> read_regression(const std::string& file);
/// "a,b" in two.
[[nodiscard]] std::vector<std::string> names_in(const std::string& text);

}  // namespace parcours::simulation
