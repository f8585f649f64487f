// SPDX-License-Identifier: Apache-2.0
// Every screen, language, orientation and type size: nothing cut, nothing over something else,
// everything big enough to touch.
#include <functional>
#include <set>

#include "tests/kiosk/ui/fixture.h"

namespace parcours::ui {
namespace {

using visit::Screen;

struct Case {
  Size size;
  visit::Language language;
  bool large;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const Size size : {kPortrait, kLandscape}) {
    for (const auto language : {visit::Language::French, visit::Language::English}) {
      for (const bool large : {false, true}) all.push_back({size, language, large});
    }
  }
  return all;
}

std::string describe(const Case& c, Screen screen) {
  return samples::name_of(screen) + (c.size.width < c.size.height ? " portrait" : " landscape") +
         (c.language == visit::Language::French ? " fr" : " en") + (c.large ? " large" : "");
}

void for_each_screen(const std::function<void(Terminal&, const std::string&)>& check) {
  for (const Case& c : cases()) {
    Terminal terminal(c.size);
    for (const Screen screen : samples::all_screens()) {
      for (const bool empty : {false, true}) {
        visit::ViewState state = empty ? samples::empty_state(screen) : samples::state(screen);
        state.language = c.language;
        state.large_type = c.large;
        terminal.show(state);
        check(terminal, describe(c, screen) + (empty ? " empty" : ""));
      }
    }
  }
}

bool whole(const Node& node) {
  return node.rect.w >= node.whole.w - 1 && node.rect.h >= node.whole.h - 1;
}

bool overlap(const Node& a, const Node& b) {
  const Rect common = a.rect.clipped(b.rect);
  return common.w > 3 && common.h > 3;
}

TEST(Layout, CutsNoWordOfOurs) {
  for_each_screen([](Terminal& terminal, const std::string& where) {
    for (const Node& node : terminal.tree().nodes()) {
      if (node.role == Role::Text && node.cut && !node.content) {
        ADD_FAILURE() << where << ": \"" << node.label << "\" is cut";
      }
      EXPECT_EQ(node.label.find('?' + std::string("nav.")), std::string::npos) << where;
    }
  });
}

TEST(Layout, LaysNoTextOverAnother) {
  for_each_screen([](Terminal& terminal, const std::string& where) {
    std::vector<const Node*> texts;
    for (const Node& node : terminal.tree().nodes()) {
      if (node.role == Role::Text && !node.rect.empty()) texts.push_back(&node);
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (std::size_t j = i + 1; j < texts.size(); ++j) {
        const Node &a = *texts[i], &b = *texts[j];
        if (a.layer != b.layer || a.area != b.area || !overlap(a, b)) continue;
        ADD_FAILURE() << where << ": \"" << a.label << "\" lies over \"" << b.label << "\"";
      }
    }
  });
}

TEST(Layout, GivesEveryTapFifteenMillimetresAndWords) {
  for_each_screen([](Terminal& terminal, const std::string& where) {
    const float least = 15 * size::kMillimetre * terminal.shell().pixels_per_unit() - 1;
    for (const Node& node : terminal.tree().nodes()) {
      if (!is_tappable(node.role)) continue;
      EXPECT_FALSE(node.label.empty()) << where << ": " << node.name;
      if (!whole(node)) continue;  // Scrolled half out of sight.
      EXPECT_GE(node.whole.w, least) << where << ": " << node.label;
      EXPECT_GE(node.whole.h, least) << where << ": " << node.label;
    }
  });
}

TEST(Layout, KeepsEveryWidgetOnThePanel) {
  for_each_screen([](Terminal& terminal, const std::string& where) {
    const Rect panel{-1, -1, static_cast<float>(terminal.window().width()) + 2,
                     static_cast<float>(terminal.window().height()) + 2};
    for (const Node& node : terminal.tree().nodes()) {
      if (node.area != 0 || node.role == Role::Dialog) continue;
      const Rect inside = node.whole.clipped(panel);
      EXPECT_GE(inside.w, node.whole.w - 2) << where << ": " << node.label;
      EXPECT_GE(inside.h, node.whole.h - 2) << where << ": " << node.label;
    }
  });
}

TEST(Layout, NamesEachWidgetOnce) {
  for_each_screen([](Terminal& terminal, const std::string& where) {
    std::set<std::uint64_t> seen;
    for (const Node& node : terminal.tree().nodes()) {
      if (!is_tappable(node.role)) continue;
      EXPECT_TRUE(seen.insert(node.id).second) << where << ": twice " << node.name;
    }
  });
}

TEST(Layout, KeepsTheManagersRailClearOfItsLockBelowTheBanners) {
  for (const Case& c : cases()) {
    for (const bool camera : {false, true}) {
      Terminal terminal(c.size);
      visit::ViewState state = samples::state(Screen::Pilot);
      state.role = visit::Role::Manager;
      state.link.mode = visit::Link::Mode::Alone;
      if (camera) state.camera_trouble = "lost";
      state.language = c.language;
      state.large_type = c.large;
      terminal.show(state);
      const std::string where = describe(c, Screen::Pilot) + (camera ? " camera" : "");
      const Node* lock = terminal.tree().find_named("staff.lock");
      ASSERT_NE(lock, nullptr) << where;
      const auto strip = size::kTouchMin * terminal.shell().pixels_per_unit();
      int entries = 0;
      for (const Node& node : terminal.tree().nodes()) {
        if (node.role == Role::Text && node.cut && !node.content)
          ADD_FAILURE() << where << ": \"" << node.label << "\" is cut";
        if (node.role != Role::Tab || !node.name.starts_with("nav/")) continue;
        ++entries;
        EXPECT_FALSE(overlap(node, *lock)) << where << ": the lock lies over " << node.label;
        EXPECT_GE(node.whole.y, strip) << where << ": the banner lies over " << node.label;
        EXPECT_LE(node.whole.bottom(), static_cast<float>(c.size.height) + 1) << where;
        for (const Node& text : terminal.tree().nodes())
          if (text.role == Role::Text && text.inside != node.id && text.area == node.area) {
            EXPECT_FALSE(overlap(node, text)) << where << ": " << text.label;
          }
      }
      EXPECT_EQ(entries, 7) << where;
    }
  }
}

}  // namespace
}  // namespace parcours::ui
