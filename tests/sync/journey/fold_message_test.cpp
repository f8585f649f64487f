// SPDX-License-Identifier: Apache-2.0
// What automation means to say, coupons promised for an answer, and rights used once a year.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/sync/journey/fold_world.h"

namespace parcours::journey {
namespace {

using test::kDay;
using test::kStart;
using test::World;

constexpr const char* kPlan =
    R"({"template":"tv_reminder","channel":"email","product":"P1","code":"TV10",)"
    R"("at":"2026-10-02T08:00:00Z"})";

struct CamilleWorld : World {
  CamilleWorld() { camille(); }
  [[nodiscard]] TimelineEntry entry(std::string_view type) const {
    for (const auto& one : timeline())
      if (one.type == type) return one;
    ADD_FAILURE() << "no " << type;
    return {};
  }
  [[nodiscard]] std::string outcome() const { return entry("message.planned").outcome; }
};

std::string purchase(const char* product, const char* more = "") {
  return std::string{R"({"shop":"S1","total_cents":1000,"lines":[{"product":"P9"},{"product":")"} +
         product + "\"}]" + more + "}";
}

TEST(FoldMessage, APlannedMessageSaysWhenItIsDueAndWhatItIsAbout) {
  CamilleWorld w;
  w.tell("message.planned", "customer:C1", kPlan);
  const auto plan = w.entry("message.planned");
  EXPECT_EQ(to_rfc3339(from_ms(plan.due_ms)), "2026-10-02T08:00:00Z");
  EXPECT_EQ(plan.detail, "tv_reminder");
  EXPECT_EQ(plan.code, "TV10");
  EXPECT_EQ(plan.outcome, "");
  ASSERT_EQ(w.customer().planned.size(), 1u);
  EXPECT_EQ(w.customer().planned[0].rfind("C1/", 0), 0u);
}

TEST(FoldMessage, StopsWhenItsGoalIsReachedWhateverTheOrderOfArrival) {
  for (const bool plan_first : {true, false}) {
    CamilleWorld w;
    if (plan_first) w.tell_at(kStart + kDay, "message.planned", "customer:C1", kPlan);
    w.tell_at(kStart + 2 * kDay, "purchase.completed", "customer:C1", purchase("P1"));
    if (!plan_first) w.tell_at(kStart + kDay, "message.planned", "customer:C1", kPlan);
    EXPECT_EQ(w.outcome(), "goal_reached") << plan_first;
  }
}

TEST(FoldMessage, StopsForNothingElse) {
  CamilleWorld w;
  w.tell_at(kStart + kDay, "purchase.completed", "customer:C1", purchase("P1"));
  w.tell_at(kStart + 2 * kDay, "message.planned", "customer:C1", kPlan);
  EXPECT_EQ(w.outcome(), "") << "bought before it was planned";
  w.tell_at(kStart + 3 * kDay, "purchase.completed", "customer:C1", purchase("P2"));
  EXPECT_EQ(w.outcome(), "") << "bought something else";
  w.tell_at(kStart + 3 * kDay, "message.sent", "customer:C1", R"({"template":"other"})");
  EXPECT_EQ(w.outcome(), "");
  w.tell_at(kStart + 4 * kDay, "order.placed", "customer:C1",
            R"({"order":"48999","shop":"S1","lines":[{"product":"P1"}]})");
  EXPECT_EQ(w.outcome(), "goal_reached");
}

TEST(FoldMessage, NobodyIsRemindedOfACouponThatIsUsed) {
  const std::string coupon = R"({"code":"TV10","percent":10})";
  for (const bool plan_first : {true, false}) {
    CamilleWorld w;
    w.tell("coupon.issued", "customer:C1", coupon);
    if (plan_first) w.tell("message.planned", "customer:C1", kPlan);
    w.tell("purchase.completed", "customer:C1", purchase("P2", R"(,"coupon":"TV10")"));
    if (!plan_first) w.tell("message.planned", "customer:C1", kPlan);
    EXPECT_EQ(w.outcome(), "goal_reached") << plan_first;
    EXPECT_EQ(w.coupon().state, "redeemed");
  }
}

TEST(FoldMessage, WhatWasSentStaysSentWhateverCameAfterOrArrivedBefore) {
  const auto sent = R"({"template":"tv_reminder","channel":"email"})";
  for (const bool sent_first : {true, false}) {
    CamilleWorld w;
    w.tell_at(kStart + kDay, "message.planned", "customer:C1", kPlan);
    if (sent_first) w.tell_at(kStart + 2 * kDay, "message.sent", "customer:C1", sent);
    w.tell_at(kStart + 3 * kDay, "purchase.completed", "customer:C1", purchase("P1"));
    if (!sent_first) w.tell_at(kStart + 2 * kDay, "message.sent", "customer:C1", sent);
    EXPECT_EQ(w.outcome(), "sent") << sent_first;
  }
}

TEST(FoldMessage, RemembersTheNewestSixteenPlans) {
  CamilleWorld w;
  for (int i = 0; i < 20; ++i) w.tell("message.planned", "customer:C1", kPlan);
  w.tell_at(kStart - kDay, "message.planned", "customer:C1", kPlan);
  const auto planned = w.customer().planned;
  EXPECT_EQ(planned.size(), 16u);
  EXPECT_TRUE(std::is_sorted(planned.begin(), planned.end()));
}

constexpr const char* kAsked =
    R"({"survey":"delivery","code":"OPINION","percent":10,"channels":["web","shop"],)"
    R"("token":"K1:signed"})";

TEST(FoldSurvey, APromisedCouponIsIssuedByTheAnswerOnce) {
  CamilleWorld w;
  w.tell("survey.asked", "customer:C1", kAsked);
  EXPECT_EQ(w.coupon("C1/OPINION").state, "promised");
  EXPECT_EQ(w.coupon("C1/OPINION").token, "K1:signed");
  w.tell("survey.answered", "customer:C1", R"({"survey":"other","score":1})");
  EXPECT_EQ(w.coupon("C1/OPINION").state, "promised") << "another survey";
  w.tell("survey.answered", "customer:C1", R"({"survey":"delivery","score":5})");
  EXPECT_EQ(w.coupon("C1/OPINION").state, "issued");
  w.tell("coupon.redeemed", "coupon:OPINION", R"({"code":"OPINION"})");
  w.tell("survey.answered", "customer:C1", R"({"survey":"delivery","score":5,"code":"OPINION"})");
  EXPECT_EQ(w.coupon("C1/OPINION").state, "redeemed");
  EXPECT_TRUE(w.tasks("incident").empty());
}

TEST(FoldSurvey, TheAnswerMayArriveBeforeTheAsking) {
  CamilleWorld w;
  w.tell_at(kStart + 2 * kDay, "survey.answered", "customer:C1", R"({"survey":"delivery"})");
  w.tell_at(kStart + kDay, "survey.asked", "customer:C1", kAsked);
  EXPECT_EQ(w.coupon("C1/OPINION").state, "issued");
  w.tell_at(kStart + 3 * kDay, "survey.asked", "customer:C1",
            R"({"survey":"delivery","code":"AGAIN","percent":5})");
  EXPECT_EQ(w.coupon("C1/AGAIN").state, "promised") << "that answer was to the earlier asking";
}

TEST(FoldSurvey, ATerminalWithAWrongClockIsBelievedWhenItNamesTheCoupon) {
  CamilleWorld w;
  w.tell_at(kStart + kDay, "survey.asked", "customer:C1", kAsked);
  w.tell_at(kStart - 400 * kDay, "survey.answered", "customer:C1", R"({"survey":"delivery"})");
  EXPECT_EQ(w.coupon("C1/OPINION").state, "promised");
  w.tell_at(kStart - 400 * kDay, "survey.answered", "customer:C1", R"({"code":"OPINION"})");
  EXPECT_EQ(w.coupon("C1/OPINION").state, "issued");
}

TEST(FoldReward, ASecondUseWithinTheYearIsLookedAt) {
  CamilleWorld w;
  const auto drink = R"({"reward":"birthday_drink","shop":"S1"})";
  w.tell_at(kStart, "reward.used", "customer:C1", drink);
  w.tell_at(kStart + 365 * kDay, "reward.used", "customer:C1", drink);
  EXPECT_TRUE(w.tasks("incident").empty());
  w.tell_at(kStart + 2 * kDay, "reward.used", "customer:C1", drink);
  ASSERT_EQ(w.tasks("incident").size(), 1u);
  EXPECT_EQ(w.tasks("incident")[0].words, "incident.reward_twice");
}

}  // namespace
}  // namespace parcours::journey
