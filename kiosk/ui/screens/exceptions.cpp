// SPDX-License-Identifier: Apache-2.0
// What needs a decision: late orders, incidents, what the hub refused, what could not be sent.
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/staff_parts.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {
namespace {

constexpr float kRow = 124;

std::string_view icon_of(const std::string& kind) {
  if (kind == "late") return "schedule";
  if (kind == "incident") return "report_problem";
  if (kind == "rejected") return "block";
  return "error_outline";
}

void exception_row(Frame& frame, const Rect& box, const visit::ExceptionLine& line,
                   Intents& intents) {
  const Theme& theme = frame.theme;
  card(frame, box);
  Rect rest = box.inset(28, 8);
  icon_tile(frame, rest.cut_left(68, 24).middle(68, 68), icon_of(line.kind));
  if (!line.order.empty()) {
    const Rect end = rest.cut_right(300, 24).middle(300, 80);
    if (button(frame, Id("exception.open", line.order), end, frame.t("exceptions.open"),
               {.emphasis = Emphasis::Secondary})) {
      intents.push_back(visit::OpenOrder{line.order});
    }
  }
  const Rect lines = rest.middle(rest.w, 84);
  std::string title = frame.of("exception", line.kind);
  if (!line.order.empty()) title += " · #" + line.order;
  frame.canvas.text(lines.row(0, 2, 0), title, {type::kH3, theme.ink, Align::Left, true});
  std::string under = line.kind == "incident" ? incident_words(frame, line.detail) : line.detail;
  if (line.time_ms > 0) {
    if (!under.empty()) under += " · ";
    under += line.kind == "late"
                 ? frame.t("exceptions.promised", {frame.format.moment(line.time_ms)})
                 : frame.format.age(line.time_ms);
  }
  frame.canvas.text(lines.row(1, 2, 0), under, {type::kSmall, theme.muted, Align::Left, true});
}

}  // namespace

void draw_exceptions(Frame& frame, const visit::ViewState& state, Intents& intents) {
  const Rect rest =
      staff_page(frame, state, intents,
                 {frame.t("exceptions.title"),
                  frame.n("exceptions.count", static_cast<std::int64_t>(state.exceptions.size()))});
  if (state.exceptions.empty()) {
    empty_state(frame, rest, "task_alt", frame.t("exceptions.empty_title"),
                frame.t("exceptions.empty_words"));
    return;
  }
  std::vector<Section> sections;
  for (const auto& line : state.exceptions) {
    sections.push_back({kRow, [&frame, &line, &intents](const Rect& box) {
                          exception_row(frame, box, line, intents);
                        }});
  }
  draw_column(frame, Id("exceptions"), rest, sections);
}

}  // namespace parcours::ui
