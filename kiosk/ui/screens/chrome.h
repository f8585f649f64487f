// SPDX-License-Identifier: Apache-2.0
// What surrounds a screen: for shoppers header and navigation (bar in portrait, rail in landscape),
// for staff the rail with their name and the lock. Each returns the box that is left for the
// screen. Ui thread.
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

/// Whether it is outside the hours that the rows tell. Unknown hours count as open: whoever asks
/// stands in the shop.
[[nodiscard]] bool shop_closed(const Frame& frame, const visit::ViewState& state);

/// Header, navigation, language and accessibility sheets. The box has the page margin at both sides
/// already.
[[nodiscard]] Rect shopper_chrome(Frame& frame, const visit::ViewState& state, Intents& intents);
/// Rail of the associate or the manager (after role), with the lock at its foot; header when in
/// portrait.
[[nodiscard]] Rect staff_chrome(Frame& frame, const visit::ViewState& state, Intents& intents);
/// The sheets that the chrome opens; the shell draws them above the screen.
void draw_chrome_sheets(Frame& frame, const visit::ViewState& state, Intents& intents);
/// Strip that says the terminal works alone, since when, and what waits; height 0 when the hub
/// answers.
[[nodiscard]] Rect link_banner(Frame& frame, const visit::ViewState& state);
/// Strip that says why the camera that was asked for does not serve; height 0 when it does.
[[nodiscard]] Rect camera_banner(Frame& frame, const visit::ViewState& state);

}  // namespace parcours::ui
