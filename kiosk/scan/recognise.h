// SPDX-License-Identifier: Apache-2.0
// From what was read to what it means. Pure: the same input, rules and time give the same meaning.
// Total: anything that is not understood is Unknown with its reason. Never opens a URL: a scanned
// URL is an identifier, nothing more.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/scan/meaning.h"
#include "kiosk/scan/rules.h"
#include "platform/barcode/symbol.h"
#include "platform/base/clock.h"

namespace parcours::scan {

/// A code as it reaches us, from a camera or from a scanner that types or sends lines.
struct Scanned {
  std::string aim;   ///< "]E0"; empty when the scanner does not send it or a person typed
  std::string text;  ///< without the prefix; FNC1 separators are 0x1D
};

/// UPC-E is expanded by the symbol's format, which its AIM identifier does not tell apart.
[[nodiscard]] Scanned from_symbol(const barcode::Symbol& symbol);

/// Takes the AIM prefix off a raw line, and the line ends. "<GS>" and "\x1D" spelled out stay text.
[[nodiscard]] Scanned from_line(std::string_view line);

/// `now` decides whether a signed token has expired and the century of GS1 years.
[[nodiscard]] Meaning recognise(const Scanned& scanned, const Rules& rules, WallTime now);

/// The elements of a code that is GS1 by its prefix or form, as "(01)09520123456788(10)AB"; empty
/// for any other.
[[nodiscard]] std::string gs1_text(const Scanned& scanned);

}  // namespace parcours::scan
