// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/shop.h"

#include <fmt/format.h>

#include "sync/journey/entities.h"
#include "tests/simulation/terminal.h"

namespace parcours::simulation {

using journey::Event;
using journey::make_event;

Status put_shop(hub::Intake& intake) {
  const auto put = [&](std::string_view kind, std::string key, std::string body) -> Status {
    PARCOURS_TRY(const auto applied,
                 intake.put({"catalogue", std::string{kind}, std::move(key), std::move(body)}));
    static_cast<void>(applied);
    return {};
  };
  for (const char* id : {"S1", "S2"}) {
    journey::Shop shop;
    shop.id = id;
    shop.name = id;
    PARCOURS_CHECK(put(journey::kind::kShop, id, to_json(shop)));
  }
  for (int i = 1; i <= kProducts; ++i) {
    journey::Product product;
    product.id = fmt::format("P{}", i);
    product.name = {product.id, product.id};
    product.price = Money{100 * i};
    PARCOURS_CHECK(put(journey::kind::kProduct, product.id, to_json(product)));
    journey::Stock stock;
    stock.product = product.id;
    stock.shop = "S1";
    stock.on_hand = kStock;
    stock.source = "count";
    PARCOURS_CHECK(put(journey::kind::kStock, product.id + "/S1", to_json(stock)));
  }
  return {};
}

std::vector<Event> first_events(WallTime now) {
  std::vector<Event> events;
  for (int i = 1; i <= kCustomers; ++i) {
    const auto id = fmt::format("C{}", i);
    events.push_back(make_event(
        {"new-" + id, "import/customers"}, "customer.created", now, "customer:" + id,
        fmt::format(R"({{"first_name":"A{0}","last_name":"B","card":"29{0:08}","home_shop":"S1"}})",
                    i)));
  }
  events.push_back(make_event({"new-C9", "import/customers"}, "customer.created", now,
                              "customer:C9",
                              R"({"first_name":"Z","last_name":"Y","home_shop":"S2"})"));
  return events;
}

Event web_event(Random& random, WallTime now, std::int64_t& orders, std::int64_t& coupons) {
  const auto customer = 1 + random.below(kCustomers);
  const auto subject = fmt::format("customer:C{}", customer);
  switch (random.below(4)) {
    case 0: {
      const auto code = fmt::format("K{}", ++coupons);
      return make_event({"coupon-" + code, "crm/main"}, "coupon.issued", now, subject,
                        fmt::format(R"({{"code":"{}","percent":10}})", code));
    }
    case 1:
      return make_event({fmt::format("v{}", random.next()), "web/shop"}, "web.product_viewed", now,
                        subject, fmt::format(R"({{"product":"P{}"}})", 1 + random.below(4)));
    default: {
      const auto order = fmt::format("O{:05}", ++orders);
      return make_event(
          {"order-" + order, "web/shop"}, "order.placed", now, subject,
          fmt::format(R"({{"order":"{}","shop":"S1","paid":true,"pickup_code":"{}",)"
                      R"("lines":[{{"product":"P{}","quantity":1,"price_cents":300}}]}})",
                      order, order, 3 + random.below(2)));
    }
  }
}

}  // namespace parcours::simulation
