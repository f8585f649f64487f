// SPDX-License-Identifier: Apache-2.0
// What the tile rasteriser samples: a colour picture (0xAARRGGBB) or a coverage map. Never shared
// between renderers.
#pragma once

#include <cstdint>
#include <vector>

namespace parcours::window::raster {

struct Texture {
  int width = 0;
  int height = 0;
  std::uint32_t serial = 0;         ///< names it in damage hashes: an address may be used again
  std::vector<std::uint8_t> alpha;  ///< coverage; empty for a colour picture
  std::vector<std::uint32_t>
      color;  ///< one column and row more than the size, so that a sample never leaves it
  [[nodiscard]] bool is_coverage() const { return color.empty(); }
};

}  // namespace parcours::window::raster
