// SPDX-License-Identifier: Apache-2.0
// Typing the code by which the hub takes this terminal in: the first-start screen when the hub does
// not know it, and a page of the service menu. Ui thread; keeps nothing but what is typed.
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

/// Words, field, what was refused, the button and the keyboard, in the whole of `page`.
void draw_enrol(Frame& frame, Rect page, const visit::ViewState& state, Intents& intents);

}  // namespace parcours::ui
