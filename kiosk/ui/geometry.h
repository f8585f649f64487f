// SPDX-License-Identifier: Apache-2.0
// Points and boxes in units: one unit is a pixel of a 21.5 inch panel of 1080 x 1920 (0.248 mm).
// Screens lay themselves out by cutting boxes: `Rect header = area.cut_top(136);`. Pure values.
#pragma once

#include <algorithm>
#include <vector>

namespace parcours::ui {

struct Point {
  float x = 0;
  float y = 0;
};

struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] Point center() const { return {x + w / 2, y + h / 2}; }
  [[nodiscard]] bool empty() const { return w <= 0 || h <= 0; }
  [[nodiscard]] bool contains(Point p) const {
    return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
  }
  [[nodiscard]] Rect inset(float dx, float dy) const {
    return {x + dx, y + dy, std::max(0.f, w - 2 * dx), std::max(0.f, h - 2 * dy)};
  }
  [[nodiscard]] Rect inset(float d) const { return inset(d, d); }
  [[nodiscard]] Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  [[nodiscard]] Rect clipped(const Rect& to) const {
    const float left = std::max(x, to.x), top = std::max(y, to.y);
    return {left, top, std::max(0.f, std::min(right(), to.right()) - left),
            std::max(0.f, std::min(bottom(), to.bottom()) - top)};
  }
  /// A box of this size in the middle.
  [[nodiscard]] Rect middle(float width, float height) const {
    return {x + (w - width) / 2, y + (h - height) / 2, width, height};
  }

  /// Takes a strip off this box, plus a gap that nobody gets.
  Rect cut_top(float height, float gap = 0) {
    const Rect strip{x, y, w, height};
    y += height + gap;
    h = std::max(0.f, h - height - gap);
    return strip;
  }
  Rect cut_bottom(float height, float gap = 0) {
    const Rect strip{x, bottom() - height, w, height};
    h = std::max(0.f, h - height - gap);
    return strip;
  }
  Rect cut_left(float width, float gap = 0) {
    const Rect strip{x, y, width, h};
    x += width + gap;
    w = std::max(0.f, w - width - gap);
    return strip;
  }
  Rect cut_right(float width, float gap = 0) {
    const Rect strip{right() - width, y, width, h};
    w = std::max(0.f, w - width - gap);
    return strip;
  }
  /// The i-th of `count` equal columns.
  [[nodiscard]] Rect column(int i, int count, float gap) const {
    const float each = (w - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    return {x + (each + gap) * static_cast<float>(i), y, each, h};
  }
  /// The i-th of `count` equal rows.
  [[nodiscard]] Rect row(int i, int count, float gap) const {
    const float each = (h - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    return {x, y + (each + gap) * static_cast<float>(i), w, each};
  }
};

}  // namespace parcours::ui
