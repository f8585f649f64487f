// SPDX-License-Identifier: Apache-2.0
#include "platform/window/raster/primitive.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace parcours::window::raster {
namespace {

bool whole(float value) {
  return value == std::floor(value);
}

/// One command's view of its vertices.
struct Reader {
  const ImDrawVert* vertices;
  const ImDrawIdx* indices;
  unsigned count;
  const ImDrawVert& at(unsigned i) const { return vertices[indices[i]]; }
};

/// True when indices i..i+5 are an upright rectangle of one colour, as PrimRect writes it.
bool is_rectangle(const Reader& r, unsigned i) {
  if (i + 5 >= r.count) return false;
  if (r.indices[i + 3] != r.indices[i] || r.indices[i + 4] != r.indices[i + 2]) return false;
  const ImDrawVert &a = r.at(i), &b = r.at(i + 1), &c = r.at(i + 2), &d = r.at(i + 5);
  return a.col == b.col && a.col == c.col && a.col == d.col && a.pos.y == b.pos.y &&
         b.pos.x == c.pos.x && d.pos.x == a.pos.x && d.pos.y == c.pos.y && a.pos.x < b.pos.x &&
         a.pos.y < c.pos.y;
}

bool on_pixels(const ImDrawVert& a, const ImDrawVert& c) {
  return whole(a.pos.x) && whole(a.pos.y) && whole(c.pos.x) && whole(c.pos.y);
}

bool one_to_one(const ImDrawVert& a, const ImDrawVert& c, const Texture& texture) {
  const auto w = static_cast<float>(texture.width), h = static_cast<float>(texture.height);
  return whole(a.pos.x) && whole(a.pos.y) &&
         std::fabs((c.uv.x - a.uv.x) * w - (c.pos.x - a.pos.x)) < .01f &&
         std::fabs((c.uv.y - a.uv.y) * h - (c.pos.y - a.pos.y)) < .01f;
}

Box bounds(const std::array<float, 6>& p) {
  const auto [x0, x1] = std::minmax({p[0], p[2], p[4]});
  const auto [y0, y1] = std::minmax({p[1], p[3], p[5]});
  return {static_cast<int>(std::floor(x0)), static_cast<int>(std::floor(y0)),
          static_cast<int>(std::ceil(x1)), static_cast<int>(std::ceil(y1))};
}

void set_corners(Primitive& out, const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
  out.xy = {a.pos.x, a.pos.y, b.pos.x, b.pos.y, c.pos.x, c.pos.y};
  out.color = {swap_channels(a.col), swap_channels(b.col), swap_channels(c.col)};
  if (out.texture == nullptr) return;
  const auto w = static_cast<float>(out.texture->width);
  const auto h = static_cast<float>(out.texture->height);
  out.uv = {a.uv.x * w, a.uv.y * h, b.uv.x * w, b.uv.y * h, c.uv.x * w, c.uv.y * h};
}

Shape triangle_shape(const Primitive& p, bool white) {
  if (!white) return Shape::TextureTriangle;
  if (p.color[0] == p.color[1] && p.color[0] == p.color[2]) return Shape::PlainTriangle;
  const bool one_color =
      ((p.color[0] ^ p.color[1]) & 0xFFFFFF) == 0 && ((p.color[0] ^ p.color[2]) & 0xFFFFFF) == 0;
  return one_color ? Shape::FadeTriangle : Shape::BlendTriangle;
}

void collect_command(const Reader& r, const Texture* texture, const AtlasFacts& atlas,
                     const Box& clip, std::vector<Primitive>& out) {
  const bool is_atlas = texture == atlas.texture;
  const auto is_white = [&](const ImDrawVert& v) {
    return is_atlas && v.uv.x == atlas.white.x && v.uv.y == atlas.white.y;
  };
  for (unsigned i = 0; i + 2 < r.count; i += 3) {
    const ImDrawVert &a = r.at(i), &b = r.at(i + 1), &c = r.at(i + 2);
    if (((a.col | b.col | c.col) >> 24) == 0) continue;
    Primitive p;
    p.texture = texture;
    set_corners(p, a, b, c);
    const bool white = is_white(a) && is_white(b) && is_white(c);
    const bool rectangle = is_rectangle(r, i);
    if (rectangle && white && on_pixels(a, c)) {
      p.shape = Shape::PlainBox;
      i += 3;
    } else if (rectangle && is_atlas && !white && one_to_one(a, c, *texture)) {
      p.shape = Shape::Glyph;
      i += 3;
    } else {
      p.shape = triangle_shape(p, white);
    }
    p.box = intersect(bounds(p.xy), clip);
    if (!p.box.empty()) out.push_back(p);
  }
}

std::uint64_t pair(float a, float b) {
  return (std::uint64_t{std::bit_cast<std::uint32_t>(a)} << 32) | std::bit_cast<std::uint32_t>(b);
}

}  // namespace

Box intersect(const Box& a, const Box& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

std::uint32_t swap_channels(std::uint32_t color) {
  return (color & 0xFF00FF00u) | ((color >> 16) & 0xFF) | ((color & 0xFF) << 16);
}

std::uint64_t mix_hash(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15ull + (hash << 6) + (hash >> 2);
  hash *= 0xff51afd7ed558ccdull;
  return hash ^ (hash >> 32);
}

std::uint64_t hash_of(const Primitive& p) {
  std::uint64_t hash = static_cast<std::uint64_t>(p.shape);
  for (std::size_t i = 0; i < 6; i += 2) hash = mix_hash(hash, pair(p.xy[i], p.xy[i + 1]));
  hash = mix_hash(hash, (std::uint64_t{p.color[0]} << 32) | p.color[1]);
  hash = mix_hash(hash, (std::uint64_t{p.color[2]} << 32) | p.texture->serial);
  if (p.shape == Shape::Glyph || p.shape == Shape::TextureTriangle) {
    for (std::size_t i = 0; i < 6; i += 2) hash = mix_hash(hash, pair(p.uv[i], p.uv[i + 1]));
  }
  const auto part = [](int v) { return static_cast<std::uint64_t>(v) & 0xFFFF; };
  return mix_hash(
      hash, part(p.box.x0) << 48 | part(p.box.y0) << 32 | part(p.box.x1) << 16 | part(p.box.y1));
}

void collect(const ImDrawData& data, const AtlasFacts& atlas, const Box& screen,
             std::vector<Primitive>& out) {
  out.clear();
  for (int n = 0; n < data.CmdListsCount; ++n) {
    const ImDrawList& list = *data.CmdLists[n];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback != nullptr) continue;
      const Box clip =
          intersect({static_cast<int>(command.ClipRect.x), static_cast<int>(command.ClipRect.y),
                     static_cast<int>(command.ClipRect.z), static_cast<int>(command.ClipRect.w)},
                    screen);
      if (clip.empty()) continue;
      const Reader reader{list.VtxBuffer.Data + command.VtxOffset,
                          list.IdxBuffer.Data + command.IdxOffset, command.ElemCount};
      collect_command(reader, static_cast<const Texture*>(command.GetTexID()), atlas, clip, out);
    }
  }
}

}  // namespace parcours::window::raster
