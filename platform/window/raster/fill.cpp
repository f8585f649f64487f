// SPDX-License-Identifier: Apache-2.0
#include "platform/window/raster/fill.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "platform/window/raster/span.h"

namespace parcours::window::raster {
namespace {

/// A quantity that is linear over a triangle: its value at a pixel centre and the step along the
/// row.
struct Plane {
  float origin, by_first, by_second;
  [[nodiscard]] float at(float first, float second) const {
    return origin + by_first * first + by_second * second;
  }
};

Plane plane_of(float a, float b, float c) {
  return {a, b - a, c - a};
}

struct Triangle {
  float ax, ay, bx, by, cx, cy, inverse;
  explicit Triangle(const std::array<float, 6>& p)
      : ax(p[0]), ay(p[1]), bx(p[2]), by(p[3]), cx(p[4]), cy(p[5]) {
    const float twice_area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    inverse = std::fabs(twice_area) < 1e-6f ? 0.f : 1.f / twice_area;
  }
  [[nodiscard]] float first(float x, float y) const {
    return ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) * inverse;
  }
  [[nodiscard]] float second(float x, float y) const {
    return ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) * inverse;
  }
  [[nodiscard]] float first_step() const { return (cy - ay) * inverse; }
  [[nodiscard]] float second_step() const { return -(by - ay) * inverse; }
};

/// One row of a triangle: pixels [x0, x1) at height y.
struct Row {
  std::uint32_t* out;
  int count;
  float x, y;  ///< centre of the first pixel
};

std::uint32_t to_byte(float value) {
  return static_cast<std::uint32_t>(std::clamp(value + 0.5f, 0.f, 255.f));
}

void fade_row(const Row& row, const Triangle& t, const Primitive& p) {
  const auto alpha = [&](std::size_t i) { return static_cast<float>(p.color[i] >> 24); };
  const Plane plane = plane_of(alpha(0), alpha(1), alpha(2));
  float value = plane.at(t.first(row.x, row.y), t.second(row.x, row.y));
  const float step = plane.by_first * t.first_step() + plane.by_second * t.second_step();
  for (int i = 0; i < row.count; ++i, value += step) {
    const std::uint32_t a = to_byte(value);
    if (a != 0) row.out[i] = blend(row.out[i], p.color[0], a);
  }
}

void blend_row(const Row& row, const Triangle& t, const Primitive& p) {
  std::array<float, 4> value{}, step{};
  for (unsigned k = 0; k < 4; ++k) {
    const auto channel = [&](std::size_t i) {
      return static_cast<float>((p.color[i] >> (8 * k)) & 255);
    };
    const Plane plane = plane_of(channel(0), channel(1), channel(2));
    value[k] = plane.at(t.first(row.x, row.y), t.second(row.x, row.y));
    step[k] = plane.by_first * t.first_step() + plane.by_second * t.second_step();
  }
  for (int i = 0; i < row.count; ++i) {
    const std::uint32_t color =
        to_byte(value[0]) | to_byte(value[1]) << 8 | to_byte(value[2]) << 16;
    const std::uint32_t alpha = to_byte(value[3]);
    if (alpha != 0) row.out[i] = blend(row.out[i], color, alpha);
    for (std::size_t k = 0; k < 4; ++k) value[k] += step[k];
  }
}

void textured_run(const Row& row, const Primitive& p, Walk walk, std::uint32_t alpha) {
  const std::uint32_t color = (p.color[0] & 0xFFFFFF) | alpha << 24;
  if (p.texture->is_coverage()) {
    fill_soft(row.out, row.count, *p.texture, walk, color);
  } else {
    fill_picture(row.out, row.count, *p.texture, walk, alpha);
  }
}

