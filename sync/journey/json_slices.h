// SPDX-License-Identifier: Apache-2.0
// Cuts a JSON text where its parts begin and end without writing it anew: chains run over the very
// bytes that a writer wrote. Pure. The text must have been parsed already; a text that is no JSON
// gives nothing useful, never a crash.
#pragma once

#include <string_view>
#include <vector>

namespace parcours::journey {

/// The elements of a JSON array as they stand, without the white space around them.
[[nodiscard]] std::vector<std::string_view> element_slices(std::string_view array);

/// The value of an object's member as it stands; empty when there is none. Names with escapes are
/// not found.
[[nodiscard]] std::string_view member_slice(std::string_view object, std::string_view name);

}  // namespace parcours::journey
