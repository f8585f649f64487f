// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/sync/journey/fold_world.h"

namespace parcours::journey::test {
namespace {

using testing::HasSubstr;

/// A world in which Camille has 30 points and 10 €.
class Balance : public testing::Test {
 protected:
  void SetUp() override {
    w.camille();
    w.tell("points.earned", "customer:C1", R"({"points":30})");
    w.tell("value.reloaded", "customer:C1", R"({"amount_cents":1000})");
  }
  Status at_kiosk(const std::string& id, const std::string& type, const std::string& data) {
    w.pass(60'000);
    return w.apply(make_event({id, "kiosk/d1"}, type, from_ms(w.now()), "customer:C1", data));
  }
  World w;
};

TEST_F(Balance, RefusesASpendFromOutsideThatIsMoreThanThereIs) {
  const auto points = w.try_tell("points.spent", "customer:C1", R"({"points":31})");
  ASSERT_FALSE(points);
  EXPECT_EQ(points.error().code, ErrorCode::Denied);
  EXPECT_THAT(points.error().message, HasSubstr("is 31, the balance is 30 points"));
  EXPECT_FALSE(w.try_tell("value.spent", "customer:C1", R"({"amount_cents":1001})"));
  w.tell("points.spent", "customer:C1", R"({"points":29})");
  const auto last = w.try_tell("points.spent", "customer:C1", R"({"points":2})");
  ASSERT_FALSE(last);
  EXPECT_THAT(last.error().message, testing::EndsWith("the balance is 1 point"));
  EXPECT_EQ(w.customer().points, 1);
  EXPECT_EQ(w.customer().stored_value.cents, 1000);
  EXPECT_TRUE(w.tasks("incident").empty());
}

TEST_F(Balance, IsNeverBelowZeroWhenATerminalSpentMoreAndKeepsWhatIsShort) {
  ASSERT_TRUE(at_kiosk("k1", "points.spent", R"({"points":50,"shop":"S2"})"));
  EXPECT_EQ(w.customer().points, 0);
  EXPECT_EQ(w.customer().points_short, 20);
  const auto incidents = w.tasks("incident");
  ASSERT_EQ(incidents.size(), 1U);
  EXPECT_EQ(incidents[0].words, "incident.points_overspent");
  EXPECT_EQ(incidents[0].shop, "S2");
  w.tell("points.earned", "customer:C1", R"({"points":25})");
  EXPECT_EQ(w.customer().points, 5);
  EXPECT_EQ(w.customer().points_short, 0);
}

TEST_F(Balance, OfStoredValueFollowsTheSameRule) {
  ASSERT_TRUE(at_kiosk("k1", "value.spent", R"({"amount_cents":1500})"));
  EXPECT_EQ(w.customer().stored_value.cents, 0);
  EXPECT_EQ(w.customer().value_short.cents, 500);
  ASSERT_EQ(w.tasks("incident").size(), 1U);
  EXPECT_EQ(w.tasks("incident")[0].shop, "S1");
  w.tell("value.reloaded", "customer:C1", R"({"amount_cents":800})");
  EXPECT_EQ(w.customer().stored_value.cents, 300);
}

TEST_F(Balance, StaysAtZeroWhenAReturnTakesPointsThatAreSpent) {
  w.tell("purchase.completed", "customer:C1", R"({"shop":"S1","total_cents":4000})");
  w.tell("points.spent", "customer:C1", R"({"points":70})");
  w.tell("purchase.returned", "customer:C1", R"({"shop":"S1","total_cents":4000})");
  EXPECT_EQ(w.customer().points, 0);
  EXPECT_EQ(w.customer().points_short, 40);
}

}  // namespace
}  // namespace parcours::journey::test
