// SPDX-License-Identifier: Apache-2.0
// Numbers of the retailer's own loyalty cards. The one rule of what needs no check digit; which
// codes a terminal takes for cards is kiosk/scan's. Pure; any thread.
#pragma once

#include <string_view>

namespace parcours::journey {

/// 13 digits beginning with 29, GS1's prefix for use inside a shop. The number is the retailer's
/// own and is looked up anyway: not every one ends in an EAN check digit.
[[nodiscard]] bool is_house_card(std::string_view number);

}  // namespace parcours::journey
