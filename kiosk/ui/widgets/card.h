// SPDX-License-Identifier: Apache-2.0
// Surfaces: cards with their shadow, headings, empty states, grey stand-ins while something loads,
// lines between rows.
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

void card(Frame& frame, const Rect& box, float radius = size::kRadiusCard);
/// A card that is one button: `Press p = tap_card(...)`; draw into the box it returns.
struct TappedCard {
  Rect box;  ///< squeezed while held
  bool tapped = false;
};
TappedCard tap_card(Frame& frame, const Id& id, const Rect& box, const Label& label,
                    bool selected = false);
/// A heading with words at the right end; returns the height used (64).
float heading(Frame& frame, const Rect& box, std::string_view words, std::string_view right = {},
              Style style = type::kH1);
/// The accent square with an icon that begins a card.
void icon_tile(Frame& frame, const Rect& box, std::string_view icon);
void divider(Frame& frame, const Rect& box);
/// Icon, title and a sentence in the middle of the box.
void empty_state(Frame& frame, const Rect& box, std::string_view icon, std::string_view title,
                 std::string_view words);
/// A circle with an icon and a title, the head of a screen that says one thing. Takes its height
/// off `rest`, which is centred first so that `below` units fit under it; the circle goes when
/// there is no room.
struct Emblem {
  std::string_view icon;
  std::string title;
  Color fill;
  Color ink;
};
void emblem(Frame& frame, Rect& rest, const Emblem& what, float below);
/// Grey bars in place of text that is not there yet.
void skeleton(Frame& frame, const Rect& box, int lines);
/// Label at the left, value at the right, one line.
void fact(Frame& frame, const Rect& box, std::string_view label, std::string_view value);

}  // namespace parcours::ui
