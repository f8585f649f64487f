// SPDX-License-Identifier: Apache-2.0
// One real hub and a few real terminals in one process: real databases, real engines, real
// reducers, a wire of function calls that can fail like a network, and a clock that only the test
// moves.
//
//   Fleet f{2}; f.kiosk(0).offline(); f.kiosk(0).scan(card); f.kiosk(0).online(); f.settle();
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "kiosk/app/desk.h"
#include "kiosk/app/device_key.h"
#include "kiosk/app/hub_link.h"
#include "kiosk/visit/actions.h"
#include "kiosk/visit/visit.h"
#include "platform/http_client/transport.h"
#include "sync/journal/exchange.h"
#include "tests/support/demo_rows.h"
#include "tests/support/fleet_hub.h"
#include "tests/support/folder.h"

namespace parcours::test {

/// The wire of one terminal, and what can go wrong on it.
class Wire final : public http_client::HttpTransport {
 public:
  explicit Wire(FleetHub& hub) : x_hub(hub) {}

  bool up = true;
  int lose_answers = 0;    ///< the hub works on the next ones, nobody hears of it
  int deliver_twice = 0;   ///< the next ones reach the hub two times
  int cut_answers = 0;     ///< only the first half of the next ones arrives
  int portal_answers = 0;  ///< a log-in page answers in place of the hub
  int error_answers = 0;   ///< 500

  [[nodiscard]] Result<http_client::Response> send(const http_client::Request& request) override {
    if (!up) return nobody();
    if (take(portal_answers)) return answer(200, "text/html", "<html>Wi-Fi gratuit</html>");
    if (take(error_answers)) return answer(500, "text/plain", "oops");
    const bool twice = take(deliver_twice);
    auto heard = x_hub.ask(request_of(request));
    if (heard && twice) heard = x_hub.ask(request_of(request));
    if (!heard) return nobody();
    if (take(lose_answers)) return fail(ErrorCode::Timeout, "no answer in time", "fleet");
    auto out = answer(heard->status, heard->content_type, heard->body);
    for (const auto& [name, value] : heard->headers) {
      if (name == "Content-Encoding") out.headers.emplace_back("content-encoding", value);
    }
    if (take(cut_answers)) out.body.resize(out.body.size() / 2);
    return out;
  }
  void cancel() override {}

 private:
  static bool take(int& count) { return count > 0 && count-- > 0; }
  static tl::unexpected<Error> nobody() {
    return fail(ErrorCode::Unavailable, "no connection", "fleet");
  }
  static http_client::Response answer(int status, std::string type, std::string body) {
    return {status, {}, std::move(type), std::move(body)};
  }
  static http_server::Request request_of(const http_client::Request& from) {
    http_server::Request to;
    to.method = from.method;
    const auto slash = from.url.find('/', from.url.find("//") + 2);
    to.target = from.url.substr(slash);
    auto target = http_server::parse_target(to.target);
    EXPECT_TRUE(target) << from.url;
    if (target) {
      to.path = target->path;
      to.query = target->query;
    }
    for (const auto& [name, value] : from.headers) {
      std::string lower = name;
      for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      to.headers.emplace_back(lower, value);
    }
    to.body = from.body;
    return to;
  }

  FleetHub& x_hub;
};

class Kiosk {
 public:
  Kiosk(std::filesystem::path folder, FleetHub& hub, const ManualClock& clock)
      : wire(hub), x_folder(std::move(folder)), x_clock(clock) {
    start();
  }

  void start() {
    auto desk = app::Desk::open(x_folder, x_clock);
    ASSERT_TRUE(desk) << desk.error().text();
    x_desk = std::move(*desk);
    auto link = app::HubLink::create(x_desk->journal(), "http://fleet", 11);
    ASSERT_TRUE(link) << link.error().text();
    const auto key = app::device_key(x_folder);
    ASSERT_TRUE(key) << key.error().text();
    link->sign_with(*key);
    x_link = std::make_unique<app::HubLink>(std::move(*link));
    x_link->engine().set_wait(false);
  }
  void stop() {
    x_link.reset();
    x_desk.reset();
  }
  /// Power cut and start: what was under way is gone.
  void restart() {
    stop();
    start();
  }
  void offline() { wire.up = false; }
  void online() {
    wire.up = true;
    x_link->engine().link_up();
  }

  /// One request a channel, where something may go out; true when an answer changed something.
  bool step() {
    bool moved = false;
    for (const engine::Channel channel : engine::kChannels) {
      const auto outgoing = x_link->next(channel, x_clock.mono());
      EXPECT_TRUE(outgoing) << outgoing.error().text();
      if (!outgoing || !*outgoing) continue;
      const auto response = wire.send((*outgoing)->request);
      const auto done = x_link->on_answer(channel, x_clock.mono(), x_clock.wall(), response);
      EXPECT_TRUE(done) << done.error().text();
      if (!done) continue;
      moved = moved || done->rows > 0 || done->events > 0;
      trouble = done->trouble;
    }
    EXPECT_TRUE(x_desk->refresh());
    return moved;
  }
  [[nodiscard]] app::HubLink& link() { return *x_link; }
  [[nodiscard]] bool settled() { return x_link->settled().value_or(false); }

