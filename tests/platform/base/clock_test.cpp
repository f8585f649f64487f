// SPDX-License-Identifier: Apache-2.0
#include "platform/base/clock.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

TEST(Rfc3339, ReadsOffsetsAndFractions) {
  EXPECT_EQ(to_rfc3339(*parse_rfc3339("2026-11-01T12:00:00.5+02:00")), "2026-11-01T10:00:00.500Z");
  EXPECT_EQ(to_ms(*parse_rfc3339("1970-01-01T00:00:00Z")), 0);
  EXPECT_EQ(to_rfc3339(*parse_rfc3339("2099-12-31T23:59:59Z")), "2099-12-31T23:59:59Z");
}

TEST(Rfc3339, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "yesterday", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-01T10:00:00",
        "2026-11-01T10:00:00+2:00", "2026-11-01T10:00:00Zx"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

}  // namespace
}  // namespace parcours
