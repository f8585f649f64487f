// SPDX-License-Identifier: Apache-2.0
// Cards and shelves as values of the view: catalogue and advice put together for one visit. Pure
// reads; core thread. Private to kiosk/visit.
#pragma once

#include <string>
#include <vector>

#include "kiosk/visit/facts.h"
#include "kiosk/visit/state.h"
#include "platform/base/result.h"

namespace parcours::visit {

[[nodiscard]] ProductCard to_card(const catalogue::Card& card);

/// What goes with `about`, at most three, without what this visit refused. The customer counts only
/// with consent.
[[nodiscard]] Result<std::vector<SuggestionCard>> goes_with(const Facts& facts, const State& state,
                                                            const std::vector<std::string>& about);
/// What the customer buys regularly; empty without the "advice" consent.
[[nodiscard]] Result<std::vector<SuggestionCard>> buy_again(const Facts& facts,
                                                            const journey::Customer& customer);
/// A basket as coupons see it. Products that left the catalogue do not count.
[[nodiscard]] Result<std::vector<clienteling::CouponLine>> coupon_lines(
    const Facts& facts, const std::vector<BasketEntry>& basket);

}  // namespace parcours::visit
