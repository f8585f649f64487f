// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "kiosk/ui/widgets/journey.h"
#include "sync/journey/vocabulary.h"
#include "tests/kiosk/ui/fixture.h"
#include "tests/kiosk/ui/staff_samples.h"

namespace parcours::ui {
namespace {

using visit::Language;
using visit::Screen;

struct Variant {
  const char* name;
  Size size;
  Language language;
};
constexpr Variant kVariants[] = {{"landscape-fr", kLandscape, Language::French},
                                 {"landscape-en", kLandscape, Language::English},
                                 {"portrait-fr", kPortrait, Language::French},
                                 {"portrait-en", kPortrait, Language::English}};

// Words without a translation show as "?key?"; words of ours that do not fit are a fault too.
void expect_readable(const Tree& tree, const std::string& where) {
  for (const Node& node : tree.nodes()) {
    const bool missing =
        node.label.size() > 2 && node.label.front() == '?' && node.label.back() == '?';
    EXPECT_FALSE(missing) << where << ": " << node.label;
    if (node.cut && !node.content) ADD_FAILURE() << where << " cuts \"" << node.label << "\"";
  }
}

TEST(StaffScreens, SayEverythingInBothLanguagesAndOrientations) {
  for (const Variant& variant : kVariants) {
    Terminal terminal(variant.size);
    for (const Screen screen : samples::staff_screens()) {
      for (const bool full : {true, false}) {
        visit::ViewState state =
            full ? samples::staff_state(screen) : samples::empty_staff_state(screen);
        state.language = variant.language;
        state.reduce_motion = true;  // the last frame is the same, and comes at once
        terminal.show(state);
        const std::string name = samples::name_of(screen) + (full ? "-" : "-empty-") + variant.name;
        if (full && variant.language == Language::French) terminal.screenshot("staff-" + name);
        expect_readable(terminal.tree(), name);
      }
    }
  }
}

TEST(StaffScreens, SayWhatAutomationDidInWhoseNameAndWhatStoppedIt) {
  for (const Size size : {kLandscape, Size{1080, 2600}}) {
    Terminal terminal(size);
    // What stands above it would push it off the screen.
    visit::ViewState state = samples::staff_state(Screen::Customer360);
    state.customer->goes_with.clear();
    state.customer->buy_again.clear();
    state.customer->coupons.clear();
    state.customer->orders.clear();
    state.customer->timeline.clear();
    terminal.show(state);
    // Long titles break into lines.
    for (const char* words : {"Message prévu", "Message arrêté", "Message envoyé au nom de Léa",
                              "sans\u00a0réponse", "Message envoyé en votre nom", "prévu : "})
      EXPECT_TRUE(terminal.tree().says(words)) << words;
    if (size.height > size.width) {
      EXPECT_TRUE(terminal.tree().says("et 2 envois plus anciens"));
    }
    terminal.tap("Offrir");
    ASSERT_NE(terminal.last<visit::UseReward>(), nullptr);
    EXPECT_EQ(terminal.last<visit::UseReward>()->reward, "birthday_drink");
  }
}

TEST(StaffScreens, GiveAnOrderWithoutAPromiseTheDayItWasPlaced) {
  Terminal terminal(kLandscape);
  visit::ViewState state = samples::staff_state(Screen::Customer360);
  state.customer->orders.resize(1);
  auto& order = state.customer->orders.front();
  order.state = "closed";
  order.promised_ms = order.arrived_ms = 0;
  terminal.show(state);
  EXPECT_FALSE(terminal.tree().says("1970"));
  EXPECT_TRUE(terminal.tree().says("hier"));
}

TEST(StaffScreens, OpenWhatIsTapped) {
  Terminal terminal(kLandscape);
  terminal.show(samples::staff_state(Screen::Pilot));
  terminal.tap("#48213");
  ASSERT_NE(terminal.last<visit::OpenOrder>(), nullptr);
  EXPECT_EQ(terminal.last<visit::OpenOrder>()->order, "48213");
  terminal.tap("Tout voir");
  EXPECT_EQ(terminal.last<visit::Open>()->screen, Screen::CollectBoard);
  terminal.tap("Parcours : Camille Dubois");
  EXPECT_EQ(terminal.last<visit::OpenCustomer>()->customer, "C00001");
  terminal.show(samples::staff_state(Screen::LookUp));
  terminal.tap("Après-vente");
  terminal.tap("C. Dubois");
  EXPECT_EQ(terminal.last<visit::OpenCustomer>()->purpose, "after_sales");
}

TEST(StaffScreens, MoveAnOrderByItsButtons) {
  Terminal terminal(kLandscape);
  auto state = samples::staff_state(Screen::OrderDetail);
  terminal.show(state);
  terminal.tap("Prélever");
  ASSERT_NE(terminal.last<visit::PickLine>(), nullptr);
  EXPECT_EQ(terminal.last<visit::PickLine>()->order, "48213");
  EXPECT_TRUE(terminal.tree().says("Cet article n’est pas dans la commande"));
  state.order->actions = {"stage", "cancel"};
  terminal.show(state);
  terminal.tap("Ranger au casier");
  terminal.tap("casier B2");
  ASSERT_NE(terminal.last<visit::MoveOrder>(), nullptr);
  EXPECT_EQ(terminal.last<visit::MoveOrder>()->action, "stage");
  EXPECT_EQ(terminal.last<visit::MoveOrder>()->argument, "B2");
}

TEST(StaffScreens, AskBeforeGoodsLeaveTheShop) {
  Terminal terminal(kLandscape);
  auto state = samples::staff_state(Screen::OrderDetail);
  state.order->order.id = "48177";
  state.order->order.customer_name = "I. Moreau";
  state.order->actions = {"hand_over", "pick"};
  terminal.show(state);
  terminal.tap("Remettre au client");
  EXPECT_EQ(terminal.last<visit::MoveOrder>(), nullptr);
  EXPECT_TRUE(terminal.tree().says("Remettre la commande 48177 à I. Moreau"));
  terminal.tap("Pas encore");
  EXPECT_FALSE(terminal.tree().says("Remettre la commande 48177"));
  EXPECT_EQ(terminal.last<visit::MoveOrder>(), nullptr);
  terminal.tap("Tout prélever");
  EXPECT_EQ(terminal.last<visit::MoveOrder>(), nullptr);
  terminal.tap("Pas encore");
  terminal.tap("Remettre au client");
  terminal.screenshot("staff-hand-over-question");
  terminal.tap("Oui, remettre");
  ASSERT_NE(terminal.last<visit::MoveOrder>(), nullptr);
  EXPECT_EQ(terminal.last<visit::MoveOrder>()->action, "hand_over");
}

TEST(StaffScreens, KeepTheirRailAndLockAtTheBasket) {
  for (const Size size : {kLandscape, kPortrait}) {
    Terminal terminal(size);
    auto state = samples::state(Screen::Basket);
    state.role = visit::Role::Associate;
    state.basket.customer_name = "Camille Dubois";
    for (const bool empty : {false, true}) {
      if (empty) state.basket = {};
      terminal.show(state);
      terminal.screenshot(std::string("staff-basket") + (empty ? "-empty" : "") +
                          (size.width > size.height ? "-landscape" : "-portrait"));
      EXPECT_TRUE(terminal.tree().says("Demandes"));
      EXPECT_FALSE(terminal.tree().says("Mon espace"));
      EXPECT_FALSE(terminal.tree().says("Passer en caisse"));
      terminal.intents.clear();
      terminal.tap("Verrouiller");
      EXPECT_NE(terminal.last<visit::Leave>(), nullptr);
      expect_readable(terminal.tree(), "staff basket");
    }
  }
}

TEST(StaffScreens, TakeABadgeThatIsTypedWithItsNoughtsAndOnes) {
  Terminal terminal(kLandscape);
  visit::ViewState state = samples::staff_state(Screen::Unlock);
  state.unlock = {};
  terminal.show(state);
  terminal.tap("Saisir le numéro du badge");
  for (const char* key : {"e", "0", "0", "1"}) terminal.tap(key);
  terminal.tap("Valider");
  ASSERT_NE(terminal.last<visit::ScanText>(), nullptr);
  EXPECT_EQ(terminal.last<visit::ScanText>()->text, "BADGE-E001");
}

TEST(StaffScreens, LeadToTheBasketFromTheRail) {
  for (const auto role : {visit::Role::Associate, visit::Role::Manager}) {
    Terminal terminal(kLandscape);
    visit::ViewState state = samples::staff_state(Screen::LookUp);
    state.role = role;
    state.basket_pieces = 2;
    terminal.show(state);
    terminal.tap("Panier");
    ASSERT_NE(terminal.last<visit::Open>(), nullptr);
    EXPECT_EQ(terminal.last<visit::Open>()->screen, Screen::Basket);
  }
}

TEST(StaffScreens, TellPeopleOfOneNameApart) {
  Terminal terminal(kLandscape);
  visit::ViewState state = samples::staff_state(Screen::LookUp);
  state.look_up.hits = {{"C1", "C. Dubois", "Toulouse", "gold", "0017", ""},
                        {"C2", "C. Dubois", "Toulouse", "gold", "0444", ""}};
  state.look_up.more = true;
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("carte •••• 0017"));
  EXPECT_TRUE(terminal.tree().says("carte •••• 0444"));
  EXPECT_TRUE(terminal.tree().says("Les 2 premiers"));
}

TEST(StaffScreens, OfferWhoWaitsInTheShopBeforeAWordIsTyped) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::staff_state(Screen::LookUp);
  state.look_up = {};
  state.look_up.here = {{"C7", "L. Marchand", "", "", "", "48177"}};
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Dans le magasin en ce moment"));
  terminal.tap("L. Marchand, vient retirer #48177");
  ASSERT_NE(terminal.last<visit::OpenCustomer>(), nullptr);
  EXPECT_EQ(terminal.last<visit::OpenCustomer>()->customer, "C7");
  EXPECT_EQ(terminal.last<visit::OpenCustomer>()->purpose, "pickup");
}

