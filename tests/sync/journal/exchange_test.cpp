// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/journal/replica.h"

namespace parcours::journal {
namespace {

Mark mark_of(Replica& replica, Lane lane, std::int64_t seq) {
  // The chain below the event after `seq` is the chain at `seq`.
  replica.note("borne");
  const auto batch = replica.exchange().next_batch(lane, seq, {});
  EXPECT_TRUE(batch && *batch) << "the note is in the other lane";
  return {seq, batch && *batch ? (*batch)->prev_chain : crypto::Digest{}};
}

/// Pieces of P0001 in the shop: a figure that would fall twice if a sale counted twice.
PulledRow stock(int pieces, std::int64_t seq = 1) {
  journey::Stock stock;
  stock.product = "P0001";
  stock.shop = "S1";
  stock.on_hand = pieces;
  return row("catalogue", "stock", "P0001/S1", journey::to_json(stock), seq);
}

int pieces(Replica& replica) {
  const auto found = replica.journal().find("stock", "P0001/S1");
  return found && *found ? journey::parse_stock((*found)->body)->on_hand : -1;
}

void sell(Replica& replica, int quantity) {
  const auto done = replica.journal().commit(
      {{"purchase.completed", "",
        R"({"shop":"S1","lines":[{"product":"P0001","price_cents":100,"quantity":)" +
            std::to_string(quantity) + "}]}"}});
  ASSERT_TRUE(done) << done.error().text();
}

TEST(Outbox, LosesEventsOnlyAtAnEqualChain) {
  Replica replica;
  replica.note("un");
  replica.note("deux");
  const Mark mark = mark_of(replica, Lane::Control, 2);
  const auto other = replica.exchange().trim(Lane::Control, {2, crypto::blake2b_256("x")});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::Conflict);
  EXPECT_FALSE(replica.exchange().trim(Lane::Control, {9, mark.chain}));
  EXPECT_EQ(replica.journal().outbox_state()->pending, 3);
  ASSERT_TRUE(replica.exchange().trim(Lane::Control, mark));
  EXPECT_EQ(replica.journal().outbox_state()->pending, 1);
  EXPECT_TRUE(replica.exchange().trim(Lane::Control, {1, crypto::blake2b_256("x")}))
      << "an old answer";
  replica.restart();
  EXPECT_EQ((*replica.exchange().next_batch(Lane::Control, 0, {}))->first_seq, 3);
}

TEST(Outbox, KeepsWhatTheHubHasUntilItIsDurableThere) {
  Replica replica;
  for (const char* text : {"un", "deux", "trois"}) replica.note(text);
  ASSERT_TRUE(replica.exchange().trim(Lane::Control, {}, 2));
  replica.restart();
  auto state = replica.journal().outbox_state();
  EXPECT_EQ(state->pending, 1);
  EXPECT_EQ(state->kept, 2);
  EXPECT_EQ(state->oldest_kept_ms, to_ms(replica.clock.wall()));
  EXPECT_EQ(replica.exchange().standing()->lanes[0].stored_seq, 2);
  ASSERT_TRUE(replica.exchange().trim(Lane::Control, {}, 3));
  const auto asks = *replica.exchange().next_batch(Lane::Control, 3, {0, 1});
  ASSERT_TRUE(asks) << "its chain asks how far it is durable";
  EXPECT_TRUE(asks->events.empty());
  EXPECT_EQ(asks->first_seq, 4);
  ASSERT_TRUE(replica.exchange().trim(Lane::Control, {}, 1)) << "the hub went back to a backup";
  EXPECT_EQ(replica.journal().outbox_state()->pending, 2);
  EXPECT_EQ((*replica.exchange().next_batch(Lane::Control, 1, {}))->events.size(), 2U);
}

TEST(Outbox, GivesBatchesWithinTheirLimits) {
  Replica replica;
  for (int i = 0; i < 5; ++i) replica.note(std::string(100, 'x'));
  EXPECT_EQ((*replica.exchange().next_batch(Lane::Control, 0, {2, 1 << 20}))->events.size(), 2U);
  EXPECT_EQ((*replica.exchange().next_batch(Lane::Control, 0, {9, 10}))->events.size(), 1U);
  EXPECT_EQ((*replica.exchange().next_batch(Lane::Control, 3, {9, 1 << 20}))->events.size(), 2U);
  EXPECT_FALSE(*replica.exchange().next_batch(Lane::Control, 5, {}));
  EXPECT_FALSE(*replica.exchange().next_batch(Lane::Telemetry, 0, {}));
}

TEST(Outbox, GoesOutAgainUnderTheSameIdsInANewEpoch) {
  Replica replica;
  const std::string first = replica.note("un");
  const Mark mark = mark_of(replica, Lane::Control, 1);
  ASSERT_TRUE(replica.exchange().trim(Lane::Control, mark));
  const std::string third = replica.note("trois");
  ASSERT_TRUE(replica.exchange().new_epoch());
  const auto batch = *replica.exchange().next_batch(Lane::Control, 0, {});
  ASSERT_TRUE(batch);
  EXPECT_EQ(batch->first_seq, 1);
  EXPECT_EQ(batch->prev_chain, protocol::kChainStart);
  ASSERT_EQ(batch->events.size(), 2U);
  EXPECT_EQ(batch->events[1].event_id, third);
  EXPECT_EQ(replica.exchange().standing()->epoch, 2);
}

TEST(Pull, BringsRowsAndCursorTogether) {
  Replica replica;
  replica.pull({camille(120), row("catalogue", "family", "lampes", "{}")}, 40);
  EXPECT_EQ(replica.points(), 120);
  EXPECT_EQ(replica.exchange().standing()->cursor, 40);
  EXPECT_EQ(replica.exchange().standing()->shop, "S1");
  PulledRow gone = row("catalogue", "family", "lampes", "");
  gone.body.reset();
  replica.pull({camille(130, 41), gone}, 42);
  replica.restart();
  EXPECT_EQ(replica.points(), 130);
  EXPECT_FALSE(*replica.journal().find("family", "lampes"));
  EXPECT_EQ(*replica.exchange().rows(), 1);
}

TEST(Pull, NeverMovesTheCursorBack) {
  Replica replica;
  replica.pull({camille(120)}, 40);
  const auto late = replica.exchange().apply(
      {{"S1", {"catalogue", "shop:S1", "customers:S1"}, 1}, {camille(1)}, {39, false, {}}});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::Invalid);
  EXPECT_EQ(replica.points(), 120);
}

