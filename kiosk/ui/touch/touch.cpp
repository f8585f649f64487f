// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/touch/touch.h"

namespace parcours::ui {
namespace {
constexpr float kSlop = 14;
constexpr float kRubber = .42f;
constexpr float kSpeedMax = 6000;
constexpr float kStill = 12;
constexpr float kWheel = 900;
/// What the finger did longer ago says nothing about the throw.
constexpr double kThrowSeconds = .1;
}  // namespace

void Touch::begin(const window::Pointer& pointer, const Tree& before, float scale, double now_s) {
  x_step = static_cast<float>(std::clamp(now_s - x_now, 1e-4, .1));
  // After a rest the first frame must not jump.
  if (!x_moving) x_step = std::min(x_step, 1 / 60.f);
  x_now = now_s;
  x_scale = scale;
  ++x_frame;
  x_moving = false;
  x_wake = 1e18;
  x_down = pointer.down;
  x_pressed = pointer.pressed;
  x_released = pointer.released;
  x_at = {pointer.x / scale, pointer.y / scale};
  x_start = {pointer.start_x / scale, pointer.start_y / scale};
  x_wheel = pointer.wheel;
  x_trail = pointer.trail;
  if (!x_down && !x_released) x_owner = x_drag_owner = 0;
  if (!x_pressed) return;
  const Node* node = before.hit({pointer.x, pointer.y});
  x_owner = node != nullptr ? node->id : 0;
  if (node != nullptr) {
    x_owner_box = {node->rect.x / scale, node->rect.y / scale, node->rect.w / scale,
                   node->rect.h / scale};
  }
  x_drag_owner = 0;
}

Press Touch::press(const Id& id) {
  Press press;
  if (x_owner == id.value() && x_drag_owner == 0 && x_owner_box.contains(x_at)) {
    press.held = x_down;
    press.tapped = x_released;
  }
  if (x_activated == id.value()) {
    press.tapped = true;
    x_activated = 0;
  }
  press.amount = spring(Id(id, "press"), press.held ? 1.f : 0.f, motion::kPress);
  return press;
}

float Touch::spring(const Id& id, float to, Motion motion) {
  Spring& spring = x_springs[id.value()];
  if (x_reduce_motion) spring = {to, 0, true};
  if (spring.step(to, motion, x_step)) x_moving = true;
  return spring.at;
}

float Touch::spring_from(const Id& id, float from, float to, Motion motion) {
  Spring& spring = x_springs[id.value()];
  if (!spring.started) spring = {from, 0, true};
  return this->spring(id, to, motion);
}

const Kinetic* Touch::kinetic(const Id& id) const {
  const auto known = x_areas.find(id.value());
  return known == x_areas.end() ? nullptr : &known->second;
}

void Touch::scroll_to(const Id& id, float at) {
  x_areas[id.value()].at = at;
  x_areas[id.value()].speed = 0;
}

void Touch::forget() {
  x_springs.clear();
  x_areas.clear();
  x_owner = x_drag_owner = 0;
}

void Touch::grab(Kinetic& area, const Rect& view, std::uint64_t id) {
  const auto along = [&](Point p) { return area.horizontal ? p.x : p.y; };
  const auto across = [&](Point p) { return area.horizontal ? p.y : p.x; };
  if (!view.contains(x_start)) return;
  if (x_pressed && std::fabs(area.speed) > 60) {  // A finger stops a moving list, it taps nothing.
    x_drag_owner = id;
  } else if (x_down && x_drag_owner == 0) {
    const float moved = std::fabs(along(x_at) - along(x_start));
    if (moved > kSlop && moved >= std::fabs(across(x_at) - across(x_start))) x_drag_owner = id;
  }
  if (x_pressed) area.speed = 0;
  if (x_drag_owner == id) {
    area.dragged = true;
    area.grip = along(x_at) + area.at;
  }
}

void Touch::drag(Kinetic& area) {
  float to = area.grip - (area.horizontal ? x_at.x : x_at.y);
  if (to < 0) to *= kRubber;
  if (to > area.most) to = area.most + (to - area.most) * kRubber;
  area.at = to;
  x_moving = true;
}

void Touch::let_go(Kinetic& area) {
  area.dragged = false;
  area.speed = 0;
  x_moving = true;
  if (x_trail.size() < 2) return;
  const window::Pointer::Sample& last = x_trail.back();
  for (const window::Pointer::Sample& first : x_trail) {
    const double seconds = last.time_s - first.time_s;
    if (seconds > kThrowSeconds || seconds < 1e-3) continue;
    const float moved = area.horizontal ? last.x - first.x : last.y - first.y;
    area.speed = std::clamp(-moved / x_scale / static_cast<float>(seconds), -kSpeedMax, kSpeedMax);
    return;
  }
}

void Touch::coast(Kinetic& area) {
  const float inside = std::clamp(area.at, 0.f, area.most);
  if (area.at != inside) {
    Spring band{area.at, area.speed, true};
    if (x_reduce_motion) band = {inside, 0, true};
    if (band.step(inside, {180, 1}, x_step) && std::fabs(band.at - inside) > .4f)
      x_moving = true;
    else
      band = {inside, 0, true};
    area.at = band.at;
    area.speed = band.speed;
  } else if (area.speed != 0) {
    area.at += area.speed * x_step;
    area.speed *= std::pow(.9978f, x_step * 1000);
    if (std::fabs(area.speed) < kStill || x_reduce_motion) area.speed = 0;
    if (area.speed != 0 || area.at != std::clamp(area.at, 0.f, area.most)) x_moving = true;
  }
}

float Touch::scroll(const Id& id, const Rect& view, float content, bool horizontal) {
  Kinetic& area = x_areas[id.value()];
  area.horizontal = horizontal;
  area.most = std::max(0.f, content - (horizontal ? view.w : view.h));
  // An area that was not drawn in the last frame starts at its head: another screen was there.
  if (area.seen != 0 && area.seen + 1 != x_frame) area.dragged = false;
  area.seen = x_frame;
  if (!area.dragged && (x_pressed || x_down)) grab(area, view, id.value());
  if (area.dragged && x_drag_owner == id.value()) {
    if (x_down)
      drag(area);
    else
      let_go(area);
  } else {
    area.dragged = false;
    if (x_wheel != 0 && !horizontal && view.contains(x_at)) {
      area.speed -= std::exchange(x_wheel, 0.f) * kWheel;
      x_moving = true;
    }
    coast(area);
  }
  return std::round(area.at * x_scale) / x_scale;
}

}  // namespace parcours::ui
