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

using Hit = visit::LookUpView::Hit;

/// What tells two people of one name apart: the card in hand, the shop they go to, their tier.
std::string hit_words(Frame& frame, const Hit& hit) {
  if (!hit.order.empty()) return frame.t("look_up.waits_for", {hit.order});
  std::string words;
  if (!hit.card_end.empty()) words = frame.t("customer.card", {hit.card_end}) + " · ";
  if (!hit.city.empty()) words += hit.city + " · ";
  return words + frame.of("tier", hit.tier);
}

/// Who waits for an order is opened for that; for others it is what the chip says.
std::string purpose_of(Frame& frame, const Hit& hit) {
  if (!hit.order.empty()) return "pickup";
  const int chosen = frame.memory.number(Id("look_up.purpose"));
  return std::string(kPurposes[static_cast<std::size_t>(chosen) % kPurposes.size()]);
}

void hit_row(Frame& frame, const Rect& box, const Hit& hit, Intents& intents) {
  const std::string under = hit_words(frame, hit);
  const auto shape =
      tap_card(frame, Id("look_up.hit", hit.customer), box, hit.masked_name + ", " + under);
  if (shape.tapped) intents.push_back(visit::OpenCustomer{hit.customer, purpose_of(frame, hit)});
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

void hits(Frame& frame, Rect box, const ViewState& state, Intents& intents) {
  const bool asked = !state.look_up.words.empty();
  const auto& found = asked ? state.look_up.hits : state.look_up.here;
  if (found.empty()) {
    empty_state(frame, box, asked ? "person_off" : "person_search",
                frame.t(asked ? "look_up.none" : "look_up.start"),
                frame.t(asked ? "look_up.none_words" : "look_up.start_words"));
    return;
  }
  if (!asked) {
    frame.canvas.text(box.cut_top(44, 8), frame.t("look_up.here"), {type::kH3, frame.theme.ink});
  } else if (state.look_up.more) {
    frame.canvas.text(box.cut_top(36, 8), frame.t("look_up.more", {std::to_string(found.size())}),
                      {type::kSmall, frame.theme.muted});
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
    const int row = n / columns;
    Rect place = all.column(n % columns, columns, 20);
    place.y = all.y + 6 + static_cast<float>(row) * (kHitRow + 16);
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
  // A wide panel is low: field and reason share a line, and the people found get the room.
  Rect line = rest.cut_top(104, 18);
  const bool beside = !frame.portrait() && line.w > 1500;
  Rect row = beside ? line.cut_right(line.w * .52f, 32).inset(0, 10) : rest.cut_top(84, 18);
  text_field(frame, id, line, frame.t("look_up.field"), draft(frame, id, state.look_up.words),
             {.placeholder = frame.t("look_up.field"),
              .icon = "search",
              .focused = true,
              .role = Role::SearchBox});
  std::vector<Chip> purposes;
  for (const auto purpose : kPurposes) purposes.push_back({frame.of("purpose", purpose)});
  int& chosen = frame.memory.number(Id("look_up.purpose"));
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