TEST(StaffScreens, CutNothingOfTheDayThatTheFiguresAreOf) {
  for (const Size size : {kPortrait, kLandscape}) {
    for (const auto language : {visit::Language::French, visit::Language::English}) {
      Terminal terminal(size);
      visit::ViewState state = samples::staff_state(Screen::Pilot);
      state.role = visit::Role::Manager;
      state.pilot->days_back = 1;
      state.language = language;
      terminal.show(state);
      for (const Node& node : terminal.tree().nodes())
        EXPECT_FALSE(node.role == Role::Text && node.cut && !node.content) << node.label;
      const bool french = language == visit::Language::French;
      EXPECT_TRUE(terminal.tree().says(french ? "chiffres" : "figures"));
      EXPECT_EQ(terminal.tree().says("\u202F%"), french) << "English writes no space before it";
    }
  }
}

TEST(StaffScreens, ReachEveryOrderOfALowBoard) {
  Terminal terminal(kLandscape);
  visit::ViewState state = samples::staff_state(Screen::CollectBoard);
  state.role = visit::Role::Manager;
  state.board.to_prepare.resize(1);
  const auto first = state.board.to_prepare.front();
  for (int i = 1; i < 30; ++i) {
    state.board.to_prepare.push_back(first);
    state.board.to_prepare.back().id = std::to_string(50'000 + i);
  }
  terminal.show(state);
  EXPECT_FALSE(terminal.tree().says("#50029"));
  double now = 1;
  for (int swipe = 0; swipe < 8; ++swipe) {
    window::Event event{window::EventKind::PointerDown, 1000, 900};
    event.time_s = now;
    terminal.window().inject(event);
    for (int i = 1; i <= 8; ++i) {
      event.kind = window::EventKind::PointerMove;
      event.y = 900 - 85.f * static_cast<float>(i);
      event.time_s = now += .016;
      terminal.window().inject(event);
      terminal.step();
    }
    event.kind = window::EventKind::PointerUp;
    terminal.window().inject(event);
    terminal.settle();
    now += 1;
  }
  EXPECT_FALSE(terminal.tree().says("#50001")) << "the column went up under the finger";
  EXPECT_TRUE(terminal.tree().says("#50029"));
}

TEST(StaffScreens, SellTheBasketOfACustomerByName) {
  Terminal terminal(kLandscape);
  auto product = samples::state(Screen::Product);
  product.role = visit::Role::Associate;
  terminal.show(product);
  EXPECT_FALSE(terminal.tree().says("Conseil"));
  terminal.tap("Panier (4)");
  EXPECT_EQ(terminal.last<visit::Open>()->screen, Screen::Basket);
  auto state = samples::state(Screen::Basket);
  state.role = visit::Role::Associate;
  state.basket.customer_name = "Camille Dubois";
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Panier de Camille Dubois"));
  terminal.tap("Encaisser");
  EXPECT_NE(terminal.last<visit::Checkout>(), nullptr);
}

TEST(StaffScreens, CountNoDigitOfALockedPin) {
  Terminal terminal(kLandscape);
  auto state = samples::staff_state(Screen::Unlock);
  state.unlock.digits = 0;
  state.unlock.refusal = "locked";
  state.unlock.locked_until_ms = state.now_ms + 252'000;
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("attendez 4 min 12 s"));
  for (const char* digit : {"1", "2", "3", "4"}) terminal.tap(digit);
  terminal.screenshot("staff-unlock-locked");
  state.unlock.refusal.clear();
  state.unlock.locked_until_ms = 0;
  terminal.show(state);
  terminal.tap("5");
  ASSERT_NE(terminal.last<visit::TypePin>(), nullptr);
  EXPECT_EQ(terminal.last<visit::TypePin>()->digits, "5");
}

