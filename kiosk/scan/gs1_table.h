// SPDX-License-Identifier: Apache-2.0
// The application identifiers of GS1 (General Specifications, section 3): what each carries and how
// long it is. A table, no behaviour. Pure.
#pragma once

#include <string_view>

namespace parcours::scan {

enum class Ends {
  ByLength,     ///< always equally long; no separator follows
  BySeparator,  ///< FNC1 / 0x1D or the end of the text
};

/// Content is a sequence of parts such as "N14,csum" or "N13,csum X..17?": kind (N digits, X GS1
/// character set 82, Y set 39, Z set 64), length ("6" exactly, "..20" one to twenty), checks after
/// commas, "?" when it may be missing. Checks: csum (modulo 10), yymmdd, yymmd0 (day 00 allowed),
/// hhmm, hh, nonzero, zero, yesno, pair (piece of total).
struct Gs1Field {
  std::string_view first;  ///< identifier, or the first of a range that differs in its last digit
  std::string_view last;   ///< the last of the range
  Ends ends = Ends::BySeparator;
  std::string_view content;
  /// For a Digital Link: "-" when it is no key, else the qualifiers that may follow in this order,
  /// alternatives by '|'.
  std::string_view qualifiers = "-";
};

/// The field of an identifier of two to four digits, nullptr when GS1 has not given it out.
[[nodiscard]] const Gs1Field* find_gs1_field(std::string_view identifier);

/// The field whose identifier begins `text`, longest not needed: identifiers are a prefix code.
/// nullptr when none does.
[[nodiscard]] const Gs1Field* match_gs1_field(std::string_view text);

}  // namespace parcours::scan
