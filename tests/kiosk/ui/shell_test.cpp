// SPDX-License-Identifier: Apache-2.0
// Taps by label give the right intents; a still screen draws nothing; nothing of one visit is left
// for the next.
#include "tests/kiosk/ui/fixture.h"

namespace parcours::ui {
namespace {

using visit::Screen;

TEST(Shell, TurnsTapsByLabelIntoIntents) {
  Terminal terminal(kPortrait);
  terminal.show(samples::state(Screen::Home));
  terminal.tap("Cabas Grand Large");
  ASSERT_NE(terminal.last<visit::OpenProduct>(), nullptr);
  EXPECT_EQ(terminal.last<visit::OpenProduct>()->product, "P0002");
  EXPECT_NE(terminal.last<visit::Touched>(), nullptr);
  terminal.tap("Maison");
  EXPECT_EQ(terminal.last<visit::ChooseFamily>()->family, "home");
  terminal.tap("Mon retrait");
  EXPECT_EQ(terminal.last<visit::Open>()->screen, Screen::Collect);
}

TEST(Shell, GivesTheIntentsOfAProduct) {
  Terminal terminal(kLandscape);
  visit::ViewState product = samples::state(Screen::Product);
  product.product->goes_with.clear();  // the shops stand below it
  terminal.show(product);
  terminal.tap("Ajouter encore");
  EXPECT_EQ(terminal.last<visit::AddToBasket>()->product, "P0002");
  terminal.tap("Conseil");
  EXPECT_EQ(terminal.last<visit::CallAssociate>()->product, "P0002");
  terminal.tap("Réserver");
  EXPECT_EQ(terminal.last<visit::ReserveElsewhere>()->shop, "S2");
  terminal.tap("Retour");
  EXPECT_NE(terminal.last<visit::Back>(), nullptr);
}

TEST(Shell, TakesASuggestionOnce) {
  for (const auto screen : {Screen::Product, Screen::Basket}) {
    Terminal terminal(kPortrait);
    visit::ViewState state = samples::state(screen);
    auto& with = screen == Screen::Product ? state.product->goes_with : state.basket.goes_with;
    ASSERT_FALSE(with.empty());
    with.front().product.name = {"Câble d’essai", "Trial cable"};
    terminal.show(state);
    terminal.tap("Ajouter Câble d’essai au panier");
    EXPECT_NE(terminal.last<visit::AcceptSuggestion>(), nullptr);
    EXPECT_EQ(terminal.last<visit::AddToBasket>(), nullptr) << "taking it puts it into the basket";
  }
}

TEST(Shell, TypesWordsFasterThanTheCoreAnswers) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Search);
  state.search.words = "";
  terminal.show(state);
  for (const char* key : {"l", "a", "m"}) terminal.tap(key);
  EXPECT_EQ(terminal.last<visit::SearchWords>()->words, "lam");
  state.search.words = "l";  // A late echo of the first letter.
  terminal.show(state);
  terminal.tap("p");
  EXPECT_EQ(terminal.last<visit::SearchWords>()->words, "lamp");
  terminal.tap("Effacer");
  EXPECT_EQ(terminal.last<visit::SearchWords>()->words, "lam");
}

TEST(Shell, AnnouncesAPickupOnlyWithAWholeCode) {
  Terminal terminal(kPortrait);
  terminal.show(samples::state(Screen::Collect));
  EXPECT_FALSE(terminal.shell().tap("Annoncer mon arrivée"));
  for (const char* key : {"Q", "X", "Z"}) terminal.tap(key);
  EXPECT_EQ(terminal.last<visit::TypePickupCode>()->code, "K7P2QX");
  terminal.tap("Annoncer mon arrivée");
  EXPECT_EQ(terminal.last<visit::AnnouncePickup>()->code, "K7P2QX");
}

TEST(Shell, AsksWhetherSomebodyIsThereAboveEverything) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Home);
  state.still_there = true;
  terminal.show(state);
  EXPECT_FALSE(terminal.shell().tap("Panier"));
  terminal.tap("Je suis là");
  EXPECT_NE(terminal.last<visit::StillHere>(), nullptr);
  terminal.tap("J’ai terminé");
  EXPECT_NE(terminal.last<visit::Leave>(), nullptr);
}

