// SPDX-License-Identifier: Apache-2.0
// One call of the decoding library, with its exceptions and types kept behind. For decode.cpp only:
// callers elsewhere use decode.h, which adds the cures for what the library cannot see.
#pragma once

#include <cstdint>
#include <optional>

#include "platform/barcode/image.h"
#include "platform/barcode/symbol.h"
#include "platform/base/result.h"

namespace parcours::barcode {

/// Sets of formats as bits; which bits is known to library_read.cpp.
enum class Formats : std::uint8_t {
  All,      ///< everything that Format names
  Checked,  ///< linear codes with a check digit: EAN, UPC, Code 128; no false reads from a
            ///< retouched picture
  Stacked,  ///< Checked and PDF417: what is read along its bars
  Matrix,   ///< QR, Aztec, Data Matrix
  Square,   ///< QR and Data Matrix
  Aztec,
};

struct LibraryHints {
  Formats formats = Formats::All;
  bool harder = true;
  bool rotate = true;
  bool downscale = true;
  bool is_binary = false;  ///< pixels are 0 or 255 already
};

/// One code of the picture, or none. Never more: asked for several, this version of the library
/// compares linear codes found at two scales (or twice in the picture) by an assertion that ends
/// the process. Corrupt when the library threw.
[[nodiscard]] Result<std::optional<Symbol>> library_read(ImageView image,
                                                         const LibraryHints& hints);

}  // namespace parcours::barcode