  /// What a scanner sent, taken through a whole visit; the screen it opens.
  visit::Screen scan(const std::string& text) {
    visit::Visit visit;
    const visit::Facts facts = x_desk->facts();
    const auto outcome = visit.step(
        {x_clock.wall(), x_clock.mono(), visit::Scanned{facts.recognise(text, x_clock.wall())}},
        facts);
    if (outcome.must_commit()) {
      EXPECT_TRUE(x_desk->journal().commit(outcome.events));
      EXPECT_FALSE(visit.committed().must_commit());
    }
    return visit.present(facts, x_clock.wall(), x_clock.mono()).screen;
  }
  /// The refusal, "" when it was recorded.
  std::string note(const std::string& customer, const std::string& text) {
    return record(visit::add_note(x_desk->facts(), staff(), customer, text));
  }
  std::string move(const std::string& order, const std::string& action,
                   const std::string& argument = {}) {
    return record(
        visit::move_order(x_desk->facts(), staff(), {order, action, argument}, x_clock.wall()));
  }
  std::string sell(const std::string& customer, const std::string& product, int quantity = 1) {
    visit::BasketToTill basket;
    basket.customer = customer;
    basket.lines = {{product, quantity}};
    return record(visit::checkout(x_desk->facts(), staff(), basket, x_clock.wall()));
  }

  [[nodiscard]] std::vector<std::string> notes(const std::string& customer) {
    std::vector<std::string> out;
    const auto rows = journal().scan("note", customer + "/");
    EXPECT_TRUE(rows);
    for (const auto& row : *rows) out.push_back(journey::parse_note(row.body)->text);
    return out;
  }
  [[nodiscard]] std::string order_state(const std::string& order) {
    const auto row = journal().find("order", order);
    return row && *row ? journey::parse_order((*row)->body)->state : "none";
  }
  [[nodiscard]] int on_hand(const std::string& product) {
    const auto row = journal().find("stock", product + "/S1");
    return row && *row ? journey::parse_stock((*row)->body)->on_hand : -1;
  }
  [[nodiscard]] std::int64_t unsent() { return journal().outbox_state()->pending; }
  [[nodiscard]] std::int64_t kept() { return journal().outbox_state()->kept; }
  [[nodiscard]] journal::Journal& journal() { return x_desk->journal(); }
  [[nodiscard]] const std::filesystem::path& folder() const { return x_folder; }
  /// Every row as the person here sees it, for comparison with another terminal.
  [[nodiscard]] std::string view() {
    std::string out;
    for (const char* kind : {"customer", "order", "stock", "note", "timeline", "points", "coupon",
                             "task", "customer_order", "identity", "product", "staff"}) {
      const auto rows = journal().scan(kind, "", 100'000);
      EXPECT_TRUE(rows);
      for (const auto& row : *rows) out += row.kind + " " + row.key + " " + row.body + "\n";
    }
    return out;
  }

  Wire wire;
  engine::Trouble trouble = engine::Trouble::None;

 private:
  static visit::Actor staff() { return {visit::Role::Associate, "E001"}; }
  std::string record(const Result<visit::Decision>& decision) {
    EXPECT_TRUE(decision) << decision.error().text();
    if (!decision) return "error";
    if (!decision->allowed()) return decision->refusal;
    const auto done = journal().commit(decision->events);
    EXPECT_TRUE(done) << done.error().text();
    return {};
  }

  std::filesystem::path x_folder;
  const ManualClock& x_clock;
  std::unique_ptr<app::Desk> x_desk;
  std::unique_ptr<app::HubLink> x_link;
};

class Fleet {
 public:
  explicit Fleet(int kiosks) : x_hub(x_folder.file("hub"), clock) {
    x_hub.put(demo_rows());
    for (int i = 0; i < kiosks; ++i) {
      x_kiosks.push_back(
          std::make_unique<Kiosk>(x_folder.file("kiosk" + std::to_string(i)), x_hub, clock));
    }
    settle();
  }

  Kiosk& kiosk(int number) { return *x_kiosks.at(static_cast<std::size_t>(number)); }
  FleetHub& hub() { return x_hub; }
  void restart_hub() {
    x_hub.stop();
    x_hub.start();
  }

  /// One turn of every terminal; time goes on.
  bool step() {
    bool moved = false;
    for (const auto& kiosk : x_kiosks) moved = kiosk->step() || moved;
    clock.advance(std::chrono::milliseconds{500});
    return moved;
  }
  /// Until every terminal that is online has sent all and nothing comes down any more.
  void settle() {
    int quiet = 0;
    for (int round = 0; round < 2000; ++round) {
      bool done = !step();
      for (const auto& kiosk : x_kiosks) done = done && (!kiosk->wire.up || kiosk->settled());
      quiet = done ? quiet + 1 : 0;
      if (quiet >= 2) return;
    }
    ADD_FAILURE() << "the fleet does not settle";
  }

  ManualClock clock{kNow};

 private:
  Folder x_folder;
  FleetHub x_hub;
  std::vector<std::unique_ptr<Kiosk>> x_kiosks;
};

}  // namespace parcours::test
