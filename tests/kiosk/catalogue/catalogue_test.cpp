// SPDX-License-Identifier: Apache-2.0
#include "kiosk/catalogue/catalogue.h"

#include <gtest/gtest.h>

#include "tests/support/demo_rows.h"

namespace parcours::catalogue {
namespace {

TEST(Catalogue, FindsAProductByAnyOfItsCodes) {
  const auto rows = test::demo_rows();
  const Catalogue catalogue(rows, "S1");
  for (const char* code : {"P0001", "03000000000017", "3000000000017"}) {
    const auto product = catalogue.by_code(code);
    ASSERT_TRUE(product) << code;
    EXPECT_EQ(product->id, "P0001");
  }
  EXPECT_EQ(to_gtin14("00000017"), "00000000000017");
  EXPECT_EQ(to_gtin14("123456789"), "");
  EXPECT_EQ(catalogue.by_code("03000000009999").error().code, ErrorCode::NotFound);
}

TEST(Catalogue, ShowsStockHereFirstThenByDistanceWithItsAge) {
  const auto rows = test::demo_rows();
  const Catalogue catalogue(rows, "S1");
  const auto stock = catalogue.stock("P0001");
  ASSERT_TRUE(stock);
  ASSERT_EQ(stock->size(), 3u);
  EXPECT_TRUE(stock->at(0).here);
  EXPECT_EQ(stock->at(1).shop, "S2");
  EXPECT_EQ(stock->at(2).shop, "S3");
  EXPECT_NEAR(stock->at(2).distance_km, 66, 3);  // Toulouse to Albi as the crow flies
  EXPECT_EQ(stock->at(0).source, "count");
  EXPECT_GT(stock->at(0).counted_ms, 0);
}

TEST(Catalogue, PutsWhatIsInStockHereFirstOnTheShelf) {
  auto rows = test::demo_rows();
  Catalogue catalogue(rows, "S1");
  const auto shelf = catalogue.shelf("tv", 10);
  ASSERT_TRUE(shelf);
  ASSERT_EQ(shelf->total, 2);
  EXPECT_EQ(shelf->cards.front().id, "P0001");
  test::put_stock(rows, "P0001", "S1", 0);
  test::put_stock(rows, "P0003", "S1", 4);
  catalogue.rows_changed();
  EXPECT_EQ(catalogue.shelf("tv", 10)->cards.front().id, "P0003");
  EXPECT_EQ(catalogue.shelf("", 1)->cards.size(), 1u);
  EXPECT_EQ(catalogue.shelf("", 1)->total, 3);
}

TEST(Catalogue, FindsAWholeCodeTypedIntoTheSearch) {
  const auto rows = test::demo_rows();
  const Catalogue catalogue(rows, "S1",
                            [](auto, auto, auto) -> Result<std::vector<journal::SearchHit>> {
                              return std::vector<journal::SearchHit>{{"product", "P0002"}};
                            });
  EXPECT_EQ(catalogue.search("3000000000017", 5)->front().id, "P0001");
  EXPECT_EQ(catalogue.search("support", 5)->front().id, "P0002");
  EXPECT_TRUE(catalogue.search("", 5)->empty());
}

TEST(Catalogue, SaysWhichProductCannotBeRead) {
  auto rows = test::demo_rows();
  rows.put("catalogue", "product", "P0009", "{\"name\":3}");
  const Catalogue catalogue(rows, "S1");
  const auto product = catalogue.product("P0009");
  ASSERT_FALSE(product);
  EXPECT_EQ(product.error().code, ErrorCode::Invalid);
}

}  // namespace
}  // namespace parcours::catalogue
