// SPDX-License-Identifier: Apache-2.0
// Pictures of glyphs, made on demand into a box reserved in ImGui's atlas: any size, quarter-pixel
// places. Full: it forgets all and asks for a new frame. Owned by Text; ui thread.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "kiosk/ui/text/faces.h"
#include "platform/window/renderer.h"

namespace parcours::ui {

struct Glyph {
  int x = 0, y = 0;           ///< in the atlas
  int width = 0, height = 0;  ///< 0: nothing to draw
  int left = 0, top = 0;      ///< from the pen to the upper left corner, y up
};

class GlyphCache {
 public:
  GlyphCache(Faces& faces, window::Renderer& renderer, window::Region region);

  /// `quarter` 0..3: the pen stands that many quarter pixels right of a whole pixel.
  [[nodiscard]] const Glyph& find(Face face, std::uint32_t glyph, float pixels, int quarter);
  /// True once after the cache was full: what was drawn in this frame may be wrong.
  [[nodiscard]] bool take_overflow();

 private:
  [[nodiscard]] Glyph render(Face face, std::uint32_t glyph, float pixels, int quarter);
  [[nodiscard]] bool allocate(int width, int height, Glyph& at);

  Faces& x_faces;
  window::Renderer& x_renderer;
  window::Region x_region;
  int x_pen_x = 1, x_pen_y = 1, x_row_height = 0;
  bool x_overflow = false;
  std::unordered_map<std::uint64_t, Glyph> x_glyphs;
  std::vector<std::uint8_t> x_bytes;
};

}  // namespace parcours::ui
