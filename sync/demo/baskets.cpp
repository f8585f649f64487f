// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/demo/habits.h"

namespace parcours::demo {

BasketOf make_basket(const Retail& retail, const Person& person, Random& random) {
  constexpr std::size_t kBasketMax = 6;
  BasketOf basket;
  const auto add = [&](ProductIndex product) {
    if (basket.size() < kBasketMax &&
        std::find(basket.begin(), basket.end(), product) == basket.end())
      basket.push_back(product);
  };
  const auto any_of_world = [&] {
    const auto favourite = random.chance(0.6) ? 0U : static_cast<unsigned>(random.below(3));
    const auto& kinds = retail.kinds_of_world[person.worlds[favourite]];
    return pick_of_kind(retail, kinds[random.below(kinds.size())], random);
  };
  add(any_of_world());
  // What goes with the first one, by design of the catalogue: the structure that training finds.
  double willing = 0.62;
  for (std::size_t k = 0; k < 3 && random.chance(willing); ++k, willing *= 0.6) {
    const auto& partners = retail.partners[basket.front()];
    if (partners.empty()) break;
    const double u = random.unit();
    add(partners[static_cast<std::size_t>(u * u * static_cast<double>(partners.size()))]);
  }
  if (random.chance(0.25)) add(any_of_world());
  if (random.chance(0.08)) add(static_cast<ProductIndex>(random.below(retail.products.size())));
  return basket;
}

Money total_of(const Retail& retail, const BasketOf& basket) {
  Money total;
  for (const auto product : basket) total += retail.products[product].price;
  return total;
}

std::string lines_of(const Retail& retail, const BasketOf& basket) {
  json::Writer writer;
  writer.begin_array();
  for (const auto product : basket)
    writer.begin_object()
        .field("product", retail.products[product].id)
        .field("quantity", 1)
        .field("price_cents", retail.products[product].price.cents)
        .end_object();
  return writer.end_array().take();
}

}  // namespace parcours::demo
