// SPDX-License-Identifier: Apache-2.0
// Whose basket it is, who may sell it, and what a shopper is promised when nobody can come.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/visit_terminal.h"

namespace parcours::visit {
namespace {

using std::chrono::seconds;
using test::VisitTerminal;
using testing::HasSubstr;

constexpr const char* kCamille = "2900000000017";
constexpr const char* kMona = "2900000000031";

std::string toast_of(VisitTerminal& at) {
  const auto view = at.view();
  return view.toast ? view.toast->words : std::string{};
}

TEST(Till, AttachesTheBasketOfAGuestToTheCustomerWhoIsRecognised) {
  VisitTerminal at;
  at.unlock("E001");
  at.do_this(AddToBasket{"P0001"});
  at.scan_card(kCamille);
  EXPECT_EQ(at.view().screen, Screen::Customer360);
  EXPECT_EQ(at.view().basket_pieces, 1);
  EXPECT_EQ(toast_of(at), "toast.basket_attached");
  at.do_this(Open{Screen::Basket});
  EXPECT_EQ(at.view().basket.customer_name, "Camille Dubois");
  at.do_this(Checkout{});
  EXPECT_EQ(at.last("purchase.completed").subject, "customer:C00001");
}

TEST(Till, DoesNotSellOneCustomersBasketToTheNextAndSaysSo) {
  VisitTerminal at;
  at.unlock("E001");
  at.scan_card(kCamille);
  at.do_this(AddToBasket{"P0001"});
  at.scan_card(kCamille);
  EXPECT_EQ(at.view().basket_pieces, 1);
  at.scan_card(kMona);
  EXPECT_EQ(at.view().basket_pieces, 0);
  EXPECT_EQ(toast_of(at), "toast.basket_of_other_emptied");
}

TEST(Till, GivesAShopperACodeAndSellsNothing) {
  VisitTerminal at;
  at.do_this(Checkout{});
  EXPECT_EQ(toast_of(at), "refusal.empty_basket");
  at.scan_card(kCamille);
  at.do_this(AddToBasket{"P0001"});
  at.do_this(Open{Screen::Basket});
  EXPECT_EQ(at.view().basket.ticket, "");
  const auto before = at.events.size();
  at.do_this(Checkout{});
  const std::string ticket = at.view().basket.ticket;
  EXPECT_EQ(ticket.size(), 4u);
  EXPECT_EQ(at.view().basket.total.cents, 49'900);
  EXPECT_EQ(at.events.size(), before);
  EXPECT_EQ(at.facts().catalogue.available_here("P0001").value_or(-1), 3);
  at.do_this(Back{});
  EXPECT_EQ(at.view().basket.ticket, "");
  EXPECT_EQ(at.view().basket_pieces, 1);
  at.wait(seconds{5});
  at.do_this(Checkout{});
  EXPECT_EQ(at.view().basket.ticket, ticket);  // the same basket goes by the same name
  at.do_this(Leave{});
  at.do_this(Touched{});
  EXPECT_EQ(at.view().basket_pieces, 0);
}

TEST(Till, KeepsACouponForTheArticleThatComesNext) {
  VisitTerminal at;
  at.unlock("E001");
  at.scan_card(kCamille);
  at.do_this(UseCoupon{"TV10"});
  EXPECT_EQ(at.view().screen, Screen::Customer360);
  EXPECT_EQ(toast_of(at), "toast.coupon_waits");
  at.do_this(UseCoupon{"NO-SUCH"});
  EXPECT_EQ(at.view().screen, Screen::Customer360);
  EXPECT_EQ(toast_of(at), "refusal.unknown_coupon");
  at.do_this(AddToBasket{"P0001"});
  at.do_this(UseCoupon{"TV10"});
  EXPECT_EQ(at.view().screen, Screen::Basket);
  EXPECT_EQ(at.view().basket.discount.cents, 4'990);
}

TEST(Till, PromisesAnAssociateOnlyWhenOneCanBeTold) {
  VisitTerminal at;
  at.do_this(Touched{});
  at.do_this(CallAssociate{""});
  EXPECT_EQ(at.view().screen, Screen::CallAssociate);
  EXPECT_EQ(toast_of(at), "toast.call_kept");
  EXPECT_EQ(at.recorded("task.opened"), 1);
  Link link;
  link.mode = Link::Mode::Hub;
  at.step(link);
  at.do_this(CallAssociate{""});
  EXPECT_EQ(toast_of(at), "toast.associate_called");
}

TEST(Till, SaysHowLongThePinStaysLockedAndThenOpens) {
  VisitTerminal at;
  at.badge("BADGE-E001");
  for (int i = 0; i < kPinFailuresMax; ++i) at.pin("0000");
  at.wait(seconds{10});
  at.pin("1234");
  ASSERT_TRUE(at.view().toast);
  EXPECT_EQ(at.view().toast->words, "toast.pin_locked");
  EXPECT_EQ(at.view().toast->argument, "20");
  EXPECT_EQ(at.view().unlock.digits, 0);
  at.wait(seconds{20});
  at.pin("1234");
  EXPECT_EQ(at.view().screen, Screen::AssociateHome);
}

TEST(Till, TakesAQuickPinForNoCode) {
  VisitTerminal at;
  at.badge("BADGE-E001");
  at.scan({scan::Unknown{"unknown_code", {}}, "1234", {}});
  EXPECT_EQ(at.view().screen, Screen::Unlock);
  EXPECT_EQ(at.view().unlock.badge_name, "Léa Martin");
  at.scan({scan::Unknown{"unknown_code", {}}, "12345", {}});
  EXPECT_EQ(at.view().screen, Screen::UnknownCode);
}

TEST(Till, AddsOnePieceForASuggestionThatIsTaken) {
  VisitTerminal at;
  at.do_this(OpenProduct{"P0001"});
  at.do_this(AcceptSuggestion{"P0002", true});
  EXPECT_EQ(at.view().basket_pieces, 1);
}

TEST(Till, KeepsTheBasketOfWhoAnnouncedAPickupMeanwhile) {
  VisitTerminal at;
  at.do_this(AddToBasket{"P0001"});
  at.scan_pickup("K7P2QX");
  at.do_this(Leave{});
  EXPECT_EQ(at.view().screen, Screen::Basket);
  EXPECT_EQ(at.view().basket_pieces, 1);
  at.do_this(Leave{});
  EXPECT_EQ(at.view().screen, Screen::Attract);
}

TEST(Till, SaysThatANewCardEmptiedTheBasketOfTheOneBefore) {
  VisitTerminal at;
  at.scan_card(kCamille);
  at.do_this(AddToBasket{"P0001"});
  at.scan_card(kMona);
  EXPECT_EQ(at.view().basket_pieces, 0);
  EXPECT_EQ(toast_of(at), "toast.basket_of_other_emptied");
}

}  // namespace
}  // namespace parcours::visit
