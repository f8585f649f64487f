// SPDX-License-Identifier: Apache-2.0
// What a retailer says about its own numbers: which prefixes are cards, which are weighed goods,
// how a coupon or a badge begins. A value, from the setting row "scan" or built in. Owned by
// whoever recognises; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/scan/meaning.h"
#include "platform/base/result.h"
#include "sync/protocol/token.h"

namespace parcours::scan {

enum class RuleKind { LoyaltyCard, WeighedGood, PricedGood, PickupCode, Coupon, Badge, Product };

/// `pattern` must match the whole text; letters match in either case:
///   .  a digit      ?  a letter or digit      *  the rest, at least one printable character
///   {NNDDD}  digits of a quantity, N before and D behind the point: kilograms of a WeighedGood,
///   money of a PricedGood \  takes the next character as it is      anything else  itself
/// A text of 13 digits must have a right EAN check digit, unless it is a card.
struct Rule {
  RuleKind kind = RuleKind::Product;
  std::string pattern;
  std::string strip;  ///< beginning taken off before the code is handed on, such as "COUPON:"
  int priority = 100;
};

struct Rules {
  std::vector<Rule> rules;  ///< the smallest priority first
  /// Public keys of signed tokens; whoever holds the device's keys sets them. Without any no token
  /// is accepted.
  protocol::TokenKeys token_keys;

  /// Of the demo retailer; the folder's README lists them.
  [[nodiscard]] static Rules built_in();
  /// `{"rules":[{"kind":"loyalty_card","pattern":"29...........","strip":"","priority":10},…]}`.
  /// Invalid names the rule.
  [[nodiscard]] static Result<Rules> parse(std::string_view json);
};

/// The meaning by the first rule that matches, which may be Unknown (bad_check_digit); empty when
/// none matches.
[[nodiscard]] std::optional<Meaning> apply_rules(const Rules& rules, std::string_view text);

}  // namespace parcours::scan
