// SPDX-License-Identifier: Apache-2.0
// The parts of the customer 360 screen, each with its own height. They keep references to the view
// for one frame. Ui thread; draws only.
#pragma once

#include "kiosk/ui/screens/staff_parts.h"

namespace parcours::ui {

[[nodiscard]] Section headline_section(Frame& frame, const visit::Customer360View& view);
[[nodiscard]] Section orders_section(Frame& frame, const visit::Customer360View& view,
                                     Intents& intents);
[[nodiscard]] Section coupons_section(Frame& frame, const visit::Customer360View& view,
                                      Intents& intents);
[[nodiscard]] Section timeline_section(Frame& frame, const visit::Customer360View& view);
[[nodiscard]] Section suggestions_section(Frame& frame, const visit::Customer360View& view,
                                          Intents& intents);
[[nodiscard]] Section automation_section(Frame& frame, const visit::Customer360View& view,
                                         Intents& intents);
[[nodiscard]] Section notes_section(Frame& frame, const visit::Customer360View& view);

}  // namespace parcours::ui
