// SPDX-License-Identifier: Apache-2.0
// One value that moves to another like a damped spring (semi-implicit Euler in steps of at most
// 1/120 s). Pure.
#pragma once

#include <algorithm>
#include <cmath>

#include "kiosk/ui/theme.h"

namespace parcours::ui {

struct Spring {
  float at = 0;
  float speed = 0;
  bool started = false;

  /// Moves on by `seconds`, a long pause counting as kLongest: what slept does not jump, and a
  /// machine that draws ten pictures a second still ends a movement in its time. True while it
  /// still moves. The first call jumps to its goal.
  bool step(float to, Motion motion, float seconds) {
    if (!started) {
      at = to;
      started = true;
    }
    constexpr float kLongest = .1f;
    const float time = std::min(seconds, kLongest);
    const int steps = std::max(4, static_cast<int>(std::ceil(time * 120)));
    const float h = time / static_cast<float>(steps);
    for (int i = 0; i < steps; ++i) {
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
