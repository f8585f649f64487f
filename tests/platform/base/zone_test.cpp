// SPDX-License-Identifier: Apache-2.0
#include "platform/base/zone.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

using std::chrono::minutes;

WallTime at(const char* text) {
  return parse_rfc3339(text).value();
}

TEST(Zone, KeepsFrenchTimeOnAnyMachine) {
  const Zone french;
  EXPECT_EQ(french.offset(at("2026-11-12T14:42:00Z")), minutes{60});
  EXPECT_EQ(french.offset(at("2026-07-01T12:00:00Z")), minutes{120});
  EXPECT_EQ(french.offset(at("2026-03-29T00:59:59Z")), minutes{60});
  EXPECT_EQ(french.offset(at("2026-03-29T01:00:00Z")), minutes{120});
  EXPECT_EQ(french.offset(at("2026-10-25T00:59:59Z")), minutes{120});
  EXPECT_EQ(french.offset(at("2026-10-25T01:00:00Z")), minutes{60});
  EXPECT_EQ(french.day(at("2026-11-12T23:30:00Z")), "2026-11-13");
  EXPECT_EQ(french.day(at("2026-11-12T23:30:00Z"), 7), "2026-11-06");
}

TEST(Zone, ReadsTheRulesOfOtherShops) {
  const auto french = Zone::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  ASSERT_TRUE(french) << french.error().text();
  for (const char* time : {"2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-10-25T00:59:59Z",
                           "2026-10-25T01:00:00Z", "2027-01-01T00:00:00Z"})
    EXPECT_EQ(french->offset(at(time)), Zone{}.offset(at(time))) << time;
  EXPECT_EQ(Zone::parse("<+04>-4")->offset(at("2026-07-01T00:00:00Z")), minutes{240});  // Réunion
  EXPECT_EQ(Zone::parse("NST3:30NDT,M3.2.0,M11.1.0")->offset(at("2026-12-01T00:00:00Z")),
            minutes{-210});
  const auto sydney = Zone::parse("AEST-10AEDT,M10.1.0,M4.1.0/3");
  EXPECT_EQ(sydney->offset(at("2026-01-10T00:00:00Z")), minutes{660});
  EXPECT_EQ(sydney->offset(at("2026-06-10T00:00:00Z")), minutes{600});
}

TEST(Zone, RefusesWhatIsNoRule) {
  for (const char* rule : {"", "Europe/Paris", "CET", "CET-1CEST", "CET-1CEST,M13.5.0,M10.5.0",
                           "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/3x", "C-1"})
    EXPECT_FALSE(Zone::parse(rule)) << rule;
}

}  // namespace
}  // namespace parcours
