// SPDX-License-Identifier: Apache-2.0
// Draws ImDrawData. Two implementations: the tile rasteriser (default, also headless) and OpenGL 3.
// Textures are RGBA pictures, never changed after creation, and one 8-bit atlas that shapes, glyphs
// and shadows share. Owned by Window; ui thread only.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "platform/base/result.h"

namespace parcours::window {

/// Straight RGBA, 8 bits a channel, rows without padding.
struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

struct Region {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

class Renderer {
 public:
  virtual ~Renderer() = default;

  [[nodiscard]] virtual ImTextureID create_picture(const Pixels& pixels) = 0;
  virtual void destroy_picture(ImTextureID picture) = 0;
  /// Makes the atlas of `width` x `height` bytes of coverage. Call once, after the ImGui context
  /// exists.
  [[nodiscard]] virtual ImTextureID create_atlas(const std::uint8_t* alpha, int width,
                                                 int height) = 0;
  /// Replaces a part of the atlas; `alpha` has region.width bytes a row.
  virtual void update_atlas(const Region& region, const std::uint8_t* alpha) = 0;
  /// Draws over `background` (0xRRGGBB). Returns false when nothing changed since the last call.
  virtual bool draw(const ImDrawData& data, std::uint32_t background) = 0;
  /// Forgets what is on the screen: the next draw is whole.
  virtual void invalidate() = 0;
  virtual void resize(int width, int height) = 0;
  /// What was drawn last.
  [[nodiscard]] virtual Pixels read() const = 0;
  /// Parts changed by the last draw (the OpenGL back end always names the whole).
  [[nodiscard]] virtual const std::vector<Region>& dirty() const = 0;
};

}  // namespace parcours::window
