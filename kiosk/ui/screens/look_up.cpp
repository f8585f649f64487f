// SPDX-License-Identifier: Apache-2.0
// Finding a customer by name, e-mail, phone or card: results are masked, and opening one asks for
// the reason.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/staff_parts.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/field.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

using visit::ViewState;

constexpr float kHitRow = 112;
constexpr std::array<std::string_view, 4> kPurposes{"advice", "pickup", "after_sales", "account"};

void hit_row(Frame& frame, const Rect& box, const visit::LookUpView::Hit& hit, Intents& intents) {
  const std::string under =
      hit.city.empty() ? frame.of("tier", hit.tier) : hit.city + " · " + frame.of("tier", hit.tier);
  const auto shape = tap_card(frame, Id("look_up.hit", hit.customer), box, hit.masked_name);
  if (shape.tapped) {
    const int chosen = frame.memory.number(Id("look_up.purpose"));
    const auto purpose = kPurposes[static_cast<std::size_t>(chosen) % kPurposes.size()];
    intents.push_back(visit::OpenCustomer{hit.customer, std::string(purpose)});
  }
  const InsideScope inside(frame.canvas, Id("look_up.hit", hit.customer));
  Rect rest = shape.box.inset(24, 0);
  icon_tile(frame, rest.cut_left(68, 22).middle(68, 68), "person");
  frame.canvas.icon(rest.cut_right(40).center(), 36, frame.theme.muted, "chevron_right");
  const Rect lines = rest.middle(rest.w, 76);
  frame.canvas.text(lines.row(0, 2, 0), hit.masked_name,
                    {type::kH3, frame.theme.ink, Align::Left, true});
  frame.canvas.text(lines.row(1, 2, 0), under,
                    {type::kSmall, frame.theme.muted, Align::Left, true});
}

void hits(Frame& frame, const Rect& box, const ViewState& state, Intents& intents) {
  const auto& found = state.look_up.hits;
  if (found.empty()) {
    const bool asked = !state.look_up.words.empty();
    empty_state(frame, box, asked ? "person_off" : "person_search",
                frame.t(asked ? "look_up.none" : "look_up.start"),
                frame.t(asked ? "look_up.none_words" : "look_up.start_words"));
    return;
  }
  const int columns = box.w > 1100 ? 2 : 1;
  const auto rows =
      (found.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
  const Rect view = box.inset(-12, 0);
  const ScrollArea list(frame, Id("look_up.hits"), view,
                        static_cast<float>(rows) * (kHitRow + 16) + 24);
  const Rect all = list.content().inset(12, 0);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const int n = static_cast<int>(i);
    Rect place = all.column(n % columns, columns, 20);
    place.y = all.y + 6 + static_cast<float>(n / columns) * (kHitRow + 16);
    place.h = kHitRow;
    if (list.shows(place)) hit_row(frame, place, found[i], intents);
  }
}

}  // namespace

void draw_look_up(Frame& frame, const ViewState& state, Intents& intents) {
  Rect rest =
      staff_page(frame, state, intents, {frame.t("look_up.title"), frame.t("look_up.under")});
  const Id id("look_up.words");
  const Rect keys = rest.cut_bottom(keyboard_height(frame, Layout::Letters), 16);
  const auto key = keyboard(frame, Id(id, "keys"),
                            {frame.area.x + (frame.portrait() ? 0 : size::kRail), keys.y,
                             frame.area.w - (frame.portrait() ? 0 : size::kRail), keys.h},
                            Layout::Letters);
  if (auto words = typed(frame, id, state.look_up.words, key))
    intents.push_back(visit::SearchWords{*words});
  text_field(frame, id, rest.cut_top(104, 18), frame.t("look_up.field"),
             draft(frame, id, state.look_up.words),
             {.placeholder = frame.t("look_up.field"),
              .icon = "search",
              .focused = true,
              .role = Role::SearchBox});
  std::vector<Chip> purposes;
  for (const auto purpose : kPurposes) purposes.push_back({frame.of("purpose", purpose)});
  int& chosen = frame.memory.number(Id("look_up.purpose"));
  Rect row = rest.cut_top(84, 18);
  const std::string why = frame.t("look_up.purpose");
  frame.canvas.text(row.cut_left(frame.canvas.measure(why, type::kLabel) + 2, 20), why,
                    {type::kLabel, frame.theme.muted});
  if (const auto tapped = chip_row(frame, Id("look_up.purposes"), row, purposes,
                                   static_cast<std::size_t>(chosen))) {
    chosen = static_cast<int>(*tapped);
  }
  hits(frame, rest, state, intents);
}

}  // namespace parcours::ui
