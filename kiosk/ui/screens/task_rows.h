// SPDX-License-Identifier: Apache-2.0
// One task in a list: what, who, since when, and the two things to do with it. Ui thread; draws
// only.
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

inline constexpr float kTaskRow = 120;
/// An arrival opens its order; a call can be taken and closed.
void task_row(Frame& frame, const Rect& box, const visit::TaskCard& task, Intents& intents);

}  // namespace parcours::ui
