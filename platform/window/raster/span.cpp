// SPDX-License-Identifier: Apache-2.0
#include "platform/window/raster/span.h"

#include <algorithm>
#include <cmath>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace parcours::window::raster {
namespace {

/// 16.16 fixed point, kept inside the texture so that the right and lower neighbours exist.
struct Fixed {
  int value, step, last;
  Fixed(float start, float delta, int size)
      : value(static_cast<int>((start - 0.5f) * 65536.f)),
        step(static_cast<int>(delta * 65536.f)),
        last(std::max(0, (size - 1) * 65536 - 1)) {}
  [[nodiscard]] int at() const { return std::clamp(value, 0, last); }
  void next() { value += step; }
};

#if defined(__SSE2__)
std::uint32_t sample(const std::uint32_t* upper, const std::uint32_t* lower, int tx, int ty) {
  const __m128i zero = _mm_setzero_si128();
  __m128i a = _mm_unpacklo_epi8(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(upper)), zero);
  const __m128i b =
      _mm_unpacklo_epi8(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(lower)), zero);
  const __m128i down = _mm_set1_epi16(static_cast<short>(ty >> 1));
  a = _mm_add_epi16(a, _mm_srai_epi16(_mm_mullo_epi16(_mm_sub_epi16(b, a), down), 7));
  const __m128i right = _mm_srli_si128(a, 8);
  const __m128i across = _mm_set1_epi16(static_cast<short>(tx >> 1));
  a = _mm_add_epi16(a, _mm_srai_epi16(_mm_mullo_epi16(_mm_sub_epi16(right, a), across), 7));
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(_mm_packus_epi16(a, a)));
}
#else
std::uint32_t mix4(std::uint32_t a, std::uint32_t b, std::uint32_t t) {
  const std::uint32_t rb = a & 0xFF00FF;
  const std::uint32_t g = a & 0x00FF00;
  const std::uint32_t rb2 = rb + ((((b & 0xFF00FF) - rb) * t) >> 8);
  const std::uint32_t g2 = g + ((((b & 0x00FF00) - g) * t) >> 8);
  return (rb2 & 0xFF00FF) | (g2 & 0x00FF00);
}

std::uint32_t sample(const std::uint32_t* upper, const std::uint32_t* lower, int tx, int ty) {
  const auto right = static_cast<std::uint32_t>(tx);
  return mix4(mix4(upper[0], upper[1], right), mix4(lower[0], lower[1], right),
              static_cast<std::uint32_t>(ty));
}
#endif

std::uint32_t coverage_at(const Texture& texture, int u, int v) {
  const int x = u >> 16, y = v >> 16, tx = (u >> 8) & 255, ty = (v >> 8) & 255;
  const std::uint8_t* upper =
      &texture.alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(texture.width) +
                     static_cast<std::size_t>(x)];
  const std::uint8_t* lower = upper + texture.width;
  const int above = upper[0] * (256 - tx) + upper[1] * tx;
  const int below = lower[0] * (256 - tx) + lower[1] * tx;
  return static_cast<std::uint32_t>((above * (256 - ty) + below * ty) >> 16);
}

}  // namespace

void fill_plain(std::uint32_t* out, int count, std::uint32_t color, std::uint32_t alpha) {
  if (alpha >= 255) {
    std::fill_n(out, count, color & 0xFFFFFF);
    return;
  }
  int i = 0;
#if defined(__SSE2__)
  const std::uint32_t weight = alpha + (alpha >> 7);
  const __m128i zero = _mm_setzero_si128();
  const __m128i plain =
      _mm_mullo_epi16(_mm_unpacklo_epi8(_mm_set1_epi32(static_cast<int>(color & 0xFFFFFF)), zero),
                      _mm_set1_epi16(static_cast<short>(weight)));
  const __m128i rest = _mm_set1_epi16(static_cast<short>(256 - weight));
  for (; i + 4 <= count; i += 4) {
    auto* at = reinterpret_cast<__m128i*>(out + i);
    const __m128i below = _mm_loadu_si128(at);
    const __m128i low = _mm_srli_epi16(
        _mm_add_epi16(_mm_mullo_epi16(_mm_unpacklo_epi8(below, zero), rest), plain), 8);
    const __m128i high = _mm_srli_epi16(
        _mm_add_epi16(_mm_mullo_epi16(_mm_unpackhi_epi8(below, zero), rest), plain), 8);
    _mm_storeu_si128(at, _mm_packus_epi16(low, high));
  }
#endif
  for (; i < count; ++i) out[i] = blend(out[i], color, alpha);
}

void fill_coverage(std::uint32_t* out, const std::uint8_t* coverage, int count,
                   std::uint32_t color) {
  const std::uint32_t strength = color >> 24;
  for (int i = 0; i < count; ++i) {
    std::uint32_t alpha = coverage[i];
    if (alpha == 0) continue;
    if (strength != 255) alpha = alpha * strength / 255;
    out[i] = alpha >= 255 ? (color & 0xFFFFFF) : blend(out[i], color, alpha);
  }
}

void fill_soft(std::uint32_t* out, int count, const Texture& texture, Walk walk,
               std::uint32_t color) {
  const std::uint32_t strength = color >> 24;
  Fixed u(walk.u, walk.du, texture.width);
  Fixed v(walk.v, walk.dv, texture.height);
  if (std::abs(u.step) < 8 && std::abs(v.step) < 8) {
    const std::uint32_t alpha = coverage_at(texture, u.at(), v.at()) * strength / 255;
    if (alpha != 0) fill_plain(out, count, color, alpha);
    return;
  }
  for (int i = 0; i < count; ++i, u.next(), v.next()) {
    const std::uint32_t alpha = coverage_at(texture, u.at(), v.at()) * strength / 255;
    if (alpha != 0) out[i] = blend(out[i], color, alpha);
  }
}

void fill_picture(std::uint32_t* out, int count, const Texture& texture, Walk walk,
                  std::uint32_t alpha) {
  Fixed u(walk.u, walk.du, texture.width);
  Fixed v(walk.v, walk.dv, texture.height);
  const auto stride = static_cast<std::size_t>(texture.width) + 1;
  for (int i = 0; i < count; ++i, u.next(), v.next()) {
    const int x = u.at(), y = v.at();
    const std::uint32_t* upper =
        &texture
             .color[static_cast<std::size_t>(y >> 16) * stride + static_cast<std::size_t>(x >> 16)];
    const std::uint32_t color = sample(upper, upper + stride, (x >> 8) & 255, (y >> 8) & 255);
    out[i] = alpha >= 255 ? (color & 0xFFFFFF) : blend(out[i], color, alpha);
  }
}

}  // namespace parcours::window::raster