void texture_row(const Row& row, const Triangle& t, const Primitive& p) {
  const Plane u = plane_of(p.uv[0], p.uv[2], p.uv[4]);
  const Plane v = plane_of(p.uv[1], p.uv[3], p.uv[5]);
  const float first = t.first(row.x, row.y), second = t.second(row.x, row.y);
  Walk walk{u.at(first, second), v.at(first, second),
            u.by_first * t.first_step() + u.by_second * t.second_step(),
            v.by_first * t.first_step() + v.by_second * t.second_step()};
  const std::uint32_t alpha = p.color[0] >> 24;
  if (alpha == p.color[1] >> 24 && alpha == p.color[2] >> 24) {
    textured_run(row, p, walk, alpha);
    return;
  }
  // The soft edge of a rounded picture: few pixels, each with its own alpha.
  const auto channel = [&](std::size_t i) { return static_cast<float>(p.color[i] >> 24); };
  const Plane fade = plane_of(channel(0), channel(1), channel(2));
  float value = fade.at(first, second);
  const float step = fade.by_first * t.first_step() + fade.by_second * t.second_step();
  for (int i = 0; i < row.count; ++i, value += step) {
    const Row one{row.out + i, 1, row.x, row.y};
    if (to_byte(value) != 0) textured_run(one, p, walk, to_byte(value));
    walk.u += walk.du;
    walk.v += walk.dv;
  }
}

void draw_row(const Row& row, const Triangle& t, const Primitive& p) {
  switch (p.shape) {
    case Shape::PlainTriangle:
      fill_plain(row.out, row.count, p.color[0], p.color[0] >> 24);
      break;
    case Shape::FadeTriangle:
      fade_row(row, t, p);
      break;
    case Shape::BlendTriangle:
      blend_row(row, t, p);
      break;
    default:
      texture_row(row, t, p);
      break;
  }
}

struct Corner {
  float x, y;
};

float edge_at(const Corner& a, const Corner& b, float y) {
  return a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y));
}

int first_pixel(float edge) {
  return static_cast<int>(std::ceil(edge - 0.5f));
}

void fill_triangle(const Canvas& canvas, const Primitive& p, const Box& box) {
  const Triangle triangle(p.xy);
  if (triangle.inverse == 0.f) return;
  std::array<Corner, 3> c{{{p.xy[0], p.xy[1]}, {p.xy[2], p.xy[3]}, {p.xy[4], p.xy[5]}}};
  if (c[0].y > c[1].y) std::swap(c[0], c[1]);
  if (c[1].y > c[2].y) std::swap(c[1], c[2]);
  if (c[0].y > c[1].y) std::swap(c[0], c[1]);
  const int y0 = std::max(box.y0, first_pixel(c[0].y));
  const int y1 = std::min(box.y1, first_pixel(c[2].y));
  for (int y = y0; y < y1; ++y) {
    const float centre = static_cast<float>(y) + 0.5f;
    float left = edge_at(c[0], c[2], centre);
    float right = centre < c[1].y   ? edge_at(c[0], c[1], centre)
                  : c[2].y > c[1].y ? edge_at(c[1], c[2], centre)
                                    : c[1].x;
    if (left > right) std::swap(left, right);
    const int x0 = std::max(box.x0, first_pixel(left));
    const int x1 = std::min(box.x1, first_pixel(right));
    if (x0 >= x1) continue;
    draw_row({canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.width + x0, x1 - x0,
              static_cast<float>(x0) + 0.5f, centre},
             triangle, p);
  }
}

void fill_glyph(const Canvas& canvas, const Primitive& p, const Box& box) {
  const int u = static_cast<int>(p.uv[0] + .5f) - static_cast<int>(p.xy[0]);
  const int v = static_cast<int>(p.uv[1] + .5f) - static_cast<int>(p.xy[1]);
  for (int y = box.y0; y < box.y1; ++y) {
    const auto* coverage =
        p.texture->alpha.data() + static_cast<std::ptrdiff_t>(v + y) * p.texture->width + u;
    fill_coverage(canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.width + box.x0,
                  coverage + box.x0, box.x1 - box.x0, p.color[0]);
  }
}

}  // namespace

void fill(const Canvas& canvas, const Primitive& primitive, const Box& tile) {
  const Box box = intersect(primitive.box, tile);
  if (box.empty()) return;
  if (primitive.shape == Shape::Glyph) {
    fill_glyph(canvas, primitive, box);
  } else if (primitive.shape == Shape::PlainBox) {
    for (int y = box.y0; y < box.y1; ++y) {
      fill_plain(canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.width + box.x0,
                 box.x1 - box.x0, primitive.color[0], primitive.color[0] >> 24);
    }
  } else {
    fill_triangle(canvas, primitive, box);
  }
}

}  // namespace parcours::window::raster
