// SPDX-License-Identifier: Apache-2.0
// A box whose content is longer than it: kinetic, with a rubber band. While it lives, drawing is
// clipped to the view.
//   ScrollArea list(frame, Id("orders"), view, rows * 120);
//   Rect at = list.content();   // begins above the view once scrolled
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

class ScrollArea {
 public:
  /// `length` of the whole content, units, along the direction.
  ScrollArea(Frame& frame, const Id& id, const Rect& view, float length, bool horizontal = false);
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  /// The whole content's box, moved by the scroll.
  [[nodiscard]] const Rect& content() const { return x_content; }
  /// False for what lies outside the view: need not be drawn.
  [[nodiscard]] bool shows(const Rect& box) const;
  [[nodiscard]] float offset() const { return x_offset; }

 private:
  void draw_bar();
  Frame& x_frame;
  Id x_id;
  Rect x_view;
  bool x_horizontal;
  float x_offset = 0;
  Rect x_content;
};

}  // namespace parcours::ui
