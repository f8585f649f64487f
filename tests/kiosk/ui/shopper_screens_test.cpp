// SPDX-License-Identifier: Apache-2.0
// What single screens say: shop hours, promises, stock, codes that lead nowhere, searches without a
// result, and the calm of the attract screen.
#include "tests/kiosk/ui/fixture.h"

namespace parcours::ui {
namespace {

using visit::Screen;

constexpr std::int64_t kHour = 3'600'000;

TEST(ShopperScreens, SayWhenTheShopOpensOnceItIsClosed) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Home);  // in the afternoon
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Toulouse Capitole · ouvert jusqu’à 20\u00a0h"));
  state.now_ms += 6 * kHour;
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Toulouse Capitole · fermé, ouvre demain à 10\u00a0h"));
  state.now_ms += 6 * kHour;
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Toulouse Capitole · fermé, ouvre à 10\u00a0h"));
  state.terms.open_from.clear();
  state.shop.open_until.clear();
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Toulouse Capitole"));
}

TEST(ShopperScreens, PromiseOnlyWhatARowSays) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Product);
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Retrait ici en 2\u00a0h"));
  EXPECT_TRUE(terminal.tree().says("Retour sous 30 jours"));
  state.terms = {};
  terminal.show(state);
  EXPECT_FALSE(terminal.tree().says("Retrait ici"));
  EXPECT_FALSE(terminal.tree().says("Retour sous"));
}

TEST(ShopperScreens, ShowTheNearestShopsThenAll) {
  Terminal terminal(kLandscape);
  visit::ViewState state = samples::state(Screen::Product);
  state.product->goes_with.clear();
  state.product->product.facts.clear();
  state.product->product.advice = {};
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Albi Vigan"));
  EXPECT_FALSE(terminal.tree().says("Carcassonne Bastide"));
  terminal.tap("Voir les 6 magasins");
  EXPECT_TRUE(terminal.tree().says("Carcassonne Bastide"));
}

TEST(ShopperScreens, ShowWhatWasReadAndOfferToScanAgain) {
  Terminal terminal(kPortrait);
  terminal.show(samples::state(Screen::UnknownCode));
  EXPECT_TRUE(terminal.tree().says("3017620422003"));
  EXPECT_TRUE(terminal.tree().says("Code d’article · EAN-13"));
  terminal.tap("Présenter à nouveau");
  EXPECT_TRUE(terminal.tree().says("Présentez un code"));
}

TEST(ShopperScreens, OfferTheFamiliesWhereNothingWasFound) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Search);
  state.search.results.clear();
  state.search.ideas = {{"tv", {"Télévision", "Television"}, "tv"}};
  terminal.show(state);
  terminal.tap("Télévision");
  ASSERT_NE(terminal.last<visit::ChooseFamily>(), nullptr);
  EXPECT_EQ(terminal.last<visit::ChooseFamily>()->family, "tv");
  EXPECT_EQ(terminal.last<visit::Open>()->screen, Screen::Home);
}

TEST(ShopperScreens, ShowTheCodeForTheTill) {
  for (const Size size : {kPortrait, kLandscape}) {
    Terminal terminal(size);
    visit::ViewState state = samples::state(Screen::Basket);
    state.basket.ticket = "4F7K";
    terminal.show(state);
    terminal.screenshot(size.width > size.height ? "ticket-landscape" : "ticket-portrait");
    EXPECT_TRUE(terminal.tree().says("Panier 4F7K"));
    EXPECT_TRUE(terminal.tree().says("Montrez ce code en caisse"));
    EXPECT_TRUE(terminal.tree().says("4 articles"));
    EXPECT_FALSE(terminal.tree().says("Passer en caisse"));
    terminal.tap("Revoir mon panier");
    EXPECT_NE(terminal.last<visit::Back>(), nullptr);
    for (const Node& node : terminal.tree().nodes())
      EXPECT_FALSE(node.cut && !node.content) << node.label;
  }
}

