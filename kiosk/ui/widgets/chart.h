// SPDX-License-Identifier: Apache-2.0
// Figures as pictures: bars of two series, a line, a sparkline, a figure card. Each says its
// numbers to the tree.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "kiosk/ui/frame.h"

namespace parcours::ui {

struct BarSeries {
  std::vector<std::string> labels;  ///< under the bars
  std::vector<std::int64_t> now;
  std::vector<std::int64_t> before;  ///< may be shorter or empty
  std::string now_name;
  std::string before_name;
  std::function<std::string(std::int64_t)> words;  ///< a value as text
};
/// With axis, legend and the value of the bar tapped.
void bar_chart(Frame& frame, const Id& id, const Rect& box, const Label& label,
               const BarSeries& series);
void line_chart(Frame& frame, const Rect& box, const Label& label,
                const std::vector<std::int64_t>& values);
void sparkline(Frame& frame, const Rect& box, const std::vector<std::int64_t>& values, Color color);

struct FigureText {
  std::string_view icon;
  std::string label;
  std::string value;
  std::string change = {};  ///< "+8,2 %"
  bool good = true;         ///< colour and arrow of the change
  std::vector<std::int64_t> trend = {};
};
/// The card of one figure: icon, label, big value, change, sparkline. Height 190 is usual.
void figure_card(Frame& frame, const Rect& box, const FigureText& figure);

}  // namespace parcours::ui
