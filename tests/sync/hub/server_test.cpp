// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/server.h"

#include <gmock/gmock.h>

#include <future>

#include "platform/crypto/compress.h"
#include "tests/sync/hub/running_hub.h"

namespace parcours::hub {
namespace {

using testing::HasSubstr;

json::Document parsed(const std::string& body) {
  auto document = json::Document::parse(body);
  EXPECT_TRUE(document.has_value()) << body;
  return std::move(*document);
}

TEST(Events, AreCountedByWhatBecameOfThem) {
  RunningHub hub;
  hub.start();
  EXPECT_EQ(hub.send(view_json("a")).status, 200);
  EXPECT_EQ(hub.send(view_json("a")).status, 200);
  EXPECT_EQ(hub.send(view_json("a", "P0002")).status, 409);
  const auto batch =
      hub.post("/v1/events", kBatch, "[" + view_json("b") + ",{}," + view_json("b") + "]");
  EXPECT_EQ(batch.status, 200);
  const auto counts = parsed(batch.body);
  EXPECT_EQ(counts.root().integer("taken"), 1);
  EXPECT_EQ(counts.root().integer("duplicate"), 1);
  EXPECT_EQ(counts.root().integer("refused"), 1);
  EXPECT_EQ(counts.root().find("refusals").elements().at(0).integer("position"), 1);
  const auto metrics = hub.get("/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("parcours_hub_events_total{result=\"taken\"} 2"));
  EXPECT_THAT(metrics, HasSubstr("parcours_hub_events_total{result=\"duplicate\"} 2"));
  EXPECT_THAT(metrics, HasSubstr("parcours_hub_events_total{result=\"conflict\"} 1"));
}

TEST(Events, ThatAreWrongNameTheAttribute) {
  RunningHub hub;
  hub.start();
  const auto wrong = hub.send(R"({"specversion":"1.0","id":"a","type":"x.y"})");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(parsed(wrong.body).root().find("error").string("attribute"), "source");
  EXPECT_EQ(hub.post("/v1/events", "text/plain", view_json("a")).status, 415);
}

TEST(Events, HostileBodiesAreRefusedAndTheHubGoesOn) {
  ServerOptions options;
  options.body_bytes_max = 64 * 1024;
  RunningHub hub{options};
  hub.start();
  for (const std::string& body :
       {std::string{}, std::string{"<html>"}, std::string{"{"}, std::string(5000, '['),
        std::string{"\xff\xfe"}, std::string{"null"}, view_json("a").substr(0, 40)}) {
    EXPECT_EQ(hub.post("/v1/events", kSingle, body).status, 400) << body.substr(0, 20);
    EXPECT_EQ(hub.post("/v1/push", "application/json", body).status, 400) << body.substr(0, 20);
  }
  EXPECT_EQ(hub.post("/v1/events", kSingle, std::string(70'000, 'x')).status, 413);
  const auto bomb = crypto::compress(std::string(std::size_t{40} << 20U, ' '));
  ASSERT_TRUE(bomb.has_value());
  EXPECT_NE(hub.post("/v1/events", kSingle, *bomb, "Content-Encoding: zstd\r\n").status, 200);
  EXPECT_EQ(hub.send(view_json("a")).status, 200);
  EXPECT_EQ(hub.get("/nothing").status, 404);
  EXPECT_EQ(hub.get("/v1/push").status, 405);
}

TEST(Events, SurviveARestart) {
  RunningHub hub;
  hub.start();
  EXPECT_EQ(hub.send(view_json("a")).status, 200);
  hub.stop();
  hub.start();
  EXPECT_EQ(parsed(hub.send(view_json("a")).body).root().integer("duplicate"), 1);
}

TEST(Pull, GivesTheRowsOfTheDevicesScopesOnly) {
  RunningHub hub;
  hub.put("shop", "S1", R"({"id":"S1","name":"Un"})");
  hub.put("shop", "S2", R"({"id":"S2","name":"Deux"})");
  hub.start();
  EXPECT_EQ(hub.send(customer_json("c1", "C1", "2900000000017", "S1")).status, 200);
  EXPECT_EQ(hub.send(customer_json("c2", "C2", "2900000000024", "S2")).status, 200);
  const auto first = hub.pull("device=d1");
  ASSERT_TRUE(first.has_value()) << first.error().text();
  EXPECT_EQ(first->head.shop, "S1");
  for (const auto& row : first->rows) EXPECT_NE(row.scope, "customers:S2");
  EXPECT_FALSE(first->end.more);
  const auto nothing = hub.pull("device=d1&cursor=" + std::to_string(first->end.upto));
  ASSERT_TRUE(nothing.has_value());
  EXPECT_TRUE(nothing->rows.empty());
  const auto other = hub.pull("device=d2&shop=S2&scopes=customers:S2");
  ASSERT_TRUE(other.has_value());
  ASSERT_FALSE(other->rows.empty());
  for (const auto& row : other->rows) EXPECT_EQ(row.scope, "customers:S2");
  EXPECT_EQ(hub.get("/v1/pull?device=d1&scopes=customers:S2").status, 403);
  EXPECT_EQ(hub.get("/v1/pull?device=d1&shop=S9").status, 404);
}

TEST(Pull, OfAStrangeCursorIsGone) {
  RunningHub hub;
  hub.start();
  EXPECT_EQ(hub.send(view_json("a")).status, 200);
  const auto beyond = hub.get("/v1/pull?device=d1&cursor=2");
  EXPECT_EQ(beyond.status, 410);
  EXPECT_EQ(parsed(beyond.body).root().find("error").string("reason"), "beyond_head");
  EXPECT_EQ(hub.get("/v1/pull?device=d1&cursor=1&epoch=7").status, 410);
  EXPECT_EQ(hub.get("/v1/pull?device=d1&cursor=-1").status, 400);
  EXPECT_EQ(hub.get("/v1/pull?device=../x").status, 400);
}

TEST(Pull, WaitsUntilACommitTouchesItsScopes) {
  RunningHub hub;
  hub.put("shop", "S1", R"({"id":"S1","name":"Un"})");
  hub.start();
  const auto at = hub.pull("device=d1");
  ASSERT_TRUE(at.has_value());
  const auto cursor = std::to_string(at->end.upto);
  auto waiting = std::async(std::launch::async,
                            [&] { return hub.pull("device=d1&shop=S1&wait=25&cursor=" + cursor); });
  // The poll is parked or will find the row at its first look: both must answer at once.
  EXPECT_EQ(hub.send(customer_json("c1", "C1", "2900000000017", "S1")).status, 200);
  ASSERT_EQ(waiting.wait_for(std::chrono::seconds{9}), std::future_status::ready);
  const auto woken = waiting.get();
  ASSERT_TRUE(woken.has_value()) << woken.error().text();
  EXPECT_FALSE(woken->rows.empty());
  EXPECT_GT(woken->end.upto, at->end.upto);
}

TEST(Pull, ThatWaitsIsAnsweredWhenTheHubStops) {
  RunningHub hub;
  hub.start();
  auto waiting = std::async(std::launch::async, [&, peer = hub.peer()]() mutable {
    return peer.ask("GET /v1/pull?device=d1&wait=25 HTTP/1.1\r\nHost: h\r\n\r\n");
  });
  while (hub.get("/metrics").body.find("parcours_hub_polls_waiting 1") == std::string::npos) {
  }
  hub.stop();
  EXPECT_EQ(waiting.get().status, 200);
}

TEST(Pull, IsPackedForWhoTakesZstd) {
  RunningHub hub;
  for (int i = 0; i < 50; ++i)
    hub.put("family", "F" + std::to_string(i), R"({"id":"F","name":"f"})");
  hub.start();
  const auto packed = hub.peer().ask(
      "GET /v1/pull?device=d1 HTTP/1.1\r\nHost: hub\r\nAccept-Encoding: zstd\r\n\r\n");
  EXPECT_THAT(packed.head, HasSubstr("zstd"));
  const auto plain = crypto::decompress(packed.body, 1 << 20);
  ASSERT_TRUE(plain.has_value());
  const auto page = protocol::parse_pull_answer(*plain);
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(page->rows.size(), 50U);
}

TEST(Lookup, GivesOneCustomerOfAnotherShop) {
  RunningHub hub;
  hub.put("shop", "S1", R"({"id":"S1","name":"Un"})");
  hub.put("shop", "S2", R"({"id":"S2","name":"Deux"})");
  hub.start();
  EXPECT_EQ(hub.send(customer_json("c2", "C2", "2900000000024", "S2")).status, 200);
  const auto answer = hub.get("/v1/lookup?subject=card:2900000000024");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto found = protocol::parse_pull_answer(answer.body);
  ASSERT_TRUE(found.has_value()) << found.error().text();
  ASSERT_FALSE(found->rows.empty());
  EXPECT_EQ(found->rows.front().kind, "customer");
  EXPECT_EQ(found->rows.front().scope, "customers:S2");
  EXPECT_EQ(hub.get("/v1/lookup?subject=card:1").status, 404);
  EXPECT_EQ(hub.get("/v1/lookup?subject=nobody").status, 400);
}

}  // namespace
}  // namespace parcours::hub
