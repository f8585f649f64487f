// SPDX-License-Identifier: Apache-2.0
// Hand-made view states of the staff's screens: one believable state a screen, and its empty twin.
#pragma once

#include <vector>

#include "kiosk/visit/view_state.h"

namespace parcours::ui::samples {

[[nodiscard]] std::vector<visit::Screen> staff_screens();
[[nodiscard]] visit::ViewState staff_state(visit::Screen screen);
[[nodiscard]] visit::ViewState empty_staff_state(visit::Screen screen);

}  // namespace parcours::ui::samples
