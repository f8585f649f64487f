// SPDX-License-Identifier: Apache-2.0
// A movement takes its time, whatever the machine: fast, slow, or asleep in between.
#include "kiosk/ui/touch/spring.h"

#include <gtest/gtest.h>

namespace parcours::ui {
namespace {

constexpr Motion kMotion{220, 1};

/// Seconds from 0 to 1 at one picture every `picture` seconds; stops counting at 5.
float seconds_to_settle(float picture) {
  Spring spring;
  static_cast<void>(spring.step(0, kMotion, picture));
  float seconds = 0;
  while (seconds < 5 && spring.step(1, kMotion, picture)) seconds += picture;
  return seconds;
}

TEST(Spring, EndsInItsTimeOnASlowMachine) {
  const float fast = seconds_to_settle(1 / 60.f);
  ASSERT_LT(fast, 2.f);
  EXPECT_NEAR(seconds_to_settle(.1f), fast, .15f);
  EXPECT_NEAR(seconds_to_settle(1 / 15.f), fast, .15f);
}

TEST(Spring, DoesNotJumpAfterAPause) {
  Spring spring;
  static_cast<void>(spring.step(0, kMotion, .016f));
  EXPECT_TRUE(spring.step(1, kMotion, 60));
  EXPECT_LT(spring.at, .9f);
}

TEST(Spring, StartsAtItsGoalAndStaysThere) {
  Spring spring;
  EXPECT_FALSE(spring.step(3, kMotion, .016f));
  EXPECT_EQ(spring.at, 3);
}

}  // namespace
}  // namespace parcours::ui
