// SPDX-License-Identifier: Apache-2.0
// Where codes may be: areas of dense, strong edges, and bull's eyes of Aztec codes. Cheaper than
// reading, so that the reader only sees small pieces. Pure; for decode.cpp. May name places where
// there is no code, never reads one.
#pragma once

#include <cstddef>
#include <vector>

#include "platform/barcode/image.h"
#include "platform/barcode/retouch.h"
#include "platform/barcode/symbol.h"

namespace parcours::barcode {

struct Area {
  Box box;
  double score = 0;      ///< edges for their contrast, more is better
  double coherence = 0;  ///< 0: edges in all directions (matrix codes); 1: all in one (bars)
  double direction = 0;  ///< of the gradient in radians, 0 to the right: along a line of bars
};

/// At most `areas_max` areas, the best first.
[[nodiscard]] std::vector<Area> locate(ImageView image, std::size_t areas_max);

/// Centres of at most two Aztec bull's eyes in a picture of 0 and 255, the surest first.
[[nodiscard]] std::vector<Point> bulls_eyes(ImageView binary);

}  // namespace parcours::barcode
