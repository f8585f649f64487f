// SPDX-License-Identifier: Apache-2.0
// Bodies of rows, each given to the reader of every entity: rows come from the network and from
// files of an older program. What is read is written and read again as the same.
#include <cstdint>

#include "platform/base/assert.h"
#include "sync/journey/entities.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

template <typename Parse>
void read(std::string_view text, Parse parse) {
  const auto entity = parse(text);
  if (!entity) return;
  const auto written = journey::to_json(*entity);
  const auto again = parse(written);
  PARCOURS_ASSERT(again && journey::to_json(*again) == written);
}

std::vector<std::string> seeds() {
  journey::Customer customer;
  customer.id = "C00001";
  customer.card = "2900000000017";
  customer.consents.by_purpose = {{"advice", true}, {"email", false}};
  customer.owned = {{"P0001", 2, 1'790'000'000'000}};
  customer.viewed = {"P0002"};
  journey::Order order;
  order.id = "48177";
  order.state = "ready";
  order.lines = {{"P0001", 1, 1, {49'900}}};
  journey::Product product;
  product.id = "P0001";
  product.gtin = "03000000000017";
  product.name = {"Lampe « Ciel »", "Lamp"};
  product.facts = {{"Bois", "Wood"}};
  product.fits = {"P0002"};
  journey::Shop shop{"S1", "Capitole", "Toulouse", "1 place", 43.6045, 1.4440, "20:00"};
  journey::Coupon coupon;
  coupon.code = "TV10";
  coupon.families = {"tv"};
  journey::Suggestions suggestions{"P0001", {{"P0002", 0.75, 0.5, 120}}};
  journey::Figures figures;
  figures.revenue_by_hour_cents.assign(24, 1990);
  return {to_json(customer),
          to_json(order),
          to_json(product),
          to_json(shop),
          to_json(coupon),
          to_json(suggestions),
          to_json(figures),
          to_json(journey::Stock{}),
          to_json(journey::TimelineEntry{}),
          to_json(journey::PointsLine{}),
          to_json(journey::Note{}),
          to_json(journey::Task{}),
          to_json(journey::Staff{})};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  using namespace parcours::journey;
  fuzz::read(text, parse_shop);
  fuzz::read(text, parse_family);
  fuzz::read(text, parse_product);
  fuzz::read(text, parse_stock);
  fuzz::read(text, parse_customer);
  fuzz::read(text, parse_timeline_entry);
  fuzz::read(text, parse_points_line);
  fuzz::read(text, parse_coupon);
  fuzz::read(text, parse_order);
  fuzz::read(text, parse_note);
  fuzz::read(text, parse_staff);
  fuzz::read(text, parse_task);
  fuzz::read(text, parse_suggestions);
  fuzz::read(text, parse_figures);
  return 0;
}