// One press of a key of the upper row, then a pause or none.
void press(Terminal& terminal, char digit, bool pause) {
  window::Event event;
  event.kind = window::EventKind::KeyDown;
  event.scancode = 0x1E + (digit - '1');
  terminal.window().inject(event);
  for (int i = 0; i < (pause ? 12 : 1); ++i) terminal.step();
}

TEST(StaffScreens, TakeThePinFromARealKeyboardButNotFromAScanner) {
  Terminal terminal(kLandscape);
  auto state = samples::staff_state(Screen::Unlock);
  state.unlock.digits = 0;
  state.unlock.refusal.clear();
  terminal.show(state);
  for (const char digit : {'1', '2', '3', '4'}) press(terminal, digit, true);
  ASSERT_NE(terminal.last<visit::TypePin>(), nullptr);
  EXPECT_EQ(terminal.last<visit::TypePin>()->digits, "1234");
  terminal.intents.clear();
  for (const char digit : {'2', '9', '1', '1', '1', '7'}) press(terminal, digit, false);
  for (int i = 0; i < 20; ++i) terminal.step();
  EXPECT_EQ(terminal.last<visit::TypePin>(), nullptr);
  state.unlock.badge_name.clear();
  terminal.show(state);
  press(terminal, '7', true);
  EXPECT_EQ(terminal.last<visit::TypePin>(), nullptr);
}

