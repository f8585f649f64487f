// SPDX-License-Identifier: Apache-2.0
#include "kiosk/clienteling/clienteling.h"

#include <gtest/gtest.h>

#include "tests/support/demo_rows.h"

namespace parcours::clienteling {
namespace {

using test::kDay;
using test::kMinute;
using test::kNow;

TEST(Clienteling, TellsWhoWhereAndWhatNextInThreeLines) {
  const auto rows = test::demo_rows();
  const Clienteling clienteling(rows, "S1");
  const auto profile = clienteling.profile("C00001", kNow);
  ASSERT_TRUE(profile) << profile.error().text();
  EXPECT_EQ(profile->customer.first_name, "Camille");
  EXPECT_EQ(profile->adviser_name, "Léa Martin");
  EXPECT_EQ(profile->headline_where, "stage.investigation");
  EXPECT_EQ(profile->next.key, "order_ready");
  EXPECT_EQ(profile->next.detail, "48177");
  ASSERT_EQ(profile->timeline.size(), 2u);
  EXPECT_EQ(profile->timeline.front().entry.type, "message.sent");
  EXPECT_EQ(profile->timeline.front().product_name.fr, "Téléviseur Horizon 55");
  ASSERT_EQ(profile->automation.size(), 1u);
  EXPECT_EQ(profile->automation.front().entry.actor, "E001");
}

TEST(Clienteling, KeepsHistoryClosedWithoutTheProfileConsent) {
  const auto rows = test::demo_rows();
  const Clienteling clienteling(rows, "S1");
  const auto profile = clienteling.profile("C00002", kNow);
  ASSERT_TRUE(profile);
  EXPECT_FALSE(profile->history_allowed);
  EXPECT_TRUE(profile->timeline.empty());
  EXPECT_TRUE(profile->customer.viewed.empty());
  EXPECT_TRUE(profile->customer.owned.empty());
  EXPECT_EQ(profile->headline_where, "where.no_consent");
  EXPECT_EQ(profile->next.key, "none");
}

TEST(Clienteling, MasksWhoIsLookedUp) {
  const auto rows = test::demo_rows();
  const Clienteling clienteling(
      rows, "S1", [](auto, auto, auto) -> Result<std::vector<journal::SearchHit>> {
        return std::vector<journal::SearchHit>{{"customer", "C00001"}, {"customer", "gone"}};
      });
  const auto hits = clienteling.look_up("dub", 5);
  ASSERT_TRUE(hits);
  ASSERT_EQ(hits->size(), 1u);
  EXPECT_EQ(hits->front().masked_name, "C. Dubois");
  EXPECT_EQ(hits->front().city, "Toulouse");
  EXPECT_EQ(hits->front().card_end, "0017") << "the end alone, never the number";
  EXPECT_EQ(mask_name("Élodie", "Öst", Mask::Initials), "É. Ö.");
}

TEST(Clienteling, NeverRepeatsACardNumberInAnError) {
  const auto rows = test::demo_rows();
  const Clienteling clienteling(rows, "S1");
  const auto nobody = clienteling.by_card("2999999999999");
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().code, ErrorCode::NotFound);
  EXPECT_EQ(nobody.error().text().find("2999999999999"), std::string::npos);
}

TEST(Clienteling, OffersTheBirthdayToTheTopTierOnceAYear) {
  auto rows = test::demo_rows();
  const Clienteling clienteling(rows, "S1");
  const auto mona = clienteling.customer("C00003");
  ASSERT_TRUE(mona);
  EXPECT_TRUE(clienteling.tier(*mona, kNow)->birthday_right);
  EXPECT_EQ(clienteling.tier(*mona, kNow)->purchases_needed, 0);
  EXPECT_FALSE(clienteling.tier(*mona, kNow + std::chrono::days{30})->birthday_right);
  journey::TimelineEntry drink;
  drink.event_id = "e-9";
  drink.type = "reward.used";
  drink.time_ms = to_ms(kNow) - kDay;
  test::put_timeline(rows, "C00003", drink);
  EXPECT_FALSE(clienteling.tier(*mona, kNow)->birthday_right);
  const auto camille = clienteling.customer("C00001");
  EXPECT_EQ(clienteling.tier(*camille, kNow)->next, "silver");
  EXPECT_EQ(clienteling.tier(*camille, kNow)->purchases_needed, 4);
}

TEST(Clienteling, SortsTheBoardByPromiseAndSaysWhatIsLate) {
  auto rows = test::demo_rows();
  auto late = test::make_order("48220", "accepted");
  late.promised_ms = to_ms(kNow) - kMinute;
  test::put_order(rows, late);
  auto here = test::make_order("48181", "arrived");
  here.arrived_ms = to_ms(kNow) - 3 * kMinute;
  test::put_order(rows, here);
  auto gone = test::make_order("48100", "handed_over");
  test::put_order(rows, gone);
  const Clienteling clienteling(rows, "S1");
  const auto board = clienteling.board("S1", kNow);
  ASSERT_TRUE(board);
  ASSERT_EQ(board->late.size(), 1u);
  EXPECT_TRUE(board->late.front().late);
  ASSERT_EQ(board->here.size(), 1u);
  EXPECT_EQ(board->here.front().order.id, "48181");
  EXPECT_EQ(board->ready.size(), 1u);
  EXPECT_EQ(board->to_prepare.size(), 1u);
  EXPECT_TRUE(clienteling.board("S2", kNow)->ready.empty());

  // A manager took the hand-over back: what was closed is open again.
  gone.state = "ready";
  test::put_order(rows, gone);
  EXPECT_EQ(clienteling.board("S1", kNow)->ready.size(), 2u);
  gone.state = "handed_over";
  test::put_order(rows, gone);
  EXPECT_EQ(clienteling.board("S1", kNow)->ready.size(), 1u);
}

TEST(Coupons, SayWhyTheyAreRefused) {
  const auto coupon = test::make_coupon("TV10", "C00001");
  const CouponUse use{kNow, "shop", "C00001", {{"tv", {49'900}}}};
  EXPECT_TRUE(check_coupon(coupon, use, {}).usable);
  auto late = use;
  late.now = from_ms(coupon.until_ms + 1);
  EXPECT_EQ(check_coupon(coupon, late, {}).refusal, "expired");
  auto early = use;
  early.now = from_ms(coupon.from_ms - 1);
  EXPECT_EQ(check_coupon(coupon, early, {}).refusal, "not_yet");
  auto channel = use;
  channel.channel = "phone";
  EXPECT_EQ(check_coupon(coupon, channel, {}).refusal, "wrong_channel");
  auto family = use;
  family.lines = {{"support", {3'990}}};
  EXPECT_EQ(check_coupon(coupon, family, {}).refusal, "wrong_family");
  auto other = use;
  other.customer = "C00002";
  EXPECT_EQ(check_coupon(coupon, other, {}).refusal, "wrong_customer");
  auto used = coupon;
  used.state = "redeemed";
  EXPECT_EQ(check_coupon(used, use, {}).refusal, "redeemed");
  auto forged = coupon;
  forged.token = "K1:FORGED";
  EXPECT_EQ(check_coupon(forged, use, [](const auto&, auto) { return false; }).refusal,
            "bad_signature");
  EXPECT_EQ(check_coupon(coupon, use, [](const auto&, auto) { return true; }).refusal, "no_token")
      << "without a signature anybody could have made it";
}

TEST(Coupons, TakeOffOnlyTheLinesTheyAreFor) {
  auto coupon = test::make_coupon("TV10", "C00001");
  const std::vector<CouponLine> lines{{"tv", {49'905}}, {"support", {3'990}}};
  EXPECT_EQ(coupon_discount(coupon, lines).cents, 4'991);
  coupon.percent = 0;
  coupon.amount = {60'000};
  EXPECT_EQ(coupon_discount(coupon, lines).cents, 49'905);
}

TEST(NextAction, PrefersWhatHelpsNowAndNamesItsEvidence) {
  auto rows = test::demo_rows();
  rows.apply(
      {{"shop:S1", "order", "48177", std::nullopt}, {"shop:S1", "order", "48213", std::nullopt}});
  const Clienteling clienteling(rows, "S1");
  EXPECT_EQ(clienteling.profile("C00001", kNow)->next.key, "coupon_expiring");
  rows.apply({{"customers:S1", "coupon", "C00001/TV10", std::nullopt}});
  const auto profile = clienteling.profile("C00001", kNow);
  EXPECT_EQ(profile->next.key, "interrupted_view");
  EXPECT_EQ(profile->next.detail, "P0001");
  ASSERT_EQ(profile->next.evidence.size(), 1u);
  EXPECT_EQ(profile->next.evidence.front(), "e-1");
  test::put_stock(rows, "P0001", "S1", 0);
  EXPECT_EQ(clienteling.profile("C00001", kNow)->next.key, "none");
}

}  // namespace
}  // namespace parcours::clienteling
