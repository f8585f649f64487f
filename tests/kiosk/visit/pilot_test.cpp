// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/visit_terminal.h"

namespace parcours::visit {
namespace {

using test::VisitTerminal;

// kNow is 2026-11-18, 12:06:40 on the terminal's clock.
journey::Figures figures(const std::string& day,
                         std::initializer_list<std::pair<std::size_t, std::int64_t>> sales) {
  journey::Figures one;
  one.shop = "S1";
  one.day = day;
  one.revenue_by_hour_cents.assign(24, 0);
  for (const auto& [hour, cents] : sales) {
    one.revenue_by_hour_cents[hour] = cents;
    one.revenue += Money{cents};
  }
  one.baskets = one.revenue.cents > 0 ? 4 : 0;
  return one;
}

void put(VisitTerminal& at, const journey::Figures& day) {
  at.rows.put("shop:S1", "figures", "S1/" + day.day, journey::to_json(day));
}

PilotView pilot(VisitTerminal& at) {
  at.unlock("E002");
  at.do_this(Open{Screen::Pilot});
  const auto view = at.view();
  EXPECT_TRUE(view.pilot);
  return view.pilot.value_or(PilotView{});
}

TEST(Pilot, ComparesTheMorningWithTheMorningOfAWeekBefore) {
  VisitTerminal at;
  put(at, figures("2026-11-18", {{10, 9'000}, {12, 1'000}}));
  put(at, figures("2026-11-11", {{10, 8'000}, {12, 60'000}, {15, 90'000}}));
  const auto shown = pilot(at);
  EXPECT_EQ(shown.days_back, 0);
  EXPECT_EQ(shown.today.revenue.cents, 10'000);
  EXPECT_EQ(shown.last_week_so_far.cents, 8'000 + 6'000);
}

TEST(Pilot, ShowsTheLastDayWithSalesUntilTheDayHasSome) {
  VisitTerminal at;
  put(at, figures("2026-11-18", {}));
  put(at, figures("2026-11-17", {{16, 70'000}}));
  put(at, figures("2026-11-10", {{19, 50'000}}));
  const auto shown = pilot(at);
  EXPECT_EQ(shown.days_back, 1);
  EXPECT_EQ(shown.today.day, "2026-11-17");
  EXPECT_EQ(shown.last_week_so_far.cents, 50'000) << "a whole day beside a whole day";
  EXPECT_EQ(shown.revenue_30_days_cents.back(), 70'000);
}

TEST(Pilot, LeavesNoSaleOutOfTheHoursItDraws) {
  VisitTerminal at;
  put(at, figures("2026-11-18", {{2, 1'000}, {10, 9'000}}));
  put(at, figures("2026-11-11", {{22, 8'000}}));
  const auto shown = pilot(at);
  EXPECT_EQ(shown.first_hour, 2);
  EXPECT_EQ(shown.last_hour, 22);
}

TEST(Pilot, CountsWhatIsToPrepareAsEveryBoardDoes) {
  VisitTerminal at;
  auto late = test::make_order("48301", "accepted");
  late.promised_ms = to_ms(test::kNow) - 30 * test::kMinute;
  test::put_order(at.rows, late);
  test::put_order(at.rows, test::make_order("48302", "placed"));
  const auto on_pilot = pilot(at).to_prepare;
  at.do_this(Open{Screen::CollectBoard});
  const auto on_board = at.view().board.to_prepare;
  ASSERT_EQ(on_pilot.size(), on_board.size());
  ASSERT_GE(on_board.size(), 2u);
  EXPECT_EQ(on_board.front().id, "48301");
  EXPECT_TRUE(on_board.front().late);
}

TEST(Pilot, EndsTheJourneyOnTheSpotWithTheCustomersOwnAct) {
  VisitTerminal at;
  auto here = test::make_order("48303", "arrived");
  here.arrived_ms = to_ms(test::kNow) - 5 * test::kMinute;
  test::put_order(at.rows, here);
  journey::TimelineEntry came;
  came.event_id = "a1";
  came.type = "pickup.arrived";
  came.channel = "kiosk";
  came.initiator = "customer";
  came.time_ms = here.arrived_ms;
  test::put_timeline(at.rows, "C00001", came);
  journey::TimelineEntry sent = came;
  sent.event_id = "a2";
  sent.type = "message.sent";
  sent.initiator = "brand";
  sent.time_ms += test::kMinute;
  test::put_timeline(at.rows, "C00001", sent);
  at.unlock("E001");
  at.do_this(OpenCustomer{"C00001", "pilot"});
  at.do_this(Leave{});
  const auto shown = pilot(at);
  ASSERT_TRUE(shown.journey);
  ASSERT_FALSE(shown.journey->timeline.empty());
  EXPECT_EQ(shown.journey->timeline.front().entry.type, "pickup.arrived");
}

}  // namespace
}  // namespace parcours::visit
