// SPDX-License-Identifier: Apache-2.0
// A small language for fold tests: a shop world in memory, events told one by one. One thread.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "sync/journey/entities.h"
#include "sync/journey/fold.h"
#include "tests/support/map_rows.h"

namespace parcours::journey::test {

inline constexpr std::int64_t kDay = 24LL * 3600 * 1000;
inline constexpr std::int64_t kStart = 1'790'000'000'000;

class World {
 public:
  World() {
    rows.put("catalogue", "shop", "S1", R"({"id":"S1","name":"Toulouse Capitole"})");
    rows.put("catalogue", "shop", "S2", R"({"id":"S2","name":"Bordeaux"})");
    rows.put("shop:S1", "staff", "E001", R"({"id":"E001","name":"Léa","role":"associate"})");
    rows.put("shop:S1", "staff", "E002", R"({"id":"E002","name":"Nadia","role":"manager"})");
  }

  /// Camille, at home in S1.
  void camille() {
    tell("customer.created", "customer:C1",
         R"({"first_name":"Camille","last_name":"Dubois","card":"2900000000017",)"
         R"("email":"Camille@Example.org","phone":"06 00 00 00 01","home_shop":"S1"})");
  }

  /// The next event, one minute after the last.
  void tell(const std::string& type, const std::string& subject, const std::string& data = "{}") {
    tell_at(x_time += 60'000, type, subject, data);
  }
  void tell_at(std::int64_t time_ms, const std::string& type, const std::string& subject,
               const std::string& data = "{}") {
    const auto told = try_at(time_ms, type, subject, data);
    ASSERT_TRUE(told) << type << ": " << told.error().text();
  }
  Status try_tell(const std::string& type, const std::string& subject, const std::string& data) {
    return try_at(x_time += 60'000, type, subject, data);
  }
  Status try_at(std::int64_t time_ms, const std::string& type, const std::string& subject,
                const std::string& data) {
    return apply(event(time_ms, type, subject, data));
  }
  Event event(std::int64_t time_ms, const std::string& type, const std::string& subject,
              const std::string& data) {
    return make_event({"e" + std::to_string(++x_count), "test"}, type, from_ms(time_ms), subject,
                      data);
  }
  Status apply(const Event& event) {
    auto changes = fold(event, rows);
    if (!changes) return fail(std::move(changes).error());
    made.clear();
    for (const auto& change : *changes)
      if (auto subject = made_known(change); !subject.empty()) made.push_back(std::move(subject));
    rows.apply(*changes);
    return {};
  }
  void pass(std::int64_t ms) { x_time += ms; }
  [[nodiscard]] std::int64_t now() const { return x_time; }

  [[nodiscard]] bool has(std::string_view kind, std::string_view key) const {
    return rows.find(kind, key)->has_value();
  }
  [[nodiscard]] std::string body(std::string_view kind, std::string_view key) const {
    const auto row = rows.find(kind, key);
    return *row ? (*row)->body : "{}";
  }
  [[nodiscard]] Customer customer(std::string_view id = "C1") const {
    return parse_customer(body("customer", id)).value_or(Customer{});
  }
  [[nodiscard]] Order order(std::string_view id = "48177") const {
    return parse_order(body("order", id)).value_or(Order{});
  }
  [[nodiscard]] Stock stock(std::string_view key = "P1/S1") const {
    return parse_stock(body("stock", key)).value_or(Stock{});
  }
  [[nodiscard]] Coupon coupon(std::string_view key = "C1/TV10") const {
    return parse_coupon(body("coupon", key)).value_or(Coupon{});
  }
  [[nodiscard]] std::vector<Task> tasks(std::string_view type) const {
    std::vector<Task> out;
    const auto found = rows.scan("task", "");
    for (const auto& row : *found)
      if (auto task = parse_task(row.body); task && task->type == type) out.push_back(*task);
    return out;
  }
  [[nodiscard]] std::vector<TimelineEntry> timeline(const std::string& id = "C1") const {
    std::vector<TimelineEntry> out;
    const auto found = rows.scan("timeline", id + "/");
    for (const auto& row : *found) out.push_back(parse_timeline_entry(row.body).value());
    return out;
  }

  parcours::test::MapRows rows;
  std::vector<std::string> made;  ///< what the last event made known

 private:
  std::int64_t x_time = kStart;
  int x_count = 0;
};

}  // namespace parcours::journey::test
