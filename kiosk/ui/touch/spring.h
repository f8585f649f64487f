// SPDX-License-Identifier: Apache-2.0
// One value that moves to another like a damped spring (semi-implicit Euler, four steps a frame).
// Pure.
#pragma once

#include <algorithm>
#include <cmath>

#include "kiosk/ui/theme.h"

namespace parcours::ui {

struct Spring {
  float at = 0;
  float speed = 0;
  bool started = false;

  /// Moves on by `seconds`; true while it still moves. The first call jumps to its goal.
  bool step(float to, Motion motion, float seconds) {
    if (!started) {
      at = to;
      started = true;
    }
    const float h = std::min(seconds, 1 / 30.f) / 4;
    for (int i = 0; i < 4; ++i) {
      const float pull =
          motion.stiffness * (to - at) - 2 * motion.damping * std::sqrt(motion.stiffness) * speed;
      speed += pull * h;
      at += speed * h;
    }
    if (std::fabs(at - to) > 1e-3f || std::fabs(speed) > 1e-2f) return true;
    at = to;
    speed = 0;
    return false;
  }
};

}  // namespace parcours::ui
