// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/push.h"

#include <gmock/gmock.h>

#include "tests/sync/hub/running_hub.h"

namespace parcours::hub {
namespace {

/// Makes the batches of one lane of one terminal, on its chain.
class Terminal {
 public:
  protocol::PushRequest next(const std::vector<std::string>& events) {
    protocol::PushRequest push;
    push.device = "d1";
    push.first_seq = x_sent.seq + 1;
    push.prev_chain = x_sent.chain;
    push.events = events;
    x_sent = {x_sent.seq + static_cast<std::int64_t>(events.size()), push.end_chain()};
    return push;
  }
  [[nodiscard]] const protocol::Mark& sent() const { return x_sent; }

 private:
  protocol::Mark x_sent;
};

std::string scan(const std::string& id, const std::string& device = "d1") {
  return event_json(id, "kiosk.scanned", "card:2900000000017", R"({"product":"P1"})",
                    "kiosk/" + device);
}

TEST(Push, IsDurableUpToItsLastEvent) {
  RunningHub hub;
  hub.start();
  Terminal terminal;
  for (const auto& events : {std::vector{scan("a"), scan("b")}, std::vector{scan("c")}}) {
    const auto answer = hub.push(terminal.next(events));
    ASSERT_TRUE(answer.has_value()) << answer.error().text();
    EXPECT_EQ(answer->durable, terminal.sent());
    EXPECT_EQ(answer->committed, terminal.sent());
    EXPECT_TRUE(answer->rejected.empty());
  }
  const auto page = hub.pull("device=d1&device_epoch=1");
  ASSERT_TRUE(page.has_value());
  ASSERT_TRUE(page->end.own.has_value());
  EXPECT_EQ(page->end.own->control, 3);
}

TEST(Push, SentAgainAfterALostAnswerChangesNothing) {
  RunningHub hub;
  hub.start();
  Terminal terminal;
  const auto first = terminal.next({scan("a"), scan("b")});
  ASSERT_TRUE(hub.push(first).has_value());
  auto longer = first;  // the same start, and one more that was not sent before
  longer.events.push_back(scan("c"));
  const auto answer = hub.push(longer);
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->durable.seq, 3);
  EXPECT_EQ(answer->durable.chain, longer.end_chain());
  EXPECT_THAT(hub.get("/metrics").body,
              testing::HasSubstr("parcours_hub_events_total{result=\"taken\"} 3"));
}

TEST(Push, WithAGapIsToldWhereToBegin) {
  RunningHub hub;
  hub.start();
  Terminal terminal;
  ASSERT_TRUE(hub.push(terminal.next({scan("a")})).has_value());
  const auto lost = terminal.next({scan("b")});
  const auto ahead = hub.push(terminal.next({scan("c")}));
  ASSERT_TRUE(ahead.has_value());
  EXPECT_EQ(ahead->expect, 2);
  EXPECT_EQ(ahead->durable.seq, 1);
  const auto filled = hub.push(lost);
  ASSERT_TRUE(filled.has_value());
  EXPECT_EQ(filled->durable.seq, 2);
}

TEST(Push, OnAnotherChainIsForkedAndTakesNothing) {
  RunningHub hub;
  hub.start();
  Terminal terminal;
  Terminal clone;
  ASSERT_TRUE(hub.push(terminal.next({scan("a")})).has_value());
  static_cast<void>(clone.next({scan("x")}));
  const auto forked = hub.push(clone.next({scan("y")}));
  ASSERT_TRUE(forked.has_value());
  EXPECT_TRUE(forked->forked);
  EXPECT_EQ(forked->durable, terminal.sent());
  auto fresh = clone.next({scan("a"), scan("y")});  // a new incarnation sends the same ids again
  fresh.epoch = 2;
  fresh.first_seq = 1;
  fresh.prev_chain = protocol::kChainStart;
  const auto healed = hub.push(fresh);
  ASSERT_TRUE(healed.has_value());
  EXPECT_FALSE(healed->forked);
  EXPECT_EQ(healed->durable.seq, 2);
  EXPECT_THAT(hub.get("/metrics").body,
              testing::HasSubstr("parcours_hub_events_total{result=\"duplicate\"} 1"));
}

TEST(Push, IsNotHeldUpByPoison) {
  RunningHub hub;
  hub.start();
  Terminal terminal;
  const auto answer = hub.push(
      terminal.next({scan("a"), R"({"id":"poison"})", scan("stranger", "other"), scan("b")}));
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->durable, terminal.sent());
  ASSERT_EQ(answer->rejected.size(), 2U);
  EXPECT_EQ(answer->rejected[0].id, "poison");
  EXPECT_THAT(answer->rejected[1].reason, testing::HasSubstr("source"));
  hub.stop();
  auto db = hub.open();
  ASSERT_TRUE(db.has_value()) << db.error().text();
  EXPECT_EQ((*db)->connection().number("SELECT count(*) FROM quarantine").value_or(-1), 2);
  EXPECT_EQ((*db)->connection().number("SELECT count(*) FROM event").value_or(-1), 2);
}

TEST(Push, TellsARejectionInARowOfTheDeviceToo) {
  RunningHub hub;
  hub.start();
  Terminal terminal;
  const auto batch = terminal.next({scan("a"), R"({"id":"poison"})"});
  ASSERT_TRUE(hub.push(batch).has_value());
  const auto again = hub.push(batch);  // the first answer was lost
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->rejected.empty());
  const auto page = hub.pull("device=d1");
  ASSERT_TRUE(page.has_value());
  std::vector<protocol::RowFrame> told;
  for (const auto& row : page->rows) {
    if (row.scope == "device:d1") told.push_back(row);
  }
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].kind, "reject");
  EXPECT_EQ(told[0].key, "d1/poison");
  EXPECT_THAT(*told[0].body, testing::HasSubstr("specversion"));
}

TEST(Push, ThatIsMalformedNamesItsMember) {
  RunningHub hub;
  hub.start();
  const auto wrong = hub.post("/v1/push", "application/json",
                              R"({"device":"d1","epoch":1,"lane":"x","first_seq":1,"events":[]})");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, testing::HasSubstr("lane"));
}

}  // namespace
}  // namespace parcours::hub
