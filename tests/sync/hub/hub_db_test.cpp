// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/hub_db.h"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/sync/hub/running_hub.h"

namespace parcours::hub {
namespace {

/// Takes events in one transaction; their outcomes.
std::vector<Outcome> take(HubDb& db, const std::vector<std::string>& events) {
  std::vector<Outcome> outcomes;
  EXPECT_TRUE(db.begin().has_value());
  for (const auto& event : events) {
    const auto verdict = db.take(event_of(event));
    EXPECT_TRUE(verdict.has_value());
    if (verdict) outcomes.push_back(verdict->outcome);
  }
  EXPECT_TRUE(db.commit().has_value());
  return outcomes;
}

TEST(HubDb, TakesAnEventOnceAlsoAfterARestart) {
  RunningHub hub;
  {
    auto db = hub.open();
    ASSERT_TRUE(db.has_value());
    EXPECT_THAT(take(**db, {view_json("a"), view_json("b"), view_json("a")}),
                testing::ElementsAre(Outcome::Taken, Outcome::Taken, Outcome::Duplicate));
    EXPECT_EQ((*db)->head(), 1);
  }
  auto db = hub.open();
  ASSERT_TRUE(db.has_value());
  EXPECT_EQ((*db)->head(), 1);
  EXPECT_THAT(take(**db, {view_json("b")}), testing::ElementsAre(Outcome::Duplicate));
  EXPECT_EQ((*db)->head(), 1);  // nothing changed, so no number is used up
}

TEST(HubDb, KeepsOtherContentsOfAKnownIdAside) {
  RunningHub hub;
  auto db = hub.open();
  ASSERT_TRUE(db.has_value());
  EXPECT_THAT(take(**db, {view_json("a"), view_json("a", "P0002"), view_json("a", "P0002")}),
              testing::ElementsAre(Outcome::Taken, Outcome::Conflict, Outcome::Conflict));
  EXPECT_EQ((*db)->connection().number("SELECT count(*) FROM event").value_or(-1), 1);
  EXPECT_EQ((*db)->connection().number("SELECT count(*) FROM conflict").value_or(-1), 1);
  db->reset();
  EXPECT_TRUE(hub.open().has_value());
}

TEST(HubDb, SeesTheSameEventBehindOtherWhiteSpaceAndOrder) {
  EXPECT_TRUE(same_json(R"({"a":1,"b":[true,null]})", "{ \"b\": [ true, null ],\n \"a\": 1 }"));
  EXPECT_FALSE(same_json(R"({"a":1})", R"({"a":2})"));
  EXPECT_FALSE(same_json(R"({"a":[1,2]})", R"({"a":[2,1]})"));
}

TEST(HubDb, FoldsWhatWaitedWhenItsCustomerBecomesKnown) {
  RunningHub hub;
  hub.put("shop", "S1", R"({"id":"S1","name":"Toulouse"})");
  auto db = hub.open();
  ASSERT_TRUE(db.has_value());
  take(**db, {view_json("early")});
  const auto before = (*db)->rows().scan("timeline", "C00001/", 10, false);
  ASSERT_TRUE(before.has_value());
  EXPECT_TRUE(before->empty());
  take(**db, {customer_json("c", "C00001", "2900000000017", "S1")});
  const auto after = (*db)->rows().scan("timeline", "C00001/", 10, false);
  ASSERT_TRUE(after.has_value());
  ASSERT_EQ(after->size(), 2U);
  EXPECT_EQ(after->front().scope, "customers:S1");
  EXPECT_EQ((*db)
                ->connection()
                .number("SELECT count(*) FROM event WHERE waiting IS NOT NULL")
                .value_or(-1),
            0);
}

TEST(HubDb, KeepsWhatCannotBeFoldedAndTakesItsMendedForm) {
  RunningHub hub;
  hub.put("shop", "S1", R"({"id":"S1","name":"Toulouse"})");
  auto db = hub.open();
  ASSERT_TRUE(db.has_value());
  const auto broken = event_json("s", "stock.counted", "product:P1", R"({"shop":"S1"})");
  const auto mended =
      event_json("s", "stock.counted", "product:P1", R"({"product":"P1","shop":"S1","on_hand":3})");
  EXPECT_THAT(take(**db, {broken, broken, mended}),
              testing::ElementsAre(Outcome::Refused, Outcome::Refused, Outcome::Taken));
  EXPECT_EQ((*db)->connection().number("SELECT count(*) FROM quarantine").value_or(-1), 1);
  db->reset();
  EXPECT_TRUE(hub.open().has_value());
}

TEST(HubDb, RefusesWhatWouldTakeACardAway) {
  RunningHub hub;
  auto db = hub.open();
  ASSERT_TRUE(db.has_value());
  EXPECT_THAT(take(**db, {customer_json("c", "C00001", "2900000000017", "S1"),
                          customer_json("d", "EVIL", "2900000000017", "S1"),
                          event_json("e", "customer.created", "customer:C00001",
                                     R"({"first_name":"Eve"})")}),
              testing::ElementsAre(Outcome::Taken, Outcome::Refused, Outcome::Refused));
  const auto identity = (*db)->rows().find("identity", "card:2900000000017");
  ASSERT_TRUE(identity && *identity);
  EXPECT_EQ((*identity)->body, R"({"customer":"C00001"})");
  EXPECT_EQ((*db)->connection().number("SELECT count(*) FROM quarantine").value_or(-1), 2);
  EXPECT_EQ((*db)->connection().number("SELECT count(*) FROM event").value_or(-1), 1);
}

TEST(RowStore, GivesWhatBeginsWithAPrefixInBothDirections) {
  RunningHub hub;
  for (const std::string key : {"A/1", "B/1", "B/2", "C/1"}) hub.put("note", key, "{}");
  auto db = hub.open();
  ASSERT_TRUE(db.has_value());
  const auto keys = [&](std::string_view prefix, std::size_t limit, bool descending) {
    const auto rows = (*db)->rows().scan("note", prefix, limit, descending);
    std::string all;
    for (const auto& row : rows.value()) all += row.key + " ";
    return all;
  };
  EXPECT_EQ(keys("B/", 10, false), "B/1 B/2 ");
  EXPECT_EQ(keys("B/", 1, true), "B/2 ");
  EXPECT_EQ(keys("", 10, false), "A/1 B/1 B/2 C/1 ");
  EXPECT_EQ(keys("", 2, true), "C/1 B/2 ");
  EXPECT_EQ(keys("D", 10, false), "");
}

TEST(HubDb, RollsBackToTheLastCommit) {
  RunningHub hub;
  auto db = hub.open();
  ASSERT_TRUE(db.has_value());
  ASSERT_TRUE((*db)->begin().has_value());
  ASSERT_TRUE((*db)->take(event_of(view_json("a"))).has_value());
  (*db)->rollback();
  EXPECT_EQ((*db)->head(), 0);
  EXPECT_THAT(take(**db, {view_json("a")}), testing::ElementsAre(Outcome::Taken));
  EXPECT_EQ((*db)->head(), 1);
}

TEST(HubDb, RefusesASecondHubOnTheSameDirectory) {
  RunningHub hub;
  auto first = hub.open();
  ASSERT_TRUE(first.has_value());
  const auto second = hub.open();
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::Conflict);
  EXPECT_EQ(second.error().where, hub.directory().string());
  first->reset();
  EXPECT_TRUE(hub.open().has_value());
}

TEST(HubDb, RefusesANewerDatabaseAndLeavesItAlone) {
  RunningHub hub;
  {
    auto db = hub.open();
    ASSERT_TRUE(db.has_value());
    ASSERT_TRUE((*db)->connection().execute("PRAGMA user_version=99").has_value());
  }
  const auto newer = hub.open();
  ASSERT_FALSE(newer.has_value());
  EXPECT_EQ(newer.error().code, ErrorCode::Unsupported);
  const auto reader = open_reader(hub.directory() / kDatabaseFile);
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().code, ErrorCode::Unsupported);
  EXPECT_TRUE(std::filesystem::exists(hub.directory() / kDatabaseFile));
}

