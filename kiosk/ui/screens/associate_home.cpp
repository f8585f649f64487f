// SPDX-License-Identifier: Apache-2.0
// The associate's start: who calls or waits, what is to prepare next.
#include <algorithm>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/staff_parts.h"
#include "kiosk/ui/screens/task_rows.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {
namespace {

using visit::ViewState;

Section requests_section(Frame& frame, const ViewState& state, Intents& intents) {
  const auto& requests = state.associate.requests;
  const auto rows = static_cast<float>(std::max<std::size_t>(1, requests.size()));
  const float height = kCardHead + rows * kTaskRow + kCardFoot;
  return {
      requests.empty() ? kCardHead + 300 : height, [&frame, &requests, &intents](const Rect& box) {
        Rect rest = titled_card(frame, box, frame.t("associate.requests"),
                                frame.format.number(static_cast<std::int64_t>(requests.size())));
        if (requests.empty()) {
          empty_state(frame, rest, "notifications", frame.t("associate.no_requests"),
                      frame.t("associate.no_requests_words"));
          return;
        }
        for (const auto& task : requests) task_row(frame, rest.cut_top(kTaskRow), task, intents);
      }};
}

Section prepare_section(Frame& frame, const ViewState& state, Intents& intents) {
  const auto& orders = state.associate.to_prepare;
  const auto rows = static_cast<float>(orders.size());
  const float height = kCardHead + rows * kOrderRow + kCardFoot;
  return {
      orders.empty() ? kCardHead + 300 : height, [&frame, &orders, &intents](const Rect& box) {
        Rect rest = titled_card(frame, box, frame.t("associate.to_prepare"),
                                frame.format.number(static_cast<std::int64_t>(orders.size())));
        if (orders.empty()) {
          empty_state(frame, rest, "inventory_2", frame.t("associate.nothing_to_prepare"),
                      frame.t("associate.nothing_to_prepare_words"));
          return;
        }
        for (const auto& order : orders) {
          if (order_row(frame, Id("associate.order", order.id), rest.cut_top(kOrderRow), order)) {
            intents.push_back(visit::OpenOrder{order.id});
          }
        }
      }};
}

Section shortcuts_section(Frame& frame, Intents& intents) {
  return {104, [&frame, &intents](const Rect& box) {
            if (button(frame, Id("associate.look_up"), box.column(0, 2, 20),
                       frame.t("associate.find_customer"), {.icon = "person_search"})) {
              intents.push_back(visit::Open{visit::Screen::LookUp});
            }
            if (button(frame, Id("associate.board"), box.column(1, 2, 20),
                       frame.t("associate.open_board"),
                       {.icon = "view_column", .emphasis = Emphasis::Secondary})) {
              intents.push_back(visit::Open{visit::Screen::CollectBoard});
            }
          }};
}

}  // namespace

void draw_associate_home(Frame& frame, const ViewState& state, Intents& intents) {
  const Rect rest = staff_page(frame, state, intents,
                               {frame.t("staff.hello", {first_name_of(state.staff_name)}),
                                state.shop.name + " · " + frame.format.long_date(state.now_ms) +
                                    ", " + frame.format.time(state.now_ms)});
  Columns columns;
  columns.sections = {{shortcuts_section(frame, intents), requests_section(frame, state, intents)},
                      {prepare_section(frame, state, intents)}};
  columns.weights = {1, 1};
  draw_columns(frame, Id("associate"), rest, columns);
}

}  // namespace parcours::ui
