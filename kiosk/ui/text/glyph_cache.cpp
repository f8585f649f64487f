// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text/glyph_cache.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>

namespace parcours::ui {

GlyphCache::GlyphCache(Faces& faces, window::Renderer& renderer, window::Region region)
    : x_faces(faces), x_renderer(renderer), x_region(region) {}

const Glyph& GlyphCache::find(Face face, std::uint32_t glyph, float pixels, int quarter) {
  const std::uint64_t key = static_cast<std::uint64_t>(face) << 56 |
                            static_cast<std::uint64_t>(quarter) << 52 |
                            static_cast<std::uint64_t>(pixels * 4.f) << 32 | glyph;
  const auto known = x_glyphs.find(key);
  if (known != x_glyphs.end()) return known->second;
  return x_glyphs.emplace(key, render(face, glyph, pixels, quarter)).first->second;
}

bool GlyphCache::take_overflow() {
  return std::exchange(x_overflow, false);
}

bool GlyphCache::allocate(int width, int height, Glyph& at) {
  if (width + 2 > x_region.width || height + 2 > x_region.height) return false;
  if (x_pen_x + width + 1 > x_region.width) {
    x_pen_x = 1;
    x_pen_y += x_row_height + 1;
    x_row_height = 0;
  }
  if (x_pen_y + height + 1 > x_region.height) {
    x_glyphs.clear();
    x_pen_x = x_pen_y = 1;
    x_row_height = 0;
    x_overflow = true;
  }
  at.x = x_region.x + x_pen_x;
  at.y = x_region.y + x_pen_y;
  x_pen_x += width + 1;
  x_row_height = std::max(x_row_height, height);
  return true;
}

Glyph GlyphCache::render(Face face, std::uint32_t glyph, float pixels, int quarter) {
  Glyph made;
  FT_Face ft = x_faces.freetype(face);
  FT_Set_Char_Size(ft, static_cast<FT_F26Dot6>(pixels * 64.f), 0, 72, 72);
  if (FT_Load_Glyph(ft, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return made;
  FT_Outline_Translate(&ft->glyph->outline, quarter * 16, 0);
  if (FT_Render_Glyph(ft->glyph, FT_RENDER_MODE_NORMAL) != 0) return made;
  const FT_Bitmap& bitmap = ft->glyph->bitmap;
  const int width = static_cast<int>(bitmap.width), height = static_cast<int>(bitmap.rows);
  if (width == 0 || height == 0 || !allocate(width, height, made)) return made;
  x_bytes.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    std::copy_n(bitmap.buffer + y * bitmap.pitch, width, x_bytes.data() + y * width);
  }
  x_renderer.update_atlas({made.x, made.y, width, height}, x_bytes.data());
  made.width = width;
  made.height = height;
  made.left = ft->glyph->bitmap_left;
  made.top = ft->glyph->bitmap_top;
  return made;
}

}  // namespace parcours::ui
