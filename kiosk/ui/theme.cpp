// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace parcours::ui {
namespace {

constexpr Theme kLight{.bg = rgb(0xF6F3EE),
                       .surface = rgb(0xFFFFFF),
                       .surface2 = rgb(0xEFEAE2),
                       .ink = rgb(0x1C1917),
                       .muted = rgb(0x635C54),
                       .line = rgb(0xE2DBD0),
                       .outline = rgb(0x8C8378),
                       .accent = rgb(0x0F5C4D),
                       .on_accent = rgb(0xFFFFFF),
                       .accent_soft = rgb(0xDDEBE5),
                       .accent_ink = rgb(0x0B4A3E),
                       .danger = rgb(0xB3412A),
                       .on_danger = rgb(0xFFFFFF),
                       .gold = rgb(0x8A6412),
                       .on_gold = rgb(0xFFFFFF),
                       .focus = rgb(0x1D4ED8),
                       .scrim = rgb(0x14110E, 140),
                       .shadow = rgb(0x2A1F14, 58),
                       .hero_from = rgb(0x0F5C4D),
                       .hero_to = rgb(0x12332E),
                       .on_hero = rgb(0xFFFFFF),
                       .on_hero_soft = rgb(0xD6EBE4)};

constexpr Theme kDark{.bg = rgb(0x141311),
                      .surface = rgb(0x211F1C),
                      .surface2 = rgb(0x2C2925),
                      .ink = rgb(0xF5F1EA),
                      .muted = rgb(0xB3AA9F),
                      .line = rgb(0x3A3631),
                      .outline = rgb(0x8C8378),
                      .accent = rgb(0x5FC7AE),
                      .on_accent = rgb(0x06231C),
                      .accent_soft = rgb(0x1D3A33),
                      .accent_ink = rgb(0x8FE0CC),
                      .danger = rgb(0xFF8A70),
                      .on_danger = rgb(0x2A0C04),
                      .gold = rgb(0xE6BE63),
                      .on_gold = rgb(0x241A03),
                      .focus = rgb(0x8AB4FF),
                      .scrim = rgb(0x000000, 170),
                      .shadow = rgb(0x000000, 150),
                      .hero_from = rgb(0x0F5C4D),
                      .hero_to = rgb(0x12332E),
                      .on_hero = rgb(0xFFFFFF),
                      .on_hero_soft = rgb(0xD6EBE4)};

constexpr Theme kContrast{.bg = rgb(0x000000),
                          .surface = rgb(0x000000),
                          .surface2 = rgb(0x1A1A1A),
                          .ink = rgb(0xFFFFFF),
                          .muted = rgb(0xFFFFFF),
                          .line = rgb(0xFFFFFF),
                          .outline = rgb(0xFFFFFF),
                          .accent = rgb(0xFFE600),
                          .on_accent = rgb(0x000000),
                          .accent_soft = rgb(0x333300),
                          .accent_ink = rgb(0xFFE600),
                          .danger = rgb(0xFF9E9E),
                          .on_danger = rgb(0x000000),
                          .gold = rgb(0xFFE600),
                          .on_gold = rgb(0x000000),
                          .focus = rgb(0x00E5FF),
                          .scrim = rgb(0x000000, 220),
                          .shadow = rgb(0x000000, 0),
                          .hero_from = rgb(0x0F5C4D),
                          .hero_to = rgb(0x12332E),
                          .on_hero = rgb(0xFFFFFF),
                          .on_hero_soft = rgb(0xFFFFFF),
                          .outlined = true};

double luminance(Color color) {
  const auto linear = [&](unsigned shift) {
    const double c = static_cast<double>((color >> shift) & 255) / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(0) + 0.7152 * linear(8) + 0.0722 * linear(16);
}

}  // namespace

Color faded(Color color, float alpha) {
  const float a = static_cast<float>(color >> 24) * std::clamp(alpha, 0.f, 1.f);
  return (color & 0xFFFFFF) | static_cast<Color>(a + .5f) << 24;
}

Color mixed(Color from, Color to, float part) {
  const float t = std::clamp(part, 0.f, 1.f);
  Color out = 0;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    const auto a = static_cast<float>((from >> shift) & 255);
    const auto b = static_cast<float>((to >> shift) & 255);
    out |= static_cast<Color>(a + (b - a) * t + .5f) << shift;
  }
  return out;
}

double contrast_ratio(Color a, Color b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

const Theme& theme_of(visit::ThemeName name) {
  switch (name) {
    case visit::ThemeName::Dark:
      return kDark;
    case visit::ThemeName::Contrast:
      return kContrast;
    case visit::ThemeName::Light:
      break;
  }
  return kLight;
}

}  // namespace parcours::ui
