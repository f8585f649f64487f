// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scan/gs1.h"

#include <algorithm>
#include <cstdio>

#include "kiosk/scan/gs1_table.h"
#include "kiosk/scan/gs1_value.h"
#include "kiosk/scan/gtin.h"

namespace parcours::scan {
namespace {

constexpr char kSeparator = '\x1D';
constexpr std::size_t kElementsMax = 32;

tl::unexpected<Unknown> refuse(std::string detail) {
  return tl::unexpected<Unknown>({"bad_gs1", std::move(detail)});
}

/// Appends a checked element, or says why not.
std::optional<Unknown> take(std::vector<Element>& elements, std::string_view identifier,
                            const Gs1Field& field, std::string_view value) {
  if (elements.size() >= kElementsMax) return Unknown{"bad_gs1", "too many elements"};
  if (auto refusal = check_value(identifier, field, value)) return refusal;
  for (const Element& other : elements) {
    if (other.identifier == identifier && other.value != value) {
      return Unknown{"bad_gs1", "(" + std::string{identifier} + ") stands twice and differs"};
    }
  }
  elements.push_back({std::string{identifier}, std::string{value}});
  return std::nullopt;
}

/// A whole number of `digits` with `decimals` behind the point, as multiples of 10^-`wanted`.
std::optional<std::int64_t> scaled(std::string_view digits, int decimals, int wanted) {
  if (!all_digits(digits) || digits.size() > 15) return std::nullopt;
  std::int64_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  for (; decimals < wanted; ++decimals) value *= 10;
  for (; decimals > wanted; --decimals) value /= 10;
  return value;
}

void read_measures(const std::vector<Element>& elements, Product& product) {
  for (const Element& element : elements) {
    const std::string_view identifier = element.identifier;
    const std::string_view value = element.value;
    if (identifier == "30" || identifier == "37") product.count = scaled(value, 0, 0);
    if (identifier.size() != 4) continue;
    const int decimals = identifier[3] - '0';
    if (identifier.substr(0, 3) == "310") product.weight_grams = scaled(value, decimals, 3);
    if (identifier.substr(0, 3) == "392") product.price_cents = scaled(value, decimals, 2);
    // 393n names its currency first (ISO 4217 number); only the euro is ours.
    if (identifier.substr(0, 3) == "393" && value.substr(0, 3) == "978") {
      product.price_cents = scaled(value.substr(3), decimals, 2);
    }
  }
}

}  // namespace

Elements parse_element_string(std::string_view text) {
  while (!text.empty() && text.front() == kSeparator) text.remove_prefix(1);
  if (text.empty()) return refuse("no element");
  std::vector<Element> elements;
  while (!text.empty()) {
    const Gs1Field* field = match_gs1_field(text);
    if (field == nullptr) {
      return refuse("no identifier begins with " + std::string{text.substr(0, 4)});
    }
    const std::string_view identifier = text.substr(0, field->first.size());
    text.remove_prefix(identifier.size());
    std::size_t length = text.find(kSeparator);
    if (length == std::string_view::npos) length = text.size();
    if (const std::size_t fixed = fixed_length(*field); fixed > 0) length = std::min(length, fixed);
    if (auto refusal = take(elements, identifier, *field, text.substr(0, length))) {
      return tl::unexpected<Unknown>(std::move(*refusal));
    }
    text.remove_prefix(length);
    if (!text.empty() && text.front() == kSeparator) text.remove_prefix(1);
  }
  return elements;
}

Elements parse_bracketed(std::string_view text) {
  std::vector<Element> elements;
  while (!text.empty()) {
    const std::size_t close = text.find(')');
    if (text.front() != '(' || close == std::string_view::npos) {
      return refuse("an identifier in brackets is missing");
    }
    const std::string_view identifier = text.substr(1, close - 1);
    const Gs1Field* field = find_gs1_field(identifier);
    if (field == nullptr)
      return refuse("(" + std::string{identifier.substr(0, 8)} + ") is unknown");
    text.remove_prefix(close + 1);
    // A value may hold brackets itself; the next element begins where brackets hold two to four
    // digits.
    std::size_t end = text.find('(');
    while (end != std::string_view::npos) {
      const std::size_t next = text.find(')', end);
      if (next != std::string_view::npos && find_gs1_field(text.substr(end + 1, next - end - 1)))
        break;
      end = text.find('(', end + 1);
    }
    if (auto refusal = take(elements, identifier, *field, text.substr(0, end))) {
      return tl::unexpected<Unknown>(std::move(*refusal));
    }
    text.remove_prefix(std::min(end, text.size()));
  }
  if (elements.empty()) return refuse("no element");
  return elements;
}

std::string_view value_of(const std::vector<Element>& elements, std::string_view identifier) {
  for (const Element& element : elements) {
    if (element.identifier == identifier) return element.value;
  }
  return {};
}

std::string to_bracketed(const std::vector<Element>& elements) {
  std::string text;
  for (const Element& element : elements) {
    text.append("(").append(element.identifier).append(")").append(element.value);
  }
  return text;
}

std::string gs1_date(std::string_view yymmdd, WallTime now) {
  using namespace std::chrono;
  if (yymmdd.size() != 6 || !all_digits(yymmdd)) return {};
  const auto pair = [&](std::size_t at) {
    return (yymmdd[at] - '0') * 10 + (yymmdd[at + 1] - '0');
  };
  const int this_year = static_cast<int>(year_month_day{floor<days>(now)}.year());
  int full_year = this_year / 100 * 100 + pair(0);
  const int ahead = pair(0) - this_year % 100;
  if (ahead >= 51) full_year -= 100;
  if (ahead <= -50) full_year += 100;
  const year_month in_month{year{full_year}, month{static_cast<unsigned>(pair(2))}};
  const auto last = static_cast<unsigned>(year_month_day_last{in_month / std::chrono::last}.day());
  const unsigned day_number = pair(4) == 0 ? last : static_cast<unsigned>(pair(4));
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02u", full_year, pair(2), day_number);
  return text;
}

Meaning meaning_of(const std::vector<Element>& elements, WallTime now) {
  if (const auto number = value_of(elements, "8018"); !number.empty()) {
    return LoyaltyCard{std::string{number}};
  }
  if (const auto coupon = value_of(elements, "255"); !coupon.empty()) {
    return Gs1Coupon{std::string{coupon.substr(0, 13)}, std::string{coupon.substr(13)}};
  }
  std::string_view gtin = value_of(elements, "01");
  if (gtin.empty()) gtin = value_of(elements, "8006").substr(0, 14);
  if (gtin.empty()) {
    return Unknown{"wrong_type", "no product, card or coupon: " + to_bracketed(elements)};
  }
  Product product;
  product.gtin = gtin;
  product.batch = value_of(elements, "10");
  product.serial = value_of(elements, "21");
  product.expiry = gs1_date(value_of(elements, "17"), now);
  product.best_before = gs1_date(value_of(elements, "15"), now);
  read_measures(elements, product);
  return product;
}

}  // namespace parcours::scan
