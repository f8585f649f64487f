// SPDX-License-Identifier: Apache-2.0
// Finds and reads the codes of a picture. The only door to the decoding library, which no other
// file includes; it may throw and it may be slow, neither shows here. Thread-safe, keeps no state.
// Does not know what a code means.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "platform/barcode/image.h"
#include "platform/barcode/symbol.h"
#include "platform/base/result.h"

namespace parcours::barcode {

enum class Effort {
  Plain,     ///< the library's own defaults and nothing else: the peer that tests and benchmarks
             ///< compare with
  Frame,     ///< one frame of a camera: more frames follow, so time is bounded by `budget`
  Thorough,  ///< a picture that does not come again: every cure is tried
};

struct DecodeOptions {
  Effort effort = Effort::Thorough;
  std::size_t symbols_max = 8;  ///< Thorough only; the other efforts read one symbol
  /// Frame only: every eighth is also read as a whole, if time is left.
  std::uint64_t frame_number = 0;
  /// CPU time after which no further cure is begun (Frame only); what runs is finished.
  std::chrono::milliseconds budget{16};
};

/// Reads QR, Aztec, Data Matrix, PDF417, EAN-13/8, UPC-A/E, Code 128, Code 39 and ITF. No code in
/// the picture is an empty list, not an error. Invalid when the view is empty or smaller than any
/// code; Corrupt when the library gave up.
[[nodiscard]] Result<std::vector<Symbol>> decode(ImageView image,
                                                 const DecodeOptions& options = {});

}  // namespace parcours::barcode