TEST(Shell, ChangesLanguageAndColoursFromItsSheets) {
  Terminal terminal(kPortrait);
  terminal.show(samples::state(Screen::Home));
  terminal.tap("Choisir la langue");
  terminal.tap("English");
  EXPECT_EQ(terminal.last<visit::SetLanguage>()->language, visit::Language::English);
  terminal.tap("Affichage et accessibilité");
  terminal.tap("Contraste fort");
  EXPECT_EQ(terminal.last<visit::SetTheme>()->theme, visit::ThemeName::Contrast);
  terminal.tap("Texte et boutons plus grands");
  EXPECT_TRUE(terminal.last<visit::SetLargeType>()->on);
}

TEST(Shell, DrawsNothingWhileNothingChanges) {
  Terminal terminal(kPortrait);
  terminal.show(samples::state(Screen::Basket));
  const std::uint64_t drawn = terminal.shell().frames_drawn();
  for (int i = 0; i < 120; ++i) terminal.step();
  EXPECT_EQ(terminal.shell().frames_drawn(), drawn);
  EXPECT_FALSE(terminal.shell().sleep().has_value());
  terminal.show(samples::state(Screen::Basket));
  EXPECT_GT(terminal.shell().frames_drawn(), drawn);
}

TEST(Shell, ForgetsWhatAVisitTypedWhenItEnds) {
  Terminal terminal(kPortrait);
  visit::ViewState collect = samples::state(Screen::Collect);
  collect.collect.typed = "";
  terminal.show(collect);
  terminal.tap("K");
  EXPECT_EQ(terminal.last<visit::TypePickupCode>()->code, "K");
  terminal.show(samples::state(Screen::Attract));
  terminal.show(collect);
  terminal.tap("7");
  EXPECT_EQ(terminal.last<visit::TypePickupCode>()->code, "7");
}

TEST(Shell, SaysWhatThereIsWhenALabelIsMissing) {
  Terminal terminal(kPortrait);
  terminal.show(samples::state(Screen::Basket));
  const Status missing = terminal.shell().tap("Fusée");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("Passer en caisse"), std::string::npos);
}

TEST(Shell, ScrollsByAFingerAndTapsNothingMeanwhile) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Home);
  terminal.show(state);
  terminal.intents.clear();
  window::Event event{window::EventKind::PointerDown, 500, 1500};
  event.time_s = 1;
  terminal.window().inject(event);
  for (int i = 1; i <= 10; ++i) {
    event.kind = window::EventKind::PointerMove;
    event.y = 1500 - 40.f * static_cast<float>(i);
    event.time_s += .016;
    terminal.window().inject(event);
    terminal.step();
  }
  event.kind = window::EventKind::PointerUp;
  terminal.window().inject(event);
  terminal.settle();
  EXPECT_EQ(terminal.last<visit::OpenProduct>(), nullptr);
  const Node* hero = terminal.tree().find_named("home.hero");
  ASSERT_NE(hero, nullptr);
  EXPECT_LT(hero->whole.y, 0);
}

TEST(Shell, SubmitsTheWordsOfTheSearchWithItsEnterKey) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Search);
  state.search.words = "";
  terminal.show(state);
  terminal.tap("Valider");
  EXPECT_EQ(terminal.last<visit::SearchWords>(), nullptr) << "nothing typed";
  for (const char* key : {"r", ":", "k", "7"}) terminal.tap(key);
  EXPECT_FALSE(terminal.last<visit::SearchWords>()->submitted);
  terminal.tap("Valider");
  EXPECT_TRUE(terminal.last<visit::SearchWords>()->submitted);
  EXPECT_EQ(terminal.last<visit::SearchWords>()->words, "r:k7");
}

TEST(Shell, HasTheSignsOfAddressesAndCodesOnBothKeyboards) {
  for (const auto language : {visit::Language::French, visit::Language::English}) {
    Terminal terminal(kLandscape);
    visit::ViewState state = samples::state(Screen::LookUp);
    state.role = visit::Role::Associate;
    state.look_up.words = "";
    state.language = language;
    terminal.show(state);
    for (const char* key : {"a", "_", "b", "-", "c", "@", "d", ".", "f", ":"}) terminal.tap(key);
    EXPECT_EQ(terminal.last<visit::SearchWords>()->words, "a_b-c@d.f:");
  }
}