TEST(ShopperScreens, PromiseNobodyWhoCannotCome) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::CallAssociate);
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Un conseiller arrive"));
  state.link.mode = visit::Link::Mode::Alone;
  terminal.show(state);
  EXPECT_FALSE(terminal.tree().says("Un conseiller arrive"));
  EXPECT_FALSE(terminal.tree().says("L’équipe sait"));
  EXPECT_TRUE(terminal.tree().says("votre demande partira au retour du réseau"));
  state.link.mode = visit::Link::Mode::Hub;
  state.now_ms += 6 * kHour;
  terminal.show(state);
  EXPECT_FALSE(terminal.tree().says("Un conseiller arrive"));
  EXPECT_TRUE(terminal.tree().says("à l’ouverture"));
}

TEST(ShopperScreens, ShowAWholeRowOfCardsOnAWidePanel) {
  for (const auto language : {visit::Language::French, visit::Language::English}) {
    Terminal terminal(kLandscape);
    visit::ViewState state = samples::state(Screen::Home);
    state.language = language;
    state.link.mode = visit::Link::Mode::Alone;
    state.camera_trouble = "lost";
    terminal.show(state);
    int whole = 0;
    for (const Node& node : terminal.tree().nodes()) {
      if (node.name.find("home.card") == std::string::npos) continue;
      whole += node.rect.h >= node.whole.h - 1 && node.rect.w >= node.whole.w - 1 ? 1 : 0;
    }
    EXPECT_GE(whole, 3);
    EXPECT_NE(terminal.tree().find_named("home.hero"), nullptr);
  }
}

TEST(ShopperScreens, NameWhatASuggestionGoesWith) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Product);
  state.product->goes_with.resize(2);
  for (auto& card : state.product->goes_with) card.about_name = {"Lampe Aurore", "Dawn lamp"};
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Va avec Lampe Aurore"));
  EXPECT_TRUE(terminal.tree().says("312 clients l’ont pris avec Lampe Aurore"));
  state.language = visit::Language::English;
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Goes with Dawn lamp"));
  state.product->goes_with[0].about_name = {std::string(200, 'm'), std::string(200, 'm')};
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Fits this product")) << "what would be cut is not named";
}

TEST(ShopperScreens, SayWhenTheResultsAreOnlyTheFirst) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Search);
  const std::string count = std::to_string(state.search.results.size());
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says(count + " résultats"));
  state.search.more = true;
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says(count + " premiers résultats"));
  state.language = visit::Language::English;
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("First " + count + " results"));
}

TEST(ShopperScreens, SayThatTheCameraIsAbsentBeforeAnybodyCame) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Attract);
  state.camera_trouble = "not_found";
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Caméra indisponible"));
}

TEST(ShopperScreens, OfferTheSurveyAndSayWhereItsCouponIs) {
  for (const Size size : {kPortrait, kLandscape}) {
    Terminal terminal(size);
    visit::ViewState state = samples::state(Screen::Space);
    terminal.show(state);
    EXPECT_TRUE(terminal.tree().says("Comment s’est passée votre livraison"));
    EXPECT_TRUE(terminal.tree().says("un coupon de 10\u202f% est à vous"));
    terminal.tap("Très bien");
    ASSERT_NE(terminal.last<visit::AnswerSurvey>(), nullptr);
    EXPECT_EQ(terminal.last<visit::AnswerSurvey>()->score, 5);
    state.space->survey->answered = true;
    terminal.show(state);
    terminal.screenshot(size.width > size.height ? "survey-landscape" : "survey-portrait");
    EXPECT_TRUE(terminal.tree().says("est dans « Mes coupons »"));
    state.link.mode = visit::Link::Mode::Alone;
    terminal.show(state);
    EXPECT_FALSE(terminal.tree().says("est dans « Mes coupons »"));
    EXPECT_TRUE(terminal.tree().says("est déjà sur cette borne"));
    for (const Node& node : terminal.tree().nodes())
      EXPECT_FALSE(node.cut && !node.content) << node.label;
  }
}

TEST(ShopperScreens, KeepCalmWhileNobodyIsThere) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Attract);
  state.reduce_motion = false;
  terminal.show(state);
  const std::uint64_t drawn = terminal.shell().frames_drawn();
  for (int i = 0; i < 1200; ++i) terminal.step();  // twenty seconds
  EXPECT_EQ(terminal.shell().frames_drawn(), drawn);
  EXPECT_FALSE(terminal.shell().sleep().has_value());
}

}  // namespace
}  // namespace parcours::ui
