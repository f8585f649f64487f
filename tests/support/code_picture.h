// SPDX-License-Identifier: Apache-2.0
// Draws codes for tests and benchmarks: sharp ones, and ones in a frame as a camera would see them
// (turned, soft, noisy, unevenly lit). Deterministic for a seed. Not a product's drawing: it may
// end the test when it fails.
#pragma once

#define ZX_USE_UTF8
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "platform/barcode/image.h"
#include "platform/barcode/symbol.h"
#include "platform/base/random.h"

namespace parcours::support {

inline ZXing::BarcodeFormat library_format(barcode::Format format) {
  using F = ZXing::BarcodeFormat;
  switch (format) {
    case barcode::Format::QrCode:
      return F::QRCode;
    case barcode::Format::Aztec:
      return F::Aztec;
    case barcode::Format::DataMatrix:
      return F::DataMatrix;
    case barcode::Format::Pdf417:
      return F::PDF417;
    case barcode::Format::Ean13:
      return F::EAN13;
    case barcode::Format::Ean8:
      return F::EAN8;
    case barcode::Format::UpcA:
      return F::UPCA;
    case barcode::Format::UpcE:
      return F::UPCE;
    case barcode::Format::Code128:
      return F::Code128;
    case barcode::Format::Code39:
      return F::Code39;
    case barcode::Format::Itf:
      return F::ITF;
  }
  return F::None;
}

/// A sharp code of `module` pixels a module with a quiet zone, black on white. Bars are a third as
/// high as wide.
inline barcode::Image draw_code(barcode::Format format, const std::string& text, int module = 4) {
  ZXing::MultiFormatWriter writer{library_format(format)};
  const auto bits = writer.setMargin(0).encode(text, 0, 0);
  const bool is_bars = barcode::is_linear(format);
  const int quiet = is_bars ? 10 : 4;
  const int rows = is_bars ? std::max(12, bits.width() / 3) : bits.height();
  auto image =
      barcode::Image::blank((bits.width() + 2 * quiet) * module, (rows + 2 * quiet) * module);
  for (int y = 0; y < rows * module; ++y) {
    std::uint8_t* to = image.row(y + quiet * module) + quiet * module;
    for (int x = 0; x < bits.width() * module; ++x) {
      if (bits.get(x / module, is_bars ? 0 : y / module)) to[x] = 0;
    }
  }
  return image;
}

/// What a camera does to a code.
struct Shot {
  double scale = 1;     ///< pixels of the frame for one of the code
  double radians = 0;   ///< turned clockwise
  double softness = 0;  ///< radius of blur in pixels
  int noise = 0;        ///< highest change of a pixel
  int darkest = 30;     ///< grey of the ink
  int lightest = 220;   ///< grey of the paper
  bool is_inverted = false;
};

/// A background that is not empty: slow light, some edges, some noise.
inline barcode::Image draw_desk(int width, int height, Random& random) {
  auto frame = barcode::Image::blank(width, height, 128);
  const double slope_x = random.unit() * 60 - 30;
  const double slope_y = random.unit() * 60 - 30;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double light = 120 + slope_x * x / width + slope_y * y / height;
      frame.row(y)[x] = static_cast<std::uint8_t>(light + static_cast<double>(random.below(7)));
    }
  }
  for (int thing = 0; thing < 6; ++thing) {
    const int left = static_cast<int>(random.below(static_cast<std::uint64_t>(width)));
    const int top = static_cast<int>(random.below(static_cast<std::uint64_t>(height)));
    const int right = std::min(width, left + static_cast<int>(20 + random.below(200)));
    const int bottom = std::min(height, top + static_cast<int>(20 + random.below(200)));
    const auto grey = static_cast<std::uint8_t>(40 + random.below(180));
    for (int y = top; y < bottom; ++y) std::fill(frame.row(y) + left, frame.row(y) + right, grey);
  }
  return frame;
}

inline double sample(const barcode::Image& code, double x, double y) {
  const int left = static_cast<int>(std::floor(x));
  const int top = static_cast<int>(std::floor(y));
  if (left < 0 || top < 0 || left + 1 >= code.width || top + 1 >= code.height) return -1;
  const double u = x - left;
  const double v = y - top;
  const std::uint8_t* upper =
      code.pixels.data() + static_cast<std::ptrdiff_t>(top) * code.stride + left;
  const std::uint8_t* lower = upper + code.stride;
  return (upper[0] * (1 - u) + upper[1] * u) * (1 - v) + (lower[0] * (1 - u) + lower[1] * u) * v;
}

/// Puts `code` with its middle at (x, y) into `frame`.
inline void photograph(barcode::Image& frame, const barcode::Image& code, const Shot& shot, int x,
                       int y, Random& random) {
  const double cosine = std::cos(shot.radians) / shot.scale;
  const double sine = std::sin(shot.radians) / shot.scale;
  const int reach = static_cast<int>(std::hypot(code.width, code.height) * shot.scale / 2) + 2;
  const int taps = shot.softness > 0 ? 2 : 0;
  for (int row = std::max(0, y - reach); row < std::min(frame.height, y + reach); ++row) {
    for (int column = std::max(0, x - reach); column < std::min(frame.width, x + reach); ++column) {
      double sum = 0;
      int count = 0;
      for (int dy = -taps; dy <= taps; ++dy) {
        for (int dx = -taps; dx <= taps; ++dx) {
          const double fx = column - x + dx * shot.softness / 2;
          const double fy = row - y + dy * shot.softness / 2;
          const double grey = sample(code, fx * cosine + fy * sine + code.width / 2.0,
                                     fy * cosine - fx * sine + code.height / 2.0);
          if (grey < 0) continue;
          sum += grey;
          ++count;
        }
      }
      if (count == 0) continue;
      const double grey = shot.is_inverted ? 255 - sum / count : sum / count;
      double seen = shot.darkest + grey * (shot.lightest - shot.darkest) / 255;
      if (shot.noise > 0) seen += static_cast<double>(random.between(-shot.noise, shot.noise));
      frame.row(row)[column] = static_cast<std::uint8_t>(std::clamp(seen, 0.0, 255.0));
    }
  }
}

}  // namespace parcours::support
