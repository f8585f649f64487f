// SPDX-License-Identifier: Apache-2.0
#include "platform/http_client/curl_transport.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "platform/base/bounded_queue.h"
#include "platform/http_server/server.h"

namespace parcours::http_client {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kPatience{10'000};

/// The real server on loopback; "/late" is answered by the test, never by itself.
struct Fixture : testing::Test {
  BoundedQueue<http_server::Responder> late{100};
  BoundedQueue<http_server::Request> seen{100};
  std::optional<http_server::Server> server;
  std::unique_ptr<CurlTransport> transport =
      CurlTransport::create({.user_agent = "test/1"}).value();

  Fixture() { start("127.0.0.1:0"); }

  void start(const std::string& address) {
    const http_server::Options options{.address = address, .body_bytes_max = 1'000'000};
    auto handler = [this](http_server::Request request, http_server::Responder responder) {
      http_server::Response response;
      response.content_type = "text/plain";
      response.body = request.method + " " + request.body;
      response.headers = {{"X-Mark", "7"}};
      if (request.path == "/large") response.body = std::string(100'000, 'x');
      if (request.path == "/missing")
        response = http_server::error_response(404, "not_found", "none");
      const bool waits = request.path == "/late";
      if (!seen.try_push(std::move(request))) ADD_FAILURE() << "too many requests";
      if (!waits) return responder.respond(std::move(response));
      if (!late.try_push(std::move(responder))) ADD_FAILURE() << "too many late answers";
    };
    server.emplace(http_server::Server::start(options, std::move(handler)).value());
  }
  std::string url(const std::string& path) const { return "http://" + server->address() + path; }
};

using CurlClient = Fixture;

TEST_F(CurlClient, BringsTheRequestOverAndTheAnswerBack) {
  const std::string body{"a\0b\xFF", 4};
  const auto response = transport->send({.method = "PUT",
                                         .url = url("/v1/push?device=d%201"),
                                         .headers = {{"X-Kind", "Kiosk"}, {"X-Empty", ""}},
                                         .body = body});
  ASSERT_TRUE(response) << response.error().text();
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "PUT " + body);
  EXPECT_EQ(response->content_type, "text/plain");
  EXPECT_EQ(response->header("x-mark"), "7");
  const auto request = seen.try_pop().value();
  EXPECT_EQ(request.query_value("device"), "d 1");
  EXPECT_EQ(request.header("x-kind"), "Kiosk");
  EXPECT_EQ(request.header("user-agent"), "test/1");
  EXPECT_EQ(request.header("content-type"), "") << "a body is not a form unless it says so";
}

TEST_F(CurlClient, SendsEveryMethodAsItIsCalled) {
  for (const std::string method : {"GET", "POST", "PUT", "DELETE"})
    EXPECT_EQ(transport->send({.method = method, .url = url("/")})->body, method + " ");
  const auto head = transport->send({.method = "HEAD", .url = url("/")}).value();
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(head.header("content-length"), "5");
}

TEST_F(CurlClient, KeepsOneConnectionBetweenCalls) {
  std::set<std::string> peers;
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(
        transport->send({.method = i % 2 == 0 ? "GET" : "POST", .url = url("/"), .body = "x"}));
    peers.insert(seen.try_pop()->peer);
  }
  EXPECT_EQ(peers.size(), 1U);
}

TEST_F(CurlClient, GoesOnAfterTheServerWasRestarted) {
  ASSERT_TRUE(transport->send({.url = url("/")}));
  const auto address = server->address();
  server.reset();
  const auto away = transport->send({.url = "http://" + address + "/?card=2900000000017"});
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().code, ErrorCode::Unavailable);
  EXPECT_EQ(away.error().where, "http://" + address + "/") << "the query may be personal";
  start(address);
  EXPECT_TRUE(transport->send({.url = url("/")}));
}

TEST_F(CurlClient, GivesAnErrorStatusAsAnAnswer) {
  const auto missing = transport->send({.url = url("/missing")}).value();
  EXPECT_EQ(missing.status, 404);
  EXPECT_NE(missing.body.find("not_found"), std::string::npos);
  const auto refused =
      transport->send({.method = "POST", .url = url("/"), .body = std::string(3'000'000, 'x')});
  ASSERT_TRUE(refused) << refused.error().text();
  EXPECT_EQ(refused->status, 413);
  EXPECT_EQ(transport->send({.url = url("/")})->status, 200);
}

TEST_F(CurlClient, StopsAtAnAnswerThatIsTooLarge) {
  const auto large = transport->send({.url = url("/large"), .body_bytes_max = 99'999});
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::Full);
  EXPECT_NE(large.error().message.find("99999"), std::string::npos);
  EXPECT_EQ(transport->send({.url = url("/large"), .body_bytes_max = 100'000})->body.size(),
            100'000U);
}

TEST_F(CurlClient, GivesUpAfterItsTimeout) {
  const auto response = transport->send({.url = url("/late"), .timeout = milliseconds{50}});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::Timeout);
  EXPECT_EQ(transport->send({.url = url("/")})->body, "GET ") << "nothing of the old call is left";
}

TEST_F(CurlClient, ReceivesALateAnswer) {
  std::thread answers{[&] {
    if (const auto responder = late.pop_for(kPatience)) responder->respond({.body = "rows"});
  }};
  const auto response = transport->send({.url = url("/late"), .timeout = kPatience});
  answers.join();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "rows");
}

TEST_F(CurlClient, IsWokenFromALongPollAtOnce) {
  // On a connection that stands: while connecting, libcurl wakes up by itself.
  ASSERT_TRUE(transport->send({.url = url("/")}));
  // Held to the end: a dropped one would be answered, and the answer could win.
  std::optional<http_server::Responder> waiting;
  std::thread canceller{[&] {
    waiting = late.pop_for(kPatience);
    transport->cancel();
  }};
  // No timer of libcurl may end the wait within our patience.
  const auto begun = std::chrono::steady_clock::now();
  const auto response = transport->send(
      {.url = url("/late"), .timeout = 3 * kPatience, .connect_timeout = 3 * kPatience});
  canceller.join();
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::Cancelled);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, kPatience);
  EXPECT_TRUE(transport->send({.url = url("/")})) << "a cancel counts once";
}

TEST_F(CurlClient, IsCancelledBeforeItBeginsToo) {
  transport->cancel();
  transport->cancel();
  const auto response = transport->send({.url = url("/late"), .timeout = kPatience});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::Cancelled);
  EXPECT_EQ(transport->send({.url = url("/")})->status, 200);
}

TEST_F(CurlClient, SaysWhatIsWrongWithARequest) {
  EXPECT_EQ(transport->send({.url = "nonsense://x"}).error().code, ErrorCode::Invalid);
  EXPECT_EQ(transport->send({.url = "file:///etc/passwd"}).error().code, ErrorCode::Invalid);
  EXPECT_EQ(transport->send({.url = ""}).error().code, ErrorCode::Invalid);
  const auto header = transport->send({.url = url("/"), .headers = {{"X-A", "1\r\nX-B: 2"}}});
  ASSERT_FALSE(header);
  EXPECT_EQ(header.error().code, ErrorCode::Invalid);
  EXPECT_EQ(header.error().where, "X-A");
  const auto refused = transport->send({.url = "http://127.0.0.1:1/"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Unavailable);
}

}  // namespace
}  // namespace parcours::http_client
