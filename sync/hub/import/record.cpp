// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/import/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "platform/json/writer.h"

namespace parcours::hub {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : trimmed(name)) {
    if (c == ' ' || c == '_' || c == '-') continue;
    plain.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return plain;
}

std::string first_of(std::string_view names) {
  return std::string{names.substr(0, names.find('|'))};
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

tl::unexpected<Error> bad(std::string_view names, std::string_view value, std::string_view what) {
  return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not {}", value, what),
              "column " + first_of(names));
}

/// For a message: no byte that would spoil the terminal it is read on.
std::string printable(std::string_view text) {
  constexpr std::size_t kMost = 24;
  std::string out;
  for (const char c : text.substr(0, kMost)) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(byte < 0x20 || byte >= 0x7F ? '?' : c);
  }
  return out;
}

/// Columns whose words may go over several lines.
bool may_be_long(std::string_view plain) {
  return plain.substr(0, 6) == "advice" || plain.substr(0, 5) == "facts" ||
         plain.substr(0, 4) == "name" || plain == "address" || plain == "adresse";
}

/// Why these bytes are no text to show; empty when they are.
std::string what_is_no_text(std::string_view text, bool breaks_allowed) {
  if (!json::is_utf8(text)) {
    return fmt::format("\"{}\" is not UTF-8; save the file as UTF-8", printable(text));
  }
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 && byte != 0x7F) || c == '\t') continue;
    if (breaks_allowed && (c == '\n' || c == '\r')) continue;
    return fmt::format("\"{}\" holds the control character {:#04x}", printable(text), byte);
  }
  return {};
}

template <typename T>
bool read_whole(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Header::Header(const std::vector<std::string>& names) {
  for (const auto& name : names) {
    x_names.push_back(plain_name(name));
    x_told.emplace_back(trimmed(name));
  }
}

Status Header::check(const CsvRecord& record) const {
  const auto& fields = record.fields;
  if (fields.size() != x_names.size()) {
    const std::string counts =
        fmt::format("has {} fields where the first line has {}: ", fields.size(), x_names.size());
    if (fields.size() < x_names.size()) {
      return fail(ErrorCode::Invalid,
                  counts + fmt::format("nothing stands for {}", x_told[fields.size()]));
    }
    return fail(ErrorCode::Invalid,
                counts + "put a field that holds a separator in quotes; too much begins with \"" +
                    printable(fields[x_names.size()]) + "\"");
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto wrong = what_is_no_text(fields[i], may_be_long(x_names[i]));
    if (!wrong.empty()) return fail(ErrorCode::Invalid, wrong, "column " + x_told[i]);
  }
  return {};
}

std::optional<std::size_t> Header::find(std::string_view names) const {
  while (!names.empty()) {
    const auto bar = names.find('|');
    const auto wanted = plain_name(names.substr(0, bar));
    const auto found = std::find(x_names.begin(), x_names.end(), wanted);
    if (found != x_names.end()) return static_cast<std::size_t>(found - x_names.begin());
    if (bar == std::string_view::npos) break;
    names.remove_prefix(bar + 1);
  }
  return std::nullopt;
}

std::string Record::text(std::string_view names) const {
  const auto position = x_header.find(names);
  if (!position || *position >= x_fields.fields.size()) return {};
  return std::string{trimmed(x_fields.fields[*position])};
}

Result<std::string> Record::required(std::string_view names) const {
  std::string value = text(names);
  if (value.empty()) return fail(ErrorCode::Invalid, "is empty", "column " + first_of(names));
  return value;
}

Result<std::string> Record::identifier(std::string_view names) const {
  PARCOURS_TRY(std::string value, required(names));
  const bool clean = std::all_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != '/' && c != ',' && c != 0x7f;
  });
  if (!clean || value.size() > 64) {
    return bad(names, value, "a name of 1 to 64 characters without spaces, slashes and commas");
  }
  return value;
}

Result<std::int64_t> Record::whole(std::string_view names, std::int64_t fallback,
                                   std::int64_t least, std::int64_t most) const {
  const std::string value = text(names);
  if (value.empty()) return fallback;
  std::int64_t number = 0;
  if (!read_whole(std::string_view{value}, number) || number < least || number > most) {
    return bad(names, value, fmt::format("a whole number from {} to {}", least, most));
  }
  return number;
}

Result<Money> Record::money(std::string_view names) const {
  const std::string value = text(names);
  if (value.empty()) return Money{};
  constexpr std::string_view kWhat = "an amount such as 12.50";
  const auto point = value.find_first_of(".,");
  const std::string_view whole = std::string_view{value}.substr(0, point);
  std::string cents = point == std::string::npos ? "" : value.substr(point + 1);
  if (!all_digits(whole) || whole.size() > 9 || cents.size() > 2 ||
      (point != std::string::npos && !all_digits(cents))) {
    return bad(names, value, kWhat);
  }
  cents.resize(2, '0');
  std::int64_t amount = 0;
  if (!read_whole(std::string_view{std::string{whole} + cents}, amount)) {
    return bad(names, value, kWhat);
  }
  return Money{amount};
}

Result<double> Record::decimal(std::string_view names, double least, double most) const {
  const std::string value = text(names);
  if (value.empty()) return 0.0;
  double number = 0;
  if (!read_whole(std::string_view{value}, number) || number < least || number > most) {
    return bad(names, value, fmt::format("a number from {} to {}", least, most));
  }
  return number;
}

Result<WallTime> Record::time(std::string_view names, WallTime fallback) const {
  const std::string value = text(names);
  if (value.empty()) return fallback;
  std::string full = value;
  if (full.size() == 10) full += "T00:00:00";
  if (full.size() > 10 && full[10] == ' ') full[10] = 'T';
  if (full.size() == 16) full += ":00";
  if (full.size() == 19) full += "Z";
  const auto time = parse_rfc3339(full);
  if (!time) return bad(names, value, "a time such as 2026-11-01T10:00:00Z");
  return *time;
}

Result<bool> Record::flag(std::string_view names) const {
  const std::string value = plain_name(text(names));
  if (value.empty()) return false;
  constexpr std::array<std::string_view, 5> kYes{"yes", "true", "oui", "1", "y"};
  constexpr std::array<std::string_view, 5> kNo{"no", "false", "non", "0", "n"};
  if (std::find(kYes.begin(), kYes.end(), value) != kYes.end()) return true;
  if (std::find(kNo.begin(), kNo.end(), value) != kNo.end()) return false;
  return bad(names, value, "yes or no");
}

std::vector<std::string> Record::list(std::string_view names) const {
  const std::string value = text(names);
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= value.size()) {
    const auto end = std::min(value.find_first_of(";|", begin), value.size());
    const auto part = trimmed(std::string_view{value}.substr(begin, end - begin));
    if (!part.empty()) parts.emplace_back(part);
    begin = end + 1;
  }
  return parts;
}

Status check_gtin(std::string_view digits, std::string_view column) {
  const bool length =
      digits.size() == 8 || digits.size() == 12 || digits.size() == 13 || digits.size() == 14;
  if (!all_digits(digits) || !length) {
    return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not 8, 12, 13 or 14 digits", digits),
                "column " + std::string{column});
  }
  // GS1 General Specifications 7.9: weights 3 and 1 from the right, beside the check digit.
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    sum += i % 2 == 1 ? 3 * digit : digit;
  }
  if (sum % 10 == 0) return {};
  return fail(ErrorCode::Invalid, fmt::format("\"{}\" has a wrong check digit", digits),
              "column " + std::string{column});
}

}  // namespace parcours::hub
