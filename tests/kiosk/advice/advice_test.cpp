// SPDX-License-Identifier: Apache-2.0
#include "kiosk/advice/advice.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kiosk/advice/select.h"
#include "sync/journey/entities.h"
#include "tests/support/map_rows.h"

namespace parcours::advice {
namespace {

/// A shop with a television and what goes with it.
struct ShopShelf {
  test::MapRows rows;
  journey::Customer customer;
  Ask ask;

  ShopShelf() {
    product("tv", "television", {"mount", "bar"});
    product("mount", "supports");
    product("bar", "audio");
    product("cable", "supports");
    product("cable2", "supports");
    product("cable3", "supports");
    product("lamp", "luminaires");
    product("pill", "sante");
    product("syrup", "sante");
    for (const auto* id :
         {"tv", "mount", "bar", "cable", "cable2", "cable3", "lamp", "pill", "syrup"})
      stock(id, 5);
    suggest("tv", {{"cable", 0.9, 0.5, 312},
                   {"pill", 0.8, 0.4, 50},
                   {"lamp", 0.5, 0.2, 9},
                   {"cable2", 0.4, 0.2, 40},
                   {"cable3", 0.3, 0.2, 30}});
    rows.put("catalogue", "setting", "advice",
             R"({"sensitive_families":["sante"],"pairs":{"television":["luminaires"]}})");
    ask.shop = "S1";
    ask.about = {"tv"};
    customer.id = "C00009";
    customer.consents.by_purpose["advice"] = true;
  }
  void product(const std::string& id, const std::string& family,
               std::vector<std::string> fits = {}) {
    journey::Product one;
    one.id = id;
    one.gtin = "09520000000011";
    one.name = {id, id};
    one.family = family;
    one.price = {1000};
    one.fits = std::move(fits);
    rows.put("catalogue", "product", id, to_json(one));
  }
  void stock(const std::string& id, int on_hand, int reserved = 0) {
    journey::Stock one;
    one.product = id;
    one.shop = "S1";
    one.on_hand = on_hand;
    one.reserved = reserved;
    rows.put("catalogue", "stock", id + "/S1", to_json(one));
  }
  void suggest(const std::string& about, std::vector<journey::Suggestion> items) {
    rows.put("catalogue", "suggest", about, to_json(journey::Suggestions{about, std::move(items)}));
  }
  void popular(const std::string& products) {
    rows.put("catalogue", "setting", "popular/S1", R"({"products":)" + products + "}");
  }
  std::vector<Advice> goes_with() const {
    const auto shelf = advice::goes_with(ask, rows);
    EXPECT_TRUE(shelf) << shelf.error().text();
    return shelf ? *shelf : std::vector<Advice>{};
  }
  static std::vector<std::string> names(const std::vector<Advice>& shelf) {
    std::vector<std::string> names;
    for (const auto& one : shelf) names.push_back(one.product);
    return names;
  }
};

using Names = std::vector<std::string>;

TEST(Advice, PutsWhatFitsBeforeStatistics) {
  ShopShelf shop;
  const auto shelf = shop.goes_with();
  ASSERT_EQ(ShopShelf::names(shelf), (Names{"mount", "bar", "cable"}));
  EXPECT_EQ(shelf[0].reason, Reason::Fits);
  EXPECT_EQ(shelf[0].about, "tv");
  EXPECT_EQ(shelf[2].reason, Reason::BoughtTogether);
  EXPECT_EQ(shelf[2].customers, 310) << "rounded to tens above a hundred";
}

TEST(Advice, LeavesOutWhatIsNotInStockHereOrAlreadyInTheBasket) {
  ShopShelf shop;
  shop.stock("mount", 0);
  shop.stock("bar", 2, 2);
  shop.ask.basket = {"cable"};
  shop.ask.limit = 2;
  const auto shelf = shop.goes_with();
  EXPECT_EQ(ShopShelf::names(shelf), (Names{"lamp", "cable2"}));
  EXPECT_EQ(shelf[0].customers, 0) << "nine customers are too few to be named";
  EXPECT_EQ(shelf[1].customers, 40);
}

TEST(Advice, GivesAtMostTwoOfAFamily) {
  ShopShelf shop;
  shop.stock("bar", 0);
  shop.stock("lamp", 0);
  EXPECT_EQ(ShopShelf::names(shop.goes_with()), (Names{"mount", "cable"}));
}

TEST(Advice, LeavesOutWhatTheCustomerOwnsOnlyWithConsent) {
  ShopShelf shop;
  const auto anonymous = shop.goes_with();
  shop.customer.owned = {{"mount", 1, 5}, {"cable", 3, 6}};
  shop.ask.customer = &shop.customer;
  EXPECT_EQ(ShopShelf::names(shop.goes_with()), (Names{"bar", "lamp", "cable2"}));

  shop.customer.consents.by_purpose["advice"] = false;
  const auto refused = shop.goes_with();
  ASSERT_EQ(refused.size(), anonymous.size());
  for (std::size_t i = 0; i < refused.size(); ++i) {
    EXPECT_EQ(refused[i].product, anonymous[i].product);
    EXPECT_EQ(refused[i].reason, anonymous[i].reason);
    EXPECT_EQ(refused[i].about, anonymous[i].about);
    EXPECT_EQ(refused[i].customers, anonymous[i].customers);
    EXPECT_EQ(refused[i].score, anonymous[i].score);
  }
}

TEST(Advice, NeverSuggestsASensitiveFamilyNorNamesOneInAReason) {
  ShopShelf shop;
  shop.suggest("pill", {{"syrup", 0.9, 0.5, 80}, {"lamp", 0.5, 0.2, 60}});
  shop.ask.about = {"pill"};
  const auto shelf = shop.goes_with();
  ASSERT_EQ(ShopShelf::names(shelf), (Names{"lamp"}));
  EXPECT_EQ(shelf[0].about, "");
  EXPECT_EQ(shelf[0].customers, 0);
}

TEST(Advice, FallsBackToPairedFamiliesThenToWhatSellsHere) {
  ShopShelf shop;
  shop.suggest("tv", {});
  shop.product("tv", "television");
  shop.popular(R"(["tv","cable","lamp","pill"])");
  const auto shelf = shop.goes_with();
  ASSERT_EQ(ShopShelf::names(shelf), (Names{"lamp", "cable"}));
  EXPECT_EQ(shelf[0].reason, Reason::Family);
  EXPECT_EQ(shelf[0].about, "tv");
  EXPECT_EQ(shelf[1].reason, Reason::Popular);
  EXPECT_EQ(shelf[1].about, "");
}

TEST(Advice, AddsUpOverAWholeBasket) {
  ShopShelf shop;
  shop.product("tv", "television");
  shop.suggest("tv", {{"cable", 0.5, 0.1, 20}, {"lamp", 0.4, 0.1, 20}});
  shop.suggest("bar", {{"lamp", 0.4, 0.1, 33}});
  shop.ask.about = shop.ask.basket = {"tv", "bar"};
  const auto shelf = shop.goes_with();
  EXPECT_EQ(ShopShelf::names(shelf), (Names{"lamp", "cable"}));
}

TEST(Advice, BuysAgainWhatWasBoughtMostOftenAndNothingWithoutConsent) {
  ShopShelf shop;
  shop.customer.owned = {{"lamp", 2, 50}, {"cable", 4, 10}, {"mount", 1, 90}, {"pill", 9, 99}};
  shop.ask.customer = &shop.customer;
  const auto again = buy_again(shop.ask, shop.rows);
  ASSERT_TRUE(again);
  EXPECT_EQ(ShopShelf::names(*again), (Names{"cable", "lamp"}));
  EXPECT_EQ((*again)[0].reason, Reason::BuyAgain);
  shop.customer.consents.by_purpose.clear();
  EXPECT_TRUE(buy_again(shop.ask, shop.rows)->empty());
}

TEST(Advice, ReportsADamagedRowInsteadOfAnEmptyShelf) {
  ShopShelf shop;
  shop.rows.put("catalogue", "suggest", "tv", "{");
  const auto shelf = advice::goes_with(shop.ask, shop.rows);
  ASSERT_FALSE(shelf);
}

}  // namespace
}  // namespace parcours::advice
