// SPDX-License-Identifier: Apache-2.0
// What a retailer says about its own numbers: which prefixes are cards, which are weighed goods,
// how a coupon or a badge begins. A value, from the setting row "scan" or built in. Owned by
// whoever recognises; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::scan {

enum class RuleKind { LoyaltyCard, WeighedGood, PickupCode, Coupon, Badge, Product };

/// `pattern` is matched against the whole text, the smallest `priority` first:
///   0-9 A-Z : - …  itself        .  any digit        ?  any of A-Z 0-9        *  the rest (at
///   least one, printable) {WWWWW}  grams, {WWDDD} kilograms with thousandths, {NNNDD} money with
///   cents (in a weighed good only)
/// A pattern of 13 characters that begins with a digit also asks for the EAN check digit.
struct Rule {
  RuleKind kind = RuleKind::Product;
  std::string pattern;
  std::string strip;  ///< prefix taken off before the code is handed on, such as "COUPON:"
  int priority = 100;
};

struct Rules {
  std::vector<Rule> rules;  ///< by priority

  /// Of the demo retailer: cards 29…, weighed goods 21… by weight and 22… by price,
  /// RETRAIT:/PICKUP:, COUPON:, BADGE-.
  [[nodiscard]] static Rules built_in();
  /// `{"rules":[{"kind":"loyalty_card","pattern":"29...........","strip":"","priority":10},…]}`.
  /// Invalid names the rule.
  [[nodiscard]] static Result<Rules> parse(std::string_view json);
};

}  // namespace parcours::scan
