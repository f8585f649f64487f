// SPDX-License-Identifier: Apache-2.0
// What a manager's screens know.
#include <algorithm>
#include <cstdio>

#include "kiosk/visit/present.h"
#include "platform/json/value.h"

namespace parcours::visit {
namespace {

constexpr std::size_t kDaysShown = 30;
constexpr std::size_t kRejectsMax = 200;

const journey::Figures* of_day(const std::vector<journey::Figures>& figures,
                               const std::string& day) {
  const auto found =
      std::find_if(figures.begin(), figures.end(), [&](const auto& one) { return one.day == day; });
  return found == figures.end() ? nullptr : &*found;
}

void add_series(PilotView& pilot, const journey::Figures& day) {
  pilot.revenue_30_days_cents.push_back(day.revenue.cents);
  pilot.pickups_30_days.push_back(day.pickups_ready);
  pilot.preparation_30_days_min.push_back(day.preparation_median_min);
  pilot.advised_30_days_percent.push_back(
      day.baskets == 0 ? 0 : (day.advised_baskets * 100 + day.baskets / 2) / day.baskets);
}

// Before its first sale a day has nothing to say: the last one that has is shown instead.
int day_to_show(const std::vector<journey::Figures>& figures, WallTime now, const Zone& zone) {
  for (int back = 0; back < static_cast<int>(kDaysShown); ++back) {
    const auto* found = of_day(figures, zone.day(now, back));
    if (found != nullptr && found->revenue.cents > 0) return back;
  }
  return 0;
}

// What the day had sold when its clock stood where ours stands now.
Money so_far(const journey::Figures& day, WallTime now, const Zone& zone) {
  const auto local = zone.local(now);
  const auto minute = std::chrono::duration_cast<std::chrono::minutes>(
                          local - std::chrono::floor<std::chrono::days>(local))
                          .count();
  Money sum;
  const auto& hours = day.revenue_by_hour_cents;
  for (std::size_t hour = 0; hour < hours.size(); ++hour) {
    const auto gone =
        std::clamp<std::int64_t>(minute - static_cast<std::int64_t>(hour) * 60, 0, 60);
    sum += Money{hours[hour] * gone / 60};
  }
  return sum;
}

// No sale may be missing from the chart that the revenue counts.
void widen_hours(PilotView& pilot) {
  for (const auto* day : {&pilot.today, &pilot.last_week}) {
    const auto& hours = day->revenue_by_hour_cents;
    for (std::size_t hour = 0; hour < hours.size(); ++hour) {
      if (hours[hour] == 0) continue;
      pilot.first_hour = std::min(pilot.first_hour, static_cast<int>(hour));
      pilot.last_hour = std::max(pilot.last_hour, static_cast<int>(hour));
    }
  }
}

// The journey of who is on the spot ends with their own last act: what we read or sent since is no
// step of theirs.
void keep_own_steps(std::vector<TimelineLine>& lines) {
  std::erase_if(lines, [](const auto& line) { return line.entry.type == "profile.opened"; });
  const auto own = std::find_if(lines.begin(), lines.end(), [](const auto& line) {
    return line.entry.initiator == "customer";
  });
  lines.erase(lines.begin(), own);
}

// The journey on the board is that of who waits longest, and only with their consent.
Result<std::optional<Customer360View>> served(const Presenting& from,
                                              const clienteling::Board& board) {
  for (const auto& summary : board.here) {
    if (summary.order.customer.empty()) continue;
    PARCOURS_TRY(auto view, customer_view(from, summary.order.customer));
    if (!view || !view->customer.consents.allows("profile")) continue;
    keep_own_steps(view->timeline);
    return view;
  }
  return std::nullopt;
}

}  // namespace

Status present_pilot(const Presenting& from, ViewState& view) {
  const std::string& shop = from.facts.catalogue.here();
  PilotView pilot;
  PARCOURS_TRY(const auto figures, from.facts.clienteling.figures(shop, kDaysShown + 1));
  // The shop's own calendar day, as figures are keyed.
  const Zone& zone = view.terms.zone;
  pilot.days_back = day_to_show(figures, from.now, zone);
  const std::string today = zone.day(from.now, pilot.days_back);
  pilot.today.shop = shop;
  pilot.today.day = today;
  if (const auto* found = of_day(figures, today)) pilot.today = *found;
  if (const auto* found = of_day(figures, zone.day(from.now, pilot.days_back + 7))) {
    pilot.last_week = *found;
  }
  pilot.last_week_so_far =
      pilot.days_back > 0 ? pilot.last_week.revenue : so_far(pilot.last_week, from.now, zone);
  widen_hours(pilot);
  for (auto day = figures.rbegin(); day != figures.rend(); ++day)
    if (day->day <= today) add_series(pilot, *day);
  PARCOURS_TRY(const auto board, from.facts.clienteling.board(shop, from.now));
  pilot.to_prepare = to_prepare(board);
  pilot.ready = to_cards(board.ready);
  pilot.here = to_cards(board.here);
  PARCOURS_TRY(pilot.journey, served(from, board));
  view.pilot = std::move(pilot);
  return {};
}

Status present_board(const Presenting& from, ViewState& view) {
  PARCOURS_TRY(const auto board,
               from.facts.clienteling.board(from.facts.catalogue.here(), from.now));
  view.board.to_prepare = to_prepare(board);
  view.board.ready = to_cards(board.ready);
  view.board.here = to_cards(board.here);
  return {};
}

Status present_exceptions(const Presenting& from, ViewState& view) {
  PARCOURS_TRY(const auto board,
               from.facts.clienteling.board(from.facts.catalogue.here(), from.now));
  for (const auto& summary : board.late) {
    view.exceptions.push_back(
        {"late", summary.order.id, summary.order.customer_name, summary.order.promised_ms});
  }
  PARCOURS_TRY(const auto tasks, from.facts.clienteling.tasks(from.facts.catalogue.here()));
  for (const auto& line : tasks) {
    if (line.task.type != "incident") continue;
    view.exceptions.push_back({"incident", line.task.order, line.task.words, line.task.opened_ms});
  }
  PARCOURS_TRY(const auto rows, from.facts.rows.scan(journey::kind::kReject, "", kRejectsMax));
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto document, json::Document::parse(row.body));
    const auto root = document.root();
    view.exceptions.push_back(
        {"rejected", root.string("order"), root.string("reason"), root.integer("time_ms")});
  }
  const auto& quarantined = from.facts.terminal.quarantined;
  view.exceptions.insert(view.exceptions.end(), quarantined.begin(), quarantined.end());
  std::stable_sort(view.exceptions.begin(), view.exceptions.end(),
                   [](const auto& a, const auto& b) { return a.time_ms < b.time_ms; });
  return {};
}

Status present_map(const Presenting& from, ViewState& view) {
  PARCOURS_TRY(const auto map, from.facts.clienteling.channel_stages(from.now));
  view.map = {map.channels, map.stages, map.volume};
  return {};
}

void present_terminals(const Presenting& from, ViewState& view) {
  const TerminalFacts& terminal = from.facts.terminal;
  view.terminals.device = terminal.device;
  view.terminals.rows = terminal.rows;
  view.terminals.cursor = terminal.cursor;
  view.terminals.database_bytes = terminal.database_bytes;
  view.terminals.quarantined = terminal.quarantined;
}

}  // namespace parcours::visit
