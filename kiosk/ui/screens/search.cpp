// SPDX-License-Identifier: Apache-2.0
// Search by words: field, results as rows, keyboard at the bottom.
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/field.h"
#include "kiosk/ui/widgets/product.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

constexpr float kGap = 16;

/// Where nothing was found or typed yet: the families, to look around in.
void ideas(Frame& frame, Rect& page, const visit::ViewState& state, Intents& intents) {
  const auto& families = state.search.ideas;
  if (families.empty()) return;
  frame.canvas.text(page.cut_top(44, 12), frame.t("search.ideas"), {type::kH3, frame.theme.ink});
  std::vector<Chip> chips;
  chips.reserve(families.size());
  for (const auto& family : families) chips.push_back({frame.name(family.name), family.icon});
  const auto tapped =
      chip_row(frame, Id("search.ideas"), page.cut_top(84, 16), chips, families.size());
  if (!tapped) return;
  intents.push_back(visit::ChooseFamily{families[*tapped].id});
  intents.push_back(visit::Open{visit::Screen::Home});
}

void results(Frame& frame, const Rect& view, const visit::ViewState& state, Intents& intents) {
  const auto& found = state.search.results;
  const int columns = view.w > 1300 ? 2 : 1;
  const int rows = (static_cast<int>(found.size()) + columns - 1) / columns;
  const ScrollArea list(frame, Id("search.results"), view,
                        static_cast<float>(rows) * (kProductRow + kGap) + 24);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const int n = static_cast<int>(i);
    const int row = n / columns;
    Rect place = list.content().column(n % columns, columns, 26);
    place.y += 8 + static_cast<float>(row) * (kProductRow + kGap);
    place.h = kProductRow;
    if (!list.shows(place)) continue;
    if (product_row(frame, Id("search.row", found[i].id), place, found[i])) {
      intents.push_back(visit::OpenProduct{found[i].id});
    }
  }
}

}  // namespace

void draw_search(Frame& frame, const visit::ViewState& state, Intents& intents) {
  const Id id("search.words");
  Rect rest = frame.area;
  const Rect keys = rest.cut_bottom(keyboard_height(frame, Layout::Letters));
  Rect page = rest.inset(size::kPage, 0);
  page.cut_top(36);
  Rect bar = page.cut_top(104, 28);
  const float cancel = frame.canvas.measure(frame.t("search.cancel"), type::kLabel) + 24;
  if (link(frame, Id("search.cancel"), bar.cut_right(cancel, 24), frame.t("search.cancel"),
           Align::Center)) {
    intents.push_back(visit::Back{});
  }
  const std::string words = draft(frame, id, state.search.words);
  (void)text_field(frame, Id("search.field"), bar, frame.t("search.title"), words,
                   {.placeholder = frame.t("search.placeholder"),
                    .icon = "search",
                    .focused = true,
                    .role = Role::SearchBox});
  if (state.search.results.empty()) ideas(frame, page, state, intents);
  if (words.empty()) {
    empty_state(frame, page, "search", frame.t("search.start_title"),
                frame.t("search.start_words"));
  } else if (state.search.results.empty()) {
    empty_state(frame, page, "search_off", frame.t("search.none_title", {words}),
                frame.t("search.none_words"));
  } else {
    frame.canvas.text(page.cut_top(48, 12),
                      frame.n(state.search.more ? "search.first" : "search.count",
                              static_cast<std::int64_t>(state.search.results.size())),
                      {type::kH2, frame.theme.ink});
    results(frame, page, state, intents);
  }
  const auto key = keyboard(frame, Id("search.keys"), keys, Layout::Letters);
  if (const auto changed = typed(frame, id, state.search.words, key)) {
    intents.push_back(visit::SearchWords{*changed});
  } else if (key && key->enter && !words.empty()) {
    intents.push_back(visit::SearchWords{words, true});
  }
}

}  // namespace parcours::ui
