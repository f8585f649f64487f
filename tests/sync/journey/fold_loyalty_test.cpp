// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <fmt/format.h>

#include "tests/sync/journey/fold_world.h"

namespace parcours::journey {
namespace {

using test::kDay;
using test::kStart;
using test::World;
using testing::HasSubstr;

std::string purchase(const std::string& more = "") {
  return R"({"shop":"S1","lines":[{"product":"P1","quantity":2,"price_cents":1000}],"total_cents":1999)" +
         more + "}";
}

struct CamilleWorld : World {
  CamilleWorld() { camille(); }
};

TEST(FoldLoyalty, APurchaseEarnsAPointPerWholeEuroAndIsExplained) {
  CamilleWorld w;
  w.tell("purchase.completed", "card:2900000000017", purchase(R"(,"receipt":"R1")"));
  const auto customer = w.customer();
  EXPECT_EQ(customer.points, 19);
  EXPECT_EQ(customer.purchases, 1);
  ASSERT_EQ(customer.owned.size(), 1u);
  EXPECT_EQ(customer.owned[0].times, 2);
  const auto line = parse_points_line(w.body("points", "C1/receipt:R1"));
  EXPECT_EQ(line->delta, 19);
  EXPECT_EQ(line->why, "purchase");
  EXPECT_EQ(w.stock().on_hand, -2);
}

TEST(FoldLoyalty, APurchaseToldByTillAndKioskCountsOnce) {
  CamilleWorld w;
  w.tell("purchase.completed", "card:2900000000017", purchase(R"(,"receipt":"R1")"));
  w.tell("purchase.completed", "customer:C1", purchase(R"(,"receipt":"R1")"));
  EXPECT_EQ(w.customer().points, 19);
  EXPECT_EQ(w.customer().purchases, 1);
  EXPECT_EQ(w.customer().owned[0].times, 2);
  EXPECT_EQ(w.stock().on_hand, -2);
  EXPECT_EQ(w.timeline().size(), 3u);
}

TEST(FoldLoyalty, AReturnTakesBackWhatThePurchaseGave) {
  CamilleWorld w;
  w.tell("purchase.completed", "customer:C1", purchase());
  w.tell("purchase.returned", "customer:C1", purchase());
  EXPECT_EQ(w.customer().points, 0);
  EXPECT_TRUE(w.customer().owned.empty());
  EXPECT_EQ(w.stock().on_hand, 0);
  EXPECT_EQ(w.customer().stage.name, "validation");
  EXPECT_EQ(w.customer().stage.reason, "stage.returned");
}

TEST(FoldLoyalty, ASaleOfAnUnknownCardMovesTheStockOnce) {
  World w;
  const auto sale = w.event(kStart, "purchase.completed", "card:2900000000017", purchase());
  EXPECT_EQ(*waits_for(sale, w.rows), "card:2900000000017");
  ASSERT_TRUE(w.apply(sale));
  EXPECT_EQ(w.stock().on_hand, -2);
  w.camille();
  ASSERT_TRUE(w.apply(sale));
  EXPECT_EQ(w.stock().on_hand, -2);
  EXPECT_EQ(w.customer().points, 19);
}

TEST(FoldLoyalty, AnOrdersPurchaseLeavesTheStockToTheHandOver) {
  CamilleWorld w;
  w.tell(
      "order.placed", "customer:C1",
      R"({"order":"48177","shop":"S1","lines":[{"product":"P1","quantity":2,"price_cents":1000}]})");
  w.tell("purchase.completed", "customer:C1",
         R"({"shop":"S1","order":"48177","total_cents":2000})");
  EXPECT_EQ(w.stock().on_hand, 0);
  EXPECT_EQ(w.stock().reserved, 2);
  EXPECT_EQ(w.customer().points, 20);
  EXPECT_EQ(w.customer().owned[0].product, "P1") << "its lines are the order's";
}

TEST(FoldLoyalty, TierFollowsThePurchasesOfTwelveMonths) {
  CamilleWorld w;
  const auto buy = [&](int count) {
    for (int i = 0; i < count; ++i) w.tell("purchase.completed", "customer:C1", purchase());
  };
  buy(3);
  EXPECT_EQ(w.customer().tier, "bronze");
  buy(1);
  EXPECT_EQ(w.customer().tier, "silver");
  buy(6);
  EXPECT_EQ(w.customer().tier, "gold");
  w.pass(400 * kDay);
  buy(1);
  EXPECT_EQ(w.customer().tier, "bronze");
  EXPECT_EQ(w.customer().purchases, 1);
}

TEST(FoldLoyalty, ATierThatWasGivenIsAFloor) {
  World w;
  w.tell("customer.created", "customer:C3", R"({"tier":"gold","home_shop":"S1"})");
  EXPECT_EQ(w.customer("C3").tier, "gold");
  w.tell("purchase.completed", "customer:C3", purchase());
  EXPECT_EQ(w.customer("C3").tier, "gold");
}

TEST(FoldLoyalty, PointsAreTheSumOfTheirLines) {
  CamilleWorld w;
  w.tell("points.earned", "customer:C1", R"({"points":100,"why":"birthday"})");
  w.tell("points.spent", "customer:C1", R"({"points":30})");
  EXPECT_EQ(w.customer().points, 70);
  int sum = 0;
  const auto lines = w.rows.scan("points", "C1/");
  for (const auto& row : *lines) sum += parse_points_line(row.body)->delta;
  EXPECT_EQ(sum, 70);
  const auto negative = w.try_tell("points.spent", "customer:C1", R"({"points":-5})");
  ASSERT_FALSE(negative);
  EXPECT_THAT(negative.error().message, HasSubstr("data.points"));
}

TEST(FoldLoyalty, StoredValueIsReloadedAndSpent) {
  CamilleWorld w;
  w.tell("value.reloaded", "customer:C1", R"({"amount_cents":2500})");
  w.tell("value.spent", "customer:C1", R"({"amount_cents":400})");
  EXPECT_EQ(w.customer().stored_value, Money{2100});
  EXPECT_FALSE(w.try_tell("value.reloaded", "customer:C1", R"({"amount_cents":-1})"));
}

TEST(FoldLoyalty, AReferralCreditsBothOnceAndNobodyThemselves) {
  CamilleWorld w;
  w.tell("customer.created", "customer:C2", R"({"home_shop":"S2"})");
  w.tell("referral.used", "customer:C2", R"({"referrer":"C1"})");
  w.tell("referral.used", "customer:C2", R"({"referrer":"C1"})");
  EXPECT_EQ(w.customer("C2").points, 50);
  EXPECT_EQ(w.customer("C1").points, 50);
  EXPECT_EQ(w.customer("C1").stage.name, "ambassador");
  const auto self = w.try_tell("referral.used", "customer:C1", R"({"referrer":"C1"})");
  ASSERT_FALSE(self);
  EXPECT_EQ(self.error().code, ErrorCode::Denied);
}

TEST(FoldLoyalty, AReferralWaitsForAReferrerWhoseTerminalHasNotSentYet) {
  CamilleWorld w;
  const auto used = w.event(kStart, "referral.used", "customer:C1", R"({"referrer":"C2"})");
  EXPECT_EQ(*waits_for(used, w.rows), "customer:C2");
  ASSERT_TRUE(w.apply(used));
  EXPECT_EQ(w.customer("C1").points, 0);
  w.tell("customer.created", "customer:C2", R"({"home_shop":"S2"})");
  EXPECT_THAT(w.made, testing::Contains("customer:C2"));
  EXPECT_EQ(*waits_for(used, w.rows), "");
  ASSERT_TRUE(w.apply(used));
  EXPECT_EQ(w.customer("C1").points, 50);
  EXPECT_EQ(w.customer("C2").stage.name, "ambassador");
}

TEST(FoldCoupon, IsRedeemedInTheSameEventAsThePurchase) {
  CamilleWorld w;
  w.tell("coupon.issued", "customer:C1",
         R"({"code":"TV10","percent":10,"families":["televiseurs"],"channels":["shop","web"],)"
         R"("from":"2026-11-01T00:00:00Z","until":"2026-11-30T23:59:59Z","title_fr":"-10 %"})");
  EXPECT_EQ(w.coupon().state, "issued");
  EXPECT_EQ(w.coupon().families, std::vector<std::string>{"televiseurs"});
  EXPECT_EQ(to_rfc3339(from_ms(w.coupon().until_ms)), "2026-11-30T23:59:59Z");
  EXPECT_EQ(*resolve_customer(w.event(kStart, "coupon.refused", "coupon:TV10", "{}"), w.rows),
            "C1");
  w.tell("purchase.completed", "customer:C1", purchase(R"(,"coupon":"TV10")"));
  EXPECT_EQ(w.coupon().state, "redeemed");
  EXPECT_EQ(w.customer().points, 19);
}

TEST(FoldCoupon, IsFoundByItsTokenAlone) {
  CamilleWorld w;
  w.tell("coupon.issued", "customer:C1", R"({"code":"TV10","percent":10,"token":"K1:ABC"})");
  EXPECT_EQ(w.body("identity", "coupon:K1:ABC"), R"({"customer":"C1","coupon":"TV10"})");
  EXPECT_EQ(w.coupon().token, "K1:ABC");
}

TEST(FoldCoupon, ASecondRedemptionOpensAnIncident) {
  CamilleWorld w;
  w.tell("coupon.issued", "customer:C1", R"({"code":"TV10","percent":10})");
  w.tell("coupon.redeemed", "coupon:TV10", R"({"code":"TV10","shop":"S2"})");
  w.tell("coupon.redeemed", "coupon:TV10", R"({"code":"TV10","shop":"S2"})");
  ASSERT_EQ(w.tasks("incident").size(), 1u);
  EXPECT_EQ(w.tasks("incident")[0].words, "incident.coupon_twice");
  EXPECT_EQ(w.tasks("incident")[0].shop, "S2");
}

TEST(FoldCoupon, ItsStateSurvivesEventsInTheWrongOrder) {
  CamilleWorld w;
  w.tell("coupon.redeemed", "customer:C1", R"({"code":"TV10"})");
  w.tell("coupon.issued", "customer:C1", R"({"code":"TV10","percent":10})");
  EXPECT_EQ(w.coupon().state, "redeemed");
  EXPECT_EQ(w.coupon().percent, 10);
  w.tell("coupon.expired", "coupon:TV10", R"({"code":"TV10"})");
  EXPECT_EQ(w.coupon().state, "redeemed");
}

TEST(FoldCoupon, ARefusalIsToldInTheTimeline) {
  CamilleWorld w;
  w.tell("coupon.issued", "customer:C1", R"({"code":"TV10","percent":10})");
  w.tell("coupon.refused", "coupon:TV10", R"({"code":"TV10","reason":"wrong_family"})");
  EXPECT_EQ(w.timeline().back().detail, "wrong_family");
  EXPECT_EQ(w.coupon().state, "issued");
  EXPECT_FALSE(w.try_tell("coupon.issued", "customer:C1", R"({"code":"X","percent":101})"));
}

TEST(FoldTask, IsOpenedTakenAndClosed) {
  CamilleWorld w;
  w.tell("task.opened", "shop:S1", R"({"task":"T1","type":"call","words":"aide","product":"P1"})");
  EXPECT_EQ((*w.rows.find("task", "S1/T1"))->scope, "shop:S1");
  w.tell("task.taken", "staff:E001", R"({"task":"T1","actor":"E001"})");
  EXPECT_EQ(w.tasks("call")[0].owner, "E001");
  w.tell("task.closed", "", R"({"task":"T1"})");
  EXPECT_EQ(w.tasks("call")[0].state, "closed");
  EXPECT_EQ(w.tasks("call")[0].words, "aide");
  w.tell("task.opened", "shop:S1", R"({"task":"T2","customer":"C1"})");
  EXPECT_EQ(w.tasks("call")[1].customer, "C1");
  EXPECT_EQ(w.timeline().back().type, "task.opened");
  EXPECT_FALSE(w.try_tell("task.opened", "", R"({"task":"T3"})")) << "nobody knows where";
}

}  // namespace
}  // namespace parcours::journey
