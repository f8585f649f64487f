// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {

ScrollArea::ScrollArea(Frame& frame, const Id& id, const Rect& view, float length, bool horizontal)
    : x_frame(frame), x_id(id), x_view(view), x_horizontal(horizontal) {
  // A page that already scrolls gets no drag while a sheet lies above it.
  x_offset = frame.canvas.receives_touch()
                 ? frame.touch.scroll(id, view, length, horizontal)
                 : (frame.touch.kinetic(id) != nullptr ? frame.touch.kinetic(id)->at : 0.f);
  x_content = horizontal ? Rect{view.x - x_offset, view.y, std::max(length, view.w), view.h}
                         : Rect{view.x, view.y - x_offset, view.w, std::max(length, view.h)};
  // Shadows of cards reach a little outside; only the scrolling direction is cut hard.
  const Rect clip =
      horizontal ? Rect{view.x - size::kPage, view.y - 24, view.w + 2 * size::kPage, view.h + 48}
                 : Rect{view.x - size::kPage, view.y, view.w + 2 * size::kPage, view.h};
  frame.canvas.push_clip(clip);
  frame.canvas.push_area(id.value());
}

ScrollArea::~ScrollArea() {
  x_frame.canvas.pop_area();
  x_frame.canvas.pop_clip();
  if (!x_horizontal) draw_bar();
}

bool ScrollArea::shows(const Rect& box) const {
  return x_frame.canvas.visible(box.inset(-48));
}

void ScrollArea::draw_bar() {
  const Kinetic* area = x_frame.touch.kinetic(x_id);
  if (area == nullptr || area->most <= 0) return;
  const bool active = area->speed != 0 || area->dragged;
  const float strength = x_frame.touch.spring(Id(x_id, "bar"), active ? 1.f : 0.f, motion::kGrow);
  if (strength < .02f) return;
  const float length = std::max(60.f, x_view.h * x_view.h / (x_view.h + area->most));
  const float y = x_view.y + (x_view.h - length) * std::clamp(area->at / area->most, 0.f, 1.f);
  x_frame.canvas.fill({x_view.right() + size::kPage - 16, y, 8, length},
                      faded(x_frame.theme.ink, .35f * strength), 4);
}

}  // namespace parcours::ui
