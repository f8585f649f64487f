// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "platform/base/id.h"
#include "platform/crypto/hash.h"
#include "tests/sync/journal/replica.h"

namespace parcours::journal {
namespace {

TEST(Commit, ShowsItsEffectAtOnceAndAfterARestart) {
  Replica replica;
  replica.pull({camille()}, 1);
  const std::string id = replica.note("aime le bois clair");
  EXPECT_TRUE(is_uuid(id));
  EXPECT_EQ(replica.notes(), std::vector<std::string>{"aime le bois clair"});
  replica.restart();
  EXPECT_EQ(replica.notes(), std::vector<std::string>{"aime le bois clair"});
  EXPECT_EQ(replica.journal().outbox_state()->pending, 1);
  EXPECT_EQ(replica.journal().outbox_state()->oldest_ms, to_ms(replica.clock.wall()));
}

TEST(Commit, NumbersEachLaneWithoutGapsAcrossRestarts) {
  Replica replica;
  for (int i = 0; i < 3; ++i) {
    replica.note("n");
    ASSERT_TRUE(
        replica.journal().commit({{"kiosk.scanned", "", "{}"}, {"kiosk.scanned", "", "{}"}}));
    replica.restart();
  }
  const auto control = *replica.exchange().next_batch(Lane::Control, 0, {});
  const auto telemetry = *replica.exchange().next_batch(Lane::Telemetry, 0, {});
  ASSERT_TRUE(control && telemetry);
  ASSERT_EQ(control->events.size(), 3U);
  ASSERT_EQ(telemetry->events.size(), 6U);
  std::set<std::string> ids;
  for (std::size_t i = 0; i < telemetry->events.size(); ++i) {
    EXPECT_EQ(telemetry->events[i].seq, static_cast<std::int64_t>(i) + 1);
    ids.insert(telemetry->events[i].event_id);
  }
  EXPECT_EQ(ids.size(), 6U);
  EXPECT_EQ(replica.exchange().standing()->epoch, 1);
}

TEST(Commit, ChainsEventsByHash) {
  Replica replica;
  replica.note("un");
  replica.note("deux");
  const auto both = *replica.exchange().next_batch(Lane::Control, 0, {});
  ASSERT_TRUE(both);
  EXPECT_EQ(both->prev_chain, protocol::kChainStart);
  const auto second = *replica.exchange().next_batch(Lane::Control, 1, {});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->first_seq, 2);
  EXPECT_EQ(second->prev_chain, protocol::next_chain(protocol::kChainStart, both->events[0].bytes));
}

TEST(Commit, RecordsAllOfItsEventsOrNone) {
  Replica replica;
  replica.pull({camille()}, 1);
  const auto broken = replica.journal().commit(
      {{"note.added", "customer:C00001", R"({"text":"gardée"})"}, {"note.added", "", "not json"}});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::Invalid);
  EXPECT_TRUE(replica.notes().empty());
  EXPECT_EQ(replica.journal().outbox_state()->pending, 0);
  replica.restart();
  EXPECT_EQ(replica.exchange().standing()->epoch, 1) << "a refused commit is no lost disk";
}

TEST(Commit, KeepsAnEventAboutSomebodyUnknownAndShowsItWhenTheyArrive) {
  Replica replica;
  replica.note("vue avant la fiche");
  EXPECT_TRUE(replica.notes().empty());
  replica.pull({camille(), camilles_card()}, 1);
  EXPECT_EQ(replica.notes(), std::vector<std::string>{"vue avant la fiche"});
  EXPECT_EQ(replica.journal().outbox_state()->pending, 1);
}

TEST(Lanes, WhatSomebodyIsOwedIsControl) {
  for (const char* type : {"pickup.handed_over", "coupon.redeemed", "points.spent", "note.added",
                           "purchase.completed", "task.opened", "something.new"}) {
    EXPECT_EQ(lane_of(type), Lane::Control) << type;
  }
  for (const char* type : {"kiosk.scanned", "suggestion.shown", "shop.identified"}) {
    EXPECT_EQ(lane_of(type), Lane::Telemetry) << type;
  }
}

TEST(Settings, SurviveARestart) {
  Replica replica;
  EXPECT_EQ(*replica.journal().setting("language"), "");
  ASSERT_TRUE(replica.journal().set_setting("language", "en"));
  ASSERT_TRUE(replica.journal().set_setting("language", "fr"));
  const std::string device = replica.journal().device_id();
  replica.restart();
  EXPECT_EQ(*replica.journal().setting("language"), "fr");
  EXPECT_EQ(replica.journal().device_id(), device);
  EXPECT_TRUE(is_uuid(device));
}

}  // namespace
}  // namespace parcours::journal
