// SPDX-License-Identifier: Apache-2.0
// Buttons: with words, with an icon only, as a link. True in the frame of the tap. Icons are names
// of the Material icon font
// ("shopping_cart").
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

enum class Emphasis { Primary, Secondary, Quiet, Danger };

struct ButtonLook {
  std::string_view icon = {};
  Emphasis emphasis = Emphasis::Primary;
  bool enabled = true;
  std::string_view trailing_icon = {};
};

/// The words shrink before they are cut. Usual height: size::kTouch.
bool button(Frame& frame, const Id& id, const Rect& box, const Label& words, ButtonLook look = {});
/// Width that `button` wants for its words.
[[nodiscard]] float button_width(Frame& frame, std::string_view words, bool with_icon);
/// Round; `label` is heard, not seen.
bool icon_button(Frame& frame, const Id& id, const Rect& box, std::string_view icon,
                 const Label& label);
/// Square with a border, for headers: an icon and a few letters ("FR").
bool header_button(Frame& frame, const Id& id, const Rect& box, std::string_view icon,
                   const Label& label, std::string_view letters = {});
/// Words in the accent colour; the touch box is at least size::kTouchMin high.
bool link(Frame& frame, const Id& id, const Rect& box, const Label& words,
          Align align = Align::Left);

}  // namespace parcours::ui
