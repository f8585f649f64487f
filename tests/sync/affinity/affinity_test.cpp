// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sync/affinity/evaluate.h"
#include "sync/affinity/model.h"
#include "sync/affinity/ridge.h"
#include "sync/affinity/transactions.h"

namespace parcours::affinity {
namespace {

std::vector<Basket> some_sales() {
  std::vector<Basket> sales;
  for (int i = 0; i < 40; ++i) {
    Basket basket{"t" + std::to_string(i), "c" + std::to_string(i % 12), i * 1000, {"tv"}};
    if (i % 2 == 0) basket.products.push_back("mount");
    if (i % 3 == 0) basket.products.push_back("cable");
    if (i % 5 == 0) basket.products.push_back("lamp");
    if (i % 7 == 0) basket.products = {"lamp", "cushion"};
    sales.push_back(std::move(basket));
  }
  return sales;
}

Model model_of(const std::vector<Basket>& sales) {
  Model model;
  for (const auto& sale : sales) model.learn(sale);
  model.refit();
  return model;
}

void expect_equal(const Model& a, const Model& b) {
  ASSERT_EQ(a.products(), b.products());
  for (const auto& product : a.products()) {
    const auto left = a.neighbours(product), right = b.neighbours(product);
    ASSERT_EQ(left.size(), right.size()) << product;
    for (std::size_t i = 0; i < left.size(); ++i) {
      EXPECT_EQ(left[i].product, right[i].product);
      EXPECT_EQ(left[i].ridge, right[i].ridge);
      EXPECT_EQ(left[i].conditional, right[i].conditional);
      EXPECT_EQ(left[i].customers, right[i].customers);
    }
  }
}

TEST(Affinity, SolvesTheRidgeOfASystemSolvedByHand) {
  // (4 2; 2 3) + 1 I = (5 2; 2 4); times (1, -2) is (1, -6).
  const auto solved = solve_ridge({4, 0, 2, 3}, {1, -6}, 1);
  ASSERT_EQ(solved.size(), 2U);
  EXPECT_NEAR(solved[0], 1, 1e-12);
  EXPECT_NEAR(solved[1], -2, 1e-12);
}

TEST(Affinity, CountsSalesAndDistinctCustomersWithBoth) {
  Model model;
  model.learn({"1", "ana", 0, {"tv", "mount", "tv"}});
  model.learn({"2", "ana", 0, {"mount", "tv"}});
  model.learn({"3", "bob", 0, {"tv", "mount"}});
  model.learn({"4", "", 0, {"tv", "mount"}});
  model.learn({"5", "cid", 0, {"tv"}});
  model.refit();
  const auto neighbours = model.neighbours("tv");
  ASSERT_EQ(neighbours.size(), 1U);
  EXPECT_EQ(neighbours[0].product, "mount");
  EXPECT_EQ(neighbours[0].baskets, 4);
  EXPECT_EQ(neighbours[0].customers, 2) << "an unknown customer supports no reason";
  EXPECT_DOUBLE_EQ(neighbours[0].conditional, 0.8);
  EXPECT_GT(neighbours[0].ridge, 0);
}

TEST(Affinity, LearnThenForgetEqualsNeverLearned) {
  const auto sales = some_sales();
  const auto never = model_of(sales);
  auto model = model_of(sales);
  const Basket extra{"x", "c3", 99, {"tv", "lamp", "sponge", "mount"}};
  model.learn(extra);
  model.settle();
  EXPECT_EQ(model.sales("sponge"), 1);
  EXPECT_NE(model.neighbours("tv").size(), never.neighbours("tv").size());
  ASSERT_TRUE(model.unlearn(extra));
  model.settle();
  EXPECT_EQ(model.baskets(), never.baskets());
  expect_equal(never, model);
}

TEST(Affinity, DoesNotDependOnTheOrderOfLearning) {
  auto sales = some_sales();
  const auto forward = model_of(sales);
  std::reverse(sales.begin(), sales.end());
  expect_equal(forward, model_of(sales));
}

TEST(Affinity, RefusesToForgetWhatItNeverLearned) {
  auto model = model_of(some_sales());
  const auto forgotten = model.unlearn({"t0", "nobody", 0, {"tv", "mount"}});
  ASSERT_FALSE(forgotten);
  EXPECT_EQ(forgotten.error().code, ErrorCode::NotFound);
  expect_equal(model, model_of(some_sales()));
}

TEST(Affinity, NeverSuggestsWhatIsInHandAndNamesWhatSpeaksForIt) {
  const auto model = model_of(some_sales());
  const auto scored = model.score({"tv", "mount"}, 5);
  ASSERT_FALSE(scored.empty());
  for (const auto& one : scored) {
    EXPECT_NE(one.product, "tv");
    EXPECT_NE(one.product, "mount");
    EXPECT_TRUE(one.because == "tv" || one.because == "mount");
  }
  EXPECT_TRUE(model.score({"unheard of"}, 5).empty());
}

TEST(Affinity, ScoresStoredListsAsTheModelDoes) {
  const auto model = model_of(some_sales());
  const std::vector<std::string> hand{"tv", "lamp"};
  std::vector<NeighbourList> lists;
  for (const auto& product : hand) lists.push_back({product, model.neighbours(product)});
  const auto stored = score(lists, 10);
  const auto own = model.score(hand, 10);
  ASSERT_EQ(stored.size(), own.size());
  for (std::size_t i = 0; i < own.size(); ++i) {
    EXPECT_EQ(stored[i].product, own[i].product);
    EXPECT_NEAR(stored[i].score, own[i].score, 1e-12);
    EXPECT_EQ(stored[i].because, own[i].because);
    EXPECT_EQ(stored[i].customers, own[i].customers);
  }
}

TEST(Affinity, CountsAStockUpAsSalesNotAsPairs) {
  Tuning tuning;
  tuning.basket_max = 3;
  Model model{tuning};
  model.learn({"1", "a", 0, {"p", "q", "r", "s"}});
  model.refit();
  EXPECT_EQ(model.sales("p"), 1);
  EXPECT_TRUE(model.neighbours("p").empty());
}

constexpr std::string_view kHeader =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

TEST(Transactions, CleansByTheRulesOfTheBenchmark) {
  const auto read = read_transactions(
      std::string{kHeader} +
      "536365, 85123a ,\"HOLDER, WHITE \"\"T\"\"\",6,2010-12-01 08:26:00,2.55,17850,UK\n"
      "536365,71053,LANTERN,6,2010-12-01 08:27:00,3.39,17850,UK\n"
      "536365,71053,LANTERN,2,2010-12-01 08:27:00,3.39,17850,UK\n"
      "C536366,71053,LANTERN,-6,2010-12-01 09:00:00,3.39,17850,UK\n"
      "536367,POST,POSTAGE,1,2010-12-01 09:00:00,18,17850,UK\n"
      "536368,71053,,3,2010-11-30 09:00:00,0,,UK\r\n");
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->lines, 6);
  EXPECT_EQ(read->taken, 3);
  EXPECT_EQ(read->cancelled, 1);
  EXPECT_EQ(read->not_products, 1);
  EXPECT_EQ(read->not_sales, 1);
  ASSERT_EQ(read->baskets.size(), 1U);
  EXPECT_EQ(read->baskets[0].products, (std::vector<std::string>{"71053", "85123A"}));
  EXPECT_EQ(read->products[1].name, "HOLDER, WHITE \"T\"");
  EXPECT_EQ(read->products[1].price_cents, 255);
}

TEST(Transactions, NameLineAndColumnOfWhatCannotBeRead) {
  const auto bad = read_transactions(std::string{kHeader} +
                                     "536365,71053,L,six,2010-12-01 08:26:00,2.55,1,UK\n");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, "line 2");
  EXPECT_NE(bad.error().message.find("Quantity"), std::string::npos);
  const auto missing = read_transactions("InvoiceNo,StockCode\n1,2\n");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().where, "line 1");
  EXPECT_FALSE(read_transactions(std::string{kHeader} + "536365,\"7105"));
  EXPECT_FALSE(read_transactions(""));
}