TEST(StaffScreens, SayWhatAnIncidentIs) {
  Terminal terminal(kLandscape);
  auto state = samples::staff_state(Screen::Exceptions);
  state.exceptions = {{"incident", "", "incident.points_overspent", 0}};
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Plus de points utilisés que le solde"));
  EXPECT_FALSE(terminal.tree().says("incident.points_overspent"));
}

TEST(StaffScreens, SendThePinDigitByDigit) {
  Terminal terminal(kLandscape);
  terminal.show(samples::staff_state(Screen::Unlock));
  terminal.tap("7");
  ASSERT_NE(terminal.last<visit::TypePin>(), nullptr);
  EXPECT_EQ(terminal.last<visit::TypePin>()->digits.back(), '7');
}

TEST(StaffScreens, HaveAWordAndAnIconForEveryEvent) {
  Terminal terminal(kLandscape);
  auto words = Words::open(std::string(PARCOURS_SOURCE_DIR) + "/assets/i18n");
  ASSERT_TRUE(words);
  for (const auto& type : journey::event_types()) {
    if (!type.subject.starts_with("a customer")) continue;
    EXPECT_TRUE(words->has("event." + std::string(type.name))) << type.name;
    EXPECT_NE(event_icon(type.name), "circle") << type.name;
  }
}

TEST(StaffScreens, TellAJourneyInWordsOfOneLanguage) {
  Terminal terminal(kLandscape);
  visit::ViewState state = samples::staff_state(Screen::Customer360);
  state.language = Language::English;
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Show “Horizon 55 television”"));
  EXPECT_TRUE(terminal.tree().says("with Horizon 55 television"));
  EXPECT_FALSE(terminal.tree().says("Téléviseur"));
  for (const Node& node : terminal.tree().nodes())
    EXPECT_EQ(node.label.find("television_automne"), std::string::npos) << node.label;
}

}  // namespace
}  // namespace parcours::ui
