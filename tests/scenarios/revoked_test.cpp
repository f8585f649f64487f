// SPDX-License-Identifier: Apache-2.0
// A terminal that its operator takes out of service and puts back: nothing it recorded is lost.
#include <algorithm>

#include "tests/support/fleet.h"

namespace parcours::test {
namespace {

TEST(ARevokedTerminal, KeepsWhatItHasNotSentAndSendsItWhenRestored) {
  Fleet f{2};
  auto& kiosk = f.kiosk(0);
  kiosk.offline();
  EXPECT_EQ(kiosk.note("C00001", "avant"), "");
  f.hub().rule(kiosk.journal().device_id(), FleetHub::Ruling::Revoked);
  kiosk.online();
  for (int i = 0; i < 100; ++i) f.step();
  EXPECT_EQ(kiosk.trouble, engine::Trouble::Revoked);
  EXPECT_EQ(kiosk.unsent(), 1);
  EXPECT_EQ(kiosk.link().refusal(), visit::kRevoked);
  const auto before = f.kiosk(1).notes("C00001");
  EXPECT_EQ(std::count(before.begin(), before.end(), "avant"), 0);
  EXPECT_EQ(f.kiosk(1).trouble, engine::Trouble::None);
  f.hub().rule(kiosk.journal().device_id(), FleetHub::Ruling::Restored);
  f.settle();
  EXPECT_EQ(kiosk.unsent(), 0);
  EXPECT_EQ(kiosk.link().refusal(), "");
  const auto notes = f.kiosk(1).notes("C00001");
  EXPECT_EQ(std::count(notes.begin(), notes.end(), "avant"), 1);
}

TEST(ARevokedTerminal, IsOneAfterARestartWithoutALinkToo) {
  Fleet f{1};
  auto& kiosk = f.kiosk(0);
  f.hub().rule(kiosk.journal().device_id(), FleetHub::Ruling::Revoked);
  for (int i = 0; i < 100; ++i) f.step();
  ASSERT_EQ(kiosk.link().refusal(), visit::kRevoked);
  kiosk.offline();
  kiosk.restart();
  for (int i = 0; i < 20; ++i) f.step();
  const auto link = kiosk.link().link();
  ASSERT_TRUE(link);
  EXPECT_EQ(link->trouble, "revoked");
  EXPECT_EQ(link->mode, visit::Link::Mode::Alone);
  f.hub().rule(kiosk.journal().device_id(), FleetHub::Ruling::Restored);
  kiosk.online();
  f.settle();
  EXPECT_EQ(kiosk.link().link()->trouble, "");
}

TEST(ATerminalWithAnotherKey, IsToldAndGoesOnByItself) {
  Fleet f{1};
  auto& kiosk = f.kiosk(0);
  kiosk.stop();
  const auto file = kiosk.folder() / "device.key";
  std::filesystem::rename(file, kiosk.folder() / "lost");
  kiosk.start();
  EXPECT_EQ(kiosk.note("C00001", "seul"), "");
  for (int i = 0; i < 100; ++i) f.step();
  EXPECT_EQ(kiosk.trouble, engine::Trouble::NotEnrolled);
  EXPECT_EQ(kiosk.link().refusal(), visit::kNotEnrolled);
  EXPECT_EQ(kiosk.unsent(), 1);
  kiosk.stop();
  std::filesystem::rename(kiosk.folder() / "lost", file);
  kiosk.start();
  f.settle();
  EXPECT_EQ(kiosk.unsent(), 0);
}

}  // namespace
}  // namespace parcours::test
