// SPDX-License-Identifier: Apache-2.0
// The bar at the bottom (portrait) and the rail at the left (landscape, staff). They return the
// index tapped.
#pragma once

#include <optional>

#include "kiosk/ui/frame.h"

namespace parcours::ui {

struct NavEntry {
  std::string_view icon;
  std::string label;
  int badge = 0;
  bool raised = false;  ///< the round one in the middle of a bar
};
inline constexpr std::size_t kNoEntry = 99;

std::optional<std::size_t> nav_bar(Frame& frame, const Id& id, const Rect& box,
                                   const std::vector<NavEntry>& entries, std::size_t selected);
/// `foot` is the height kept free below the entries.
std::optional<std::size_t> nav_rail(Frame& frame, const Id& id, const Rect& box,
                                    const std::vector<NavEntry>& entries, std::size_t selected,
                                    float foot = 0);
/// Title of a screen with the arrow back at its left (when `back`): true when the arrow is tapped.
/// Height 108.
inline constexpr float kTitleBar = 108;
bool title_bar(Frame& frame, const Id& id, const Rect& box, const Label& title, bool back,
               std::string_view under = {});

}  // namespace parcours::ui
