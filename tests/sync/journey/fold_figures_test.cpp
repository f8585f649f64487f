// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/sync/journey/fold_world.h"

namespace parcours::journey::test {
namespace {

std::int64_t at(const char* time) {
  return to_ms(parse_rfc3339(time).value());
}

Figures figures(const World& w, const std::string& key) {
  return parse_figures(w.body("figures", key)).value_or(Figures{});
}

TEST(FoldFigures, GrowWithEachSaleInTheHoursOfTheShop) {
  World w;
  w.camille();
  w.tell_at(at("2026-11-20T17:30:00Z"), "purchase.completed", "customer:C1",
            R"({"shop":"S1","total_cents":1990,"advised":true})");
  w.tell_at(at("2026-11-20T22:59:59Z"), "purchase.completed", "",
            R"({"shop":"S1","total_cents":500})");
  w.tell_at(at("2026-11-20T23:00:00Z"), "purchase.completed", "",
            R"({"shop":"S1","total_cents":100})");
  w.tell_at(at("2026-07-14T22:30:00Z"), "purchase.completed", "",
            R"({"shop":"S2","total_cents":300})");
  const auto day = figures(w, "S1/2026-11-20");
  EXPECT_EQ(day.revenue.cents, 2490);
  EXPECT_EQ(day.baskets, 2);
  EXPECT_EQ(day.advised_baskets, 1);
  ASSERT_EQ(day.revenue_by_hour_cents.size(), 24U);
  EXPECT_EQ(day.revenue_by_hour_cents[18], 1990);
  EXPECT_EQ(day.revenue_by_hour_cents[23], 500);
  EXPECT_EQ(figures(w, "S1/2026-11-21").revenue.cents, 100);
  EXPECT_EQ(figures(w, "S2/2026-07-15").revenue_by_hour_cents[0], 300);  // summer time
}

TEST(FoldFigures, CountAPurchaseOnceHoweverOftenItIsTold) {
  World w;
  w.camille();
  for (int i = 0; i < 2; ++i)
    w.tell_at(at("2026-11-20T17:30:00Z"), "purchase.completed", "customer:C1",
              R"({"shop":"S1","receipt":"R1","total_cents":1000})");
  // Of a person who becomes known later, whose event is then folded again.
  const auto early = w.event(at("2026-11-20T17:40:00Z"), "purchase.completed",
                             "email:new@example.org", R"({"shop":"S1","total_cents":700})");
  ASSERT_TRUE(w.apply(early));
  w.tell("customer.created", "customer:C2", R"({"email":"new@example.org","home_shop":"S1"})");
  ASSERT_TRUE(w.apply(early));
  EXPECT_EQ(figures(w, "S1/2026-11-20").revenue.cents, 1700);
  EXPECT_EQ(figures(w, "S1/2026-11-20").baskets, 2);
  EXPECT_EQ(w.customer("C2").points, 7);
}

TEST(FoldFigures, CountAPickupWhenItsOrderBecomesReady) {
  World w;
  w.camille();
  const auto time = at("2026-11-20T09:00:00Z");
  w.tell_at(time, "order.placed", "customer:C1",
            R"({"order":"48177","shop":"S1","lines":[{"product":"P1"}]})");
  for (const auto* move :
       {"pickup.accepted", "pickup.ready", "pickup.ready", "pickup.arrived", "pickup.handed_over"})
    w.tell_at(time, move, "order:48177");
  EXPECT_EQ(figures(w, "S1/2026-11-20").pickups_ready, 1);
  w.tell_at(time, "purchase.completed", "order:48177", R"({"total_cents":4000})");
  EXPECT_EQ(figures(w, "S1/2026-11-20").revenue.cents, 4000);
}

}  // namespace
}  // namespace parcours::journey::test
