// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scan/rules.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/scan/gtin.h"
#include "platform/json/value.h"
#include "sync/journey/card.h"

namespace parcours::scan {
namespace {

constexpr std::size_t kRulesMax = 200;
constexpr std::size_t kPatternMax = 200;

constexpr auto kKinds = std::to_array<std::pair<std::string_view, RuleKind>>({
    {"loyalty_card", RuleKind::LoyaltyCard},
    {"weighed_good", RuleKind::WeighedGood},
    {"priced_good", RuleKind::PricedGood},
    {"pickup_code", RuleKind::PickupCode},
    {"coupon", RuleKind::Coupon},
    {"badge", RuleKind::Badge},
    {"product", RuleKind::Product},
});

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return upper(c) >= 'A' && upper(c) <= 'Z';
}

std::string upper_case(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), upper);
  return out;
}

/// What a pattern caught in a text.
struct Match {
  std::size_t quantity_at = 0;      ///< where the braces' digits begin
  std::size_t quantity_length = 0;  ///< 0: the pattern has no braces
  std::size_t decimals = 0;
};

/// Matches the digits of "{NNDDD}", of which `pattern` begins with the brace; moves `at` behind
/// them.
bool match_quantity(std::string_view& pattern, std::string_view text, std::size_t& at,
                    Match& match) {
  const std::size_t close = pattern.find('}');
  if (close == std::string_view::npos) return false;
  const std::string_view places = pattern.substr(1, close - 1);
  pattern.remove_prefix(close + 1);
  if (places.empty() || at + places.size() > text.size()) return false;
  match.quantity_at = at;
  match.quantity_length = places.size();
  match.decimals = static_cast<std::size_t>(std::count(places.begin(), places.end(), 'D'));
  at += places.size();
  return all_digits(text.substr(match.quantity_at, match.quantity_length));
}

std::optional<Match> match(std::string_view pattern, std::string_view text) {
  Match found;
  std::size_t at = 0;
  while (!pattern.empty()) {
    if (pattern.front() == '{') {
      if (!match_quantity(pattern, text, at, found)) return std::nullopt;
      continue;
    }
    if (pattern.front() == '*') {
      const std::string_view rest = text.substr(std::min(at, text.size()));
      const bool is_printable =
          std::all_of(rest.begin(), rest.end(), [](char c) { return c > ' ' && c < 127; });
      return pattern.size() == 1 && !rest.empty() && is_printable ? std::optional{found}
                                                                  : std::nullopt;
    }
    if (at >= text.size()) return std::nullopt;
    const bool is_literal = pattern.front() == '\\' && pattern.size() > 1;
    if (is_literal) pattern.remove_prefix(1);
    const char wanted = pattern.front();
    const char here = text[at];
    bool fits = upper(wanted) == upper(here);
    if (!is_literal && wanted == '.') fits = is_digit(here);
    if (!is_literal && wanted == '?') fits = is_digit(here) || is_letter(here);
    if (!fits) return std::nullopt;
    pattern.remove_prefix(1);
    ++at;
  }
  return at == text.size() ? std::optional{found} : std::nullopt;
}

/// A card's number is the retailer's own and is looked up anyway: not every one ends in an EAN
/// check digit, and those in an EAN code were checked when it was read.
bool wants_check_digit(const Rule& rule, std::string_view text) {
  return rule.kind != RuleKind::LoyaltyCard && text.size() == 13 && all_digits(text) &&
         rule.pattern.find('*') == std::string::npos;
}

/// The number under which the good is kept: the quantity's digits are zero and the check digit is
/// made anew.
std::string base_gtin(std::string_view text, const Match& match) {
  std::string digits{text.substr(0, text.size() - 1)};
  std::fill_n(digits.begin() + static_cast<std::ptrdiff_t>(match.quantity_at),
              std::min(match.quantity_length, digits.size() - match.quantity_at), '0');
  digits += check_digit(digits);
  return std::string(14 - digits.size(), '0') + digits;
}

std::int64_t quantity(std::string_view text, const Match& match, std::size_t decimals) {
  std::int64_t value = 0;
  for (const char digit : text.substr(match.quantity_at, match.quantity_length)) {
    value = value * 10 + (digit - '0');
  }
  for (std::size_t i = match.decimals; i < decimals; ++i) value *= 10;
  for (std::size_t i = decimals; i < match.decimals; ++i) value /= 10;
  return value;
}