TEST(Evaluation, FindsWhatIsAlwaysSoldTogetherAndBeatsTheMostSold) {
  std::vector<Basket> sales;
  for (int i = 0; i < 60; ++i) {
    const auto pair = std::to_string(i % 6);
    const std::int64_t month = i < 48 ? 9 : 10;
    sales.push_back({std::to_string(i),
                     "c",
                     *day_ms("2011-" + std::string{month == 9 ? "09" : "10"} + "-05"),
                     {"left" + pair, "right" + pair}});
    if (i < 48) sales.push_back({"p" + std::to_string(i), "c", *day_ms("2011-09-06"), {"popular"}});
  }
  const auto measured = evaluate(sales);
  ASSERT_TRUE(measured) << measured.error().text();
  EXPECT_EQ(measured->split.test_from_ms, *day_ms("2011-10-01"));
  EXPECT_EQ(measured->targets, 24);
  EXPECT_DOUBLE_EQ(measured->model.hit_at_3, 1);
  EXPECT_DOUBLE_EQ(measured->model.mrr_at_20, 1);
  EXPECT_LT(measured->most_sold.hit_at_3, 0.5);
}

TEST(Evaluation, RefusesASplitWithAnEmptySide) {
  const auto none = evaluate({{"1", "c", *day_ms("2011-09-05"), {"a", "b"}}});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().where, "train-before");
}

}  // namespace
}  // namespace parcours::affinity
