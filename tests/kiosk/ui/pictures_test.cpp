// SPDX-License-Identifier: Apache-2.0
// Draws every screen in both languages and orientations into the build directory, for people to
// look at.
#include "tests/kiosk/ui/fixture.h"

namespace parcours::ui {
namespace {

struct Variant {
  const char* name;
  Size size;
  visit::Language language;
};
constexpr Variant kVariants[] = {{"portrait-fr", kPortrait, visit::Language::French},
                                 {"portrait-en", kPortrait, visit::Language::English},
                                 {"landscape-fr", kLandscape, visit::Language::French},
                                 {"landscape-en", kLandscape, visit::Language::English}};

TEST(PicturesOfScreens, AreDrawnForEveryScreenLanguageAndOrientation) {
  for (const Variant& variant : kVariants) {
    Terminal terminal(variant.size);
    for (const visit::Screen screen : samples::shopper_screens()) {
      visit::ViewState state = samples::state(screen);
      state.language = variant.language;
      terminal.show(state);
      terminal.screenshot(samples::name_of(screen) + "-" + variant.name);
      EXPECT_FALSE(terminal.tree().nodes().empty()) << samples::name_of(screen);
    }
  }
}

}  // namespace
}  // namespace parcours::ui
