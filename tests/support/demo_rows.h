// SPDX-License-Identifier: Apache-2.0
// A very small shop for tests of the kiosk: two shops, five products, three customers, two members
// of staff, orders. Made up; mirrors the anchors of the demo (C00001 Camille, 48177, BADGE-E001).
#pragma once

#include <string>

#include "platform/base/clock.h"
#include "sync/journey/entities.h"
#include "tests/support/map_rows.h"

namespace parcours::test {

inline const WallTime kNow =
    from_ms(1'795'000'000'000);  // a fixed moment: 2026-11-18, 11:06:40 UTC
inline constexpr std::int64_t kMinute = 60'000;
inline constexpr std::int64_t kDay = 24 * 60 * kMinute;

inline void put_product(MapRows& rows, const std::string& id, const std::string& gtin,
                        const std::string& name, const std::string& family, std::int64_t cents) {
  journey::Product product;
  product.id = id;
  product.gtin = gtin;
  product.name = {name, name + " (en)"};
  product.brand = "Onde";
  product.family = family;
  product.price = {cents};
  rows.put("catalogue", "product", id, journey::to_json(product));
  rows.put("catalogue", "code", gtin, R"({"product":")" + id + R"("})");
}

inline void put_stock(MapRows& rows, const std::string& product, const std::string& shop,
                      int on_hand) {
  journey::Stock stock;
  stock.product = product;
  stock.shop = shop;
  stock.on_hand = on_hand;
  stock.counted_ms = to_ms(kNow) - 5 * kMinute;
  stock.source = "count";
  rows.put("catalogue", "stock", product + "/" + shop, journey::to_json(stock));
}

inline void put_customer(MapRows& rows, const journey::Customer& customer) {
  const std::string scope = "customers:S1";
  rows.put(scope, "customer", customer.id, journey::to_json(customer));
  rows.put(scope, "identity", "card:" + customer.card, R"({"customer":")" + customer.id + R"("})");
}

inline journey::Customer make_customer(const std::string& id, const std::string& first,
                                       const std::string& last, const std::string& card) {
  journey::Customer customer;
  customer.id = id;
  customer.first_name = first;
  customer.last_name = last;
  customer.card = card;
  customer.home_shop = "S1";
  customer.tier = "bronze";
  customer.language = "fr";
  customer.consents.by_purpose = {{"profile", true}, {"advice", true}};
  return customer;
}

inline journey::Order make_order(const std::string& id, const std::string& state) {
  journey::Order order;
  order.id = id;
  order.customer = "C00001";
  order.customer_name = "C. Dubois";
  order.shop = "S1";
  order.channel = "web";
  order.state = state;
  order.lines = {{"P0001", 1, 0, {49'900}}, {"P0002", 2, 0, {3'990}}};
  order.paid = true;
  order.placed_ms = to_ms(kNow) - kDay;
  order.promised_ms = to_ms(kNow) + 60 * kMinute;
  return order;
}

inline void put_order(MapRows& rows, const journey::Order& order) {
  rows.put("shop:" + order.shop, "order", order.id, journey::to_json(order));
  if (!order.customer.empty()) {
    rows.put("customers:S1", "customer_order", order.customer + "/" + order.id,
             R"({"order":")" + order.id + R"("})");
    rows.put("customers:S1", "identity", "order:" + order.id,
             R"({"customer":")" + order.customer + R"("})");
  }
  if (!order.pickup_code.empty()) {
    rows.put("shop:S1", "identity", "pickup:" + order.pickup_code,
             R"({"order":")" + order.id + R"("})");
  }
}

inline journey::Coupon make_coupon(const std::string& code, const std::string& customer) {
  journey::Coupon coupon;
  coupon.code = code;
  coupon.customer = customer;
  coupon.percent = 10;
  coupon.families = {"tv"};
  coupon.channels = {"shop", "web"};
  coupon.from_ms = to_ms(kNow) - kDay;
  coupon.until_ms = to_ms(kNow) + 5 * kDay;
  coupon.state = "issued";
  coupon.title = {"Téléviseurs : 10 %", "Television: 10%"};
  return coupon;
}

inline void put_coupon(MapRows& rows, const journey::Coupon& coupon) {
  rows.put("customers:S1", "coupon", coupon.customer + "/" + coupon.code, journey::to_json(coupon));
  rows.put("customers:S1", "identity", "coupon:" + coupon.code,
           R"({"customer":")" + coupon.customer + R"("})");
}

inline void put_timeline(MapRows& rows, const std::string& customer,
                         const journey::TimelineEntry& entry) {
  rows.put("customers:S1", "timeline",
           customer + "/" + to_rfc3339(from_ms(entry.time_ms)) + "/" + entry.event_id,
           journey::to_json(entry));
}

inline void put_staff(MapRows& rows, const std::string& id, const std::string& name,
                      const std::string& role) {
  journey::Staff staff{id, name, "BADGE-" + id, role, "S1", "hash-of-" + id};
  rows.put("shop:S1", "staff", id, journey::to_json(staff));
  rows.put("shop:S1", "identity", "badge:" + staff.badge, R"({"staff":")" + id + R"("})");
}

inline void put_shops_and_products(MapRows& rows) {
  journey::Shop here{
      "S1", "Toulouse Capitole", "Toulouse", "1 place du Capitole", 43.6045, 1.4440, "20:00"};
  journey::Shop near{"S2", "Blagnac", "Blagnac", "2 allée Émile-Zola", 43.6360, 1.3900, "20:00"};
  journey::Shop far{"S3", "Albi", "Albi", "3 place du Vigan", 43.9277, 2.1480, "19:00"};
  for (const auto& shop : {here, near, far})
    rows.put("catalogue", "shop", shop.id, journey::to_json(shop));
  for (const char* id : {"tv", "support"}) {
    journey::Family family{id, {id, id}, "tv"};
    rows.put("catalogue", "family", id, journey::to_json(family));
  }
  put_product(rows, "P0001", "03000000000017", "Téléviseur Horizon 55", "tv", 49'900);
  put_product(rows, "P0002", "03000000000024", "Support mural Fixe", "support", 3'990);
  put_product(rows, "P0003", "03000000000031", "Téléviseur Plume 32", "tv", 24'900);
  put_stock(rows, "P0001", "S1", 3);
  put_stock(rows, "P0001", "S2", 1);
  put_stock(rows, "P0001", "S3", 9);
  put_stock(rows, "P0002", "S1", 12);
  put_stock(rows, "P0003", "S2", 2);
}

/// The whole small shop.
inline MapRows demo_rows() {
  MapRows rows;
  put_shops_and_products(rows);
  auto camille = make_customer("C00001", "Camille", "Dubois", "2900000000017");
  camille.points = 240;
  camille.stage = {"investigation", "stage.looked", to_ms(kNow) - 2 * kDay};
  camille.viewed = {"P0001"};
  camille.adviser = "E001";
  put_customer(rows, camille);
  auto jean = make_customer("C00002", "Jean", "Costa", "2900000000024");
  jean.consents.by_purpose = {{"profile", false}};
  jean.viewed = {"P0001"};
  put_customer(rows, jean);
  auto mona = make_customer("C00003", "Mona", "Leroy", "2900000000031");
  mona.tier = "gold";
  mona.points = 900;
  mona.purchases = 12;
  mona.birthday = "11-20";
  put_customer(rows, mona);
  put_staff(rows, "E001", "Léa Martin", "associate");
  put_staff(rows, "E002", "Nadia Benali", "manager");
  auto ready = make_order("48177", "ready");
  ready.pickup_code = "K7P2QX";
  ready.bin = "A2";
  for (auto& line : ready.lines) line.picked = line.quantity;
  put_order(rows, ready);
  put_order(rows, make_order("48213", "placed"));
  put_coupon(rows, make_coupon("TV10", "C00001"));
  put_timeline(rows, "C00001",
               {"e-1",
                "web.product_viewed",
                "web",
                "customer",
                to_ms(kNow) - 2 * kDay,
                0,
                "P0001",
                "",
                "",
                "cut_short",
                {},
                ""});
  put_timeline(rows, "C00001",
               {"e-2",
                "message.sent",
                "sms",
                "brand",
                to_ms(kNow) - kDay,
                0,
                "P0001",
                "",
                "",
                "demo_slot",
                {},
                "E001"});
  put_timeline(rows, "C00002",
               {"e-3",
                "web.product_viewed",
                "web",
                "customer",
                to_ms(kNow) - kDay,
                0,
                "P0001",
                "",
                "",
                "",
                {},
                ""});
  return rows;
}

}  // namespace parcours::test
