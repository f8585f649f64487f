// SPDX-License-Identifier: Apache-2.0
// Whether a coupon may be used, decided offline from its row and its signed token. Pure values; any
// thread. Uniqueness across terminals is not decided here: the fold and the hub do (first
// redemption wins).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "sync/journey/entities.h"

namespace parcours::clienteling {

/// True when the coupon's signed token is genuine and speaks of this code. Empty function: tokens
/// are not looked at.
using TokenCheck = std::function<bool(const journey::Coupon& coupon, WallTime now)>;

struct CouponState {
  journey::Coupon coupon;
  bool usable = true;
  std::string refusal;  ///< key of words: "expired", "not_yet", "redeemed", "promised",
                        ///< "wrong_channel", "wrong_family", "wrong_customer", "bad_signature",
                        ///< "no_token"; empty when usable
};

/// One line of a basket, as far as coupons care.
struct CouponLine {
  std::string family;
  Money amount;  ///< price times quantity
};

/// The circumstances in which a coupon is shown. An empty customer or no lines: that condition is
/// not looked at.
struct CouponUse {
  WallTime now{};
  std::string channel = "shop";
  std::string customer;
  std::vector<CouponLine> lines;
};

[[nodiscard]] CouponState check_coupon(const journey::Coupon& coupon, const CouponUse& use,
                                       const TokenCheck& token_check);
/// What the coupon takes off the lines it is for: percent rounded half up per basket, an amount at
/// most their sum.
[[nodiscard]] Money coupon_discount(const journey::Coupon& coupon,
                                    const std::vector<CouponLine>& lines);

}  // namespace parcours::clienteling
