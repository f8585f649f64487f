// SPDX-License-Identifier: Apache-2.0
// Fills one run of pixels (0x00RRGGBB) of one row: plain colour, coverage, picture. The inner loops
// of the rasteriser. Pure; any thread, each its own pixels.
#pragma once

#include <cstdint>

#include "platform/window/raster/texture.h"

namespace parcours::window::raster {

/// `color` over `below` by `alpha` 0..255.
[[nodiscard]] inline std::uint32_t blend(std::uint32_t below, std::uint32_t color,
                                         std::uint32_t alpha) {
  alpha += alpha >> 7;
  std::uint32_t rb = below & 0xFF00FF;
  std::uint32_t g = below & 0x00FF00;
  rb += (((color & 0xFF00FF) - rb) * alpha) >> 8;
  g += (((color & 0x00FF00) - g) * alpha) >> 8;
  return (rb & 0xFF00FF) | (g & 0x00FF00);
}

/// Where a row reads its texture: texel position of the first pixel and the step to the next.
struct Walk {
  float u = 0, v = 0;
  float du = 0, dv = 0;
};

void fill_plain(std::uint32_t* out, int count, std::uint32_t color, std::uint32_t alpha);
/// Coverage bytes taken one to one (glyphs).
void fill_coverage(std::uint32_t* out, const std::uint8_t* coverage, int count,
                   std::uint32_t color);
/// Coverage of a texture, bilinear, times the alpha of `color`.
void fill_soft(std::uint32_t* out, int count, const Texture& texture, Walk walk,
               std::uint32_t color);
/// A colour picture, bilinear, at `alpha` 0..255.
void fill_picture(std::uint32_t* out, int count, const Texture& texture, Walk walk,
                  std::uint32_t alpha);

}  // namespace parcours::window::raster
