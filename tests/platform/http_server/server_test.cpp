// SPDX-License-Identifier: Apache-2.0
#include "platform/http_server/server.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "platform/base/bounded_queue.h"
#include "platform/base/random.h"
#include "tests/platform/http_server/peer.h"

namespace parcours::http_server {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kPatience{10'000};
constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

/// Answers with what it got; "/late" goes to `late` and is answered by the test.
struct Fixture : testing::Test {
  BoundedQueue<Responder> late{2000};
  std::optional<Server> server;

  void start(Options options = {}) {
    options.address = "127.0.0.1:0";
    server.emplace(Server::start(options, [this](Request request, Responder responder) {
                     handle(request, std::move(responder));
                   }).value());
  }
  void handle(const Request& request, Responder responder) {
    if (request.path == "/late") {
      if (!late.try_push(std::move(responder))) ADD_FAILURE() << "too many late answers";
      return;
    }
    if (request.path == "/dropped") return;
    Response response;
    response.content_type = "text/plain";
    response.body = request.method + " " + request.path;
    for (const auto& [name, value] : request.query) response.body += " " + name + "=" + value;
    if (!request.body.empty()) response.body += " " + std::to_string(request.body.size());
    if (request.path == "/empty") response = {.status = 204};
    if (request.path == "/tricky") response.headers = {{"X-Name", "a\r\nSet-Cookie: evil"}};
    if (request.path == "/headers") response.body = std::string{request.header("x-kind")};
    responder.respond(std::move(response));
  }
  Peer connect() const { return Peer{server->port()}; }
};

using HttpServer = Fixture;

std::string post(std::string_view headers, std::string_view body) {
  return "POST /p HTTP/1.1\r\nHost: h\r\n" + std::string{headers} + "\r\n" + std::string{body};
}

std::string chunk(std::size_t size) {
  char head[20];
  std::snprintf(head, sizeof head, "%zx\r\n", size);
  return head + std::string(size, 'x') + "\r\n";
}

TEST_F(HttpServer, KeepsAConnectionForManyRequests) {
  start();
  auto peer = connect();
  for (int i = 0; i < 50; ++i) {
    const auto answer = peer.ask("GET /v1/a%20b?x=1&y=%C3%A9+z HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_EQ(answer.status, 200);
    ASSERT_EQ(answer.body, "GET /v1/a b x=1 y=é z");
    ASSERT_NE(answer.head.find("Content-Type: text/plain\r\n"), std::string::npos);
  }
  EXPECT_EQ(server->open_connections(), 1U);
  EXPECT_EQ(peer.ask("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").status, 200);
  EXPECT_TRUE(peer.ended());
}

TEST_F(HttpServer, AnswersRequestsSentTogetherInTheirOrder) {
  start();
  auto peer = connect();
  std::string all;
  for (int i = 0; i < 20; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
  ASSERT_TRUE(peer.send(all));
  for (int i = 0; i < 20; ++i) EXPECT_EQ(peer.receive().body, "GET /" + std::to_string(i));
}

TEST_F(HttpServer, GivesHeadersInLowerCaseAndClosesOldConnections) {
  start();
  auto peer = connect();
  const auto answer = peer.ask("GET /headers HTTP/1.0\r\nX-KIND: Kiosk\r\n\r\n");
  EXPECT_EQ(answer.body, "Kiosk");
  EXPECT_NE(answer.head.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(peer.ended());
}

TEST_F(HttpServer, AnswersHeadWithTheLengthButWithoutTheBody) {
  start();
  auto peer = connect();
  ASSERT_TRUE(peer.send("HEAD /abc HTTP/1.1\r\nHost: h\r\n\r\n"));
  const auto head = peer.receive(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_NE(head.head.find("Content-Length: 9\r\n"), std::string::npos);
  EXPECT_EQ(peer.ask(kGet).body, "GET /") << "a body after HEAD would be read as this answer";
  const auto empty = peer.ask("GET /empty HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(empty.status, 204);
  EXPECT_EQ(empty.head.find("Content-Length"), std::string::npos);
  EXPECT_EQ(peer.ask(kGet).status, 200);
}

TEST_F(HttpServer, TakesBodiesUpToTheLimitPlainOrChunked) {
  start({.body_bytes_max = 1000});
  auto peer = connect();
  EXPECT_EQ(peer.ask(post("Content-Length: 1000\r\n", std::string(1000, 'x'))).body,
            "POST /p 1000");
  const auto chunks = chunk(400) + chunk(600) + "0\r\n\r\n";
  EXPECT_EQ(peer.ask(post("Transfer-Encoding: chunked\r\n", chunks)).body, "POST /p 1000");
  EXPECT_EQ(peer.ask(kGet).status, 200);
}

TEST_F(HttpServer, RefusesATooLargeBodyByItsLengthAlone) {
  start({.body_bytes_max = 1000});
  auto peer = connect();
  const auto answer = peer.ask(post("Content-Length: 1001\r\n", ""));
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.body,
            R"({"error":{"code":"too_large","message":"the body is larger than 1000 bytes"}})");
  EXPECT_NE(answer.head.find("Content-Type: application/json"), std::string::npos);
  EXPECT_TRUE(peer.ended());
}

TEST_F(HttpServer, RefusesATooLargeChunkedBodyWhileItIsStillSent) {
  start({.body_bytes_max = 100'000});
  auto peer = connect();
  ASSERT_TRUE(peer.send(post("Transfer-Encoding: chunked\r\n", "")));
  // Far more than the limit; the server must neither keep it nor reset before the answer is read.
  for (int i = 0; i < 60; ++i) ASSERT_TRUE(peer.send(chunk(10'000)));
  EXPECT_EQ(peer.receive().status, 413);
  EXPECT_TRUE(peer.ended());
}

TEST_F(HttpServer, RefusesTooLargeHeaders) {
  start({.header_bytes_max = 4096});
  auto peer = connect();
  EXPECT_EQ(peer.ask("GET / HTTP/1.1\r\nX: " + std::string(10'000, 'x') + "\r\n\r\n").status, 431);
  EXPECT_TRUE(peer.ended());
}

TEST_F(HttpServer, SendsContinueToAPeerThatWaitsForIt) {
  start();
  auto peer = connect();
  EXPECT_EQ(peer.ask(post("Content-Length: 3\r\nExpect: 100-continue\r\n", "")).status, 100);
  EXPECT_EQ(peer.ask("abc").body, "POST /p 3");
}

TEST_F(HttpServer, TellsASlowPeerAndClosesASilentOne) {
  start({.idle_timeout = milliseconds{60}});
  auto in_head = connect();
  const auto head = in_head.ask("GET / HTTP/1.1\r\nHo");
  EXPECT_EQ(head.status, 408);
  EXPECT_NE(head.body.find(R"("code":"timeout")"), std::string::npos);
  auto in_body = connect();
  EXPECT_EQ(in_body.ask(post("Content-Length: 10\r\n", "abc")).status, 408);
  auto silent = connect();
  EXPECT_TRUE(silent.ended());
  auto between = connect();
  EXPECT_EQ(between.ask(kGet).status, 200);
  EXPECT_TRUE(between.ended());
}

TEST_F(HttpServer, SendsAnAnswerThatComesLateFromAnotherThread) {
  start();
  auto peer = connect();
  ASSERT_TRUE(peer.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n"));
  const auto responder = late.pop_for(kPatience);
  ASSERT_TRUE(responder);
  EXPECT_FALSE(responder->done());
  EXPECT_EQ(connect().ask(kGet).status, 200) << "others are served meanwhile";
  std::thread{[&] { responder->respond({.body = "first"}); }}.join();
  responder->respond({.body = "second"});
  EXPECT_EQ(peer.receive().body, "first");
  EXPECT_TRUE(responder->done());
  EXPECT_EQ(peer.ask(kGet).body, "GET /") << "a second answer must not get onto the wire";
}

TEST_F(HttpServer, AnswersForAHandlerThatDropsOrForgetsTheRequest) {
  start({.answer_timeout = milliseconds{60}});
  auto peer = connect();
  const auto dropped = peer.ask("GET /dropped HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(dropped.status, 500);
  EXPECT_NE(dropped.body.find("internal"), std::string::npos);
  const auto forgotten = peer.ask("GET /late HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(forgotten.status, 503);
  const auto responder = late.pop_for(kPatience);
  ASSERT_TRUE(responder);
  EXPECT_TRUE(responder->done());
  responder->respond({.body = "too late"});
  EXPECT_EQ(connect().ask(kGet).body, "GET /");
}

TEST_F(HttpServer, NoticesThatAWaitingPeerHasGone) {
  start();
  auto peer = connect();
  ASSERT_TRUE(peer.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n"));
  const auto responder = late.pop_for(kPatience);
  ASSERT_TRUE(responder);
  peer.hang_up();
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!responder->done() && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  EXPECT_TRUE(responder->done());
  responder->respond({.body = "to nobody"});
  EXPECT_EQ(connect().ask(kGet).status, 200);
}

TEST_F(HttpServer, HoldsManyWaitingConnectionsOnTwoThreads) {
  start({.threads = 2});
  constexpr int kPeers = 400;
  std::vector<Peer> peers;
  for (int i = 0; i < kPeers; ++i) {
    peers.push_back(connect());
    ASSERT_TRUE(peers.back().connected());
    ASSERT_TRUE(peers.back().send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n"));
  }
  for (int i = 0; i < kPeers; ++i) {
    const auto responder = late.pop_for(kPatience);
    ASSERT_TRUE(responder) << i;
    responder->respond({.body = "woken"});
  }
  for (auto& peer : peers) ASSERT_EQ(peer.receive().body, "woken");
  EXPECT_EQ(server->open_connections(), static_cast<std::size_t>(kPeers));
}

TEST_F(HttpServer, ClosesConnectionsBeyondTheirMost) {
  start({.connections_max = 2});
  auto first = connect();
  auto second = connect();
  ASSERT_EQ(first.ask(kGet).status, 200);
  ASSERT_EQ(second.ask(kGet).status, 200);
  EXPECT_EQ(connect().ask(kGet).status, 0);
  EXPECT_EQ(first.ask(kGet).status, 200);
}

TEST_F(HttpServer, RefusesWhatIsNotHttp) {
  start();
  for (const std::string bytes :
       {"hello\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\x16\x03\x01\x02 TLS\r\n\r\n",
        "GET /%zz HTTP/1.1\r\n\r\n", "GET /a%00b HTTP/1.1\r\n\r\n", "GET nowhere HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
    auto peer = connect();
    const auto answer = peer.ask(bytes);
    EXPECT_EQ(answer.status, 400) << bytes;
    EXPECT_EQ(answer.body.rfind(R"({"error":{"code":"bad_request")", 0), 0U) << answer.body;
    EXPECT_TRUE(peer.ended()) << bytes;
  }
}

TEST_F(HttpServer, SurvivesRandomBytes) {
  start({.body_bytes_max = 1000, .idle_timeout = milliseconds{200}});
  Random random{21};
  constexpr std::string_view kStart =
      "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n";
  for (int round = 0; round < 200; ++round) {
    std::string bytes{kStart.substr(0, random.below(kStart.size() + 1))};
    const auto noise = random.below(80);
    for (std::uint64_t i = 0; i < noise; ++i) bytes += static_cast<char>(random.below(256));
    const auto peer = connect();
    ASSERT_TRUE(peer.send(bytes));
  }
  EXPECT_EQ(connect().ask(kGet).status, 200);
}

TEST_F(HttpServer, LetsNoLineBreakIntoItsHeaders) {
  start();
  const auto answer = connect().ask("GET /tricky HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_NE(answer.head.find("X-Name: a  Set-Cookie: evil\r\n"), std::string::npos) << answer.head;
  EXPECT_EQ(answer.head.find("\nSet-Cookie"), std::string::npos);
}

TEST_F(HttpServer, StopsAfterTheAnswersThatAreDue) {
  start();
  auto idle = connect();
  ASSERT_EQ(idle.ask(kGet).status, 200);
  auto waiting = connect();
  ASSERT_TRUE(waiting.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n"));
  const auto responder = late.pop_for(kPatience);
  ASSERT_TRUE(responder);
  std::thread stopper{[&] { server->stop(kPatience); }};
  EXPECT_TRUE(idle.ended());
  responder->respond({.body = "the last"});
  const auto answer = waiting.receive();
  EXPECT_EQ(answer.body, "the last");
  EXPECT_NE(answer.head.find("Connection: close"), std::string::npos);
  waiting.hang_up();
  stopper.join();
  EXPECT_FALSE(Peer{server->port()}.connected());
}

TEST_F(HttpServer, CanGoBeforeItsLateAnswers) {
  start();
  auto peer = connect();
  ASSERT_TRUE(peer.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n"));
  const auto responder = late.pop_for(kPatience);
  ASSERT_TRUE(responder);
  server.reset();
  EXPECT_TRUE(responder->done());
  responder->respond({.body = "nobody hears"});
  EXPECT_TRUE(peer.ended());
}

TEST_F(HttpServer, SaysWhyItCannotListen) {
  start();
  const auto nothing = [](Request, const Responder&) {};
  const auto taken = Server::start({.address = server->address()}, nothing);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, ErrorCode::Io);
  EXPECT_NE(taken.error().text().find(server->address()), std::string::npos);
  for (const auto* text :
       {"", "8080", ":8080", "127.0.0.1:", "127.0.0.1:99999", "no.such:1", "[::1]x"}) {
    const auto wrong = Server::start({.address = text}, nothing);
    ASSERT_FALSE(wrong) << text;
    EXPECT_EQ(wrong.error().code, ErrorCode::Invalid) << text;
  }
}

}  // namespace
}  // namespace parcours::http_server
