// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/snapshot.h"

#include <gtest/gtest.h>

#include "tests/sync/protocol/golden.h"

namespace parcours::protocol {
namespace {

using test::golden;
using test::replaced;

Snapshot sample() {
  Snapshot snapshot;
  snapshot.name = std::string(32, '0') + "0123456789abcdef0123456789abcdef";
  snapshot.schema = 2;
  snapshot.epoch = 7'001;
  snapshot.upto = 41;
  snapshot.rows = 5'200;
  snapshot.bytes = 812'345;
  snapshot.unpacked_bytes = 4'194'304;
  snapshot.shop = "S 1";
  snapshot.scopes = {"catalogue", "customers:S 1", "shop:S 1"};
  return snapshot;
}

TEST(SnapshotList, IsReadAsItWasWrittenAndAsItStandsInTheGoldenFile) {
  const std::string text = snapshots_body({sample()});
  EXPECT_EQ(text, golden("snapshots.json"));
  const auto read = parse_snapshots(text);
  ASSERT_TRUE(read) << read.error().text();
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(snapshots_body(*read), text);
  EXPECT_EQ(read->front().scopes, sample().scopes);
  EXPECT_TRUE(parse_snapshots(R"({"snapshots":[],"more":1})")->empty());
  EXPECT_TRUE(parse_snapshots(replaced(text, "\"rows\"", "\"of_later\":{},\"rows\"")));
}

TEST(SnapshotList, NamesWhatIsWrongWithIt) {
  const std::string text = snapshots_body({sample()});
  for (const std::string& bad :
       {std::string{"<html>"}, std::string{"[]"}, std::string{R"({"snapshots":[1]})"},
        replaced(text, "0123", "../."), replaced(text, "812345", "0"),
        replaced(text, "\"upto\":41", "\"upto\":-1"), replaced(text, "\"upto\":41,", ""),
        replaced(text, "[\"catalogue\"", "{}, [\"catalogue\"")}) {
    const auto read = parse_snapshots(bad);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().code, ErrorCode::Invalid);
  }
  EXPECT_EQ(parse_snapshots(replaced(text, "\"upto\":41,", "")).error().message,
            "snapshot 1: member upto must be a whole number from 0");
}

TEST(SnapshotTargets, EncodeWhatTheyName) {
  EXPECT_EQ(snapshots_target("d-1", "S&1"), "/v1/snapshots/?device=d-1&shop=S%261");
  EXPECT_EQ(snapshot_target(sample(), "d-1"),
            "/v1/snapshots/" + sample().name + "?device=d-1&shop=S%201");
  EXPECT_TRUE(is_snapshot_name(sample().name));
  EXPECT_FALSE(is_snapshot_name(sample().name + "0"));
  EXPECT_FALSE(is_snapshot_name(std::string(64, 'A')));
}

TEST(Range, IsWhatBothEndsOfTheWireUnderstand) {
  const auto range = [](std::string_view header) { return parse_range(header, 1000); };
  EXPECT_EQ((*range("bytes=0-99"))->last, 99);
  EXPECT_EQ((*range("bytes=100-"))->first, 100);
  EXPECT_EQ((*range("bytes=100-"))->last, 999);
  EXPECT_EQ((*range("bytes=-50"))->first, 950);
  EXPECT_EQ((*range("bytes=-5000"))->first, 0);
  EXPECT_EQ((*range("bytes=990-5000"))->size(), 10);
  for (const char* all : {"", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1,5-6", "lines=0-1",
                          "bytes=--5", "bytes=99999999999999999999-"}) {
    EXPECT_TRUE(range(all) && !*range(all)) << all;
  }
  for (const char* none : {"bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=9-8"}) {
    EXPECT_FALSE(range(none)) << none;
  }
  EXPECT_EQ(range_header({5, 9}), "bytes=5-9");
}

TEST(ContentRange, MustLieInTheFile) {
  const auto read = parse_content_range(content_range_header({{10, 19}, 20}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->range.first, 10);
  EXPECT_EQ(read->range.size(), 10);
  EXPECT_EQ(read->size, 20);
  for (const char* bad : {"", "bytes 10-20/20", "bytes 10-9/20", "bytes */20", "bytes 1-2/*",
                          "bytes 1-2", "bytes -1-2/20", "10-19/20", "bytes 1/2-3"}) {
    EXPECT_FALSE(parse_content_range(bad)) << bad;
  }
}

}  // namespace
}  // namespace parcours::protocol
