// SPDX-License-Identifier: Apache-2.0
#include "platform/base/id.h"

#include <gtest/gtest.h>

#include <set>

namespace parcours {
namespace {

TEST(Uuid7, HasTheFieldsOfTheStandard) {
  Random random{1};
  // The time of RFC 9562, appendix A.6: 2022-02-22T19:22:22Z = 0x017F22E279B0.
  const auto id = make_uuid7(parse_rfc3339("2022-02-22T19:22:22Z").value(), random);
  EXPECT_EQ(id.size(), 36U);
  EXPECT_EQ(id.substr(0, 14), "017f22e2-79b0-");
  EXPECT_EQ(id[14], '7') << "version";
  EXPECT_NE(std::string{"89ab"}.find(id[19]), std::string::npos) << "variant";
  EXPECT_TRUE(is_uuid(id));
}

TEST(Uuid7, SortsAsTextByItsTime) {
  Random random{2};
  const auto start = to_ms(parse_rfc3339("2026-11-01T10:00:00Z").value());
  std::string before;
  for (std::int64_t ms = 0; ms < 5000; ++ms) {
    const auto id = make_uuid7(from_ms(start + ms * 37), random);
    ASSERT_LT(before, id);
    before = id;
  }
}

TEST(Uuid7, IsUniqueWithinOneMillisecond) {
  Random random{3};
  const auto now = from_ms(1'800'000'000'000);
  std::set<std::string> seen;
  for (int i = 0; i < 100'000; ++i) seen.insert(make_uuid7(now, random));
  EXPECT_EQ(seen.size(), 100'000U);
  Random same{3};
  EXPECT_EQ(seen.count(make_uuid7(now, same)), 1U) << "a seed gives the same ids again";
}

TEST(Uuid7, CountsTimesBefore1970As1970) {
  Random random{4};
  EXPECT_EQ(make_uuid7(from_ms(-5), random).substr(0, 14), "00000000-0000-");
  EXPECT_TRUE(is_uuid(make_uuid7(from_ms(-5), random)));
}

TEST(Uuid, IsToldFromOtherText) {
  EXPECT_TRUE(is_uuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
  EXPECT_FALSE(is_uuid(""));
  EXPECT_FALSE(is_uuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398"));
  EXPECT_FALSE(is_uuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398FF"));
  EXPECT_FALSE(is_uuid("017F22E2_79B0-7CC3-98C4-DC0C0C07398F"));
  EXPECT_FALSE(is_uuid("017G22E2-79B0-7CC3-98C4-DC0C0C07398F"));
}

}  // namespace
}  // namespace parcours
