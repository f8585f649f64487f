// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/sync/journey/fold_world.h"

namespace parcours::journey {
namespace {

using test::kDay;
using test::kStart;
using test::World;
using testing::HasSubstr;

constexpr auto kOrder =
    R"({"order":"48177","shop":"S1","channel":"web","pickup_code":"K7P2QX","paid":true,)"
    R"("promised_at":"2026-11-01T16:00:00Z","lines":[{"product":"P1","quantity":2,"price_cents":1500},)"
    R"({"product":"P2","price_cents":900}]})";

/// A shop with ten pieces of P1 and an order of two.
struct OrderWorld : World {
  OrderWorld() {
    camille();
    tell("stock.counted", "product:P1", R"({"product":"P1","shop":"S1","on_hand":10})");
    tell("order.placed", "customer:C1", kOrder);
  }
  void pickup(const std::string& move, const std::string& data = R"({"actor":"E001"})") {
    tell("pickup." + move, "order:48177", data);
  }
  void up_to_ready() {
    for (const auto move : {"accepted", "picking", "picked"}) pickup(move);
    pickup("staged", R"({"bin":"A3"})");
    pickup("ready");
  }
};

TEST(FoldOrder, IsPlacedWithItsCodeAndReserved) {
  OrderWorld w;
  const auto order = w.order();
  EXPECT_EQ(order.state, "placed");
  EXPECT_EQ(order.customer_name, "C. Dubois");
  EXPECT_EQ(order.total(), Money{3900});
  EXPECT_EQ(to_rfc3339(from_ms(order.promised_ms)), "2026-11-01T16:00:00Z");
  EXPECT_EQ(w.body("identity", "pickup:K7P2QX"), R"({"order":"48177"})");
  EXPECT_EQ(w.body("customer_order", "C1/48177"), R"({"order":"48177"})");
  EXPECT_EQ(w.stock().reserved, 2);
  EXPECT_EQ(w.stock().available(), 8);
  EXPECT_EQ((*w.rows.find("order", "48177"))->scope, "shop:S1");
}

TEST(FoldOrder, WalksItsWholeLifeAndTheGoodsFollow) {
  OrderWorld w;
  w.up_to_ready();
  EXPECT_EQ(w.order().state, "ready");
  EXPECT_EQ(w.order().bin, "A3");
  w.pickup("arrived");
  EXPECT_EQ(w.order().state, "arrived");
  EXPECT_EQ(w.order().arrived_ms, w.now());
  ASSERT_EQ(w.tasks("arrival").size(), 1u);
  EXPECT_EQ(w.tasks("arrival")[0].state, "open");
  EXPECT_EQ(w.stock().reserved, 2);
  w.pickup("handed_over", R"({"actor":"E001","terminal":"T1","reason":"id shown"})");
  EXPECT_EQ(w.order().state, "handed_over");
  EXPECT_EQ(w.stock().on_hand, 8);
  EXPECT_EQ(w.stock().reserved, 0);
  EXPECT_TRUE(w.tasks("arrival").empty()) << "nobody waits any more";
  const auto last = w.order().moves.back();
  EXPECT_EQ(last.actor + last.terminal + last.reason, "E001T1id shown");
  w.pickup("closed");
  EXPECT_EQ(w.order().state, "closed");
  EXPECT_EQ(w.stock().on_hand, 8);
  EXPECT_EQ(w.order().moves.size(), 9u);
}

TEST(FoldOrder, RankNeverFalls) {
  OrderWorld w;
  w.up_to_ready();
  w.pickup("accepted");
  w.pickup("picking");
  EXPECT_EQ(w.order().state, "ready");
  EXPECT_EQ(w.order().moves.size(), 8u) << "the move is remembered all the same";
}

TEST(FoldOrder, ASecondHandOverChangesNoGoodsAndOpensAnIncident) {
  OrderWorld w;
  w.up_to_ready();
  w.pickup("handed_over");
  w.pickup("handed_over", R"({"actor":"E009"})");
  EXPECT_EQ(w.order().state, "handed_over");
  EXPECT_EQ(w.stock().on_hand, 8);
  const auto incidents = w.tasks("incident");
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_EQ(incidents[0].words, "incident.second_hand_over");
  EXPECT_EQ(incidents[0].order, "48177");
  EXPECT_EQ(incidents[0].shop, "S1");
}

TEST(FoldOrder, OnlyAManagerTakesAHandOverBack) {
  OrderWorld w;
  w.up_to_ready();
  w.pickup("handed_over");
  const auto denied = w.try_tell("pickup.undone", "order:48177", R"({"actor":"E001"})");
  ASSERT_FALSE(denied);
  EXPECT_EQ(denied.error().code, ErrorCode::Denied);
  EXPECT_EQ(w.order().state, "handed_over");
  w.pickup("undone", R"({"actor":"E002","reason":"wrong person"})");
  EXPECT_EQ(w.order().state, "ready");
  EXPECT_EQ(w.stock().on_hand, 10);
  EXPECT_EQ(w.stock().reserved, 2);
  w.pickup("handed_over");
  EXPECT_EQ(w.order().state, "handed_over");
  EXPECT_EQ(w.stock().on_hand, 8);
  EXPECT_TRUE(w.tasks("incident").empty());
}

TEST(FoldOrder, ACancellationReleasesTheReservation) {
  OrderWorld w;
  w.pickup("cancelled");
  EXPECT_EQ(w.order().state, "cancelled");
  EXPECT_EQ(w.stock().reserved, 0);
  EXPECT_EQ(w.stock().on_hand, 10);
  w.pickup("handed_over");
  EXPECT_EQ(w.order().state, "cancelled");
  ASSERT_EQ(w.tasks("incident").size(), 1u);
  EXPECT_EQ(w.tasks("incident")[0].words, "incident.handed_over_after_cancel");
}

TEST(FoldOrder, ACancellationAfterTheHandOverIsAnIncident) {
  OrderWorld w;
  w.up_to_ready();
  w.pickup("handed_over");
  w.pickup("cancelled");
  EXPECT_EQ(w.order().state, "handed_over");
  ASSERT_EQ(w.tasks("incident").size(), 1u);
  EXPECT_EQ(w.tasks("incident")[0].words, "incident.cancelled_after_hand_over");
}

TEST(FoldOrder, LinesArePickedOneByOneAndAShortPickLeavesLess) {
  OrderWorld w;
  w.pickup("picked", R"({"product":"P2"})");
  EXPECT_EQ(w.order().state, "picking");
  w.pickup("picked", R"({"product":"P1","quantity":1,"reason":"short"})");
  EXPECT_EQ(w.order().state, "picking") << "one piece of P1 is missing";
  w.pickup("picked");
  EXPECT_EQ(w.order().state, "picked");
  EXPECT_EQ(w.order().lines[0].picked, 1);
  w.pickup("ready");
  w.pickup("handed_over");
  EXPECT_EQ(w.stock().on_hand, 9);
  EXPECT_EQ(w.stock().reserved, 0);
}

TEST(FoldOrder, ACustomerWhoIsEarlyIsNotedUntilTheOrderIsReady) {
  OrderWorld w;
  w.pickup("arrived");
  EXPECT_EQ(w.order().state, "placed");
  EXPECT_NE(w.order().arrived_ms, 0);
  EXPECT_EQ(w.tasks("arrival").size(), 1u);
  w.up_to_ready();
  EXPECT_EQ(w.order().state, "arrived");
}

TEST(FoldOrder, AGuestOrderIsPreparedAndGetsItsCustomerLater) {
  World w;
  const auto placed = w.event(kStart, "order.placed", "email:camille@example.org", kOrder);
  EXPECT_EQ(*waits_for(placed, w.rows), "email:camille@example.org");
  ASSERT_TRUE(w.apply(placed));
  w.tell("pickup.accepted", "order:48177", "{}");
  EXPECT_EQ(w.order().state, "accepted");
  EXPECT_EQ(w.stock().reserved, 2);
  w.camille();
  ASSERT_TRUE(w.apply(placed));
  EXPECT_EQ(w.order().customer, "C1");
  EXPECT_EQ(w.order().state, "accepted");
  EXPECT_EQ(w.stock().reserved, 2) << "folding again must not reserve again";
}

TEST(FoldOrder, APickupOfAnUnknownOrderWaitsForIt) {
  World w;
  const auto ready = w.event(kStart, "pickup.ready", "order:48177", "{}");
  EXPECT_EQ(*waits_for(ready, w.rows), "order:48177");
  ASSERT_TRUE(w.apply(ready));
  EXPECT_FALSE(w.has("order", "48177"));
  w.camille();
  w.tell("order.placed", "customer:C1", kOrder);
  EXPECT_THAT(w.made, testing::Contains("order:48177"));
  EXPECT_EQ(*waits_for(ready, w.rows), "");
}

TEST(FoldOrder, ACustomerOfAnotherShopHasACopyAtHome) {
  World w;
  w.tell("customer.created", "customer:C2",
         R"({"first_name":"Élodie","last_name":"Roy","home_shop":"S2"})");
  w.tell("order.placed", "customer:C2", kOrder);
  w.tell("pickup.accepted", "order:48177");
  int copies = 0;
  for (const auto& row : w.rows.all())
    if (row.kind == "order") {
      ++copies;
      EXPECT_THAT(row.body, HasSubstr("\"state\":\"accepted\"")) << row.scope;
      EXPECT_THAT(row.body, HasSubstr("É. Roy"));
    }
  EXPECT_EQ(copies, 2);
}

TEST(FoldOrder, BadDataNamesTheMember) {
  OrderWorld w;
  const std::pair<const char*, const char*> bad[] = {
      {R"({"order":"1"})", "data.lines"},
      {R"({"lines":[]})", "data.order"},
      {R"({"order":"1","lines":[{"product":"P1","quantity":0}]})", "data.lines"},
      {R"({"order":"1","lines":[{"quantity":1}]})", "data.lines"},
      {R"({"order":"1","lines":[]})", "data.lines"},
      {R"({"order":"1","lines":[{"product":"P1","quantity":-2}]})", "data.lines"},
      {R"({"order":"1","shop":"S99","lines":[{"product":"P1"}]})", "data.shop"},
      {R"({"order":"1","lines":[{"product":"P1"}],"promised_at":"soon"})", "data.promised_at"},
      {R"({"order":"a/b","lines":[{"product":"P1"}]})", "data.order"},
      {R"([1])", "data"}};
  for (const auto& [data, member] : bad) {
    const auto told = w.try_tell("order.placed", "customer:C1", data);
    ASSERT_FALSE(told) << data;
    EXPECT_EQ(told.error().code, ErrorCode::Invalid);
    EXPECT_THAT(told.error().message, HasSubstr(member));
  }
}

TEST(FoldOrder, APickupCodeOpensOneOpenOrderOnly) {
  OrderWorld w;
  const auto* other =
      R"({"order":"9","shop":"S2","pickup_code":"K7P2QX","lines":[{"product":"P1"}]})";
  const auto told = w.try_tell("order.placed", "customer:C1", other);
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, ErrorCode::Invalid);
  EXPECT_EQ(told.error().where, "pickup_code");
  EXPECT_THAT(told.error().message, HasSubstr("\"K7P2QX\" is that of another open order"));
  EXPECT_THAT(told.error().message, testing::Not(HasSubstr("C1")));
  EXPECT_FALSE(w.has("order", "9"));
  EXPECT_THAT(w.body("identity", "pickup:K7P2QX"), HasSubstr("48177"));