Meaning meaning_by(const Rule& rule, const Match& match, std::string_view text) {
  if (wants_check_digit(rule, text) && !has_check_digit(text)) {
    return Unknown{"bad_check_digit", "a digit was misread or mistyped"};
  }
  const std::string code{text.substr(std::min(rule.strip.size(), text.size()))};
  switch (rule.kind) {
    case RuleKind::LoyaltyCard:
      return LoyaltyCard{code};
    case RuleKind::PickupCode:
      return PickupCode{upper_case(code), {}};
    case RuleKind::Coupon:
      return Coupon{upper_case(code), {}};
    case RuleKind::Badge:
      return Badge{upper_case(code), {}};
    case RuleKind::WeighedGood:
    case RuleKind::PricedGood: {
      Product product;
      product.gtin = base_gtin(text, match);
      if (rule.kind == RuleKind::WeighedGood) product.weight_grams = quantity(text, match, 3);
      if (rule.kind == RuleKind::PricedGood) product.price_cents = quantity(text, match, 2);
      return product;
    }
    case RuleKind::Product:
      break;
  }
  const auto gtin = to_gtin14(code);
  if (!gtin) return Unknown{"bad_check_digit", "no article number with a right check digit"};
  Product product;
  product.gtin = *gtin;
  return product;
}

void sort(std::vector<Rule>& rules) {
  std::stable_sort(rules.begin(), rules.end(),
                   [](const Rule& a, const Rule& b) { return a.priority < b.priority; });
}

/// What is wrong with a rule from outside; empty when it can be used.
std::string_view fault_of(const Rule& rule) {
  if (rule.pattern.empty() || rule.pattern.size() > kPatternMax)
    return "pattern is empty or too long";
  const std::size_t open = rule.pattern.find('{');
  const std::size_t close = rule.pattern.find('}');
  const bool is_good = rule.kind == RuleKind::WeighedGood || rule.kind == RuleKind::PricedGood;
  if (is_good != (open != std::string::npos))
    return "a weighed or priced good, and no other, needs {NNDDD}";
  if (!is_good) return "";
  if (close == std::string::npos || close < open) return "} is missing";
  const std::string places = rule.pattern.substr(open + 1, close - open - 1);
  if (places.empty() || places.find_first_not_of("ND") != std::string::npos ||
      places.find("DN") != std::string::npos || rule.pattern.size() - 2 != 13) {
    return "needs 13 digits with {NNDDD} among them";
  }
  return rule.pattern.back() == '}' ? "the last digit is the check digit" : "";
}

}  // namespace

Rules Rules::built_in() {
  Rules built;
  built.rules = {
      {RuleKind::LoyaltyCard, std::string{journey::kHouseCard}, "", 10},
      {RuleKind::WeighedGood, "21.....{NNDDD}.", "", 20},
      {RuleKind::PricedGood, "22.....{NNNDD}.", "", 20},
      {RuleKind::PickupCode, "RETRAIT:??????", "RETRAIT:", 30},
      {RuleKind::PickupCode, "PICKUP:??????", "PICKUP:", 30},
      {RuleKind::Coupon, "COUPON:*", "COUPON:", 40},
      {RuleKind::Badge, "BADGE-*", "", 50},
      {RuleKind::PickupCode, "??????", "", 900},
  };
  return built;
}

Result<Rules> Rules::parse(std::string_view json) {
  PARCOURS_TRY(const auto document, json::Document::parse(json));
  const auto list = document.root().find("rules");
  if (!list.is_array()) return fail(ErrorCode::Invalid, "scan rules need a list", "rules");
  Rules read;
  for (const json::Value& entry : list.elements()) {
    const std::string where = "rules[" + std::to_string(read.rules.size()) + "]";
    if (read.rules.size() >= kRulesMax) return fail(ErrorCode::Invalid, "too many rules", where);
    const std::string name = entry.string("kind");
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                   [&](const auto& known) { return known.first == name; });
    if (kind == kKinds.end())
      return fail(ErrorCode::Invalid, "unknown kind \"" + name + "\"", where);
    Rule rule{kind->second, entry.string("pattern"), entry.string("strip"),
              static_cast<int>(entry.integer("priority", 100))};
    if (const auto fault = fault_of(rule); !fault.empty()) {
      return fail(ErrorCode::Invalid, std::string{fault}, where);
    }
    read.rules.push_back(std::move(rule));
  }
  sort(read.rules);
  return read;
}

std::optional<Meaning> apply_rules(const Rules& rules, std::string_view text) {
  for (const Rule& rule : rules.rules) {
    if (const auto found = match(rule.pattern, text)) return meaning_by(rule, *found, text);
  }
  return std::nullopt;
}

}  // namespace parcours::scan
