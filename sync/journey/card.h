// SPDX-License-Identifier: Apache-2.0
// Numbers of the retailer's own loyalty cards: the one rule that the gate, the import and a
// terminal's built-in scan rules share. Pure; any thread.
#pragma once

#include <string_view>

namespace parcours::journey {

/// A dot is a digit, as in the patterns of scan rules. 29 is GS1's prefix for use inside a shop.
inline constexpr std::string_view kHouseCard = "29...........";

/// A number of that form. It is the retailer's own and is looked up anyway: not every one ends in
/// an EAN check digit.
[[nodiscard]] bool is_house_card(std::string_view number);

}  // namespace parcours::journey