TEST(Pull, CountsAnOwnEventOnceWhicheverAnswerComesFirst) {
  Replica replica;
  replica.pull({stock(100)}, 1);
  sell(replica, 10);
  EXPECT_EQ(pieces(replica), 90);
  // The hub's rows contain the event before its push was answered.
  replica.pull({stock(90, 2)}, 2, {1, 0});
  EXPECT_EQ(pieces(replica), 90);
  EXPECT_EQ(replica.journal().outbox_state()->pending, 1);
  sell(replica, 5);
  EXPECT_EQ(pieces(replica), 85);
  // The push is answered before the rows come.
  ASSERT_TRUE(replica.exchange().trim(Lane::Control, mark_of(replica, Lane::Control, 2)));
  EXPECT_EQ(pieces(replica), 85);
  replica.pull({stock(85, 3)}, 3, {2, 0});
  EXPECT_EQ(pieces(replica), 85);
}

TEST(Pull, LaysPendingEventsOverWhatOthersChanged) {
  Replica replica;
  replica.pull({stock(100)}, 1);
  sell(replica, 10);
  replica.pull({stock(300, 2)}, 2);
  EXPECT_EQ(pieces(replica), 290);
  EXPECT_EQ(replica.pull({stock(400, 3)}, 3).failed_replays.size(), 0U);
  EXPECT_EQ(pieces(replica), 390);
}

TEST(Pull, KeepsTheViewStillBetweenThePagesOfOneMoment) {
  Replica replica;
  replica.pull({stock(100)}, 1);
  sell(replica, 10);
  const std::vector<std::string> scopes{"catalogue", "shop:S1", "customers:S1"};
  ASSERT_TRUE(replica.exchange().apply({{"S1", scopes, 1}, {stock(90, 2)}, {2, true, {}}}));
  EXPECT_EQ(pieces(replica), 90) << "not 80: the row may contain our own event already";
  replica.restart();
  EXPECT_EQ(pieces(replica), 90);
  replica.pull({}, 3, {1, 0});
  EXPECT_EQ(pieces(replica), 90);
}

TEST(Pull, StartsOverForNewScopesAndLeavesOldOnes) {
  Replica replica;
  replica.pull({camille(), row("shop:S1", "order", "48177", "{}")}, 9);
  const Page other{{"S2", {"catalogue", "shop:S2"}, 1}, {}, {10, false, {}}};
  EXPECT_TRUE(replica.exchange().apply(other)->scopes_changed);
  EXPECT_EQ(replica.exchange().standing()->cursor, 0);
  EXPECT_FALSE(*replica.journal().find("order", "48177"));
  EXPECT_FALSE(*replica.journal().find("customer", "C00001"));
  EXPECT_FALSE(replica.exchange().apply(other)->scopes_changed);
  EXPECT_EQ(replica.exchange().standing()->cursor, 10);
}

