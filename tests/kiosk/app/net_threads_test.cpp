// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/net_threads.h"

#include <gtest/gtest.h>

#include <atomic>

#include "platform/base/bounded_queue.h"
#include "platform/http_server/server.h"

namespace parcours::app {
namespace {

using engine::Channel;

struct Answered {
  Channel channel;
  Result<http_client::Response> response;
};

/// A server that answers pushes and keeps pulls waiting, as a hub without news does.
struct QuietHub {
  BoundedQueue<http_server::Responder> waiting{4};
  http_server::Server server = *http_server::Server::start(
      {"127.0.0.1:0"}, [this](const http_server::Request& request, http_server::Responder reply) {
        if (request.method == "POST") {
          reply.respond({200, "application/json", {}, request.body});
        } else {
          EXPECT_TRUE(waiting.try_push(reply));
        }
      });

  Outgoing request(Channel channel, std::string body = {}) const {
    Outgoing out{channel, {}};
    out.request.method = channel == Channel::Pull ? "GET" : "POST";
    out.request.url = "http://" + server.address() + "/v1/any";
    out.request.body = std::move(body);
    return out;
  }
};

constexpr std::chrono::seconds kPatience{20};

TEST(NetThreads, AnswerAnUploadWhileAPullWaitsForNews) {
  QuietHub hub;
  BoundedQueue<Answered> answers{8};
  NetThreads net{[&](Channel channel, Result<http_client::Response> response) {
    EXPECT_TRUE(answers.try_push({channel, std::move(response)}));
  }};
  net.send(hub.request(Channel::Pull));
  const auto held = hub.waiting.pop_for(kPatience);
  ASSERT_TRUE(held);
  net.send(hub.request(Channel::Control, "c"));
  net.send(hub.request(Channel::Telemetry, "t"));
  for (int i = 0; i < 2; ++i) {
    const auto answer = answers.pop_for(kPatience);
    ASSERT_TRUE(answer && answer->response);
    EXPECT_EQ(answer->response->body, answer->channel == Channel::Control ? "c" : "t");
  }
  held->respond({200, "application/x-ndjson", {}, "news"});
  const auto news = answers.pop_for(kPatience);
  ASSERT_TRUE(news && news->response);
  EXPECT_EQ(news->channel, Channel::Pull);
  EXPECT_EQ(news->response->body, "news");
}

TEST(NetThreads, TellThatNobodyIsThere) {
  BoundedQueue<Answered> answers{8};
  NetThreads net{[&](Channel channel, Result<http_client::Response> response) {
    EXPECT_TRUE(answers.try_push({channel, std::move(response)}));
  }};
  Outgoing nowhere{Channel::Control, {}};
  nowhere.request.url = "http://127.0.0.1:1/";
  net.send(std::move(nowhere));
  const auto answer = answers.pop_for(kPatience);
  ASSERT_TRUE(answer);
  ASSERT_FALSE(answer->response);
  EXPECT_EQ(answer->response.error().code, ErrorCode::Unavailable);
}

TEST(NetThreads, EndWithoutWaitingForNewsAndDeliverNothingThen) {
  QuietHub hub;
  std::atomic<int> delivered{0};
  {
    NetThreads net{[&](Channel, const Result<http_client::Response>&) { ++delivered; }};
    net.send(hub.request(Channel::Pull));
    ASSERT_TRUE(hub.waiting.pop_for(kPatience));
  }
  EXPECT_EQ(delivered, 0);
}

}  // namespace
}  // namespace parcours::app