TEST(HubDb, MovesADamagedDatabaseAsideAndBeginsANewEpoch) {
  RunningHub hub;
  const auto file = hub.directory() / kDatabaseFile;
  std::int64_t first_epoch = 0;
  {
    auto db = hub.open();
    ASSERT_TRUE(db.has_value());
    first_epoch = (*db)->epoch();
  }
  const std::string damage = "this was a database once";
  std::ofstream{file, std::ios::trunc} << damage;
  const auto damaged = hub.open();
  ASSERT_FALSE(damaged.has_value());
  EXPECT_EQ(damaged.error().code, ErrorCode::Corrupt);
  EXPECT_THAT(damaged.error().message, testing::HasSubstr("it was moved aside"));
  EXPECT_THAT(damaged.error().message, testing::Not(testing::HasSubstr("set the file aside")));
  std::string kept;
  std::getline(std::ifstream{damaged.error().where}, kept);
  EXPECT_EQ(kept, damage);
  EXPECT_FALSE(std::filesystem::exists(file));
  auto again = hub.open();
  ASSERT_TRUE(again.has_value());
  EXPECT_NE((*again)->epoch(), first_epoch);
}

TEST(HubDb, TakesAnEmptiedFileForDamageWhereAHubHasWorked) {
  RunningHub hub;
  const auto file = hub.directory() / kDatabaseFile;
  std::filesystem::create_directories(hub.directory());
  std::ofstream{file};
  std::ofstream{hub.directory() / "hub.key"} << "key";
  const auto emptied = hub.open();
  ASSERT_FALSE(emptied.has_value());
  EXPECT_EQ(emptied.error().code, ErrorCode::Corrupt);
  EXPECT_THAT(emptied.error().message, testing::HasSubstr("the file is empty"));
  EXPECT_TRUE(std::filesystem::exists(emptied.error().where));
}

}  // namespace
}  // namespace parcours::hub