TEST(Pull, ReadsOldRowsWhileDownloadingAllAgainAndDropsWhatDidNotComeBack) {
  Replica replica;
  replica.pull({camille(5), row("catalogue", "family", "lampes", "{}")}, 9);
  replica.note("reste");
  ASSERT_TRUE(replica.exchange().start_over());
  EXPECT_EQ(replica.points(), 5);
  EXPECT_EQ(replica.exchange().standing()->cursor, 0);
  replica.pull({camille(6, 2)}, 4);
  EXPECT_EQ(replica.points(), 6);
  EXPECT_FALSE(*replica.journal().find("family", "lampes"));
  EXPECT_EQ(replica.notes(), std::vector<std::string>{"reste"});
  EXPECT_EQ(replica.journal().outbox_state()->pending, 1);
}

TEST(Pull, FoldsAgainWhatALaterFactOfAnotherTerminalOverrules) {
  Replica replica;
  replica.pull({camille()}, 1);
  ASSERT_TRUE(replica.journal().commit(
      {{"consent.withdrawn", "customer:C00001", R"({"purpose":"profile"})"}}));
  const auto allows = [&] {
    const auto row = replica.journal().find("customer", "C00001");
    return journey::parse_customer((*row)->body)->consents.allows("profile");
  };
  EXPECT_FALSE(allows());
  // Given again later, elsewhere: of the customer's own row nothing changes by it.
  journey::TimelineEntry given;
  given.event_id = "given";
  given.type = "consent.given";
  given.detail = "profile";
  given.time_ms = to_ms(replica.clock.wall()) + 60'000;
  const std::string when = to_rfc3339(from_ms(given.time_ms)).substr(0, 19) + ".000Z";
  replica.pull(
      {row("customers:S1", "timeline", "C00001/" + when + "/given", journey::to_json(given), 2)},
      2);
  EXPECT_TRUE(allows());
}

TEST(Pull, BelievesNoNumberOfAnotherDiskUnderItsName) {
  Replica replica;
  replica.pull({camille()}, 1);
  replica.note("la mienne");
  protocol::OwnMarks own;
  own.control = 1;
  own.control_chain = crypto::blake2b_256("what a clone wrote");
  replica.pull({}, 2, own);
  EXPECT_EQ(replica.notes().size(), 1U) << "the rows hold the clone's event, not this one";
  own.control = 7;
  replica.pull({}, 3, own);
  EXPECT_EQ(replica.notes().size(), 1U);
  own.control = 1;
  const auto batch = replica.exchange().next_batch(Lane::Control, 0, {})->value();
  own.control_chain = protocol::next_chain(batch.prev_chain, batch.events[0].bytes);
  EXPECT_EQ(replica.pull({}, 4, own).own_seen, 1);
}

TEST(Pull, ShowsUnsentEventsAgainWhenTheHubWentBack) {
  Replica replica;
  replica.pull({camille()}, 1);
  replica.note("prise, puis perdue");
  protocol::OwnMarks own;
  own.control = 1;
  replica.pull({}, 2, own);
  EXPECT_TRUE(replica.notes().empty()) << "the rows speak for it now";
  ASSERT_TRUE(replica.exchange().start_over());
  replica.pull({camille()}, 1);
  EXPECT_EQ(replica.notes().size(), 1U);
  replica.note("suivante");
  EXPECT_EQ(replica.notes().size(), 2U);
}

TEST(Quarantine, TakesTheEffectOutOfTheViewAndKeepsTheEventWithItsReason) {
  Replica replica;
  replica.pull({camille(), stock(100)}, 1);
  const std::string id = replica.note("refusée");
  sell(replica, 10);
  ASSERT_TRUE(replica.exchange().quarantine(id, "no such customer"));
  ASSERT_TRUE(replica.exchange().quarantine(id, "told twice"));
  EXPECT_TRUE(replica.notes().empty());
  EXPECT_EQ(pieces(replica), 90);
  const auto kept = *replica.exchange().quarantined();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].reason, "no such customer");
  EXPECT_EQ(replica.journal().outbox_state()->quarantined, 1);
}

TEST(Quarantine, IsToldByARowWhenTheAnswerWasLost) {
  Replica replica;
  replica.pull({camille()}, 1);
  const std::string id = replica.note("refusée");
  const std::string own = "device:" + replica.journal().device_id();
  const auto told = [&](const std::string& event, std::int64_t seq) {
    return row(own, "reject", replica.journal().device_id() + "/" + event,
               R"({"type":"note.added","reason":"no such customer","time_ms":7})", seq);
  };
  replica.pull({told(id, 2), told("of-a-lost-disk", 2)}, 2);
  replica.pull({told(id, 3)}, 3);
  EXPECT_TRUE(replica.notes().empty());
  const auto kept = *replica.exchange().quarantined();
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].reason, "no such customer");
  EXPECT_EQ(kept[1].time_ms, 7);
}

}  // namespace
}  // namespace parcours::journal
