// SPDX-License-Identifier: Apache-2.0
#include "kiosk/clienteling/coupons.h"

#include <algorithm>

namespace parcours::clienteling {
namespace {

bool names(const std::vector<std::string>& list, std::string_view word) {
  return list.empty() || std::find(list.begin(), list.end(), word) != list.end();
}

// Whose it is comes first: what became of it is not another customer's business. Then the first
// reason that a person can do something about.
std::string refusal_of(const journey::Coupon& coupon, const CouponUse& use,
                       const TokenCheck& token_check) {
  if (!use.customer.empty() && !coupon.customer.empty() && coupon.customer != use.customer) {
    return "wrong_customer";
  }
  if (coupon.state == "redeemed") return "redeemed";
  if (coupon.state == "promised") return "promised";
  const std::int64_t now_ms = to_ms(use.now);
  if (coupon.state == "expired") return "expired";
  if (coupon.until_ms != 0 && now_ms > coupon.until_ms) return "expired";
  if (coupon.from_ms != 0 && now_ms < coupon.from_ms) return "not_yet";
  if (!names(coupon.channels, use.channel)) return "wrong_channel";
  if (token_check && coupon.token.empty()) return "no_token";
  if (token_check && !token_check(coupon, use.now)) return "bad_signature";
  const auto fits = [&](const CouponLine& line) { return names(coupon.families, line.family); };
  if (!use.lines.empty() && std::none_of(use.lines.begin(), use.lines.end(), fits)) {
    return "wrong_family";
  }
  return {};
}

}  // namespace

CouponState check_coupon(const journey::Coupon& coupon, const CouponUse& use,
                         const TokenCheck& token_check) {
  CouponState state;
  state.coupon = coupon;
  state.refusal = refusal_of(coupon, use, token_check);
  state.usable = state.refusal.empty();
  return state;
}

Money coupon_discount(const journey::Coupon& coupon, const std::vector<CouponLine>& lines) {
  Money base;
  for (const CouponLine& line : lines) {
    if (names(coupon.families, line.family)) base += line.amount;
  }
  if (coupon.percent > 0) return percent_of(base, std::min(coupon.percent, 100));
  return std::min(coupon.amount, base);
}

}  // namespace parcours::clienteling
