// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/actions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/visit_terminal.h"

namespace parcours::visit {
namespace {

using test::kNow;
using test::VisitTerminal;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const Actor kLea{Role::Associate, "E001"};
const Actor kNadia{Role::Manager, "E002"};

std::string refusal(VisitTerminal& at, const Actor& who, const OrderAction& what) {
  const auto decision = move_order(at.facts(), who, what, at.clock.wall());
  return decision ? decision->refusal : decision.error().text();
}

TEST(Actions, RefuseAnOrderMoveWithItsReason) {
  VisitTerminal at;
  EXPECT_EQ(refusal(at, kLea, {"99999", "accept", ""}), "unknown_order");
  EXPECT_EQ(refusal(at, kLea, {"48213", "fly", ""}), "unknown_action");
  EXPECT_EQ(refusal(at, kLea, {"48213", "pick", ""}), "not_accepted");
  EXPECT_EQ(refusal(at, kLea, {"48213", "hand_over", ""}), "not_ready");
  EXPECT_EQ(refusal(at, {}, {"48213", "accept", ""}), "not_allowed");
  EXPECT_EQ(refusal(at, kLea, {"48213", "accept", ""}), "");
  auto elsewhere = test::make_order("50000", "placed");
  elsewhere.shop = "S2";
  test::put_order(at.rows, elsewhere);
  EXPECT_EQ(refusal(at, kLea, {"50000", "accept", ""}), "other_shop");
}

TEST(Actions, HandOverOnlyWhatIsReadyAndPaid) {
  VisitTerminal at;
  auto unpaid = test::make_order("48300", "ready");
  unpaid.paid = false;
  test::put_order(at.rows, unpaid);
  test::put_order(at.rows, test::make_order("48301", "cancelled"));
  test::put_order(at.rows, test::make_order("48302", "handed_over"));
  EXPECT_EQ(refusal(at, kLea, {"48300", "hand_over", ""}), "not_paid");
  EXPECT_EQ(refusal(at, kLea, {"48301", "hand_over", ""}), "cancelled");
  EXPECT_EQ(refusal(at, kLea, {"48302", "hand_over", ""}), "already_handed_over");
  EXPECT_EQ(refusal(at, kLea, {"48177", "hand_over", ""}), "");
}

TEST(Actions, UndoBelongsToAManagerForFifteenMinutes) {
  VisitTerminal at;
  auto order = test::make_order("48302", "handed_over");
  order.moves.push_back({"handed_over", "E001", "t", to_ms(kNow), ""});
  test::put_order(at.rows, order);
  EXPECT_EQ(refusal(at, kLea, {"48302", "undo", "wrong person"}), "not_allowed");
  EXPECT_EQ(refusal(at, kNadia, {"48302", "undo", "wrong person"}), "");
  EXPECT_EQ(refusal(at, kNadia, {"48302", "undo", ""}), "no_reason");
  at.clock.advance(std::chrono::minutes{16});
  EXPECT_EQ(refusal(at, kNadia, {"48302", "undo", "wrong person"}), "undo_too_late");
  EXPECT_EQ(refusal(at, kNadia, {"48177", "undo", ""}), "not_handed_over");
}

TEST(Actions, OfferExactlyTheMovesThatWouldBeTaken) {
  const auto placed = test::make_order("1", "placed");
  EXPECT_THAT(allowed_actions(placed, kLea, kNow), ElementsAre("accept", "arrive", "cancel"));
  auto ready = test::make_order("1", "ready");
  EXPECT_THAT(allowed_actions(ready, kLea, kNow), ElementsAre("arrive", "hand_over", "cancel"));
  const auto cancelled = test::make_order("1", "cancelled");
  EXPECT_TRUE(allowed_actions(cancelled, kNadia, kNow).empty());
}

TEST(Actions, PutPurchaseAndRedemptionIntoOneEvent) {
  VisitTerminal at;
  const BasketToTill basket{"C00001", {{"P0001", 1}, {"P0002", 2}}, "TV10", true};
  const auto decision = checkout(at.facts(), kLea, basket, kNow);
  ASSERT_TRUE(decision);
  ASSERT_TRUE(decision->allowed()) << decision->refusal;
  ASSERT_EQ(decision->events.size(), 1u);
  const auto& event = decision->events.front();
  EXPECT_EQ(event.type, "purchase.completed");
  EXPECT_EQ(event.subject, "customer:C00001");
  EXPECT_THAT(event.data, HasSubstr(R"("coupon":"TV10","discount_cents":4990)"));
  EXPECT_THAT(event.data, HasSubstr(R"("total_cents":52890)"));
  const BasketToTill wrong{"C00001", {{"P0002", 1}}, "TV10", false};
  EXPECT_EQ(checkout(at.facts(), kLea, wrong, kNow)->refusal, "wrong_family");
  EXPECT_EQ(checkout(at.facts(), kLea, {}, kNow)->refusal, "empty_basket");
  EXPECT_EQ(checkout(at.facts(), kLea, {"", {{"P9", 1}}, "", false}, kNow)->refusal,
            "unknown_product");
}

TEST(Actions, SpendNoMorePointsThanThereAre) {
  VisitTerminal at;
  EXPECT_EQ(spend_points(at.facts(), kLea, "C00001", 241, "gift")->refusal, "not_enough_points");
  EXPECT_EQ(spend_points(at.facts(), kLea, "C00001", 0, "gift")->refusal, "bad_amount");
  EXPECT_EQ(spend_points(at.facts(), kLea, "nobody", 1, "gift")->refusal, "unknown_customer");
  const auto spent = spend_points(at.facts(), kLea, "C00001", 240, "gift");
  ASSERT_TRUE(spent->allowed());
  EXPECT_EQ(spent->events.front().type, "points.spent");
}

TEST(Actions, TakeMoneyPointsAndCouponsAtTheTillOnly) {
  VisitTerminal at;
  const Actor shopper;
  EXPECT_EQ(spend_points(at.facts(), shopper, "C00001", 5, "gift")->refusal, "not_allowed");
  EXPECT_EQ(redeem(at.facts(), shopper, "C00001", "TV10", kNow)->refusal, "not_allowed");
  EXPECT_EQ(checkout(at.facts(), shopper, {"", {{"P0002", 1}}, "", false}, kNow)->refusal,
            "not_allowed");
  EXPECT_TRUE(redeem(at.facts(), kLea, "C00001", "TV10", kNow)->allowed());
}

TEST(Actions, RedeemACouponForItsOwnerWhateverBecameOfIt) {
  VisitTerminal at;
  EXPECT_EQ(redeem(at.facts(), kLea, "C00003", "TV10", kNow)->refusal, "wrong_customer");
  EXPECT_EQ(redeem(at.facts(), kLea, "nobody", "TV10", kNow)->refusal, "unknown_customer");
  auto used = test::make_coupon("TV10", "C00001");
  used.state = "redeemed";
  test::put_coupon(at.rows, used);
  EXPECT_EQ(redeem(at.facts(), kLea, "C00001", "TV10", kNow)->refusal, "redeemed");
  EXPECT_EQ(redeem(at.facts(), kLea, "C00003", "TV10", kNow)->refusal, "wrong_customer");
}

TEST(Actions, LimitTheSumOfAProductsLines) {
  VisitTerminal at;
  const auto sell = [&](std::vector<CheckoutLine> lines) {
    return checkout(at.facts(), kLea, {"", std::move(lines), "", false}, kNow)->refusal;
  };
  EXPECT_EQ(sell({{"P0002", 99}, {"P0002", 99}}), "bad_quantity");
  EXPECT_EQ(sell({{"P0002", 50}, {"P0001", 1}, {"P0002", 50}}), "bad_quantity");
  EXPECT_EQ(sell({{"P0002", 99}, {"P0001", 99}}), "");
  EXPECT_EQ(sell({{"P0002", 49}, {"P0002", 50}}), "");
}

TEST(Actions, ReserveOnlyWhatAnotherShopHas) {
  VisitTerminal at;
  EXPECT_EQ(reserve(at.facts(), kLea, {"C00001", "P0003", "S3"}, kNow)->refusal, "no_stock");
  EXPECT_EQ(reserve(at.facts(), kLea, {"C00001", "P0003", "S9"}, kNow)->refusal, "unknown_shop");
  const auto kept = reserve(at.facts(), kLea, {"C00001", "P0003", "S2"}, kNow);
  ASSERT_TRUE(kept->allowed());
  EXPECT_EQ(kept->events.front().type, "order.placed");
  EXPECT_THAT(kept->events.front().data, HasSubstr(R"("shop":"S2")"));
  EXPECT_THAT(kept->events.front().data, HasSubstr(R"("customer_name":"C. Dubois")"));
}

TEST(Actions, NeverWriteACardNumberIntoAScan) {
  VisitTerminal at;
  const auto event =
      scanned(at.facts(), {}, scan::LoyaltyCard{"2900000000017"}, {"C00001", "", "opened"});
  EXPECT_EQ(event.subject, "customer:C00001");
  EXPECT_THAT(event.data, Not(HasSubstr("2900000000017")));
  EXPECT_THAT(scanned(at.facts(), {}, scan::Badge{"BADGE-E001", ""}, {}).data,
              Not(HasSubstr("E001")));
}

}  // namespace
}  // namespace parcours::visit
