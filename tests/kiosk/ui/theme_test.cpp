// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/theme.h"

#include <gtest/gtest.h>

namespace parcours::ui {
namespace {

using visit::ThemeName;

TEST(Theme, KeepsEveryTextReadable) {
  for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Contrast}) {
    const Theme& t = theme_of(name);
    const struct {
      const char* pair;
      Color text, ground;
    } pairs[] = {{"ink on bg", t.ink, t.bg},
                 {"ink on surface", t.ink, t.surface},
                 {"ink on surface2", t.ink, t.surface2},
                 {"muted on bg", t.muted, t.bg},
                 {"muted on surface", t.muted, t.surface},
                 {"muted on surface2", t.muted, t.surface2},
                 {"accent on bg", t.accent, t.bg},
                 {"accent on surface", t.accent, t.surface},
                 {"on_accent on accent", t.on_accent, t.accent},
                 {"accent_ink on accent_soft", t.accent_ink, t.accent_soft},
                 {"danger on surface", t.danger, t.surface},
                 {"danger on surface2", t.danger, t.surface2},
                 {"danger on bg", t.danger, t.bg},
                 {"on_danger on danger", t.on_danger, t.danger},
                 {"gold on surface", t.gold, t.surface},
                 {"on_gold on gold", t.on_gold, t.gold},
                 {"hero", t.on_hero, t.hero_from},
                 {"hero end", t.on_hero, t.hero_to},
                 {"hero soft", t.on_hero_soft, t.hero_from},
                 {"chosen chip", t.bg, t.ink}};
    for (const auto& pair : pairs) {
      EXPECT_GE(contrast_ratio(pair.text, pair.ground), 4.5)
          << pair.pair << " in theme " << static_cast<int>(name);
    }
  }
}

TEST(Theme, DrawsEdgesAndFocusThatCanBeSeen) {
  for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Contrast}) {
    const Theme& t = theme_of(name);
    EXPECT_GE(contrast_ratio(t.outline, t.surface), 3.0) << static_cast<int>(name);
    EXPECT_GE(contrast_ratio(t.focus, t.bg), 3.0) << static_cast<int>(name);
  }
  EXPECT_TRUE(theme_of(ThemeName::Contrast).outlined);
  EXPECT_EQ(theme_of(ThemeName::Contrast).shadow >> 24, 0u);
}

TEST(Theme, ComputesContrastAsTheStandardDoes) {
  EXPECT_NEAR(contrast_ratio(rgb(0x000000), rgb(0xFFFFFF)), 21.0, .01);
  EXPECT_NEAR(contrast_ratio(rgb(0x777777), rgb(0xFFFFFF)), 4.48, .01);
  EXPECT_NEAR(contrast_ratio(rgb(0x123456), rgb(0x123456)), 1.0, .001);
}

}  // namespace
}  // namespace parcours::ui
