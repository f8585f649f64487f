// SPDX-License-Identifier: Apache-2.0
// A fuzz target is one file: LLVMFuzzerTestOneInput over one parser of outside bytes, and good
// inputs to start from.
#pragma once

#include <string>
#include <vector>

namespace parcours::fuzz {

/// At least one; valid inputs reach deeper than noise.
[[nodiscard]] std::vector<std::string> seeds();

}  // namespace parcours::fuzz
