// SPDX-License-Identifier: Apache-2.0
// A journal in a scratch folder, and pages as a hub would send them.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "platform/base/clock.h"
#include "sync/journal/exchange.h"
#include "sync/journal/journal.h"
#include "sync/journey/entities.h"
#include "tests/support/folder.h"

namespace parcours::journal {

class Replica {
 public:
  Replica() { start(); }

  void start() {
    auto opened = Journal::open(folder.file("kiosk"), clock, ++x_starts);
    ASSERT_TRUE(opened) << opened.error().text();
    x_journal = std::move(*opened);
  }
  void stop() { x_journal.reset(); }
  void restart() {
    stop();
    start();
  }

  Journal& journal() { return *x_journal; }
  Exchange exchange() { return Exchange{*x_journal}; }

  /// A page that ends at the hub's head; `own` as the hub would tell it.
  Applied pull(std::vector<PulledRow> rows, std::int64_t upto, protocol::OwnMarks own = {}) {
    Page page{
        {"S1", {"catalogue", "shop:S1", "customers:S1"}, 1}, std::move(rows), {upto, false, own}};
    auto applied = exchange().apply(page);
    EXPECT_TRUE(applied) << applied.error().text();
    return applied.value_or(Applied{});
  }
  std::string note(const std::string& text) {
    auto events =
        journal().commit({{"note.added", "customer:C00001", R"({"text":")" + text + R"("})"}});
    EXPECT_TRUE(events) << events.error().text();
    return events ? events->front().id : std::string{};
  }
  std::vector<std::string> notes() {
    std::vector<std::string> out;
    const auto rows = journal().scan("note", "C00001/");
    EXPECT_TRUE(rows);
    for (const auto& row : *rows) out.push_back(journey::parse_note(row.body)->text);
    return out;
  }
  int points() {
    const auto row = journal().find("customer", "C00001");
    return row && *row ? journey::parse_customer((*row)->body)->points : -1;
  }

  Folder folder;
  ManualClock clock{from_ms(1'790'000'000'000)};

 private:
  std::uint64_t x_starts = 0;  ///< seeds differ, as on a real terminal: ids must too
  std::unique_ptr<Journal> x_journal;
};

inline PulledRow row(std::string scope, std::string kind, std::string key, std::string body,
                     std::int64_t seq = 1) {
  return {std::move(scope), std::move(kind), std::move(key), seq, std::move(body)};
}

inline PulledRow camille(int points = 0, std::int64_t seq = 1) {
  journey::Customer customer;
  customer.id = "C00001";
  customer.first_name = "Camille";
  customer.last_name = "Dubois";
  customer.card = "2900000000017";
  customer.home_shop = "S1";
  customer.points = points;
  customer.consents.by_purpose["profile"] = true;
  return row("customers:S1", "customer", "C00001", journey::to_json(customer), seq);
}

inline PulledRow camilles_card(std::int64_t seq = 1) {
  return row("customers:S1", "identity", "card:2900000000017", R"({"customer":"C00001"})", seq);
}

}  // namespace parcours::journal
