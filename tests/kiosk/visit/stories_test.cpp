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
