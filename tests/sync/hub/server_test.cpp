// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/server.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <future>

#include "platform/crypto/compress.h"
#include "sync/hub/reader.h"
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
  EXPECT_EQ(batch.status, 207);
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

TEST(Events, OfABatchThatIsTakenInPartAreAnswered207AndRefusedWhole400) {
  RunningHub hub;
  hub.start();
  const auto some = hub.post("/v1/events", kBatch, "[" + view_json("a") + ",{}]");
  EXPECT_EQ(some.status, 207);
  EXPECT_EQ(parsed(some.body).root().find("error").string("code"), "invalid");
  const auto conflict =
      hub.post("/v1/events", kBatch, "[" + view_json("a", "P2") + "," + view_json("b") + "]");
  EXPECT_EQ(conflict.status, 207);
  EXPECT_EQ(parsed(conflict.body).root().find("error").string("code"), "conflict");
  EXPECT_EQ(hub.post("/v1/events", kBatch, "[{},{}]").status, 400);
  EXPECT_EQ(hub.post("/v1/events", kBatch, "[" + view_json("c") + "]").status, 200);
}

TEST(Events, WithAnAbsurdTimeAreRefusedFromOutsideAndTakenFromATerminal) {
  RunningHub hub;
  hub.put("shop", "S1", R"({"id":"S1","name":"Un"})");
  hub.start();
  EXPECT_EQ(hub.send(customer_json("c1", "C1", "2900000000017", "S1")).status, 200);
  const auto at = [](std::string event, const std::string& time) {
    const std::string usual = "2026-11-01T10:00:00Z";
    return event.replace(event.find(usual), usual.size(), time);
  };
  for (const std::string time : {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"}) {
    const auto refused = hub.send(at(view_json("a" + time.substr(0, 4)), time));
    EXPECT_EQ(refused.status, 400) << time;
    EXPECT_EQ(parsed(refused.body).root().find("error").string("attribute"), "time");
  }
  const auto scanned = event_json("k", "shop.visited", "card:2900000000017", "{}", "kiosk/d1");
  EXPECT_EQ(hub.send(at(scanned, "9999-12-31T23:59:59Z")).status, 200);
  // The clock of the hub: 2027-01-15T08:00:00Z.
  const auto rows = hub.pull("device=d1");
  ASSERT_TRUE(rows.has_value());
  const auto line = std::find_if(rows->rows.begin(), rows->rows.end(), [](const auto& row) {
    return row.kind == "timeline" &&
           row.body.value_or("").find("shop.visited") != std::string::npos;
  });
  ASSERT_NE(line, rows->rows.end());
  EXPECT_THAT(line->key, HasSubstr("C1/2027-01-15T08:00:00.000Z/"));
  EXPECT_THAT(line->body.value_or(""), HasSubstr("\"clock_ms\":253402300799000"));
}

TEST(Events, ThatCannotBeWrittenAreAnswered503WithoutTheInsidesOfTheHub) {
  RunningHub hub;
  auto db = hub.open();
  ASSERT_TRUE(db.has_value());
  // What a folder that has become read-only, or a disk that is full, answers to a write.
  ASSERT_TRUE((*db)->connection().execute("PRAGMA query_only=ON").has_value());
  ServerOptions options;
  options.address = "127.0.0.1:0";
  auto server = HubServer::start(std::move(*db), options);
  ASSERT_TRUE(server.has_value());
  const auto address = (*server)->address();
  const auto ask = [&](const std::string& text) {
    return http_server::Peer{
        static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)))}
        .ask(text);
  };
  const std::string body = view_json("a");
  const auto answer =
      ask("POST /v1/events HTTP/1.1\r\nHost: hub\r\nContent-Type: " + std::string{kSingle} +
          "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(answer.head, HasSubstr("Retry-After: "));
  for (const auto* inside : {"hub.db", "INSERT", "BEGIN", "SQL", "readonly", "/"}) {
    EXPECT_THAT(answer.body, testing::Not(HasSubstr(inside)));
  }
  EXPECT_EQ(ask("GET /readyz HTTP/1.1\r\nHost: hub\r\n\r\n").status, 503);
}

TEST(Paths, ThatAreNotThereAreNamedBesideThoseThatAre) {
  RunningHub hub;
  hub.start();
  const auto missing = hub.get("/v1/event");
  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(missing.body, HasSubstr("/v1/event;"));
  EXPECT_THAT(missing.body, HasSubstr("POST /v1/events"));
  EXPECT_THAT(missing.body, HasSubstr("GET /metrics"));
  const auto wrong = hub.get("/v1/push");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_THAT(wrong.body, HasSubstr("GET is not understood for /v1/push; use POST"));
  EXPECT_THAT(wrong.head, HasSubstr("Allow: POST"));
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
  for (const auto* path : {"/v1/events", "/v1/push"}) {
    const auto answer = hub.post(path, "application/json", *bomb, "Content-Encoding: zstd\r\n");
    EXPECT_EQ(answer.status, 413) << path;
    EXPECT_THAT(answer.body, HasSubstr("33554432 bytes"));
  }
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

TEST(Devices, AreShownAtTheirLastCursorAfterAStop) {
  RunningHub hub;
  hub.put("shop", "S1", R"({"id":"S1","name":"Un"})");
  hub.start();
  ASSERT_EQ(hub.send(customer_json("c1", "C1", "2900000000017", "S1")).status, 200);
  ASSERT_EQ(hub.send(view_json("a")).status, 200);
  for (const auto* cursor : {"0", "1", "2"}) {
    ASSERT_TRUE(
        hub.pull(std::string{"device=near&shop=S1&device_epoch=7&cursor="} + cursor).has_value());
  }
  hub.stop();
  const auto reader = Reader::open(hub.directory() / kDatabaseFile);
  ASSERT_TRUE(reader.has_value());
  const auto devices = (*reader)->devices();
  ASSERT_TRUE(devices.has_value());
  ASSERT_EQ(devices->size(), 1U);
  EXPECT_EQ(devices->front().cursor, 2);
  EXPECT_EQ(devices->front().epoch, 7);
}

TEST(Lookup, GivesOneCustomerOfAnotherShop) {
  RunningHub hub;
  hub.put("shop", "S1", R"({"id":"S1","name":"Un"})");
  hub.put("shop", "S2", R"({"id":"S2","name":"Deux"})");
  hub.start();
  EXPECT_EQ(hub.send(customer_json("c2", "C2", "2900000000024", "S2")).status, 200);
  const std::string asks = "/v1/lookup?device=near&subject=";
  EXPECT_EQ(hub.get("/v1/lookup?subject=card:2900000000024").status, 400);
  EXPECT_EQ(hub.get(asks + "card:2900000000024").status, 403);
  ASSERT_TRUE(hub.pull("device=near&shop=S1").has_value());
  EXPECT_EQ(hub.send(view_json("after the note of the terminal")).status, 200);
  const auto answer = hub.get(asks + "card:2900000000024");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto found = protocol::parse_pull_answer(answer.body);
  ASSERT_TRUE(found.has_value()) << found.error().text();
  ASSERT_FALSE(found->rows.empty());
  EXPECT_EQ(found->rows.front().kind, "customer");
  EXPECT_EQ(found->rows.front().scope, "customers:S2");
  EXPECT_EQ(hub.get(asks + "card:1").status, 404);
  EXPECT_EQ(hub.get(asks + "nobody").status, 400);
}

}  // namespace
}  // namespace parcours::hub
