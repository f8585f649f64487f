// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/visit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/view_text.h"
#include "tests/support/visit_terminal.h"

namespace parcours::visit {
namespace {

using std::chrono::seconds;
using test::text_of;
using test::VisitTerminal;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kCamille = "2900000000017";
constexpr const char* kMona = "2900000000031";

TEST(Visit, OpensHomeAtTheFirstTouch) {
  VisitTerminal at;
  EXPECT_EQ(at.view().screen, Screen::Attract);
  at.do_this(Touched{});
  const auto view = at.view();
  EXPECT_EQ(view.screen, Screen::Home);
  EXPECT_EQ(view.home.products_total, 3);
  EXPECT_EQ(view.shop.name, "Toulouse Capitole");
}

TEST(Visit, OpensTheMaskedSpaceForAShoppersCard) {
  VisitTerminal at;
  at.scan_card(kCamille);
  auto view = at.view();
  ASSERT_EQ(view.screen, Screen::Space);
  ASSERT_TRUE(view.space);
  EXPECT_EQ(view.space->first_name, "Camille");
  EXPECT_EQ(view.space->points, 0);
  EXPECT_TRUE(view.space->coupons.empty());
  at.do_this(ShowAmounts{true});
  view = at.view();
  EXPECT_EQ(view.space->points, 240);
  EXPECT_EQ(view.space->coupons.size(), 1u);
  EXPECT_EQ(view.space->viewed.front().id, "P0001");
  EXPECT_EQ(at.recorded("kiosk.scanned"), 1);
  EXPECT_EQ(at.recorded("shop.identified"), 1);
}

TEST(Visit, OffersAShoppersCouponInTheBasketOnceItWasShown) {
  VisitTerminal at;
  at.scan_card(kCamille);
  at.do_this(AddToBasket{"P0001"});
  at.do_this(Open{Screen::Basket});
  ASSERT_TRUE(at.view().space);
  EXPECT_TRUE(at.view().space->coupons.empty()) << "masked like in the space";
  at.do_this(ShowAmounts{true});
  ASSERT_EQ(at.view().space->coupons.size(), 1u);
  EXPECT_TRUE(at.view().space->first_name.empty()) << "the basket shows nothing else of it";
  at.do_this(UseCoupon{"TV10"});
  EXPECT_EQ(at.view().screen, Screen::Basket);
  EXPECT_EQ(at.view().basket.discount.cents, 4'990);
}

TEST(Visit, OpensTheWholeCustomerForAnUnlockedAssociateAndLogsIt) {
  VisitTerminal at;
  at.unlock("E001");
  EXPECT_EQ(at.view().screen, Screen::AssociateHome);
  at.scan_card(kCamille);
  const auto view = at.view();
  ASSERT_EQ(view.screen, Screen::Customer360);
  ASSERT_TRUE(view.customer);
  EXPECT_EQ(view.customer->customer.id, "C00001");
  EXPECT_EQ(view.customer->next_action, "order_ready");
  EXPECT_THAT(at.last("profile.opened").data, HasSubstr(R"("purpose":"scan")"));
  EXPECT_THAT(at.last("profile.opened").data, HasSubstr(R"("actor":"E001")"));
}

TEST(Visit, SaysWhatToDoWithACodeItDoesNotKnow) {
  VisitTerminal at;
  at.scan_unknown("bad_check_digit");
  EXPECT_EQ(at.view().screen, Screen::UnknownCode);
  EXPECT_EQ(at.view().unknown.reason, "bad_check_digit");
  at.scan_card("2999999999999");
  EXPECT_EQ(at.view().unknown.reason, "card_unknown");
  EXPECT_EQ(at.view().unknown.text, "");
  at.scan_product("03000000009999");
  EXPECT_EQ(at.view().unknown.reason, "unknown_product");
  EXPECT_EQ(at.recorded("kiosk.scanned"), 3);
}

TEST(Visit, AnnouncesAPickupAndShowsThePlaceInTheQueue) {
  VisitTerminal at;
  at.scan_pickup("K7P2QX");
  const auto view = at.view();
  ASSERT_EQ(view.screen, Screen::Collect);
  ASSERT_TRUE(view.collect.order);
  EXPECT_EQ(view.collect.order->id, "48177");
  EXPECT_EQ(view.collect.order->state, "arrived");
  EXPECT_EQ(view.collect.queue_position, 1);
  at.scan_pickup("K7P2QX");
  EXPECT_EQ(at.recorded("pickup.arrived"), 1);
  at.scan_pickup("ZZZZZZ");
  EXPECT_EQ(at.view().collect.refusal, "unknown_pickup_code");
}

TEST(Visit, PicksTheLineThatIsScannedWhilePreparing) {
  VisitTerminal at;
  at.unlock("E001");
  at.do_this(OpenOrder{"48213"});
  at.do_this(MoveOrder{"48213", "accept", ""});
  at.scan_product("03000000000017");
  EXPECT_EQ(at.view().screen, Screen::OrderDetail);
  EXPECT_EQ(at.view().order->lines[0].picked, 1);
  at.scan_product("03000000000031");
  EXPECT_EQ(at.view().order->refusal, "wrong_product");
  at.scan_product("03000000000024");
  EXPECT_EQ(at.view().order->order.state, "picked");
  at.do_this(MoveOrder{"48213", "stage", ""});
  EXPECT_EQ(at.view().order->refusal, "no_bin");
  at.do_this(MoveOrder{"48213", "stage", "B4"});
  at.do_this(MoveOrder{"48213", "ready", ""});
  EXPECT_EQ(at.view().order->order.bin, "B4");
  at.do_this(MoveOrder{"48213", "hand_over", ""});
  EXPECT_EQ(at.view().order->order.state, "handed_over");
  at.do_this(MoveOrder{"48213", "hand_over", ""});
  EXPECT_EQ(at.view().order->refusal, "already_handed_over");
  EXPECT_EQ(at.recorded("pickup.handed_over"), 1);
}

TEST(Visit, ShowsNothingAsDoneThatCouldNotBeRecorded) {
  VisitTerminal at;
  at.unlock("E001");
  at.scan_card(kCamille);
  at.do_this(AddToBasket{"P0001"});
  at.disk_full = true;
  at.do_this(Checkout{});
  EXPECT_EQ(at.view().basket_pieces, 1);
  ASSERT_TRUE(at.view().toast);
  EXPECT_EQ(at.view().toast->words, "toast.not_saved");
  at.scan_product("03000000000024");  // looking goes on, and says that the disk is full
  EXPECT_EQ(at.view().screen, Screen::Product);
  EXPECT_EQ(at.view().link.trouble, "disk_full");
  at.disk_full = false;
  at.do_this(Checkout{});
  EXPECT_EQ(at.view().basket_pieces, 0);
  EXPECT_EQ(at.recorded("purchase.completed"), 1);
}

TEST(Visit, AsksWhetherSomebodyIsThereThenWipesEverythingPersonal) {
  VisitTerminal at;
  at.scan_card(kCamille);
  at.do_this(ShowAmounts{true});
  at.do_this(AddToBasket{"P0001"});
  at.do_this(UseCoupon{"TV10"});
  at.wait(seconds{60});
  EXPECT_TRUE(at.view().still_there);
  EXPECT_EQ(at.view().still_there_seconds, 20);
  at.wait(seconds{19});
  EXPECT_EQ(at.view().screen, Screen::Space);
  at.wait(seconds{1});
  const auto view = at.view();
  EXPECT_EQ(view.screen, Screen::Attract);
  EXPECT_FALSE(view.can_go_back);
  for (const char* personal :
       {"Camille", "Dubois", "C00001", "TV10", "48177", "P0001", "2900000000017"}) {
    EXPECT_THAT(text_of(view), Not(HasSubstr(personal)));
  }
  at.do_this(Touched{});
  EXPECT_EQ(at.view().basket_pieces, 0);
  EXPECT_THAT(text_of(at.view()), Not(HasSubstr("Camille")));
}

TEST(Visit, CanBeExtendedTenTimesAndNoMore) {
  VisitTerminal at;
  at.scan_card(kCamille);
  for (int i = 0; i < kExtensionsMax; ++i) {
    at.wait(seconds{65});
    ASSERT_TRUE(at.view().still_there) << i;
    at.do_this(StillHere{});
    ASSERT_EQ(at.view().screen, Screen::Space) << i;
  }
  at.wait(seconds{60});
  EXPECT_EQ(at.view().screen, Screen::Attract);
}

TEST(Visit, LocksAnAssociateWhoWalkedAway) {
  VisitTerminal at;
  at.unlock("E001");
  at.scan_card(kCamille);
  at.wait(seconds{80});
  EXPECT_EQ(at.view().role, Role::Shopper);
  EXPECT_THAT(text_of(at.view()), Not(HasSubstr("Dubois")));
  at.do_this(OpenCustomer{"C00001", "look_up"});
  EXPECT_NE(at.view().screen, Screen::Customer360);
}

TEST(Visit, KeepsTwoShoppersApart) {
  VisitTerminal at;
  at.scan_card(kCamille);
  at.do_this(AddToBasket{"P0001"});
  at.scan_card(kMona);
  const auto view = at.view();
  EXPECT_EQ(view.space->customer, "C00003");
  EXPECT_EQ(view.basket_pieces, 0);
  EXPECT_THAT(text_of(view), Not(HasSubstr("Camille")));
  at.do_this(Back{});
  EXPECT_THAT(text_of(at.view()), Not(HasSubstr("Camille")));
}

TEST(Visit, LocksTheBadgeAfterFiveWrongPinsWithADoublingDelay) {
  VisitTerminal at;
  at.badge("BADGE-E001");
  EXPECT_EQ(at.view().unlock.badge_name, "Léa Martin");
  for (int i = 0; i < kPinFailuresMax; ++i) at.pin("0000");
  EXPECT_EQ(at.view().unlock.refusal, "locked");
  EXPECT_EQ(at.recorded("staff.locked"), 1);
  at.pin("1234");
  EXPECT_EQ(at.view().screen, Screen::Unlock);
  at.wait(kPinLockFirst);
  EXPECT_EQ(at.view().unlock.refusal, "");
  at.pin("0000");
  at.wait(kPinLockFirst);
  at.do_this(StillHere{});
  EXPECT_EQ(at.view().unlock.refusal, "locked");  // twice as long now
  at.wait(kPinLockFirst);
  at.pin("1234");
  EXPECT_EQ(at.view().screen, Screen::AssociateHome);
}

TEST(Visit, CountsWrongPinsAcrossARestart) {
  VisitTerminal at;
  at.badge("BADGE-E001");
  for (int i = 0; i < kPinFailuresMax; ++i) at.pin("0000");
  VisitTerminal after;
  after.settings = at.settings;
  after.badge("BADGE-E001");
  EXPECT_EQ(after.view().unlock.refusal, "locked");
  after.pin("1234");
  EXPECT_EQ(after.view().screen, Screen::Unlock);
}

TEST(Visit, KeepsTheScreenWhenTheLanguageChanges) {
  VisitTerminal at;
  at.scan_product("03000000000017");
  at.do_this(SetLanguage{Language::English});
  EXPECT_EQ(at.view().screen, Screen::Product);
  EXPECT_EQ(at.view().product->product.id, "P0001");
  EXPECT_EQ(at.view().language, Language::English);
  at.do_this(Leave{});
  EXPECT_EQ(at.view().language, Language::French);
}

TEST(Visit, GoesBackToWhatWasLookedAtBefore) {
  VisitTerminal at;
  at.do_this(Touched{});
  at.do_this(OpenProduct{"P0001"});
  at.do_this(OpenProduct{"P0002"});
  at.do_this(Back{});
  EXPECT_EQ(at.view().product->product.id, "P0001");
  at.do_this(Back{});
  EXPECT_EQ(at.view().screen, Screen::Home);
  at.do_this(Back{});
  EXPECT_EQ(at.view().screen, Screen::Home);
}

TEST(Visit, LetsOnlyManagersSeeTheBoardOfFigures) {
  VisitTerminal at;
  at.do_this(Open{Screen::Pilot});
  EXPECT_NE(at.view().screen, Screen::Pilot);
  at.unlock("E001");
  at.do_this(Open{Screen::Pilot});
  EXPECT_NE(at.view().screen, Screen::Pilot);
  at.unlock("E002");
  EXPECT_EQ(at.view().screen, Screen::Pilot);
  EXPECT_EQ(at.view().staff_name, "Nadia Benali");
}

TEST(Visit, CountsWhoWaitsOnEveryScreenOfAnAssociate) {
  VisitTerminal at;
  at.scan_pickup("K7P2QX");
  at.do_this(Leave{});
  EXPECT_TRUE(at.view().associate.requests.empty());
  at.unlock("E001");
  at.do_this(Open{Screen::Tasks});
  ASSERT_EQ(at.view().associate.requests.size(), 1u);
  EXPECT_EQ(at.view().associate.requests.front().task.order, "48177");
}

TEST(Visit, DoesNotDrawAStillScreenAgain) {
  VisitTerminal at;
  at.do_this(Touched{});
  at.clock.advance(seconds{1});
  EXPECT_FALSE(at.step(Tick{}).changed);
  const auto before = at.view().version;
  at.clock.advance(seconds{1});
  const auto out = at.step(Tick{});
  EXPECT_EQ(at.view().version, before);
  ASSERT_TRUE(out.wake);
  EXPECT_EQ(*out.wake - at.clock.mono(), seconds{58});
}

TEST(Visit, ShowsWhatWasReadButNoCardAndNoToken) {
  VisitTerminal at;
  at.scan({scan::Unknown{"unknown_code", {}}, "AB\x1D" + std::string(60, 'x') + "YZ\n", "]C1"});
  auto unknown = at.view().unknown;
  EXPECT_THAT(unknown.text, testing::StartsWith("AB<GS>xxx"));
  EXPECT_THAT(unknown.text, HasSubstr("x\u2026x"));
  EXPECT_THAT(unknown.text, testing::EndsWith("YZ<0A>"));
  EXPECT_LT(unknown.text.size(), 60u);
  EXPECT_EQ(unknown.symbol, "Code 128");
  scan::Product product;
  product.gtin = "03000000009999";
  at.scan({product, "3000000009999", "]E0"});
  unknown = at.view().unknown;
  EXPECT_EQ(unknown.text, "3000000009999");
  EXPECT_EQ(unknown.kind, "product");
  EXPECT_EQ(unknown.symbol, "EAN-13");
  at.scan({scan::LoyaltyCard{"2999999999999"}, "2999999999999", "]C0"});
  EXPECT_EQ(at.view().unknown.text, "");
  EXPECT_EQ(at.view().unknown.kind, "loyalty_card");
  at.scan({scan::Unknown{"bank_card", {}}, "4970100000000000", {}});
  EXPECT_EQ(at.view().unknown.text, "");
  at.scan({scan::Unknown{"bad_signature", {}}, "K1:secret", {}});
  EXPECT_EQ(at.view().unknown.text, "");
}

TEST(Visit, ShowsTheShelfOfTheJourneyThatTheHeadlineNames) {
  auto rows = test::demo_rows();
  auto order = test::make_order("48177", "closed");
  test::put_order(rows, order);  // nothing to collect any more: the coupon is next
  test::put_timeline(rows, "C00001",
                     {"e-9",
                      "kiosk.scanned",
                      "kiosk",
                      "customer",
                      to_ms(test::kNow) - test::kMinute,
                      0,
                      "P0002",
                      "",
                      "S1",
                      "",
                      {},
                      ""});
  VisitTerminal at(std::move(rows));
  at.unlock("E001");
  at.scan_card(kCamille);
  const auto view = at.view();
  ASSERT_TRUE(view.customer);
  EXPECT_EQ(view.customer->next_action, "coupon_expiring");
  // The support was scanned last, the coupon is for televisions.
  EXPECT_EQ(view.customer->about.fr, "Téléviseur Horizon 55");
  EXPECT_EQ(view.customer->about.en, "Téléviseur Horizon 55 (en)");
}

TEST(Visit, NamesTheProductOfTheNextStepInBothLanguages) {
  auto rows = test::demo_rows();
  test::put_order(rows, test::make_order("48177", "closed"));
  rows.put("customers:S1", "coupon", "C00001/TV10", journey::to_json([] {
             auto used = test::make_coupon("TV10", "C00001");
             used.state = "redeemed";
             return used;
           }()));
  VisitTerminal at(std::move(rows));
  at.unlock("E001");
  at.scan_card(kCamille);
  const auto view = at.view();
  ASSERT_TRUE(view.customer);
  EXPECT_EQ(view.customer->next_action, "interrupted_view");
  EXPECT_EQ(view.customer->next_product.fr, "Téléviseur Horizon 55");
  EXPECT_EQ(view.customer->next_product.en, "Téléviseur Horizon 55 (en)");
}

TEST(Visit, TakesTheTermsOfItsShopFromTheRows) {
  auto rows = test::demo_rows();
  EXPECT_EQ(VisitTerminal(rows).view().terms.return_days, 0);
  rows.put("catalogue", "setting", "retailer",
           R"({"open_from":"10:00","collect_hours":2,"return_days":30})");
  rows.put("catalogue", "setting", "shop/S1", R"({"collect_hours":-4,"open_from":"09:30"})");
  VisitTerminal at(std::move(rows));
  const auto terms = at.view().terms;
  EXPECT_EQ(terms.open_from, "09:30");
  EXPECT_EQ(terms.collect_hours, 0);
  EXPECT_EQ(terms.return_days, 30);
}

TEST(Visit, OffersTheFamiliesWhereASearchFindsNothing) {
  VisitTerminal at;
  at.do_this(SearchWords{"nothing like it"});
  EXPECT_TRUE(at.view().search.results.empty());
  EXPECT_EQ(at.view().search.ideas.size(), 2u);
  at.do_this(SearchWords{"Horizon"});
  EXPECT_FALSE(at.view().search.results.empty());
  EXPECT_TRUE(at.view().search.ideas.empty());
}

Link refused_link(std::string_view trouble) {
  Link link;
  link.trouble = trouble;
  return link;
}

TEST(Visit, OfARevokedTerminalShowsNothingUntilItIsRestored) {
  VisitTerminal at;
  at.scan_card(kCamille);
  at.do_this(ShowAmounts{true});
  ASSERT_THAT(text_of(at.view()), HasSubstr("Camille"));
  at.step(refused_link(kRevoked));
  auto view = at.view();
  EXPECT_EQ(view.screen, Screen::Failure);
  EXPECT_EQ(view.failure.code, kRevokedCode);
  EXPECT_FALSE(view.terminals.device.empty());
  EXPECT_THAT(text_of(view), Not(HasSubstr("Camille")));
  at.scan_card(kCamille);
  at.do_this(Touched{});
  at.do_this(Open{Screen::Home});
  at.do_this(Enrol{"22222-22222-22222-22222-222222"});
  at.step(refused_link(kRevoked));
  EXPECT_EQ(at.view().screen, Screen::Failure);
  EXPECT_EQ(at.recorded("shop.identified"), 1);
  at.step(refused_link(""));
  EXPECT_EQ(at.view().screen, Screen::Attract);
  EXPECT_THAT(text_of(at.view()), Not(HasSubstr("Camille")));
}

TEST(Visit, ThatMetDamageKeepsSayingSoWhateverTheHubThinks) {
  VisitTerminal at;
  at.step(Failed{{"K-CORRUPT", "journal.db", "page 1"}});
  at.step(refused_link(kRevoked));
  EXPECT_EQ(at.view().failure.code, "K-CORRUPT");
  at.step(refused_link(""));
  EXPECT_EQ(at.view().screen, Screen::Failure);
}

TEST(Visit, OfATerminalThatTheHubDoesNotKnowGoesOnWithWhatItHas) {
  VisitTerminal at;
  at.scan_card(kCamille);
  at.step(refused_link(kNotEnrolled));
  EXPECT_EQ(at.view().screen, Screen::Space);
  EXPECT_EQ(at.view().link.trouble, kNotEnrolled);
}

TEST(Visit, TakesACodeInTheServiceMenuAndSaysWhatBecameOfIt) {
  VisitTerminal at;
  const Intent good = Enrol{"22222-22222 22222-22222-222222"};
  EXPECT_FALSE(at.step(good).enrol_code) << "not a shopper's to type";
  at.unlock("E001");
  at.do_this(Open{Screen::ServiceMenu});
  EXPECT_FALSE(at.step(Intent{Enrol{"0123"}}).enrol_code);
  EXPECT_EQ(at.view().enrol.refusal, "typing");
  EXPECT_EQ(at.step(good).enrol_code, "22222-22222-22222-22222-222222");
  EXPECT_TRUE(at.view().enrol.asking);
  EXPECT_FALSE(at.step(good).enrol_code) << "one at a time";
  at.step(EnrolAnswered{"code"});
  EXPECT_EQ(at.view().enrol.refusal, "code");
  EXPECT_FALSE(at.view().enrol.asking);
  EXPECT_TRUE(at.step(good).enrol_code);
  at.step(EnrolAnswered{});
  EXPECT_EQ(at.view().enrol.refusal, "");
  EXPECT_EQ(at.view().toast->words, "toast.enrolled");
}

TEST(Visit, SaysWhichTerminalItIsInTheServiceMenu) {
  VisitTerminal at;
  at.unlock("E001");
  at.do_this(Open{Screen::ServiceMenu});
  EXPECT_EQ(at.view().terminals.device, "0192aaaa-0000-7000-8000-000000000001");
}

TEST(Visit, TriesWhatWasSubmittedAsACodeBeforeItSearches) {
  auto rows = test::demo_rows();
  test::put_product(rows, "P0050", "09520000000011", "Téléviseur Grand Large", "tv", 59'900);
  VisitTerminal at(std::move(rows));
  at.do_this(Touched{});
  at.do_this(SearchWords{kCamille});
  EXPECT_EQ(at.view().screen, Screen::Search);
  at.do_this(SearchWords{kCamille, true});
  ASSERT_EQ(at.view().screen, Screen::Space);
  EXPECT_EQ(at.view().space->first_name, "Camille");
  EXPECT_EQ(at.view().search.words, "");
  at.do_this(SearchWords{"RETRAIT:K7P2QX", true});
  ASSERT_EQ(at.view().screen, Screen::Collect);
  EXPECT_EQ(at.view().collect.order->id, "48177");
  at.do_this(SearchWords{"9520000000011", true});
  ASSERT_EQ(at.view().screen, Screen::Product);
  EXPECT_EQ(at.view().product->product.id, "P0050");
  // Six letters have the form of a pickup code; a word is searched all the same.
  at.do_this(SearchWords{"Televi", true});
  EXPECT_EQ(at.view().screen, Screen::Search);
  EXPECT_EQ(at.view().search.words, "Televi");
  at.do_this(SearchWords{"Horizon", true});
  EXPECT_EQ(at.view().screen, Screen::Search);
  EXPECT_FALSE(at.view().search.results.empty());
}

TEST(Visit, TellsStockNotYetKnownFromNoneLeft) {
  VisitTerminal at;
  at.do_this(Touched{});
  const auto card_of = [](const ViewState& view, const std::string& id) {
    for (const auto& card : view.home.products)
      if (card.id == id) return card;
    ADD_FAILURE() << id;
    return ProductCard{};
  };
  EXPECT_FALSE(card_of(at.view(), "P0003").counted_here) << "only another shop has a figure";
  EXPECT_TRUE(card_of(at.view(), "P0001").counted_here);
  auto rows = test::demo_rows();
  test::put_stock(rows, "P0003", "S1", 0);
  VisitTerminal later(std::move(rows));
  later.do_this(Touched{});
  EXPECT_TRUE(card_of(later.view(), "P0003").counted_here);
  EXPECT_EQ(card_of(later.view(), "P0003").available_here, 0);
}

TEST(Visit, TakesTheZoneOfItsShopFromTheRows) {
  auto rows = test::demo_rows();
  const auto summer = parse_rfc3339("2026-07-01T12:00:00Z").value();
  EXPECT_EQ(VisitTerminal(rows).view().terms.zone.offset(summer), std::chrono::minutes{120});
  rows.put("catalogue", "setting", "retailer", R"({"time_zone":"<+04>-4"})");
  EXPECT_EQ(VisitTerminal(rows).view().terms.zone.offset(summer), std::chrono::minutes{240});
  rows.put("catalogue", "setting", "shop/S1", R"({"time_zone":"Europe/Paris"})");
  EXPECT_EQ(VisitTerminal(rows).view().terms.zone.offset(summer), std::chrono::minutes{240})
      << "a rule that is none changes nothing";
}

TEST(Visit, TakesNoChoiceFromACardWhoseOwnerDidNotAskToSeeAnything) {
  VisitTerminal at;
  at.scan_card(kCamille);
  at.do_this(SetConsent{"email", false});
  EXPECT_EQ(at.recorded("consent.withdrawn"), 0);
  at.do_this(ShowAmounts{true});
  at.do_this(SetConsent{"email", false});
  EXPECT_EQ(at.recorded("consent.withdrawn"), 1);
}

}  // namespace
}  // namespace parcours::visit
