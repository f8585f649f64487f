// SPDX-License-Identifier: Apache-2.0
// The steps of the demo stories that happen at a terminal, played offline against the real
// reducers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/visit_terminal.h"

namespace parcours::visit {
namespace {

using test::VisitTerminal;
using testing::HasSubstr;

constexpr const char* kCamille = "2900000000017";
constexpr const char* kMona = "2900000000031";

journey::Customer customer(VisitTerminal& at, const char* id) {
  auto found = at.facts().clienteling.customer(id);
  EXPECT_TRUE(found);
  return found ? *found : journey::Customer{};
}

std::string coupon_refusal(VisitTerminal& at, const char* code) {
  const auto state = at.facts().clienteling.coupon(code, {at.clock.wall(), "shop", "", {}});
  return state ? state->refusal : state.error().text();
}

TEST(StoryJ1, SellerSeesTheJourneyAndTheCouponIsUsedOnceWithThePurchase) {
  VisitTerminal at;
  at.unlock("E001");
  at.scan_card(kCamille);
  const auto open = at.view();
  ASSERT_TRUE(open.customer);
  EXPECT_EQ(open.customer->headline_where, "stage.investigation");
  ASSERT_FALSE(open.customer->automation.empty());
  EXPECT_EQ(open.customer->automation.back().entry.actor, "Léa Martin");
  at.do_this(PauseAutomation{"C00001", true});
  EXPECT_TRUE(at.view().customer->automation_paused);

  at.do_this(AddToBasket{"P0002"});
  at.do_this(UseCoupon{"TV10"});
  at.do_this(Open{Screen::Basket});
  EXPECT_EQ(at.view().basket.coupon_refusal, "wrong_family");
  EXPECT_THAT(at.last("coupon.refused").data, HasSubstr("wrong_family"));
  at.do_this(AddToBasket{"P0001"});
  at.do_this(UseCoupon{"TV10"});
  EXPECT_EQ(at.view().basket.discount.cents, 4'990);

  at.do_this(Checkout{});
  EXPECT_EQ(at.recorded("purchase.completed"), 1);
  EXPECT_EQ(coupon_refusal(at, "TV10"), "redeemed");
  EXPECT_EQ(customer(at, "C00001").stage.name, "purchase");
  EXPECT_EQ(at.facts().catalogue.available_here("P0001").value_or(-1), 2);
}

void plan(VisitTerminal& at, const char* product) {
  const auto event = journey::make_event(
      {"plan-1", "crm/campaigns"}, "message.planned", at.clock.wall() - std::chrono::hours{30},
      "customer:C00001",
      std::string{R"({"template":"tv_reminder","channel":"email","product":")"} + product +
          R"(","code":"TV10","at":"2026-11-21T09:00:00Z"})");
  const auto changes = journey::fold(event, at.rows);
  ASSERT_TRUE(changes) << changes.error().text();
  at.rows.apply(*changes);
}

TEST(StoryJ1, WhatWasSentInHerNameAndWhatIsPlannedStopsWithThePurchase) {
  VisitTerminal at;
  plan(at, "P0001");
  at.unlock("E001");
  at.scan_card(kCamille);
  auto said = at.view().customer->automation;
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0].outcome, "planned");
  EXPECT_GT(said[0].entry.due_ms, to_ms(at.clock.wall()));
  EXPECT_EQ(said[1].outcome, "no_reply");
  EXPECT_TRUE(said[1].in_your_name);
  at.do_this(PauseAutomation{"C00001", true});
  EXPECT_EQ(at.view().customer->automation[0].outcome, "held");
  at.do_this(PauseAutomation{"C00001", false});

  at.do_this(AddToBasket{"P0001"});
  at.do_this(UseCoupon{"TV10"});
  at.do_this(Checkout{});
  at.do_this(Open{Screen::Customer360});
  EXPECT_EQ(at.view().customer->automation[0].outcome, "stopped");
  at.unlock("E002");
  at.scan_card(kCamille);
  EXPECT_FALSE(at.view().customer->automation[1].in_your_name) << "Nadia is not Léa";
}

journey::TimelineEntry asked(const VisitTerminal& at) {
  journey::TimelineEntry entry;
  entry.event_id = "ask-1";
  entry.type = "survey.asked";
  entry.channel = "email";
  entry.time_ms = to_ms(at.clock.wall()) - test::kDay;
  entry.detail = "livraison";
  entry.code = "AVIS";
  return entry;
}

