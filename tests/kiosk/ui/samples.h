// SPDX-License-Identifier: Apache-2.0
// Hand-made view states for the tests of the screens: one believable state a screen, and their
// empty twins.
#pragma once

#include <string>
#include <vector>

#include "kiosk/visit/view_state.h"

namespace parcours::ui::samples {

/// Thursday 12 November 2026, 15:42 in Paris.
inline constexpr std::int64_t kNow = 1794494520000;

[[nodiscard]] visit::ViewState state(visit::Screen screen);
/// The same screen with nothing in it.
[[nodiscard]] visit::ViewState empty_state(visit::Screen screen);
/// The screens of the shopper and of the system, in a fixed order.
[[nodiscard]] std::vector<visit::Screen> shopper_screens();
/// Every screen that has a file.
[[nodiscard]] std::vector<visit::Screen> all_screens();
[[nodiscard]] std::string name_of(visit::Screen screen);

}  // namespace parcours::ui::samples
