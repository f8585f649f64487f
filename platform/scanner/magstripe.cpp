// SPDX-License-Identifier: Apache-2.0
#include "platform/scanner/magstripe.h"

#include <algorithm>

namespace parcours::scanner {
namespace {

constexpr std::size_t kNumberMin = 12;  // ISO/IEC 7812: a payment card's number has 12 to 19 digits
constexpr std::size_t kNumberMax = 19;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A number followed by the separator of track 1 (^) or 2 (=), where a track may begin. Readers
/// that lose the start sentinel are common, so the beginning of the line counts as one.
bool is_bank_track(std::string_view line, std::size_t at) {
  const char before = at == 0 ? ';' : line[at - 1];
  const bool may_begin = before == ';' || before == 'B' || before == 'b';
  if (!may_begin) return false;
  std::size_t digits = 0;
  std::size_t end = at;
  // Track 1 of some schemes groups the number by spaces.
  for (; end < line.size() && (is_digit(line[end]) || line[end] == ' '); ++end) {
    if (is_digit(line[end])) ++digits;
  }
  if (digits < kNumberMin || digits > kNumberMax || end == line.size()) return false;
  return line[end] == '^' || line[end] == '=';
}

bool has_sentinels(std::string_view line) {
  return line.size() >= 3 && (line.front() == '%' || line.front() == ';') &&
         line.find('?') != std::string_view::npos;
}

}  // namespace

Stripe classify_stripe(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (is_digit(line[at]) && is_bank_track(line, at)) return Stripe::Bank;
  }
  return has_sentinels(line) ? Stripe::Private : Stripe::None;
}

std::string stripe_number(std::string_view line) {
  if (classify_stripe(line) != Stripe::Private) return {};
  line.remove_prefix(1);
  return std::string{line.substr(0, line.find_first_of("?=^"))};
}

}  // namespace parcours::scanner
