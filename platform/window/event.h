// SPDX-License-Identifier: Apache-2.0
// What the outside did to the window, as values: one finger (or the mouse), the wheel, keys,
// wake-ups. Positions are in pixels of the picture. Made on the ui thread only.
#pragma once

#include <cstdint>

namespace parcours::window {

enum class EventKind {
  PointerDown,
  PointerMove,
  PointerUp,
  Wheel,
  KeyDown,
  KeyUp,
  Wake,     ///< another thread called Window::wake
  Resized,  ///< the picture has a new size
  Exposed,  ///< the picture must be shown again
  Quit,
};

struct Event {
  EventKind kind = EventKind::Wake;
  float x = 0;
  float y = 0;
  float wheel = 0;   ///< notches, up is positive
  int scancode = 0;  ///< USB HID usage (SDL_Scancode): the same on every keyboard layout
  int keycode = 0;   ///< SDL_Keycode: what the layout makes of it
  bool shift = false;
  bool repeat = false;  ///< the key was held
  double time_s = 0;    ///< monotonic seconds
};

}  // namespace parcours::window
