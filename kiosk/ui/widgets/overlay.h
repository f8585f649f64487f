// SPDX-License-Identifier: Apache-2.0
// What lies above a screen: bottom sheet, dialog with a time-out ring, toast. Scrims are gates by
// layer, not buttons.
#pragma once

#include <optional>

#include "kiosk/ui/frame.h"

namespace parcours::ui {

/// A sheet from the bottom edge. Draw into `body()` while `visible()`; set your flag to false when
/// `closed()`.
class Sheet {
 public:
  Sheet(Frame& frame, const Id& id, bool open, float height, const Label& title);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;
  [[nodiscard]] bool visible() const { return x_visible; }
  [[nodiscard]] const Rect& body() const { return x_body; }
  [[nodiscard]] bool closed() const { return x_closed; }

 private:
  Frame& x_frame;
  bool x_visible = false;
  bool x_closed = false;
  Rect x_body;
};

struct DialogText {
  std::string title;
  std::string words;
  std::string yes;
  std::string no = {};  ///< none: one button
  std::string_view icon = {};
  int seconds_left = -1;  ///< -1: no ring
  int seconds_total = 20;
};
enum class Answer { None, Yes, No };
Answer dialog(Frame& frame, const Id& id, const DialogText& text);

/// Shows words for 3.2 s each time `number` changes.
void toast(Frame& frame, std::uint64_t number, const std::string& words, bool danger);

}  // namespace parcours::ui
