// SPDX-License-Identifier: Apache-2.0
// Text on the screen, in pixels: shaping (kerning, ligatures, right to left) with a cache, drawing,
// measuring, cutting with an ellipsis, breaking into lines. ImGui's own font is never drawn. Ui
// thread.
#pragma once

#include <imgui.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/ui/text/faces.h"
#include "kiosk/ui/text/glyph_cache.h"

namespace parcours::ui {

/// How a text is set. Size in units on screens, in pixels inside Text. Tabular: digits of one
/// width.
struct Style {
  Face face = Face::Regular;
  float size = 26;
  bool tabular = false;
};

/// Height of a capital letter, as a part of the size.
[[nodiscard]] float cap_height(const Style& style);

class Text {
 public:
  Text(std::unique_ptr<Faces> faces, window::Renderer& renderer, window::Region region,
       ImVec2 atlas_size);

  [[nodiscard]] float width(std::string_view text, const Style& style);
  /// Draws with the pen at (x, baseline); returns the width.
  float draw(ImDrawList& list, ImVec2 pen, const Style& style, ImU32 color, std::string_view text);
  /// `text` or as much of it as fits, with "…".
  [[nodiscard]] std::string fit(std::string_view text, const Style& style, float width_max);
  /// Lines no wider than `width_max` (a longer word stands alone); the last of `lines_max` is cut
  /// with "…".
  [[nodiscard]] std::vector<std::string> wrap(std::string_view text, const Style& style,
                                              float width_max, int lines_max);
  /// Glyphs of a shaped text: 1 for an icon name that the icon font knows.
  [[nodiscard]] std::size_t glyph_count(std::string_view text, const Style& style);

  void next_frame() { ++x_frame; }
  /// True when glyphs were lost: draw the whole frame again.
  [[nodiscard]] bool take_overflow() { return x_glyphs.take_overflow(); }

 private:
  struct Placed {
    std::uint32_t glyph;
    Face face;
    float x, y;
  };
  struct Run {
    std::vector<Placed> glyphs;
    float width = 0;
    unsigned used = 0;
  };
  const Run& shape(std::string_view text, const Style& style);
  void shape_part(std::string_view part, Face face, const Style& style, Run& run);
  void forget_old();

  std::unique_ptr<Faces> x_faces;
  GlyphCache x_glyphs;
  ImVec2 x_atlas_size;
  unsigned x_frame = 0;
  std::unordered_map<std::string, Run> x_runs;
};

/// The character that starts at `at` and moves `at` behind it; damaged bytes give U+FFFD.
[[nodiscard]] char32_t next_character(std::string_view text, std::size_t& at);

}  // namespace parcours::ui
