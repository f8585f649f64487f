// SPDX-License-Identifier: Apache-2.0
#include "platform/base/money.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

TEST(Money, AddsToTheCentWhateverTheAmount) {
  Money sum;
  for (int i = 0; i < 1000; ++i) sum += Money{10};
  EXPECT_EQ(sum, Money{10'000});
  EXPECT_EQ(Money{129'999} + Money{1}, Money{130'000});
  EXPECT_EQ(Money{100} - Money{250}, Money{-150});
  EXPECT_EQ(Money{1999} * 3, Money{5997});
  // Beyond the 53 bits in which a double still counts every cent.
  EXPECT_EQ(Money{9'007'199'254'740'993} + Money{1}, Money{9'007'199'254'740'994});
}

TEST(Money, IsOrderedByItsAmount) {
  EXPECT_LT(Money{-1}, Money{0});
  EXPECT_GT(Money{101}, Money{100});
  EXPECT_EQ(Money{}, Money{0});
}

TEST(Money, TakesAPercentageRoundedHalfUp) {
  EXPECT_EQ(percent_of(Money{10'000}, 10), Money{1000});
  EXPECT_EQ(percent_of(Money{1}, 50), Money{1});
  EXPECT_EQ(percent_of(Money{1}, 49), Money{0});
  EXPECT_EQ(percent_of(Money{333}, 15), Money{50});
  EXPECT_EQ(percent_of(Money{1999}, 100), Money{1999});
  EXPECT_EQ(percent_of(Money{1999}, 0), Money{0});
  EXPECT_EQ(percent_of(Money{-150}, 10), Money{-15});
  EXPECT_EQ(percent_of(Money{-5}, 50), Money{-2});
}

TEST(Money, GivesAPercentageAndItsRestThatAddUp) {
  for (std::int64_t cents = 0; cents < 300; ++cents) {
    for (int percent = 0; percent <= 100; ++percent) {
      const auto part = percent_of(Money{cents}, percent);
      ASSERT_GE(part, Money{0});
      ASSERT_LE(part, Money{cents});
      // Half a cent off at most: |100 * part - cents * percent| <= 50.
      const auto off = part.cents * 100 - cents * percent;
      ASSERT_LE(off, 50) << cents << " " << percent;
      ASSERT_GT(off, -50) << cents << " " << percent;
    }
  }
}

}  // namespace
}  // namespace parcours
