// SPDX-License-Identifier: Apache-2.0
// Draws every screen in both languages and orientations, and its special states, into the build
// directory, for people to look at (folder pictures-of-screens).
#include "tests/kiosk/ui/fixture.h"

namespace parcours::ui {
namespace {

using visit::Screen;

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
    for (const Screen screen : samples::all_screens()) {
      visit::ViewState state = samples::state(screen);
      state.language = variant.language;
      terminal.show(state);
      terminal.screenshot(samples::name_of(screen) + "-" + variant.name);
      EXPECT_FALSE(terminal.tree().nodes().empty()) << samples::name_of(screen);
    }
  }
}

TEST(PicturesOfScreens, AreDrawnEmptyAndInEveryTheme) {
  Terminal terminal(kPortrait);
  for (const Screen screen : samples::shopper_screens()) {
    visit::ViewState state = samples::empty_state(screen);
    terminal.show(state);
    terminal.screenshot("empty-" + samples::name_of(screen));
    EXPECT_FALSE(terminal.tree().nodes().empty()) << samples::name_of(screen);
  }
  for (const Screen screen : {Screen::Home, Screen::Product, Screen::Space, Screen::Search}) {
    visit::ViewState state = samples::state(screen);
    state.theme = visit::ThemeName::Dark;
    terminal.show(state);
    terminal.screenshot("dark-" + samples::name_of(screen));
    state.theme = visit::ThemeName::Contrast;
    terminal.show(state);
    terminal.screenshot("contrast-" + samples::name_of(screen));
    state.theme = visit::ThemeName::Light;
    state.large_type = true;
    terminal.show(state);
    terminal.screenshot("large-" + samples::name_of(screen));
  }
}

TEST(PicturesOfScreens, AreDrawnWithWhatLiesAboveThem) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Home);
  terminal.show(state);
  for (const char* sheet : {"Choisir la langue", "Affichage et accessibilité", "Scanner"}) {
    terminal.tap(sheet);
    terminal.screenshot(std::string("sheet-") + (sheet[0] == 'C'   ? "language"
                                                 : sheet[0] == 'A' ? "accessibility"
                                                                   : "scan"));
    EXPECT_EQ(terminal.tree().top_layer(), 1);
    terminal.tap("Fermer");
    EXPECT_EQ(terminal.tree().top_layer(), 0);
  }
  state.link.mode = visit::Link::Mode::Alone;
  state.still_there = true;
  state.still_there_seconds = 13;
  state.toast = visit::Toast{"basket.coupon_used", "", false, 7};
  terminal.show(state);
  terminal.screenshot("still-there");
  EXPECT_TRUE(terminal.tree().says("Toujours là"));
  visit::ViewState collected = samples::state(Screen::Collect);
  collected.collect.order = collected.space->orders.front();
  collected.collect.order->state = "arrived";
  collected.collect.queue_position = 2;
  terminal.show(collected);
  terminal.screenshot("collect-announced");
  terminal.show(samples::state(Screen::ServiceMenu));
  terminal.tap("Galerie");
  terminal.screenshot("gallery");
  EXPECT_TRUE(terminal.tree().says("Galerie"));
}

}  // namespace
}  // namespace parcours::ui
