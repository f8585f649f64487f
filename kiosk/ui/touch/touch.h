// SPDX-License-Identifier: Apache-2.0
// The finger, the springs and the clock as widgets see them. A touch belongs to the widget under it
// in the tree of the frame before: what the person saw. A drag belongs to a scroll area and taps
// nothing. Kept from frame to frame; ui thread.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/ui/touch/spring.h"
#include "kiosk/ui/tree/tree.h"
#include "platform/window/pointer.h"

namespace parcours::ui {

/// What a finger does to one widget in this frame.
struct Press {
  bool held = false;
  bool tapped = false;
  float amount = 0;  ///< 0..1, sprung
};

/// A scrolling distance with momentum and a rubber band, in units.
struct Kinetic {
  float at = 0;
  float speed = 0;
  float most = 0;
  bool dragged = false;
  float grip = 0;  ///< finger + offset when the drag began
  bool horizontal = false;
  unsigned seen = 0;
};

class Touch {
 public:
  /// Begins a frame. `before` is the tree of the last one; `scale` pixels a unit.
  void begin(const window::Pointer& pointer, const Tree& before, float scale, double now_s);

  [[nodiscard]] Press press(const Id& id);
  /// A tap made without a finger (scripts, keypad): the widget of this id answers in the next
  /// frame.
  void activate(std::uint64_t id) { x_activated = id; }

  float spring(const Id& id, float to, Motion motion = motion::kSelect);
  /// As `spring`, but the first time it starts at `from`.
  float spring_from(const Id& id, float from, float to, Motion motion);
  /// Moves the area and returns its offset in whole pixels' units. `view` in units.
  float scroll(const Id& id, const Rect& view, float content, bool horizontal);
  [[nodiscard]] const Kinetic* kinetic(const Id& id) const;
  void scroll_to(const Id& id, float at);

  [[nodiscard]] bool down() const { return x_down; }
  [[nodiscard]] bool released() const { return x_released; }
  [[nodiscard]] Point at() const { return x_at; }
  [[nodiscard]] Point start() const { return x_start; }
  [[nodiscard]] double now_s() const { return x_now; }

  void reduce_motion(bool on) { x_reduce_motion = on; }
  /// Another frame is needed at once.
  void keep_moving() { x_moving = true; }
  [[nodiscard]] bool moving() const { return x_moving; }
  /// Another frame is needed at this time.
  void wake_at(double seconds) { x_wake = std::min(x_wake, seconds); }
  [[nodiscard]] double wake() const { return x_wake; }
  /// Forgets what the last person did (scroll positions, springs).
  void forget();

 private:
  void grab(Kinetic& area, const Rect& view, std::uint64_t id);
  void drag(Kinetic& area);
  void let_go(Kinetic& area);
  void coast(Kinetic& area);

  bool x_down = false, x_pressed = false, x_released = false;
  Point x_at, x_start;
  float x_wheel = 0, x_scale = 1;
  std::vector<window::Pointer::Sample> x_trail;
  double x_now = 0;
  float x_step = 1 / 60.f;
  std::uint64_t x_owner = 0;       ///< widget under the finger when it went down
  Rect x_owner_box;                ///< its place then, units
  std::uint64_t x_drag_owner = 0;  ///< scroll area that took the finger
  std::uint64_t x_activated = 0;
  bool x_moving = false, x_reduce_motion = false;
  double x_wake = 1e18;
  unsigned x_frame = 0;
  std::unordered_map<std::uint64_t, Spring> x_springs;
  std::unordered_map<std::uint64_t, Kinetic> x_areas;
};

}  // namespace parcours::ui
