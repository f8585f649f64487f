// SPDX-License-Identifier: Apache-2.0
// A decoded code: what it says, byte for byte, and what kind of code said it. What it means is
// decided in kiosk/scan.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace parcours::barcode {

enum class Format {
  QrCode,
  Aztec,
  DataMatrix,
  Pdf417,
  Ean13,
  Ean8,
  UpcA,
  UpcE,
  Code128,
  Code39,
  Itf,
};

/// "QRCode", "EAN-13"… as printed in answers of `parcours-kiosk scan`.
[[nodiscard]] std::string_view to_string(Format format);

/// True for codes of one line of bars: short, without error correction, so a second equal read is
/// wanted.
[[nodiscard]] bool is_linear(Format format);

struct Point {
  int x = 0;
  int y = 0;
};

struct Symbol {
  Format format = Format::QrCode;
  std::string text;   ///< as UTF-8; FNC1 separators are 0x1D
  std::string bytes;  ///< the content as encoded, never re-encoded
  std::string aim;    ///< AIM symbology identifier (ISO/IEC 15424): "]C1", "]E0", "]d2", "]Q3"
  std::array<Point, 4>
      corners;               ///< in pixels of the picture given to decode, clockwise from top left
  bool is_inverted = false;  ///< light on dark
};

}  // namespace parcours::barcode
