// SPDX-License-Identifier: Apache-2.0
// Breaks ImDrawData into primitives that know their box and their hash: whole rectangles and glyphs
// where ImGui sent two triangles, triangles elsewhere. Pure.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>
#include <vector>

#include "platform/window/raster/texture.h"

namespace parcours::window::raster {

enum class Shape : std::uint8_t {
  PlainBox,       ///< whole pixels, one colour
  Glyph,          ///< coverage one to one
  PlainTriangle,  ///< one colour
  FadeTriangle,   ///< one colour, alpha differs (edges)
  BlendTriangle,  ///< colours differ (gradients)
  TextureTriangle,
};

/// Half open.
struct Box {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  [[nodiscard]] bool empty() const { return x0 >= x1 || y0 >= y1; }
};
[[nodiscard]] Box intersect(const Box& a, const Box& b);

struct Primitive {
  Shape shape = Shape::PlainBox;
  Box box;                               ///< clipped
  std::array<float, 6> xy{};             ///< corners a, b, c
  std::array<float, 6> uv{};             ///< in texels
  std::array<std::uint32_t, 3> color{};  ///< 0xAARRGGBB
  const Texture* texture = nullptr;
};

/// What the breaker must know of the atlas.
struct AtlasFacts {
  const Texture* texture = nullptr;
  ImVec2 white;  ///< where a sample is full
};

void collect(const ImDrawData& data, const AtlasFacts& atlas, const Box& screen,
             std::vector<Primitive>& out);
[[nodiscard]] std::uint64_t hash_of(const Primitive& primitive);
[[nodiscard]] std::uint64_t mix_hash(std::uint64_t hash, std::uint64_t value);
/// ImGui's 0xAABBGGRR as 0xAARRGGBB.
[[nodiscard]] std::uint32_t swap_channels(std::uint32_t color);

}  // namespace parcours::window::raster
