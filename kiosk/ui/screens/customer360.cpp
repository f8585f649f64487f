// SPDX-License-Identifier: Apache-2.0
// The whole customer: who, where in the journey, what next; then timeline, what goes with, coupons,
// orders, notes, and what the automation said in whose name.
#include <algorithm>

#include "kiosk/ui/screens/customer_sections.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/field.h"
#include "kiosk/ui/widgets/overlay.h"

namespace parcours::ui {
namespace {

using visit::Customer360View;
using visit::ViewState;

void note_sheet(Frame& frame, const Customer360View& view, Intents& intents) {
  bool& open = frame.memory.flag(Id("customer.note_sheet"));
  const Sheet sheet(frame, Id("customer.note_sheet"), open,
                    keyboard_height(frame, Layout::Letters) + 300, frame.t("notes.add"));
  if (sheet.closed()) open = false;
  if (!sheet.visible()) return;
  Rect body = sheet.body();
  const Id id("customer.note");
  const Rect keys = body.cut_bottom(keyboard_height(frame, Layout::Letters));
  text_field(frame, id, body.cut_top(104, 16), frame.t("notes.words"), draft(frame, id, ""),
             {.placeholder = frame.t("notes.words"), .icon = "edit", .focused = true});
  const auto key = keyboard(frame, Id(id, "keys"), keys, Layout::Letters);
  (void)typed(frame, id, "", key);
  if (key && key->enter && !draft(frame, id, "").empty()) {
    intents.push_back(visit::AddNote{view.customer.id, draft(frame, id, "")});
    open = false;
    frame.memory.draft(id) = {};
  }
}

std::string under_name(Frame& frame, const Customer360View& view) {
  const auto& who = view.customer;
  std::string under = frame.of("tier", who.tier);
  // Enough of the card to compare with the one in the customer's hand.
  if (who.card.size() > 4)
    under += " · " + frame.t("customer.card", {who.card.substr(who.card.size() - 4)});
  if (!view.adviser_name.empty()) under += " · " + frame.t("customer.adviser", {view.adviser_name});
  return under;
}

}  // namespace

void draw_customer360(Frame& frame, const ViewState& state, Intents& intents) {
  if (!state.customer) {
    const Rect rest = staff_page(frame, state, intents, {frame.t("customer.title"), {}});
    empty_state(frame, rest, "person_off", frame.t("customer.none"),
                frame.t("customer.none_words"));
    return;
  }
  const Customer360View& view = *state.customer;
  const Rect rest = staff_page(
      frame, state, intents,
      {view.customer.first_name + " " + view.customer.last_name, under_name(frame, view)});
  Columns columns;
  columns.sections = {{headline_section(frame, view), orders_section(frame, view, intents),
                       coupons_section(frame, view, intents)},
                      {timeline_section(frame, view)},
                      {suggestions_section(frame, view, intents),
                       automation_section(frame, view, intents), notes_section(frame, view)}};
  columns.weights = {1, 1, 1.08f};
  draw_columns(frame, Id("customer"), rest, columns);
  note_sheet(frame, view, intents);
}

}  // namespace parcours::ui
