// SPDX-License-Identifier: Apache-2.0
// Draws codes: what `decode` reads back. For pictures to scan in demo, tests and README, and for
// codes on the screen. Any thread; ZXing is known to write.cpp only.
#pragma once

#include <string>
#include <string_view>

#include "platform/barcode/image.h"
#include "platform/barcode/symbol.h"
#include "platform/base/result.h"

namespace parcours::barcode {

/// Size in pixels; a code that needs more gets more.
struct DrawSize {
  int width = 480;
  int height = 480;
  int quiet =
      16;  ///< white around it, at least, in pixels of linear codes, in modules / 4 of square ones
};

/// Black on white with its quiet zone. Invalid: the text is not one that the format can say (an
/// EAN-13 whose check digit is wrong, letters in digits). Unsupported: a format nobody draws here.
[[nodiscard]] Result<Image> draw(Format format, std::string_view text, DrawSize size = {});

/// As PNG; the former file is replaced. Io names the file.
[[nodiscard]] Status write_png(const std::string& path, const ImageView& image);

}  // namespace parcours::barcode
