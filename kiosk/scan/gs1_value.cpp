// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scan/gs1_value.h"

#include <algorithm>
#include <string>

#include "kiosk/scan/gtin.h"

namespace parcours::scan {
namespace {

struct Part {
  char kind = 'N';
  std::size_t length_min = 0;
  std::size_t length_max = 0;
  std::string_view checks;  ///< "csum", "yymmd0"…
  bool is_optional = false;
};

std::size_t to_number(std::string_view digits) {
  std::size_t number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<std::size_t>(digit - '0');
  return number;
}

/// Takes the first part off `content`.
Part next_part(std::string_view& content) {
  const std::size_t space = content.find(' ');
  std::string_view text = content.substr(0, space);
  content = space == std::string_view::npos ? std::string_view{} : content.substr(space + 1);
  Part part;
  part.kind = text[0];
  text.remove_prefix(1);
  if (text.back() == '?') {
    part.is_optional = true;
    text.remove_suffix(1);
  }
  if (const std::size_t comma = text.find(','); comma != std::string_view::npos) {
    part.checks = text.substr(comma + 1);
    text = text.substr(0, comma);
  }
  if (text.substr(0, 2) == "..") {
    part.length_min = 1;
    part.length_max = to_number(text.substr(2));
  } else {
    part.length_min = part.length_max = to_number(text);
  }
  return part;
}

/// Character sets 82, 39 and 64 of the General Specifications, section 7.11.
bool fits_kind(char kind, std::string_view value) {
  const auto is_letter_or_digit = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  constexpr std::string_view kMarks82 = "!\"%&'()*+,-./:;<=>?_";
  switch (kind) {
    case 'N':
      return all_digits(value);
    case 'X':
      return std::all_of(value.begin(), value.end(), [&](char c) {
        return is_letter_or_digit(c) || kMarks82.find(c) != std::string_view::npos;
      });
    case 'Y':
      return std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '#' || c == '-' || c == '/';
      });
    default:
      return std::all_of(value.begin(), value.end(), [&](char c) {
        return is_letter_or_digit(c) || c == '-' || c == '_' || c == '=';
      });
  }
}

bool is_date(std::string_view yymmdd, bool day_may_be_00) {
  const std::size_t month = to_number(yymmdd.substr(2, 2));
  const std::size_t day = to_number(yymmdd.substr(4, 2));
  if (month < 1 || month > 12) return false;
  if (day == 0) return day_may_be_00;
  constexpr std::size_t kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const std::size_t days =
      month == 2 && to_number(yymmdd.substr(0, 2)) % 4 != 0 ? 28 : kDays[month - 1];
  return day <= days;
}

/// Empty when the check passes, else what is wrong.
std::string_view fault_of(std::string_view check, std::string_view value) {
  if (check == "csum") return has_check_digit(value) ? "" : "check digit is wrong";
  if (check == "yymmdd") return is_date(value, false) ? "" : "is no date";
  if (check == "yymmd0") return is_date(value, true) ? "" : "is no date";
  if (check == "yymmddhh") {
    return is_date(value.substr(0, 6), false) && to_number(value.substr(6)) < 24 ? ""
                                                                                 : "is no time";
  }
  if (check == "hhmm") {
    const bool is_time = to_number(value.substr(0, 2)) < 24 && to_number(value.substr(2)) < 60;
    return is_time ? "" : "is no time";
  }
  if (check == "zero") return value == "0" ? "" : "must begin with 0";
  if (check == "yesno") return value <= "1" ? "" : "must be 0 or 1";
  if (check == "pair") {
    const std::size_t piece = to_number(value.substr(0, 2));
    const std::size_t total = to_number(value.substr(2));
    return piece > 0 && piece <= total ? "" : "is no piece of a total";
  }
  return "";
}

Unknown refuse(std::string_view identifier, std::string_view fault) {
  const bool is_check_digit = fault == "check digit is wrong";
  std::string detail = "(";
  detail.append(identifier).append(") ").append(fault);
  return {is_check_digit ? "bad_check_digit" : "bad_gs1", std::move(detail)};
}

}  // namespace

std::size_t fixed_length(const Gs1Field& field) {
  if (field.ends != Ends::ByLength) return 0;
  std::string_view content = field.content;
  std::size_t length = 0;
  while (!content.empty()) length += next_part(content).length_max;
  return length;
}

std::optional<Unknown> check_value(std::string_view identifier, const Gs1Field& field,
                                   std::string_view value) {
  if (value.empty()) return refuse(identifier, "is empty");
  std::string_view content = field.content;
  while (!content.empty()) {
    const Part part = next_part(content);
    if (value.empty() && part.is_optional) return std::nullopt;
    if (value.size() < part.length_min) return refuse(identifier, "is too short");
    const std::string_view piece = value.substr(0, part.length_max);
    if (!fits_kind(part.kind, piece)) return refuse(identifier, "has a character it may not have");
    if (const auto fault = fault_of(part.checks, piece); !fault.empty()) {
      return refuse(identifier, fault);
    }
    value.remove_prefix(piece.size());
  }
  if (!value.empty()) return refuse(identifier, "is too long");
  return std::nullopt;
}

}  // namespace parcours::scan
