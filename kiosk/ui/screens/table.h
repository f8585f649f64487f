// SPDX-License-Identifier: Apache-2.0
// Which function draws which screen. A new screen: its value in visit::Screen, its file here, its
// line in table.cpp.
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

using DrawScreen = void (*)(Frame&, const visit::ViewState&, Intents&);
/// Null for a screen that has no file yet.
[[nodiscard]] DrawScreen screen_function(visit::Screen screen);

}  // namespace parcours::ui
