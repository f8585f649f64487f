// SPDX-License-Identifier: Apache-2.0
#include "sync/engine/bootstrap.h"

#include <gtest/gtest.h>

namespace parcours::engine {
namespace {

using Step = Bootstrap::Step;

constexpr int kSchema = 2;

protocol::Snapshot snapshot(char digit, std::int64_t bytes = std::int64_t{20} << 20) {
  protocol::Snapshot out;
  out.name = std::string(64, digit);
  out.schema = kSchema;
  out.upto = 100;
  out.bytes = bytes;
  out.unpacked_bytes = bytes * 4;
  out.shop = "S1";
  return out;
}

Outlook outlook() {
  Outlook out;
  out.device = "d-1";
  out.shop = "S1";
  return out;
}

TEST(Bootstrap, ListsThenFetchesPiecesThatGrowThenInstalls) {
  Bootstrap bootstrap{kSchema};
  ASSERT_EQ(bootstrap.step(0), Step::List);
  EXPECT_EQ(bootstrap.fetch(outlook()).target, "/v1/snapshots/?device=d-1&shop=S1");
  bootstrap.listed({snapshot('a'), snapshot('b')}, {});
  ASSERT_EQ(bootstrap.step(0), Step::Piece);
  EXPECT_EQ(bootstrap.snapshot().name, std::string(64, 'a')) << "the newest";
  EXPECT_EQ(bootstrap.fetch(outlook()).range, "bytes=0-4194303");
  EXPECT_FALSE(bootstrap.got(4'194'304));
  EXPECT_EQ(bootstrap.fetch(outlook()).range, "bytes=4194304-12582911");
  EXPECT_FALSE(bootstrap.got(12'582'912));
  EXPECT_EQ(bootstrap.fetch(outlook()).range, "bytes=12582912-20971519");
  EXPECT_TRUE(bootstrap.got(20'971'520));
  bootstrap.installed();
  EXPECT_EQ(bootstrap.step(100), Step::Pull);
}

TEST(Bootstrap, StreamsWhenThereIsNothingItCanRead) {
  protocol::Snapshot newer = snapshot('a');
  newer.schema = kSchema + 1;
  for (const auto& listed : {std::vector<protocol::Snapshot>{}, {newer}}) {
    Bootstrap bootstrap{kSchema};
    bootstrap.listed(listed, {});
    EXPECT_EQ(bootstrap.step(0), Step::Pull);
    EXPECT_EQ(bootstrap.step(0), Step::Pull) << "an empty hub leaves the cursor at 0";
    EXPECT_EQ(bootstrap.step(7), Step::Pull);
    EXPECT_EQ(bootstrap.step(0), Step::List) << "the hub refused the cursor: asked anew";
  }
  Bootstrap mixed{kSchema};
  mixed.listed({newer, snapshot('b')}, {});
  EXPECT_EQ(mixed.snapshot().name, std::string(64, 'b'));
}

TEST(Bootstrap, GoesOnWithWhatIsOnTheDisk) {
  Bootstrap bootstrap{kSchema};
  bootstrap.listed({snapshot('a'), snapshot('b')}, {{std::string(64, 'b'), 5'000}});
  EXPECT_EQ(bootstrap.snapshot().name, std::string(64, 'b'));
  EXPECT_EQ(bootstrap.fetch(outlook()).range, "bytes=5000-4199303");
  // Whole already, when the power went: one byte more has it checked and unpacked.
  Bootstrap whole{kSchema};
  whole.listed({snapshot('a', 9'000)}, {{std::string(64, 'a'), 9'000}});
  EXPECT_EQ(whole.fetch(outlook()).range, "bytes=8999-8999");
  Bootstrap other{kSchema};
  other.listed({snapshot('a')}, {{std::string(64, 'c'), 5'000}});
  EXPECT_EQ(other.have(), 0);
}

TEST(Bootstrap, AsksForLessOnAThinLinkAndListsAgainAfterAWhile) {
  Bootstrap bootstrap{kSchema};
  bootstrap.listed({snapshot('a')}, {});
  bootstrap.failed(false);
  EXPECT_EQ(bootstrap.fetch(outlook()).range, "bytes=0-1048575");
  bootstrap.failed(false);
  bootstrap.failed(false);
  EXPECT_EQ(bootstrap.fetch(outlook()).range, "bytes=0-65535");
  EXPECT_FALSE(bootstrap.got(65'536)) << "it came";
  EXPECT_EQ(bootstrap.fetch(outlook()).range, "bytes=65536-196607");
  for (int i = 0; i < kFetchFailuresMax; ++i) bootstrap.failed(true);
  EXPECT_EQ(bootstrap.step(0), Step::List);
}

TEST(Bootstrap, NeverKeepsATerminalFromTheStreamForGood) {
  Bootstrap damaged{kSchema};
  for (int i = 0; i < kSnapshotTriesMax; ++i) {
    ASSERT_NE(damaged.step(0), Step::Pull) << i;
    damaged.listed({snapshot('a')}, {});
    damaged.refused();
  }
  EXPECT_EQ(damaged.step(0), Step::Pull);

  Bootstrap failing{kSchema};
  for (int i = 0; i < 100; ++i) failing.failed(false);
  EXPECT_EQ(failing.step(0), Step::List) << "no hub: nothing to stream either";
  for (int i = 0; i < kFetchFailuresMax; ++i) failing.failed(true);
  EXPECT_EQ(failing.step(0), Step::Pull) << "a hub that fails at its list only";

  // A hub that refuses the cursor of its own snapshot.
  Bootstrap circle{kSchema};
  for (int i = 0; i < kSnapshotTriesMax; ++i) {
    ASSERT_EQ(circle.step(0), Step::List) << i;
    circle.listed({snapshot('a', 10)}, {});
    EXPECT_TRUE(circle.got(10));
    circle.installed();
    EXPECT_EQ(circle.step(100), Step::Pull);
  }
  EXPECT_EQ(circle.step(0), Step::Pull);
  circle.caught_up();
  EXPECT_EQ(circle.step(100), Step::Pull);
  EXPECT_EQ(circle.step(0), Step::List);
}

}  // namespace
}  // namespace parcours::engine
