// SPDX-License-Identifier: Apache-2.0
// Turns pointer events into frames: at most one press or release edge a frame, the position still
// valid on the frame of the release and gone after it. Pure; ui thread. Knows nothing of SDL.
#pragma once

#include <deque>
#include <vector>

#include "platform/window/event.h"

namespace parcours::window {

/// The finger as one frame sees it.
struct Pointer {
  bool down = false;
  bool pressed = false;   ///< went down in this frame
  bool released = false;  ///< went up in this frame; the position is still that of the finger
  bool present = false;   ///< down or released
  float x = 0, y = 0;
  float start_x = 0, start_y = 0;
  float wheel = 0;
  struct Sample {
    double time_s;
    float x, y;
  };
  std::vector<Sample> trail;  ///< of this touch, oldest first, at most 24
};

class PointerQueue {
 public:
  void push(const Event& event);
  /// True while edges wait: another frame is needed at once.
  [[nodiscard]] bool pending() const { return !x_events.empty(); }
  /// The pointer of the next frame.
  const Pointer& next_frame();

 private:
  void press(const Event& event);
  void move(const Event& event);
  std::deque<Event> x_events;
  Pointer x_pointer;
};

}  // namespace parcours::window