TEST(StoryJ3, TheSurveyIsOfferedAndItsAnswerIssuesThePromisedCouponOnce) {
  VisitTerminal at;
  test::put_timeline(at.rows, "C00001", asked(at));
  auto promised = test::make_coupon("AVIS", "C00001");
  promised.families.clear();
  promised.state = "promised";
  promised.survey = "livraison";
  test::put_coupon(at.rows, promised);
  at.scan_card(kCamille);
  at.do_this(ShowAmounts{true});
  ASSERT_TRUE(at.view().space->survey);
  EXPECT_EQ(at.view().space->survey->percent, 10);
  EXPECT_EQ(at.view().space->coupons.size(), 1u);

  at.do_this(AnswerSurvey{9});
  EXPECT_EQ(at.recorded("survey.answered"), 0);
  at.do_this(AnswerSurvey{5});
  EXPECT_EQ(at.recorded("survey.answered"), 1);
  EXPECT_THAT(at.last("survey.answered").data, HasSubstr(R"("score":5)"));
  EXPECT_THAT(at.last("survey.answered").data, HasSubstr(R"("code":"AVIS")"));
  EXPECT_TRUE(at.view().space->survey->answered);
  EXPECT_EQ(at.view().space->coupons.size(), 2u);
  EXPECT_EQ(coupon_refusal(at, "AVIS"), "");
  at.do_this(AnswerSurvey{1});
  EXPECT_EQ(at.recorded("survey.answered"), 1) << "once";
  at.do_this(Leave{});
  at.scan_card(kCamille);
  EXPECT_FALSE(at.view().space->survey) << "the thanks are of the visit";
}

TEST(StoryJ3, SurveyCouponIsRefusedInWordsOnceItIsUsedOrExpired) {
  VisitTerminal at;
  auto thanks = test::make_coupon("MERCI10", "C00001");
  thanks.families.clear();
  test::put_coupon(at.rows, thanks);
  at.unlock("E001");
  at.scan_card(kCamille);
  at.do_this(AddToBasket{"P0002"});
  at.do_this(UseCoupon{"MERCI10"});
  at.do_this(Open{Screen::Basket});
  EXPECT_EQ(at.view().basket.discount.cents, 399);
  at.do_this(Checkout{});
  at.do_this(AddToBasket{"P0002"});
  at.do_this(UseCoupon{"MERCI10"});
  EXPECT_EQ(at.view().basket.coupon_refusal, "redeemed");
  EXPECT_EQ(at.view().basket.discount.cents, 0);
  at.do_this(Leave{});
  at.clock.advance(std::chrono::hours{24 * 6});
  at.scan_card(kCamille);
  at.do_this(UseCoupon{"TV10"});
  at.do_this(Open{Screen::Basket});
  EXPECT_EQ(at.view().basket.coupon_refusal, "expired");
}

TEST(StoryJ4, TheBirthdayDrinkIsGivenOnceByStaffToTheTopTierOnly) {
  VisitTerminal at;
  at.scan_card(kMona);
  at.do_this(UseReward{"C00003", "birthday_drink"});
  EXPECT_EQ(at.recorded("reward.used"), 0) << "no shopper pours it";
  at.do_this(Leave{});
  at.unlock("E001");
  at.scan_card(kCamille);
  EXPECT_FALSE(at.view().customer->birthday_right);
  at.do_this(UseReward{"C00001", "birthday_drink"});
  EXPECT_EQ(at.recorded("reward.used"), 0);
  at.scan_card(kMona);
  EXPECT_EQ(at.view().customer->next_action, "birthday");
  EXPECT_TRUE(at.view().customer->birthday_right);
  at.do_this(UseReward{"C00003", "birthday_drink"});
  EXPECT_EQ(at.recorded("reward.used"), 1);
  EXPECT_FALSE(at.view().customer->birthday_right);
  at.do_this(UseReward{"C00003", "birthday_drink"});
  EXPECT_EQ(at.recorded("reward.used"), 1);
}

TEST(StoryJ4, PointsComeOncePerPurchaseAndEachIsExplained) {
  VisitTerminal at;
  at.scan_card(kMona);
  at.do_this(ShowAmounts{true});
  const int before = at.view().space->points;
  EXPECT_TRUE(at.view().space->birthday_right);
  at.scan_card(kMona);
  at.scan_card(kMona);
  EXPECT_EQ(at.view().space->points, before);
  at.unlock("E001");
  at.scan_card(kMona);
  at.do_this(AddToBasket{"P0002"});
  at.do_this(Checkout{});
  at.do_this(Leave{});
  at.scan_card(kMona);
  at.do_this(ShowAmounts{true});
  const auto view = at.view();
  ASSERT_FALSE(view.space->points_lines.empty());
  EXPECT_EQ(view.space->points_lines.front().why, "purchase");
  EXPECT_EQ(view.space->points_lines.front().delta, 39);
}

}  // namespace
}  // namespace parcours::visit
