// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text/text.h"

#include <cmath>

namespace parcours::ui {
namespace {
constexpr std::size_t kRunsMax = 4000;
constexpr unsigned kKeepFrames = 600;
constexpr std::string_view kEllipsis = "\u2026";
}  // namespace

float cap_height(const Style& style) {
  return style.face == Face::Icon ? style.size : style.size * 0.727f;
}

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t character = length == 1 ? lead : lead & (0xFFu >> (length + 1));
  if ((lead & 0xC0) == 0x80 || at + length > text.size()) {
    ++at;
    return 0xFFFD;
  }
  for (std::size_t i = 1; i < length; ++i) {
    character = character << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  }
  at += length;
  return character;
}

Text::Text(std::unique_ptr<Faces> faces, window::Renderer& renderer, window::Region region,
           ImVec2 atlas_size)
    : x_faces(std::move(faces)), x_glyphs(*x_faces, renderer, region), x_atlas_size(atlas_size) {}

void Text::shape_part(std::string_view part, Face face, const Style& style, Run& run) {
  hb_buffer_t* buffer = hb_buffer_create();
  hb_buffer_add_utf8(buffer, part.data(), static_cast<int>(part.size()), 0,
                     static_cast<int>(part.size()));
  hb_buffer_guess_segment_properties(buffer);
  hb_feature_t tabular{HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START,
                       HB_FEATURE_GLOBAL_END};
  hb_shape(x_faces->harfbuzz(face, style.size), buffer, &tabular, style.tabular ? 1 : 0);
  unsigned count = 0;
  const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* place = hb_buffer_get_glyph_positions(buffer, &count);
  for (unsigned i = 0; i < count; ++i) {
    run.glyphs.push_back({info[i].codepoint, face,
                          run.width + static_cast<float>(place[i].x_offset) / 64.f,
                          -static_cast<float>(place[i].y_offset) / 64.f});
    run.width += static_cast<float>(place[i].x_advance) / 64.f;
  }
  hb_buffer_destroy(buffer);
}

const Text::Run& Text::shape(std::string_view text, const Style& style) {
  std::string key = std::to_string(static_cast<int>(style.face) + (style.tabular ? 32 : 0)) + "," +
                    std::to_string(static_cast<int>(style.size * 4.f)) + "|";
  key.append(text);
  const auto known = x_runs.find(key);
  if (known != x_runs.end()) {
    known->second.used = x_frame;
    return known->second;
  }
  Run run;
  run.used = x_frame;
  Face current = style.face;
  std::size_t start = 0, at = 0;
  while (at < text.size()) {
    const std::size_t before = at;
    const char32_t character = next_character(text, at);
    const bool own =
        style.face == Face::Icon || character < 0x80 || x_faces->has(style.face, character);
    const Face wanted = own ? style.face : Face::Fallback;
    if (wanted == current) continue;
    if (before > start) shape_part(text.substr(start, before - start), current, style, run);
    start = before;
    current = wanted;
  }
  if (text.size() > start) shape_part(text.substr(start), current, style, run);
  if (x_runs.size() >= kRunsMax) forget_old();
  return x_runs.emplace(std::move(key), std::move(run)).first->second;
}

void Text::forget_old() {
  std::erase_if(x_runs, [&](const auto& run) { return x_frame - run.second.used > kKeepFrames; });
  if (x_runs.size() >= kRunsMax) x_runs.clear();
}

float Text::width(std::string_view text, const Style& style) {
  return shape(text, style).width;
}

std::size_t Text::glyph_count(std::string_view text, const Style& style) {
  return shape(text, style).glyphs.size();
}

float Text::draw(ImDrawList& list, ImVec2 pen, const Style& style, ImU32 color,
                 std::string_view text) {
  const Run& run = shape(text, style);
  const ImVec4 clip = list._CmdHeader.ClipRect;
  const float baseline = std::floor(pen.y + 0.5f);
  if ((color & IM_COL32_A_MASK) == 0 || baseline + style.size < clip.y ||
      baseline - style.size * 1.2f > clip.w) {
    return run.width;
  }
  for (const Placed& placed : run.glyphs) {
    const float quarters = std::floor((pen.x + placed.x) * 4.f + 0.5f);
    const float pixel = std::floor(quarters / 4.f);
    const Glyph& glyph = x_glyphs.find(placed.face, placed.glyph, style.size,
                                       static_cast<int>(quarters - pixel * 4.f) & 3);
    if (glyph.width == 0) continue;
    const ImVec2 a(pixel + static_cast<float>(glyph.left),
                   baseline - static_cast<float>(glyph.top) + std::floor(placed.y + .5f));
    const ImVec2 b(a.x + static_cast<float>(glyph.width), a.y + static_cast<float>(glyph.height));
    if (b.x < clip.x || a.x > clip.z) continue;
    const ImVec2 uv(static_cast<float>(glyph.x) / x_atlas_size.x,
                    static_cast<float>(glyph.y) / x_atlas_size.y);
    const ImVec2 uv_end(static_cast<float>(glyph.x + glyph.width) / x_atlas_size.x,
                        static_cast<float>(glyph.y + glyph.height) / x_atlas_size.y);
    list.PrimReserve(6, 4);
    list.PrimRectUV(a, b, uv, uv_end, color);
  }
  return run.width;
}

std::string Text::fit(std::string_view text, const Style& style, float width_max) {
  if (width(text, style) <= width_max + 0.5f) return std::string(text);
  std::size_t low = 0, high = text.size();
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    const std::string candidate = std::string(text.substr(0, middle)) + std::string(kEllipsis);
    if (width(candidate, style) <= width_max) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  while (low > 0 && low < text.size() && (static_cast<unsigned char>(text[low]) & 0xC0) == 0x80) {
    --low;
  }
  while (low > 0 && text[low - 1] == ' ') --low;
  return std::string(text.substr(0, low)) + std::string(kEllipsis);
}

std::vector<std::string> Text::wrap(std::string_view text, const Style& style, float width_max,
                                    int lines_max) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find_first_of(" \n", at);
    if (end == std::string_view::npos) end = text.size();
    const std::string word(text.substr(at, end - at));
    const std::string longer = line.empty() ? word : line + " " + word;
    const bool breaks = end < text.size() && text[end] == '\n';
    if (line.empty() || width(longer, style) <= width_max + 0.5f) {
      line = longer;
    } else if (static_cast<int>(lines.size()) + 1 >= lines_max) {
      line = fit(line + " " + std::string(text.substr(at)), style, width_max);
      lines.push_back(line);
      return lines;
    } else {
      lines.push_back(line);
      line = word;
    }
    at = end + 1;
    if (breaks && static_cast<int>(lines.size()) + 1 < lines_max) {
      lines.push_back(line);
      line.clear();
    }
  }
  if (!line.empty()) lines.push_back(fit(line, style, width_max));
  return lines;
}

}  // namespace parcours::ui
