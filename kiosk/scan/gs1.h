// SPDX-License-Identifier: Apache-2.0
// GS1 element strings and Digital Link URIs to their elements, each checked against its field.
// Pure; about a microsecond. Does not know which goods exist and resolves no URI.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "kiosk/scan/meaning.h"
#include "platform/base/clock.h"

namespace parcours::scan {

struct Element {
  std::string identifier;  ///< "01", "3103"
  std::string value;
};

/// The elements in the order of the text, or why there are none: bad_gs1 or bad_check_digit with
/// the place.
using Elements = tl::expected<std::vector<Element>, Unknown>;

/// As scanned: identifiers and values on end, 0x1D after a value of variable length
/// ("0109520123456788" "10AB" GS …).
[[nodiscard]] Elements parse_element_string(std::string_view text);
/// As printed: "(01)09520123456788(10)AB".
[[nodiscard]] Elements parse_bracketed(std::string_view text);

/// True for http:// and https:// in any case: an URI, whether or not it is a Digital Link.
[[nodiscard]] bool is_web_uri(std::string_view text);
/// GS1 Digital Link URI syntax 1.2 on any domain: scheme all lower or all upper case, key, then
/// qualifiers in their order, then attributes in the query; GTIN of 8, 12 or 13 digits are filled
/// up to 14.
[[nodiscard]] Elements parse_digital_link(std::string_view uri);
/// True when the refusal of parse_digital_link was only that no GS1 key is in the path: some other
/// web address.
[[nodiscard]] bool has_no_key(const Unknown& refusal);

/// The value of an identifier; empty when there is none.
[[nodiscard]] std::string_view value_of(const std::vector<Element>& elements,
                                        std::string_view identifier);
/// "(01)09520123456788(10)AB".
[[nodiscard]] std::string to_bracketed(const std::vector<Element>& elements);

/// YYMMDD as YYYY-MM-DD: day 00 is the last of the month; the year is 50 back to 49 ahead of `now`
/// (General Specifications, 7.12). The digits must have been checked.
[[nodiscard]] std::string gs1_date(std::string_view yymmdd, WallTime now);

/// The meaning of a checked set of elements: a loyalty number (8018) first, then a coupon (255),
/// then a product (01, 8006); wrong_type for anything else.
[[nodiscard]] Meaning meaning_of(const std::vector<Element>& elements, WallTime now);

}  // namespace parcours::scan
