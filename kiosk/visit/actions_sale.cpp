// SPDX-License-Identifier: Apache-2.0
// Baskets, coupons, points and pieces kept in another shop.
#include <algorithm>
#include <map>

#include "kiosk/visit/action_data.h"
#include "kiosk/visit/actions.h"

namespace parcours::visit {
namespace {

constexpr int kQuantityMax = 99;
constexpr std::chrono::hours kReservationPromise{2};

struct Priced {
  std::vector<clienteling::CouponLine> lines;
  Money total;
  std::string json;  ///< the `lines` of the event
};

// Prices come from the replica, never from the screen. NotFound: a product left the catalogue.
Result<Priced> price(const Facts& facts, const std::vector<CheckoutLine>& lines) {
  Priced priced;
  json::Writer out;
  out.begin_array();
  for (const auto& line : lines) {
    PARCOURS_TRY(const auto product, facts.catalogue.product(line.product));
    const Money amount = product.price * line.quantity;
    priced.total += amount;
    priced.lines.push_back({product.family, amount});
    out.begin_object().field("product", product.id).field("quantity", line.quantity);
    out.field("price_cents", product.price.cents).end_object();
  }
  priced.json = out.end_array().take();
  return priced;
}

Result<clienteling::CouponState> state_of(const Facts& facts, std::string_view code,
                                          const clienteling::CouponUse& use) {
  auto state = facts.clienteling.coupon(code, use);
  if (!state && state.error().code == ErrorCode::NotFound) {
    clienteling::CouponState unknown;
    unknown.usable = false;
    unknown.refusal = "unknown_coupon";
    return unknown;
  }
  return state;
}

}  // namespace

Result<Decision> checkout(const Facts& facts, const Actor& actor, const BasketToTill& basket,
                          WallTime now) {
  if (actor.role == Role::Shopper) return refuse("not_allowed");
  if (basket.lines.empty()) return refuse("empty_basket");
  if (!basket.customer.empty()) {
    const auto customer = facts.clienteling.customer(basket.customer);
    if (!customer && customer.error().code == ErrorCode::NotFound)
      return refuse("unknown_customer");
    if (!customer) return fail(customer.error());
  }
  std::map<std::string_view, int> pieces;  // a product may stand in several lines
  for (const auto& line : basket.lines) {
    if (line.quantity < 1 || line.quantity > kQuantityMax) return refuse("bad_quantity");
    if ((pieces[line.product] += line.quantity) > kQuantityMax) return refuse("bad_quantity");
  }
  const auto priced = price(facts, basket.lines);
  if (!priced) {
    if (priced.error().code == ErrorCode::NotFound) return refuse("unknown_product");
    return fail(priced.error());
  }
  ActionData data(facts, actor);
  data.raw("lines", priced->json);
  Money discount;
  if (!basket.coupon.empty()) {
    clienteling::CouponUse use{now, "shop", basket.customer, priced->lines};
    PARCOURS_TRY(const auto coupon, state_of(facts, basket.coupon, use));
    if (!coupon.usable) return refuse(coupon.refusal);
    discount = clienteling::coupon_discount(coupon.coupon, priced->lines);
    data.text("coupon", coupon.coupon.code).field("discount_cents", discount.cents);
  }
  data.field("total_cents", (priced->total - discount).cents).field("advised", basket.advised);
  const std::string subject =
      basket.customer.empty() ? std::string{} : "customer:" + basket.customer;
  return Decision{{draft("purchase.completed", subject, data.done(), actor)}, {}};
}

Result<Decision> redeem(const Facts& facts, const Actor& actor, std::string_view customer,
                        std::string_view code, WallTime now) {
  if (actor.role == Role::Shopper) return refuse("not_allowed");
  const auto found = facts.clienteling.customer(customer);
  if (!found) {
    if (found.error().code == ErrorCode::NotFound) return refuse("unknown_customer");
    return fail(found.error());
  }
  clienteling::CouponUse use;
  use.now = now;
  use.customer = customer;
  PARCOURS_TRY(const auto state, state_of(facts, code, use));
  if (!state.usable) return refuse(state.refusal);
  ActionData data(facts, actor);
  data.text("code", code);
  return Decision{{draft("coupon.redeemed", "coupon:" + std::string(code), data.done(), actor)},
                  {}};
}

Result<Decision> spend_points(const Facts& facts, const Actor& actor, std::string_view customer,
                              int points, std::string_view why) {
  if (actor.role == Role::Shopper) return refuse("not_allowed");
  if (points <= 0) return refuse("bad_amount");
  const auto found = facts.clienteling.customer(customer);
  if (!found) {
    if (found.error().code == ErrorCode::NotFound) return refuse("unknown_customer");
    return fail(found.error());
  }
  if (found->points < points) return refuse("not_enough_points");
  ActionData data(facts, actor);
  data.field("points", points).text("why", why);
  return Decision{{draft("points.spent", "customer:" + found->id, data.done(), actor)}, {}};
}

Result<Decision> reserve(const Facts& facts, const Actor& actor, const Reservation& what,
                         WallTime now) {
  const auto product = facts.catalogue.product(what.product);
  if (!product) {
    if (product.error().code == ErrorCode::NotFound) return refuse("unknown_product");
    return fail(product.error());
  }
  const auto shop = facts.catalogue.shop(what.shop);
  if (!shop) {
    if (shop.error().code == ErrorCode::NotFound) return refuse("unknown_shop");
    return fail(shop.error());
  }
  PARCOURS_TRY(const int available, facts.catalogue.available(what.product, what.shop));
  if (available < 1) return refuse("no_stock");
  const std::string seed = facts.terminal.device + "|" + std::to_string(to_ms(now)) + "|" +
                           what.product + "|" + what.shop + "|" + what.customer;
  const std::string order = "R" + short_code("order|" + seed, 7);
  json::Writer lines;
  lines.begin_array().begin_object().field("product", product->id).field("quantity", 1);
  lines.field("price_cents", product->price.cents).end_object().end_array();
  ActionData data(facts, actor, shop->id);
  data.text("order", order).raw("lines", lines.text()).field("paid", false);
  data.text("pickup_code", short_code("pickup|" + seed, 6));
  data.text("promised_at", to_rfc3339(now + kReservationPromise));
  std::string subject = "order:" + order;
  if (!what.customer.empty()) {
    const auto customer = facts.clienteling.customer(what.customer);
    if (!customer) return fail(customer.error());
    subject = "customer:" + customer->id;
    data.text("customer_name", clienteling::mask_name(customer->first_name, customer->last_name,
                                                      clienteling::Mask::LastName));
  }
  return Decision{{draft("order.placed", subject, data.done(), actor)}, {}};
}

}  // namespace parcours::visit