  w.tell("pickup.cancelled", "order:48177");
  w.tell("order.placed", "customer:C1", other);
  int rows = 0;
  for (const auto& row : w.rows.all()) rows += row.key == "pickup:K7P2QX" ? 1 : 0;
  EXPECT_EQ(rows, 1);
  EXPECT_EQ(w.body("identity", "pickup:K7P2QX"), R"({"order":"9"})");
}

TEST(FoldStock, ACountIsOfAShopAndNeverNegative) {
  World w;
  const std::pair<const char*, const char*> bad[] = {
      {R"({"product":"P1","shop":"S1","on_hand":-5})", "data.on_hand"},
      {R"({"product":"P1","shop":"S1","on_hand":10000001})", "data.on_hand"},
      {R"({"product":"P1","shop":"S99","on_hand":5})", "data.shop"}};
  for (const auto& [data, member] : bad) {
    const auto told = w.try_tell("stock.counted", "product:P1", data);
    ASSERT_FALSE(told) << data;
    EXPECT_EQ(told.error().code, ErrorCode::Invalid);
    EXPECT_THAT(told.error().message, HasSubstr(member));
  }
  w.tell("purchase.completed", "",
         R"({"shop":"S99","total_cents":100,"lines":[{"product":"P1"}]})");
  EXPECT_FALSE(w.has("stock", "P1/S1"));
  EXPECT_FALSE(w.has("stock", "P1/S99"));
}

TEST(FoldStock, ACountIsABaseline) {
  World w;
  w.tell_at(kStart + 5 * kDay, "stock.counted", "product:P1",
            R"({"product":"P1","shop":"S1","on_hand":7})");
  w.tell_at(kStart + 1 * kDay, "purchase.completed", "",
            R"({"shop":"S1","lines":[{"product":"P1","quantity":3}],"total_cents":1})");
  EXPECT_EQ(w.stock().on_hand, 7) << "the count knew of that sale";
  w.tell_at(kStart + 6 * kDay, "purchase.completed", "",
            R"({"shop":"S1","lines":[{"product":"P1","quantity":3}],"total_cents":1})");
  EXPECT_EQ(w.stock().on_hand, 4);
  EXPECT_EQ(w.stock().source, "till");
  w.tell_at(kStart + 2 * kDay, "stock.counted", "product:P1",
            R"({"product":"P1","shop":"S1","on_hand":99})");
  EXPECT_EQ(w.stock().on_hand, 4) << "an older count changes nothing";
}

}  // namespace
}  // namespace parcours::journey