TEST(Shell, SaysWhyTheCameraDoesNotServe) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Home);
  terminal.show(state);
  EXPECT_FALSE(terminal.tree().says("Caméra indisponible"));
  state.camera_trouble = "damaged";
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Caméra indisponible : ce fichier ne se lit pas"));
  state.language = visit::Language::English;
  terminal.show(state);
  EXPECT_TRUE(terminal.tree().says("Camera unavailable: this file cannot be read"));
}

TEST(Shell, CallsAProductWithoutAFigureNeitherSoldOutNorThere) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Home);
  for (auto& product : state.home.products) {
    product.available_here = 0;
    product.counted_here = false;
  }
  terminal.show(state);
  EXPECT_FALSE(terminal.tree().says("Épuisé"));
  EXPECT_TRUE(terminal.tree().says("Stock pas encore connu"));
  state = samples::state(Screen::Product);
  state.product->stock.erase(state.product->stock.begin());
  terminal.show(state);
  EXPECT_FALSE(terminal.tree().says("Épuisé ici"));
  EXPECT_TRUE(terminal.tree().says("Stock pas encore connu"));
}

TEST(Shell, LaysItsToastBelowTheHeader) {
  for (const Size size : {kPortrait, kLandscape}) {
    Terminal terminal(size);
    visit::ViewState state = samples::state(Screen::Home);
    state.toast = visit::Toast{"toast.added_to_basket", "", false, 7};
    terminal.show(state);
    const float header = size::kHeader * terminal.shell().pixels_per_unit();
    const Node* toast = nullptr;
    for (const Node& node : terminal.tree().nodes())
      if (node.role == Role::Alert) toast = &node;
    ASSERT_NE(toast, nullptr);
    EXPECT_GE(toast->whole.y, header);
  }
}

TEST(Shell, SendsACodeThatIsTypedWholeOnTheFirstStartScreen) {
  for (const Size size : {kPortrait, kLandscape}) {
    Terminal terminal(size);
    visit::ViewState state = samples::state(Screen::Pairing);
    state.enrol.refusal = "code";
    terminal.show(state);
    EXPECT_NE(terminal.tree().to_text().find("demandez-en un autre"), std::string::npos);
    for (int i = 0; i < 25; ++i) terminal.tap("K");
    EXPECT_NE(terminal.tree().to_text().find("\"Enregistrer\" disabled"), std::string::npos)
        << "a sign is missing";
    EXPECT_EQ(terminal.last<visit::Enrol>(), nullptr);
    terminal.tap("7");
    terminal.tap("A");
    terminal.tap("Enregistrer");
    const auto* sent = terminal.last<visit::Enrol>();
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(sent->code, std::string(25, 'K') + "7");
  }
}

TEST(Shell, OpensTheCodePageFromTheServiceMenuAndComesBack) {
  Terminal terminal(kPortrait);
  terminal.show(samples::state(Screen::ServiceMenu));
  terminal.tap("Enregistrer la borne");
  EXPECT_NE(terminal.tree().to_text().find("Code d’enregistrement"), std::string::npos);
  terminal.tap("Retour");
  EXPECT_EQ(terminal.tree().to_text().find("Code d’enregistrement"), std::string::npos);
  EXPECT_EQ(terminal.last<visit::Back>(), nullptr);
}

TEST(Shell, SaysThatARevokedTerminalKeepsWhatItHasNotSent) {
  Terminal terminal(kPortrait);
  visit::ViewState state = samples::state(Screen::Failure);
  state.failure = {std::string{visit::kRevokedCode}, {}, {}};
  state.link.unsent = 12;
  terminal.show(state);
  const std::string text = terminal.tree().to_text();
  EXPECT_NE(text.find("gardé, et partira"), std::string::npos) << text;
  EXPECT_NE(text.find("12"), std::string::npos);
  EXPECT_EQ(text.find("Fichier gardé"), std::string::npos);
}

TEST(Shell, NamesTheSpotsAndColoursOfTheServiceMenu) {
  Terminal terminal(kPortrait);
  terminal.show(samples::state(Screen::ServiceMenu));
  const auto drawn = [&](std::string_view words) {
    for (const Node& node : terminal.tree().nodes())
      if (node.role == Role::Text && node.label == words) return true;
    return false;
  };
  for (const char* words : {"Zone 1", "Zone 6", "Texte", "Accent", "Alerte", "Or", "Fond"})
    EXPECT_TRUE(drawn(words)) << words;
}

}  // namespace
}  // namespace parcours::ui
