// SPDX-License-Identifier: Apache-2.0
// Disks that were copied: several terminals believe to be the same one.
#include <algorithm>

#include "kiosk/app/sync_command.h"
#include "tests/support/fleet.h"

namespace parcours::test {
namespace {

TEST(CopiedFolders, EachDeliverInOneExchangeHoweverManyThereAre) {
  Fleet f{2};
  EXPECT_EQ(f.kiosk(0).note("C00001", "avant la copie"), "");
  f.kiosk(0).stop();
  std::vector<std::filesystem::path> copies;
  for (int i = 0; i < 7; ++i) {
    copies.push_back(f.kiosk(0).folder().string() + "-copy" + std::to_string(i));
    std::filesystem::copy(f.kiosk(0).folder(), copies.back(),
                          std::filesystem::copy_options::recursive);
  }
  f.kiosk(0).start();
  for (std::size_t i = 0; i < copies.size(); ++i) {
    Kiosk copy{copies[i], f.hub(), f.clock};
    EXPECT_EQ(copy.note("C00001", "copie " + std::to_string(i)), "");
    static_cast<void>(copy.scan("2900000000017"));
    auto link = app::HubLink::create(copy.journal(), "http://fleet", i);
    ASSERT_TRUE(link);
    link->sign_with(*app::device_key(copies[i]));  // the one they all have
    const auto done = app::exchange_once(*link, copy.wire, f.clock);
    EXPECT_TRUE(done) << "copy " << i << ": " << done.error().text();
    EXPECT_EQ(copy.unsent(), 0);
  }
  f.settle();
  const auto notes = f.kiosk(1).notes("C00001");
  for (const std::string text : {"avant la copie", "copie 0", "copie 3", "copie 6"})
    EXPECT_EQ(std::count(notes.begin(), notes.end(), text), 1) << text;
}

}  // namespace
}  // namespace parcours::test
