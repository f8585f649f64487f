// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scan/gtin.h"

#include <algorithm>

namespace parcours::scan {

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

char check_digit(std::string_view digits) {
  int sum = 0;
  int weight = 3;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    sum += (*digit - '0') * weight;
    weight = 4 - weight;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

bool has_check_digit(std::string_view digits) {
  return digits.size() >= 2 && all_digits(digits) &&
         check_digit(digits.substr(0, digits.size() - 1)) == digits.back();
}

std::optional<std::string> to_gtin14(std::string_view digits) {
  const bool is_gtin = digits.size() == 8 || (digits.size() >= 12 && digits.size() <= 14);
  if (!is_gtin || !has_check_digit(digits)) return std::nullopt;
  std::string gtin(14 - digits.size(), '0');
  gtin += digits;
  return gtin;
}

std::optional<std::string> expand_upc_e(std::string_view digits) {
  if (digits.size() != 8 || !all_digits(digits) || digits[0] > '1') return std::nullopt;
  const std::string_view body = digits.substr(1, 6);
  const char last = body[5];
  std::string upc{digits[0]};
  if (last <= '2') {
    upc.append(body.substr(0, 2)).append(1, last).append("0000").append(body.substr(2, 3));
  } else if (last == '3') {
    upc.append(body.substr(0, 3)).append("00000").append(body.substr(3, 2));
  } else if (last == '4') {
    upc.append(body.substr(0, 4)).append("00000").append(body.substr(4, 1));
  } else {
    upc.append(body.substr(0, 5)).append("0000").append(1, last);
  }
  upc += digits[7];
  if (!has_check_digit(upc)) return std::nullopt;
  return upc;
}

bool looks_like_bank_card(std::string_view digits) {
  if (digits.size() < 15 || digits.size() > 19 || !all_digits(digits)) return false;
  if (digits[0] < '2' || digits[0] > '6') return false;
  int sum = 0;
  bool twice = false;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    int value = *digit - '0';
    if (twice) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
    twice = !twice;
  }
  return sum % 10 == 0;
}

}  // namespace parcours::scan
