// SPDX-License-Identifier: Apache-2.0
// Clocks that cannot be believed.
#include <gmock/gmock.h>

#include "tests/sync/journey/fold_world.h"

namespace parcours::journey::test {
namespace {

constexpr std::int64_t kMinute = 60'000;

/// An event as the hub took it now, with what its writer's clock said.
Event told(World& w, const std::string& id, std::int64_t clock_ms, const std::string& type,
           const std::string& data) {
  w.pass(kMinute);
  auto event = make_event({id, "kiosk/d1"}, type, from_ms(clock_ms), "customer:C1", data);
  event.received = from_ms(w.now());
  return event;
}

TEST(Clocks, OfYearOneAndYear9999DoNotMoveTheTimelineOrTheStage) {
  World w;
  w.camille();
  const std::int64_t year_9999 = to_ms(parse_rfc3339("9999-12-31T23:59:59Z").value());
  const std::int64_t year_1 = to_ms(parse_rfc3339("0001-01-01T00:00:00Z").value());
  ASSERT_TRUE(w.apply(told(w, "a", year_9999, "kiosk.product_viewed", R"({"product":"P1"})")));
  const auto looked = w.now();
  ASSERT_TRUE(w.apply(told(w, "b", year_1, "shop.visited", R"({"shop":"S1"})")));
  w.pass(kMinute);
  w.tell("coupon.issued", "customer:C1", R"({"code":"TV10","percent":10})");
  const auto lines = w.timeline();
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[1].time_ms, looked);
  EXPECT_EQ(lines[1].clock_ms, year_9999);
  EXPECT_EQ(lines[2].clock_ms, year_1);
  EXPECT_EQ(lines[3].type, "coupon.issued");
  EXPECT_EQ(lines[3].clock_ms, 0);
  EXPECT_EQ(w.customer().stage.name, "validation");
  ASSERT_EQ(w.customer().earlier.size(), 2U);
  EXPECT_EQ(w.customer().earlier[1].since_ms, looked);
}

TEST(Clocks, AreBelievedUpToFiveMinutesAheadAndAnyTimeLate) {
  World w;
  const auto happened = [&](std::int64_t offset) {
    auto event = told(w, "a", 0, "shop.visited", "{}");
    event.time = from_ms(w.now() + offset);
    return to_ms(event.happened()) - w.now();
  };
  EXPECT_EQ(happened(5 * kMinute), 5 * kMinute);
  EXPECT_EQ(happened(5 * kMinute + 1), 0);
  EXPECT_EQ(happened(-900 * kDay), -900 * kDay);
  auto own = told(w, "a", 1, "shop.visited", "{}");
  own.received = {};
  EXPECT_EQ(to_ms(own.happened()), 1);
}

TEST(Clocks, OfSendersThatAreNoTerminalsAreCheckedAtTheGate) {
  const WallTime now = from_ms(kStart);
  const auto gate = [&](const std::string& source, const std::string& time) {
    return check_clock(
        make_event({"a", source}, "shop.visited", parse_rfc3339(time).value(), "customer:C1", "{}"),
        now);
  };
  EXPECT_TRUE(gate("web/shop", to_rfc3339(now + std::chrono::hours{24})));
  const auto ahead = gate("web/shop", to_rfc3339(now + std::chrono::hours{25}));
  ASSERT_FALSE(ahead);
  EXPECT_EQ(ahead.error().where, "time");
  EXPECT_TRUE(gate("web/shop", "2000-01-01T00:00:00Z"));
  EXPECT_FALSE(gate("import/customers", "1999-12-31T23:59:59Z"));
  EXPECT_TRUE(gate("kiosk/d1", "1970-01-01T00:00:00Z"));
  EXPECT_TRUE(gate("kiosk/d1", "2099-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace parcours::journey::test
