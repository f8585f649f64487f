// SPDX-License-Identifier: Apache-2.0
// What customers do: baskets with a structure worth learning, episodes across channels, orders to
// collect. Writes into a Diary; the Ledger keeps what several customers add up to (reserved stock,
// what sold lately). One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/demo/diary.h"
#include "sync/demo/opening.h"
#include "sync/demo/retail.h"

namespace parcours::demo {

/// Sums over all customers: products x shops, bounded whatever the number of customers.
struct Ledger {
  explicit Ledger(const Retail& retail)
      : reserved(retail.products.size() * retail.shops.size()), sold(reserved.size()) {}
  std::vector<int> reserved;         ///< by open orders
  std::vector<int> sold;             ///< in the last 30 days
  std::int64_t next_order = 100001;  ///< of finished orders
  std::int64_t next_receipt = 1;
  std::int64_t orders_open = 0;
};

[[nodiscard]] inline std::size_t slot(const Retail& retail, ProductIndex product,
                                      std::size_t shop) {
  return product * retail.shops.size() + shop;
}

using BasketOf = std::vector<ProductIndex>;

/// A product of the person's worlds, then what goes with it, sometimes more.
[[nodiscard]] BasketOf make_basket(const Retail& retail, const Person& person, Random& random);
[[nodiscard]] Money total_of(const Retail& retail, const BasketOf& basket);
/// The `lines` member of an order or a purchase.
[[nodiscard]] std::string lines_of(const Retail& retail, const BasketOf& basket);

/// Who the person is: created, consents, a linked web visitor.
void write_beginning(Diary& diary, const Retail& retail);
/// A purchase of `basket` at the till of the person's shop.
void write_till_purchase(Diary& diary, const Retail& retail, Ledger& ledger, WallTime at,
                         const BasketOf& basket, std::string_view coupon = {});

using SignCoupon = std::function<Result<std::string>(const journey::Coupon&)>;

struct CouponPlan {
  std::string code;
  int percent = 10;
  std::vector<std::string> families;
  std::vector<std::string> channels;
  journey::Text2 title;
  WallTime from{};
  WallTime until{};
  std::string campaign;
};
/// Issues a coupon, signed when there is a signer.
[[nodiscard]] Status write_coupon(Diary& diary, const CouponPlan& plan, const SignCoupon& sign);
/// Asks a survey at `plan.from`; the answer will issue the coupon, which is signed now.
[[nodiscard]] Status write_promise(Diary& diary, std::string_view survey, const CouponPlan& plan,
                                   const SignCoupon& sign);

/// One customer in twenty came on the word of another one, who was here before.
void write_referral(Diary& diary, const Retail& retail, std::uint64_t seed);

/// Two years of a customer without a story.
[[nodiscard]] Status write_life(Diary& diary, const Retail& retail, Ledger& ledger,
                                const SignCoupon& sign);

/// An order that waits in a shop today.
struct OpenOrder {
  std::string id;
  std::string pickup_code;
  std::string state;  ///< the last one: placed … arrived, handed_over, cancelled, expired
  std::string bin;
  // In open minutes of the shop.
  int placed_minutes_ago = 0;
  int arrived_minutes_ago = 10;
  int promised_in_minutes = 0;  ///< from now; negative: late
};
void write_open_order(Diary& diary, const Retail& retail, Ledger& ledger, const OpenOrder& order,
                      const BasketOf& basket, const Told& told);
/// The orders that wait in a shop, in every state; ids from `first_id` on.
[[nodiscard]] std::vector<OpenOrder> plan_open_orders(std::size_t shop, int first_id,
                                                      Random& random);

}  // namespace parcours::demo
