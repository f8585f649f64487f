// SPDX-License-Identifier: Apache-2.0
// The gallery of widgets, a page of the service menu. Ui thread; changes nothing but its own flag.
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

/// Sets `open` to false when the arrow back is tapped.
void draw_gallery(Frame& frame, const visit::ViewState& state, bool& open);

}  // namespace parcours::ui
