// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/shelves.h"

#include "kiosk/advice/advice.h"

namespace parcours::visit {
namespace {

Result<std::vector<SuggestionCard>> cards_of(const Facts& facts,
                                             const std::vector<advice::Advice>& advised) {
  std::vector<SuggestionCard> cards;
  for (const auto& one : advised) {
    const auto card = facts.catalogue.card(one.product);
    if (!card) {
      // The model may still know a product that left the range.
      if (card.error().code == ErrorCode::NotFound) continue;
      return fail(card.error());
    }
    SuggestionCard suggestion;
    suggestion.product = to_card(*card);
    suggestion.reason = advice::to_string(one.reason);
    suggestion.customers = one.customers;
    suggestion.about = one.about;
    if (!one.about.empty()) {
      const auto about = facts.catalogue.product(one.about);
      if (about) {
        suggestion.about_name = about->name;
      } else if (about.error().code != ErrorCode::NotFound) {
        return fail(about.error());
      }
    }
    cards.push_back(std::move(suggestion));
  }
  return cards;
}

Result<std::optional<journey::Customer>> customer_of(const Facts& facts, const State& state) {
  const std::string& id =
      state.role == Role::Shopper ? state.shopper.customer : state.staff.customer;
  if (id.empty()) return std::nullopt;
  auto found = facts.clienteling.customer(id);
  if (found) return std::optional(std::move(*found));
  if (found.error().code == ErrorCode::NotFound) return std::nullopt;
  return fail(std::move(found).error());
}

}  // namespace

ProductCard to_card(const catalogue::Card& card) {
  ProductCard out;
  out.id = card.id;
  out.name = card.name;
  out.brand = card.brand;
  out.price = card.price;
  out.was = card.was;
  out.picture = card.picture;
  out.available_here = card.available_here;
  out.counted_here = card.counted_here;
  return out;
}

Result<std::vector<SuggestionCard>> goes_with(const Facts& facts, const State& state,
                                              const std::vector<std::string>& about) {
  PARCOURS_TRY(const auto customer, customer_of(facts, state));
  advice::Ask ask;
  ask.shop = facts.catalogue.here();
  ask.about = about;
  for (const auto& entry : state.shopper.basket) ask.basket.push_back(entry.product);
  // What was refused once in this visit is not offered again.
  ask.basket.insert(ask.basket.end(), state.shopper.refused.begin(), state.shopper.refused.end());
  ask.customer = customer ? &*customer : nullptr;
  PARCOURS_TRY(const auto advised, advice::goes_with(ask, facts.rows));
  return cards_of(facts, advised);
}

Result<std::vector<SuggestionCard>> buy_again(const Facts& facts,
                                              const journey::Customer& customer) {
  advice::Ask ask;
  ask.shop = facts.catalogue.here();
  ask.customer = &customer;
  PARCOURS_TRY(const auto advised, advice::buy_again(ask, facts.rows));
  return cards_of(facts, advised);
}

Result<std::vector<clienteling::CouponLine>> coupon_lines(const Facts& facts,
                                                          const std::vector<BasketEntry>& basket) {
  std::vector<clienteling::CouponLine> lines;
  for (const auto& entry : basket) {
    const auto product = facts.catalogue.product(entry.product);
    if (!product) {
      if (product.error().code == ErrorCode::NotFound) continue;
      return fail(product.error());
    }
    lines.push_back({product->family, product->price * entry.quantity});
  }
  return lines;
}

}  // namespace parcours::visit
