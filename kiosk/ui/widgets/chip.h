// SPDX-License-Identifier: Apache-2.0
// Chips in a row that scrolls sideways, and the segmented control. They return the index tapped.
#pragma once

#include <optional>

#include "kiosk/ui/frame.h"

namespace parcours::ui {

struct Chip {
  std::string label;
  std::string icon = {};
};

/// Height 84. The row may be wider than the box: it scrolls.
std::optional<std::size_t> chip_row(Frame& frame, const Id& id, const Rect& box,
                                    const std::vector<Chip>& chips, std::size_t selected);
/// Two to five words, one chosen.
std::optional<std::size_t> segmented(Frame& frame, const Id& id, const Rect& box,
                                     const std::vector<std::string>& words, std::size_t selected);

/// Small coloured words that cannot be tapped: a state, a tier, a stage.
enum class Tone { Accent, Neutral, Danger, Gold };
/// Draws from the left of the box, height 44 is usual; returns the width used.
float pill(Frame& frame, const Rect& box, std::string_view words, Tone tone,
           std::string_view icon = {});
[[nodiscard]] float pill_width(Frame& frame, std::string_view words, bool with_icon);
/// A number in a circle, at the upper right of what it counts. Nothing for 0.
void badge(Frame& frame, Point center, int count);

}  // namespace parcours::ui
