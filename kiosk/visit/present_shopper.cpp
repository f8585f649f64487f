// SPDX-License-Identifier: Apache-2.0
// What a shopper's screens know.
#include <algorithm>

#include "kiosk/visit/present.h"
#include "kiosk/visit/shelves.h"

namespace parcours::visit {
namespace {

constexpr std::size_t kHomeProductsMax = 120;
constexpr std::size_t kSearchMax = 40;
constexpr std::size_t kViewedMax = 12;

std::vector<ProductCard> to_cards(const std::vector<catalogue::Card>& cards) {
  std::vector<ProductCard> out;
  out.reserve(cards.size());
  for (const auto& card : cards) out.push_back(to_card(card));
  return out;
}

StockLine to_line(const catalogue::StockLine& line) {
  return {line.shop,        line.shop_name,  line.here,  line.available,
          line.distance_km, line.counted_ms, line.source};
}

// Nothing of what a masked space hides may be in the value that the screen draws.
void mask(SpaceView& space) {
  space.points = 0;
  space.stored_value = {};
  space.coupons.clear();
  space.viewed.clear();
  space.points_lines.clear();
  space.birthday_right = false;
}

Result<std::vector<ProductCard>> viewed_cards(const Facts& facts,
                                              const journey::Customer& customer) {
  std::vector<ProductCard> cards;
  if (!customer.consents.allows("profile")) return cards;
  for (const auto& id : customer.viewed) {
    if (cards.size() == kViewedMax) break;
    const auto card = facts.catalogue.card(id);
    if (card) {
      cards.push_back(to_card(*card));
    } else if (card.error().code != ErrorCode::NotFound) {
      return fail(card.error());
    }
  }
  return cards;
}

// Whose basket an associate fills; "" for shoppers, whose screen is public.
Result<std::string> name_for_staff(const Presenting& from) {
  const std::string& id = from.state.staff.customer;
  if (from.state.role == Role::Shopper || id.empty()) return std::string{};
  const auto customer = from.facts.clienteling.customer(id);
  if (customer) return customer->first_name + " " + customer->last_name;
  if (customer.error().code == ErrorCode::NotFound) return std::string{};
  return fail(customer.error());
}

// The one that waits, else the thanks for the one just answered.
Result<std::optional<SurveyCard>> survey_card(const Presenting& from,
                                              const journey::Customer& customer) {
  PARCOURS_TRY(const auto waiting, from.facts.clienteling.survey(customer, from.now));
  if (!waiting) return from.state.shopper.answered;
  SurveyCard card{waiting->survey, 0, {}, false};
  if (waiting->coupon) {
    card.percent = waiting->coupon->percent;
    card.amount = waiting->coupon->amount;
  }
  return std::optional(std::move(card));
}

}  // namespace

Status present_home(const Presenting& from, ViewState& view) {
  PARCOURS_TRY(const auto families, from.facts.catalogue.families());
  for (const auto& family : families) {
    view.home.families.push_back({family.id, family.name, family.icon});
  }
  view.home.family = from.state.shopper.family;
  PARCOURS_TRY(const auto shelf, from.facts.catalogue.shelf(view.home.family, kHomeProductsMax));
  view.home.products = to_cards(shelf.cards);
  view.home.products_total = shelf.total;
  return {};
}

Status present_search(const Presenting& from, ViewState& view) {
  view.search.words = from.state.shopper.search_words;
  // One more than is shown tells a list that ends from one that was cut.
  PARCOURS_TRY(auto cards, from.facts.catalogue.search(view.search.words, kSearchMax + 1));
  view.search.more = cards.size() > kSearchMax;
  if (view.search.more) cards.pop_back();
  view.search.results = to_cards(cards);
  if (!cards.empty()) return {};
  PARCOURS_TRY(const auto families, from.facts.catalogue.families());
  for (const auto& family : families) {
    view.search.ideas.push_back({family.id, family.name, family.icon});
  }
  return {};
}

Status present_product(const Presenting& from, ViewState& view) {
  auto product = from.facts.catalogue.product(from.state.place.about);
  if (!product) {
    if (product.error().code == ErrorCode::NotFound) return {};
    return fail(std::move(product).error());
  }
  ProductView shown;
  shown.product = std::move(*product);
  PARCOURS_TRY(const auto families, from.facts.catalogue.families());
  for (const auto& family : families) {
    if (family.id == shown.product.family) shown.family_name = family.name;
  }
  PARCOURS_TRY(const auto stock, from.facts.catalogue.stock(shown.product.id));
  for (const auto& line : stock) shown.stock.push_back(to_line(line));
  PARCOURS_TRY(shown.goes_with, goes_with(from.facts, from.state, {shown.product.id}));
  for (const auto& entry : from.state.shopper.basket) {
    if (entry.product == shown.product.id) shown.in_basket = entry.quantity;
  }
  view.product = std::move(shown);
  return {};
}

Status present_space(const Presenting& from, ViewState& view) {
  const std::string& id = from.state.shopper.customer;
  if (id.empty()) return {};
  const auto customer = from.facts.clienteling.customer(id);
  if (!customer) {
    if (customer.error().code == ErrorCode::NotFound) return {};
    return fail(customer.error());
  }
  SpaceView space;
  space.customer = id;
  space.first_name = customer->first_name;
  space.points = customer->points;
  space.stored_value = customer->stored_value;
  space.shown = from.state.shopper.shown;
  space.consents = customer->consents;
  PARCOURS_TRY(const auto tier, from.facts.clienteling.tier(*customer, from.now));
  space.tier = tier.tier;
  space.points_to_next_tier = tier.purchases_needed;
  space.birthday_right = tier.birthday_right;
  PARCOURS_TRY(const auto coupons, from.facts.clienteling.coupons(id, from.now));
  for (const auto& state : coupons) space.coupons.push_back(to_card(state));
  PARCOURS_TRY(const auto orders, from.facts.clienteling.orders_of(id, from.now));
  const int handed_over = journey::order_rank("handed_over");
  for (const auto& summary : orders) {
    const bool open = journey::order_rank(summary.order.state) < handed_over;
    // An open order is why people come: it shows without unmasking, by its number alone.
    if (open || space.shown) space.orders.push_back(to_card(summary));
  }
  PARCOURS_TRY(space.survey, survey_card(from, *customer));
  PARCOURS_TRY(space.viewed, viewed_cards(from.facts, *customer));
  PARCOURS_TRY(space.points_lines, from.facts.clienteling.points_lines(id));
  PARCOURS_TRY(const auto shop, from.facts.rows.find(journey::kind::kShop, customer->home_shop));
  if (shop) {
    PARCOURS_TRY(const auto home, journey::parse_shop(shop->body));
    space.home_shop = home.name;
  }
  if (!space.shown) mask(space);
  view.space = std::move(space);
  return {};
}

Status present_basket(const Presenting& from, ViewState& view) {
  const ShopperState& shopper = from.state.shopper;
  BasketView& basket = view.basket;
  std::vector<std::string> about;
  for (const auto& entry : shopper.basket) {
    const auto card = from.facts.catalogue.card(entry.product);
    if (!card) {
      if (card.error().code == ErrorCode::NotFound) continue;
      return fail(card.error());
    }
    basket.lines.push_back({to_card(*card), entry.quantity});
    basket.total += card->price * entry.quantity;
    about.push_back(entry.product);
  }
  if (from.state.place.about == kTicket) basket.ticket = shopper.ticket;
  PARCOURS_TRY(basket.customer_name, name_for_staff(from));
  basket.coupon = shopper.coupon;
  basket.coupon_refusal = shopper.coupon_refusal;
  if (!shopper.coupon.empty()) {
    PARCOURS_TRY(const auto lines, coupon_lines(from.facts, shopper.basket));
    const std::string& customer =
        from.state.role == Role::Shopper ? shopper.customer : from.state.staff.customer;
    // Lines may have changed since the coupon was taken: it is judged again at every look.
    PARCOURS_TRY(const auto state, from.facts.clienteling.coupon(
                                       shopper.coupon, {from.now, "shop", customer, lines}));
    basket.coupon_refusal = state.refusal;
    if (state.usable) basket.discount = clienteling::coupon_discount(state.coupon, lines);
  }
  basket.total = basket.total - basket.discount;
  if (!about.empty()) {
    PARCOURS_TRY(basket.goes_with, goes_with(from.facts, from.state, about));
  }
  return {};
}

Status present_collect(const Presenting& from, ViewState& view) {
  const ShopperState& shopper = from.state.shopper;
  view.collect.typed = shopper.pickup_typed;
  view.collect.refusal = shopper.pickup_refusal;
  if (shopper.announced_order.empty()) return {};
  PARCOURS_TRY(const auto board,
               from.facts.clienteling.board(from.facts.catalogue.here(), from.now));
  int position = 0;
  for (const auto& summary : board.here) {
    ++position;
    if (summary.order.id != shopper.announced_order) continue;
    view.collect.order = to_card(summary);
    view.collect.queue_position = position;
    return {};
  }
  // Announced, and meanwhile handed over: the card still tells what became of it.
  const auto order = from.facts.clienteling.order(shopper.announced_order);
  if (order) view.collect.order = to_card(clienteling::OrderSummary{*order, false});
  return {};
}

}  // namespace parcours::visit
