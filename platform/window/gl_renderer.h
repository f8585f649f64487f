// SPDX-License-Identifier: Apache-2.0
// OpenGL 3 renderer over ImGui's own back end, for terminals with a GPU. The atlas is one byte a
// texel (R8 with a swizzle). Needs a current context of Window; ui thread only. Tracks no damage.
#pragma once

#include "platform/window/renderer.h"

namespace parcours::window {

class GlRenderer final : public Renderer {
 public:
  GlRenderer(int width, int height);
  ~GlRenderer() override;
  GlRenderer(const GlRenderer&) = delete;
  GlRenderer& operator=(const GlRenderer&) = delete;

  [[nodiscard]] ImTextureID create_picture(const Pixels& pixels) override;
  void destroy_picture(ImTextureID picture) override;
  [[nodiscard]] ImTextureID create_atlas(const std::uint8_t* alpha, int width, int height) override;
  void update_atlas(const Region& region, const std::uint8_t* alpha) override;
  bool draw(const ImDrawData& data, std::uint32_t background) override;
  void invalidate() override {}
  void resize(int width, int height) override;
  [[nodiscard]] Pixels read() const override;
  [[nodiscard]] const std::vector<Region>& dirty() const override { return x_regions; }

 private:
  int x_width, x_height;
  unsigned x_atlas = 0;
  bool x_ready = false;
  std::vector<Region> x_regions;
};

}  // namespace parcours::window
