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

// The journey on the board is that of who waits longest, and only with their consent.
Result<std::optional<Customer360View>> served(const Presenting& from,
                                              const clienteling::Board& board) {
  for (const auto& summary : board.here) {
    if (summary.order.customer.empty()) continue;
    PARCOURS_TRY(auto view, customer_view(from, summary.order.customer));
    if (view && view->customer.consents.allows("profile")) return view;
  }
  return std::nullopt;
}

}  // namespace

Status present_pilot(const Presenting& from, ViewState& view) {
  const std::string& shop = from.facts.catalogue.here();
  PilotView pilot;
  PARCOURS_TRY(const auto figures, from.facts.clienteling.figures(shop, kDaysShown + 1));
  // The shop's own calendar day, as figures are keyed.
  const std::string today = view.terms.zone.day(from.now);
  pilot.today.shop = shop;
  pilot.today.day = today;
  if (const auto* found = of_day(figures, today)) pilot.today = *found;
  if (const auto* found = of_day(figures, view.terms.zone.day(from.now, 7))) {
    pilot.last_week = *found;
  }
  for (auto day = figures.rbegin(); day != figures.rend(); ++day) add_series(pilot, *day);
  PARCOURS_TRY(const auto board, from.facts.clienteling.board(shop, from.now));
  pilot.to_prepare = to_cards(board.late);
  const auto in_time = to_cards(board.to_prepare);
  pilot.to_prepare.insert(pilot.to_prepare.end(), in_time.begin(), in_time.end());
  pilot.ready = to_cards(board.ready);
  pilot.here = to_cards(board.here);
  PARCOURS_TRY(pilot.journey, served(from, board));
  view.pilot = std::move(pilot);
  return {};
}

Status present_board(const Presenting& from, ViewState& view) {
  PARCOURS_TRY(const auto board,
               from.facts.clienteling.board(from.facts.catalogue.here(), from.now));
  view.board.to_prepare = to_cards(board.to_prepare);
  view.board.ready = to_cards(board.ready);
  view.board.here = to_cards(board.here);
  view.board.late = to_cards(board.late);
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
