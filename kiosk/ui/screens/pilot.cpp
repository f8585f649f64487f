// SPDX-License-Identifier: Apache-2.0
// The manager's board: four figures, sales by hour or day, pickups, the journey of who is being
// served.
#include <algorithm>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/staff_parts.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chart.h"
#include "kiosk/ui/widgets/journey.h"

namespace parcours::ui {
namespace {

using visit::PilotView;
using visit::ViewState;

constexpr float kGap = 26;
constexpr std::size_t kStepsMax = 7;

enum class Period { Day, Week, Month };

std::string signed_words(std::int64_t value, const std::string& unit) {
  // U+2212, the minus sign of typography.
  return (value < 0 ? "\u2212" : "+") + std::to_string(value < 0 ? -value : value) + unit;
}

std::string signed_percent(Frame& frame, std::int64_t value) {
  return (value < 0 ? "\u2212" : "+") + frame.format.percent(value < 0 ? -value : value);
}

std::int64_t percent_change(std::int64_t now, std::int64_t before) {
  return before == 0 ? 0 : (now - before) * 100 / before;
}

std::int64_t advised_percent(const journey::Figures& day) {
  return day.baskets == 0 ? 0 : (day.advised_baskets * 100 + day.baskets / 2) / day.baskets;
}

std::vector<FigureText> figures_of(Frame& frame, const PilotView& pilot) {
  const auto& today = pilot.today;
  const auto& before = pilot.last_week;
  const bool known = before.baskets > 0;
  std::vector<FigureText> figures(4);
  const std::int64_t revenue = percent_change(today.revenue.cents, pilot.last_week_so_far.cents);
  figures[0] = {"payments",
                frame.t("pilot.revenue"),
                frame.format.money_whole(today.revenue),
                known && pilot.last_week_so_far.cents > 0 ? signed_percent(frame, revenue) : "",
                revenue >= 0,
                pilot.revenue_30_days_cents};
  const auto waiting =
      static_cast<std::int64_t>(pilot.to_prepare.size() + pilot.ready.size() + pilot.here.size());
  figures[1] = {"inventory_2", frame.t("pilot.pickups"), frame.format.number(waiting), "",
                true,          pilot.pickups_30_days};
  const int minutes = today.preparation_median_min - before.preparation_median_min;
  figures[2] = {"timer",
                frame.t("pilot.preparation"),
                std::to_string(today.preparation_median_min) + "\u202Fmin",
                known ? signed_words(minutes, "\u202Fmin") : "",
                minutes <= 0,
                pilot.preparation_30_days_min};
  const std::int64_t advised = advised_percent(today) - advised_percent(before);
  figures[3] = {"auto_awesome",
                frame.t("pilot.advised"),
                frame.format.percent(advised_percent(today)),
                known ? (advised > 0 ? "+" : "") + frame.n("pilot.percent_points", advised) : "",
                advised >= 0,
                pilot.advised_30_days_percent};
  return figures;
}

void figure_cards(Frame& frame, const Rect& box, const PilotView& pilot) {
  const auto figures = figures_of(frame, pilot);
  const int columns = frame.portrait() ? 2 : 4;
  const int rows = 4 / columns;
  for (int i = 0; i < 4; ++i) {
    const Rect place = box.row(i / columns, rows, kGap).column(i % columns, columns, kGap);
    figure_card(frame, place, figures[static_cast<std::size_t>(i)]);
  }
}

BarSeries series_of(Frame& frame, const PilotView& pilot, Period period) {
  BarSeries series;
  series.words = [&frame](std::int64_t cents) { return frame.format.money_whole({cents}); };
  if (period == Period::Day) {
    const bool today = pilot.days_back == 0;
    series.now_name = frame.t(today ? "pilot.today" : "pilot.last_open_day");
    series.before_name = frame.t(today ? "pilot.last_week" : "pilot.week_before");
    const auto at = [](const journey::Figures& day, int hour) {
      const auto& hours = day.revenue_by_hour_cents;
      const auto i = static_cast<std::size_t>(hour);
      return i < hours.size() ? hours[i] : 0;
    };
    for (int hour = pilot.first_hour; hour <= pilot.last_hour; ++hour) {
      series.labels.push_back(frame.format.hour(std::to_string(hour) + ":00"));
      series.now.push_back(at(pilot.today, hour));
      series.before.push_back(at(pilot.last_week, hour));
    }
    return series;
  }
  const auto& days = pilot.revenue_30_days_cents;
  const std::size_t wanted = std::min<std::size_t>(days.size(), period == Period::Week ? 7 : 30);
  for (std::size_t i = days.size() - wanted; i < days.size(); ++i) {
    const auto back = static_cast<int>(days.size() - 1 - i) + pilot.days_back;
    series.labels.push_back(back == 0 ? frame.t("pilot.day_now")
                                      : frame.t("pilot.day_back", {std::to_string(back)}));
    series.now.push_back(days[i]);
  }
  return series;
}

void sales(Frame& frame, const Rect& box, const PilotView& pilot, Period period) {
  card(frame, box);
  const char* title = period == Period::Day ? "pilot.by_hour" : "pilot.by_day";
  bar_chart(frame, Id("pilot.sales", static_cast<int>(period)), box.inset(30, 22), frame.t(title),
            series_of(frame, pilot, period));
}

void pickups(Frame& frame, const Rect& box, const PilotView& pilot, Intents& intents) {
  card(frame, box);
  Rect rest = box.inset(30, 22);
  Rect head = rest.cut_top(48, 14);
  const std::string all = frame.t("pilot.see_all");
  const float width = frame.canvas.measure(all, type::kLabel) + 8;
  if (link(frame, Id("pilot.board"), head.cut_right(width), all, Align::Right)) {
    intents.push_back(visit::Open{visit::Screen::CollectBoard});
  }
  frame.canvas.text(head, frame.t("pilot.collect"), {type::kH3, frame.theme.ink});
  const BoardColumn columns[] = {
      {frame.t("board.to_prepare"), Tone::Gold, pilot.to_prepare, 3},
      {frame.t("board.ready"), Tone::Accent, pilot.ready, 3},
      {frame.t("board.here"), Tone::Danger, pilot.here, 3},
  };
  for (int i = 0; i < 3; ++i) {
    const auto tapped =
        board_column(frame, Id("pilot.column", i), rest.column(i, 3, 16), columns[i]);
    if (tapped) intents.push_back(visit::OpenOrder{*tapped});
  }
}

void served(Frame& frame, const Rect& box, const PilotView& pilot, Intents& intents) {
  card(frame, box);
  Rect rest = box.inset(30, 12);
  Rect head = rest.cut_top(size::kTouchMin + 3, 4);
  if (!pilot.journey || pilot.journey->timeline.empty()) {
    frame.canvas.text(head, frame.t("pilot.journey"), {type::kH3, frame.theme.ink});
    quiet_line(frame, rest, frame.t("pilot.no_journey"));
    return;
  }
  const auto& who = pilot.journey->customer;
  const std::string consent = frame.t("pilot.consent");
  const float pill_room = pill_width(frame, consent, true);
  const Rect end = head.cut_right(pill_room, 24);
  pill(frame, end.middle(end.w, 48), consent, Tone::Accent, "verified_user");
  const Press press =
      tap(frame, Id("pilot.journey"), head,
          {.role = Role::Link,
           .label = frame.t("pilot.journey_of", {who.first_name + " " + who.last_name})});
  {
    const InsideScope inside(frame.canvas, Id("pilot.journey"));
    frame.canvas.text(head, frame.t("pilot.journey_of", {who.first_name + " " + who.last_name}),
                      {type::kH3, frame.theme.ink, Align::Left, true});
  }
  if (press.tapped) intents.push_back(visit::OpenCustomer{who.id, "pilot"});
  const auto& timeline = pilot.journey->timeline;
  const std::size_t most = frame.portrait() ? 4 : kStepsMax;
  std::vector<JourneyStep> steps;
  for (std::size_t i = std::min(most, timeline.size()); i-- > 0;) {
    const auto& entry = timeline[i].entry;
    const bool strong = entry.type.starts_with("pickup.") || entry.type.starts_with("purchase.");
    steps.push_back({event_icon(entry.type), frame.of("event", entry.type),
                     frame.format.moment(entry.time_ms), strong});
  }
  journey_line(frame, rest, frame.t("pilot.journey"), steps);
}

/// Says so when the figures are not today's.
std::string figures_of_day(Frame& frame, const ViewState& state) {
  constexpr std::int64_t kDayMs = 24 * 60 * 60'000LL;
  if (!state.pilot || state.pilot->days_back == 0) return {};
  const std::int64_t day = state.now_ms - state.pilot->days_back * kDayMs;
  return " · " + frame.t("pilot.figures_of", {frame.format.day(day)});
}

}  // namespace

void draw_pilot(Frame& frame, const ViewState& state, Intents& intents) {
  Rect right;
  const std::string under = state.shop.name + " · " + frame.format.long_date(state.now_ms) + ", " +
                            frame.format.time(state.now_ms) + figures_of_day(frame, state);
  // In portrait the period stands beside the name: where, when and of which day get a line below.
  const bool below = frame.portrait();
  const PageText text{frame.t("staff.hello", {first_name_of(state.staff_name)}),
                      below ? std::string{} : under};
  Rect rest = staff_page(frame, state, intents, text, &right);
  if (below) {
    frame.canvas.text(rest.cut_top(36, 20), under, {{Face::Regular, 25}, frame.theme.muted});
  }
  int& chosen = frame.memory.number(Id("pilot.period"));
  const auto tapped =
      segmented(frame, Id("pilot.period"), right.middle(right.w, 80),
                {frame.t("pilot.day"), frame.t("pilot.week"), frame.t("pilot.month")},
                static_cast<std::size_t>(chosen));
  if (tapped) chosen = static_cast<int>(*tapped);
  if (!state.pilot) {
    skeleton(frame, rest.inset(0, 40), 8);
    return;
  }
  rest.cut_bottom(20);
  figure_cards(frame, rest.cut_top(frame.portrait() ? 190 * 2 + kGap : 190, kGap), *state.pilot);
  served(frame, rest.cut_bottom(262, kGap), *state.pilot, intents);
  if (frame.portrait()) {
    pickups(frame, rest.cut_bottom(rest.h * .62f, kGap), *state.pilot, intents);
  } else {
    pickups(frame, rest.cut_right(rest.w * .43f, kGap), *state.pilot, intents);
  }
  sales(frame, rest, *state.pilot, static_cast<Period>(chosen));
}

}  // namespace parcours::ui
