// SPDX-License-Identifier: Apache-2.0
#include "platform/window/pointer.h"

#include <gtest/gtest.h>

namespace parcours::window {
namespace {

Event at(EventKind kind, float x, float y, double time = 1) {
  Event event{kind, x, y};
  event.time_s = time;
  return event;
}

TEST(PointerQueue, GivesAtMostOneEdgeAFrame) {
  PointerQueue queue;
  queue.push(at(EventKind::PointerDown, 10, 20));
  queue.push(at(EventKind::PointerUp, 12, 22));
  const Pointer first = queue.next_frame();
  EXPECT_TRUE(first.pressed);
  EXPECT_TRUE(first.down);
  EXPECT_FALSE(first.released);
  EXPECT_TRUE(queue.pending());
  const Pointer second = queue.next_frame();
  EXPECT_TRUE(second.released);
  EXPECT_FALSE(second.down);
  EXPECT_FALSE(queue.pending());
}

TEST(PointerQueue, KeepsThePositionOnTheReleaseFrameOnly) {
  PointerQueue queue;
  queue.push(at(EventKind::PointerDown, 10, 20));
  queue.push(at(EventKind::PointerUp, 30, 40));
  (void)queue.next_frame();
  const Pointer release = queue.next_frame();
  EXPECT_TRUE(release.present);
  EXPECT_EQ(release.x, 30);
  EXPECT_EQ(release.start_x, 10);
  EXPECT_FALSE(queue.next_frame().present);
}

TEST(PointerQueue, MergesMovesOfOneFrameIntoATrail) {
  PointerQueue queue;
  queue.push(at(EventKind::PointerDown, 0, 0, 1.0));
  (void)queue.next_frame();
  for (int i = 1; i <= 30; ++i) {
    queue.push(at(EventKind::PointerMove, static_cast<float>(i), 0, 1.0 + i * .001));
  }
  const Pointer& moved = queue.next_frame();
  EXPECT_EQ(moved.x, 30);
  EXPECT_FALSE(moved.pressed);
  EXPECT_EQ(moved.trail.size(), 24u);
  EXPECT_EQ(moved.trail.back().x, 30);
}

TEST(PointerQueue, IgnoresAReleaseWithoutAPress) {
  PointerQueue queue;
  queue.push(at(EventKind::PointerUp, 5, 5));
  EXPECT_FALSE(queue.next_frame().released);
}

}  // namespace
}  // namespace parcours::window
