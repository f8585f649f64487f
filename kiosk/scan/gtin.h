// SPDX-License-Identifier: Apache-2.0
// Numbers of goods: check digits and the one 14-digit form in which Parcours keeps them. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parcours::scan {

[[nodiscard]] bool all_digits(std::string_view text);

/// The GS1 modulo 10 check digit ('0'..'9') of digits that do not hold it yet (GS1 General
/// Specifications, 7.9.1).
[[nodiscard]] char check_digit(std::string_view digits);
/// True when the last of `digits` is their check digit. False for less than two digits, or anything
/// else than digits.
[[nodiscard]] bool has_check_digit(std::string_view digits);

/// GTIN-8, -12, -13 or -14 with a right check digit as 14 digits, zeros in front. Empty otherwise.
[[nodiscard]] std::optional<std::string> to_gtin14(std::string_view digits);

/// The 12 digits of the UPC-A that an 8-digit UPC-E stands for (number system 0 or 1, check digit
/// verified). Empty otherwise.
[[nodiscard]] std::optional<std::string> expand_upc_e(std::string_view digits);

/// True for what a payment card's number looks like: 15 to 19 digits, a card scheme's beginning, a
/// right Luhn digit.
[[nodiscard]] bool looks_like_bank_card(std::string_view digits);

}  // namespace parcours::scan
