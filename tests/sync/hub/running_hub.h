// SPDX-License-Identifier: Apache-2.0
// A real hub on a real database, asked over a real socket. One test, one folder.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "platform/json/value.h"
#include "sync/hub/server.h"
#include "sync/protocol/chain.h"
#include "sync/protocol/pull.h"
#include "sync/protocol/push.h"
#include "tests/platform/http_server/peer.h"
#include "tests/support/folder.h"

namespace parcours::hub {

inline constexpr std::string_view kSingle = "application/cloudevents+json";
inline constexpr std::string_view kBatch = "application/cloudevents-batch+json";

inline std::string event_json(const std::string& id, const std::string& type,
                              const std::string& subject, const std::string& data,
                              const std::string& source = "web/shop") {
  return R"({"specversion":"1.0","id":")" + id + R"(","source":")" + source + R"(","type":")" +
         type + R"(","time":"2026-11-01T10:00:00Z","subject":")" + subject + R"(","data":)" + data +
         "}";
}

inline std::string view_json(const std::string& id, const std::string& product = "P0001") {
  return event_json(id, "web.product_viewed", "card:2900000000017",
                    R"({"product":")" + product + "\"}");
}

inline std::string customer_json(const std::string& id, const std::string& customer,
                                 const std::string& card, const std::string& shop) {
  return event_json(
      id, "customer.created", "customer:" + customer,
      R"({"first_name":"Camille","card":")" + card + R"(","home_shop":")" + shop + "\"}");
}

inline journey::Event event_of(const std::string& json) {
  auto event = journey::parse_event(json, from_ms(0));
  EXPECT_TRUE(event.has_value());
  return event.value_or(journey::Event{});
}

class RunningHub {
 public:
  explicit RunningHub(ServerOptions options = {}) : x_options(options) {
    x_options.address = "127.0.0.1:0";
  }

  [[nodiscard]] std::filesystem::path directory() const { return x_folder.file("hub"); }
  [[nodiscard]] Result<std::unique_ptr<HubDb>> open() { return HubDb::open(directory(), x_clock); }

  /// Before `start`: shops and the like, that come by no event.
  void put(const std::string& kind, const std::string& key, const std::string& body) {
    auto db = open();
    ASSERT_TRUE(db.has_value()) << db.error().text();
    ASSERT_TRUE((*db)->begin().has_value());
    ASSERT_TRUE((*db)->put({"catalogue", kind, key, body}).has_value());
    ASSERT_TRUE((*db)->commit().has_value());
  }
  void start() {
    auto db = open();
    ASSERT_TRUE(db.has_value()) << db.error().text();
    auto server = HubServer::start(std::move(*db), x_options);
    ASSERT_TRUE(server.has_value()) << server.error().text();
    x_server = std::move(*server);
  }
  void stop() { x_server.reset(); }

  [[nodiscard]] std::string address() const { return x_server->address(); }
  [[nodiscard]] http_server::Peer peer() const {
    const auto address = x_server->address();
    return http_server::Peer{
        static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)))};
  }
  /// `headers`: lines that end in CR LF.
  http_server::Answer get(const std::string& target, const std::string& headers = {}) const {
    return peer().ask("GET " + target + " HTTP/1.1\r\nHost: hub\r\n" + headers + "\r\n");
  }
  http_server::Answer post(const std::string& path, std::string_view type, const std::string& body,
                           const std::string& headers = {}) const {
    return peer().ask(
        "POST " + path + " HTTP/1.1\r\nHost: hub\r\nContent-Type: " + std::string{type} + "\r\n" +
        headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  http_server::Answer send(const std::string& event) const {
    return post("/v1/events", kSingle, event);
  }
  Result<protocol::PullAnswer> pull(const std::string& query) const {
    return protocol::parse_pull_answer(get("/v1/pull?" + query).body);
  }
  Result<protocol::PushAnswer> push(const protocol::PushRequest& request) const {
    return protocol::parse_push_answer(
        post("/v1/push", "application/json", protocol::to_json(request)).body);
  }

 private:
  Folder x_folder;
  ManualClock x_clock{from_ms(1'800'000'000'000)};
  ServerOptions x_options;
  std::unique_ptr<HubServer> x_server;
};

}  // namespace parcours::hub
