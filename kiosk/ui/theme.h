// SPDX-License-Identifier: Apache-2.0
// The tokens of the look: colours of three themes, type scale, sizes in units, motion. Pure values;
// no screen has its own.
#pragma once

#include <cstdint>

#include "kiosk/ui/text/text.h"
#include "kiosk/visit/view_state.h"

namespace parcours::ui {

/// As ImGui packs it: 0xAABBGGRR.
using Color = std::uint32_t;

/// 0xRRGGBB as written in a design, with alpha 0..255.
[[nodiscard]] constexpr Color rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
  return alpha << 24 | (hex & 0xFF) << 16 | (hex & 0xFF00) | hex >> 16;
}
[[nodiscard]] Color faded(Color color, float alpha);
[[nodiscard]] Color mixed(Color from, Color to, float part);
/// WCAG 2 contrast of two opaque colours, 1..21.
[[nodiscard]] double contrast_ratio(Color a, Color b);

struct Theme {
  Color bg, surface, surface2;
  Color ink, muted;
  Color line, outline;
  Color accent, on_accent, accent_soft, accent_ink;
  Color danger, on_danger, gold, on_gold;
  Color focus, scrim, shadow;
  Color hero_from, hero_to, on_hero, on_hero_soft;
  bool outlined = false;  ///< high contrast: lines instead of shadows
};

[[nodiscard]] const Theme& theme_of(visit::ThemeName name);

namespace type {
inline constexpr Style kDisplay{Face::Display, 68};
inline constexpr Style kHero{Face::Display, 84};
inline constexpr Style kH1{Face::Display, 46};
inline constexpr Style kH2{Face::SemiBold, 34};
inline constexpr Style kH3{Face::SemiBold, 27};
inline constexpr Style kBody{Face::Regular, 26};
inline constexpr Style kBodyStrong{Face::SemiBold, 26};
inline constexpr Style kLabel{Face::SemiBold, 25};
inline constexpr Style kButton{Face::SemiBold, 28};
inline constexpr Style kSmall{Face::Medium, 21};
inline constexpr Style kSmallStrong{Face::SemiBold, 21};
inline constexpr Style kCaption{Face::Medium, 19};
inline constexpr Style kPrice{Face::SemiBold, 31, true};
inline constexpr Style kPriceBig{Face::SemiBold, 54, true};
inline constexpr Style kFigure{Face::SemiBold, 52, true};
inline constexpr Style kKey{Face::Medium, 32};
inline constexpr Style kDigit{Face::SemiBold, 44, true};
}  // namespace type

/// Sizes in units (0.248 mm).
namespace size {
inline constexpr float kMillimetre = 4.03f;
inline constexpr float kTouch = 20 * kMillimetre;     ///< primary
inline constexpr float kTouchMin = 15 * kMillimetre;  ///< never less
inline constexpr float kGap = 16;
inline constexpr float kPage = 40;  ///< margin of a page
inline constexpr float kHeader = 136;
inline constexpr float kNavBar = 156;
inline constexpr float kNavRise = 16;  ///< of the raised button above the bar
inline constexpr float kRail = 128;
inline constexpr float kRadiusKey = 14;
inline constexpr float kRadiusCard = 26;
inline constexpr float kRadiusField = 36;
inline constexpr float kRadiusSheet = 52;
}  // namespace size

/// A spring: stiffness and damping ratio.
struct Motion {
  float stiffness = 320;
  float damping = 1;
};
namespace motion {
inline constexpr Motion kPress{900, 1};
inline constexpr Motion kSelect{380, .9f};
inline constexpr Motion kSheet{210, .78f};
inline constexpr Motion kKeyboard{240, .86f};
inline constexpr Motion kToast{260, .82f};
inline constexpr Motion kFade{600, 1};
inline constexpr Motion kGrow{60, 1};
inline constexpr double kToastSeconds = 3.2;
}  // namespace motion

}  // namespace parcours::ui
