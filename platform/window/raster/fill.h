// SPDX-License-Identifier: Apache-2.0
// Draws one primitive into one tile of the picture. Pure; any thread, each its own tile.
#pragma once

#include <cstdint>

#include "platform/window/raster/primitive.h"

namespace parcours::window::raster {

struct Canvas {
  std::uint32_t* pixels = nullptr;  ///< 0x00RRGGBB
  int width = 0;
};

void fill(const Canvas& canvas, const Primitive& primitive, const Box& tile);

}  // namespace parcours::window::raster
