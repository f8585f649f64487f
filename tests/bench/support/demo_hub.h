// SPDX-License-Identifier: Apache-2.0
// The demo shop behind a real hub in this process, asked over a real socket, and a terminal's
// journal that holds its rows. Owned by one benchmark; its clock is the system's.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/app/hub_link.h"
#include "kiosk/app/sync_command.h"
#include "platform/base/clock.h"
#include "platform/http_client/curl_transport.h"
#include "sync/demo/demo.h"
#include "sync/hub/hub_db.h"
#include "sync/hub/server.h"
#include "sync/hub/training.h"
#include "tests/bench/support/bench.h"

namespace parcours::bench {

/// What the demo generator makes, kept in memory.
class DemoShop final : public demo::Sink {
 public:
  explicit DemoShop(int customers) {
    demo::Options options;
    options.customers = customers;
    options.today = must(demo::parse_day("2026-11-21"));
    options.pin_cost = crypto::kLeastPasswordCost;
    must(demo::generate(options, *this));
  }
  [[nodiscard]] Status row(const journey::Row& row) override {
    rows.push_back(row);
    return {};
  }
  [[nodiscard]] Status event(const journey::Event& event) override {
    events.push_back(event);
    return {};
  }

  std::vector<journey::Row> rows;
  std::vector<journey::Event> events;
};

/// Rows that no event stands for, in one transaction.
inline void put_rows(hub::HubDb& db, const DemoShop& shop) {
  must(db.begin());
  for (const auto& row : shop.rows) must(db.put({row.scope, row.kind, row.key, row.body}));
  must(db.commit());
}

/// The whole shop with its suggestions learned, serving.
class DemoHub {
 public:
  DemoHub(const std::filesystem::path& folder, int customers) {
    const DemoShop shop{customers};
    auto db = must(hub::HubDb::open(folder, clock));
    put_rows(*db, shop);
    must(db->begin());
    for (const auto& event : shop.events) must(db->take(event));
    must(db->commit());
    must(hub::train(*db));
    hub::ServerOptions options;
    options.address = "127.0.0.1:0";
    x_server = must(hub::HubServer::start(std::move(db), options));
  }
  [[nodiscard]] std::string url() const { return "http://" + x_server->address(); }

  SystemClock clock;

 private:
  std::unique_ptr<hub::HubServer> x_server;
};

/// A terminal that has downloaded all rows of its shop.
class Terminal {
 public:
  Terminal(const std::filesystem::path& folder, const DemoHub& hub)
      : journal(must(journal::Journal::open(folder, hub.clock))),
        link(must(app::HubLink::create(*journal, hub.url(), 11))),
        transport(must(http_client::CurlTransport::create())) {
    must(app::exchange_once(link, *transport, hub.clock));
  }

  std::unique_ptr<journal::Journal> journal;
  app::HubLink link;
  std::unique_ptr<http_client::HttpTransport> transport;
};

}  // namespace parcours::bench
