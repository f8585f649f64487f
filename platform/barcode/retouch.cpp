// SPDX-License-Identifier: Apache-2.0
#include "platform/barcode/retouch.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace parcours::barcode {
namespace {

constexpr std::uint8_t kPaper = 220;  // light, but not brighter than real paper

std::uint8_t to_grey(int value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

/// Half way between `b` and `c` on a Catmull-Rom curve through four neighbours.
int half_way(int a, int b, int c, int d) {
  return (-a + 9 * b + 9 * c - d + 8) >> 4;
}

}  // namespace

Image cropped(ImageView image, Box box) {
  const int left = std::clamp(box.left, 0, image.width - 1);
  const int top = std::clamp(box.top, 0, image.height - 1);
  const int right = std::clamp(box.right, left + 1, image.width);
  const int bottom = std::clamp(box.bottom, top + 1, image.height);
  Image out = Image::blank(right - left, bottom - top);
  for (int y = 0; y < out.height; ++y) {
    std::memcpy(out.row(y), image.row(top + y) + left, static_cast<std::size_t>(out.width));
  }
  return out;
}

Image centred(ImageView image, Point centre, int radius) {
  Image out = Image::blank(2 * radius + 1, 2 * radius + 1, kPaper);
  const int from = std::max(0, centre.x - radius);
  const int to = std::min(image.width, centre.x + radius + 1);
  if (from >= to) return out;
  for (int y = 0; y < out.height; ++y) {
    const int source = centre.y - radius + y;
    if (source < 0 || source >= image.height) continue;
    std::memcpy(out.row(y) + (from - centre.x + radius), image.row(source) + from,
                static_cast<std::size_t>(to - from));
  }
  return out;
}

Image inverted(ImageView image) {
  Image out = Image::blank(image.width, image.height);
  for (int y = 0; y < image.height; ++y) {
    std::transform(image.row(y), image.row(y) + image.width, out.row(y),
                   [](std::uint8_t grey) { return static_cast<std::uint8_t>(255 - grey); });
  }
  return out;
}

Image doubled(ImageView image) {
  const int width = image.width;
  const int height = image.height;
  std::vector<std::int16_t> wide(static_cast<std::size_t>(width) * 2 * height);
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* from = image.row(y);
    std::int16_t* to = &wide[static_cast<std::size_t>(y) * width * 2];
    for (int x = 0; x < width; ++x) {
      const int next = std::min(width - 1, x + 1);
      const int after = std::min(width - 1, x + 2);
      to[2 * x] = from[x];
      to[2 * x + 1] = static_cast<std::int16_t>(
          half_way(from[std::max(0, x - 1)], from[x], from[next], from[after]));
    }
  }
  Image out = Image::blank(width * 2, height * 2);
  const auto line = [&](int y) {
    return &wide[static_cast<std::size_t>(std::clamp(y, 0, height - 1)) * width * 2];
  };
  for (int y = 0; y < height; ++y) {
    const std::int16_t *before = line(y - 1), *here = line(y), *next = line(y + 1),
                       *after = line(y + 2);
    std::uint8_t *even = out.row(2 * y), *odd = out.row(2 * y + 1);
    for (int x = 0; x < out.width; ++x) {
      even[x] = to_grey(here[x]);
      odd[x] = to_grey(half_way(before[x], here[x], next[x], after[x]));
    }
  }
  return out;
}

Image halved(ImageView image) {
  Image out = Image::blank(std::max(1, image.width / 2), std::max(1, image.height / 2));
  if (image.width < 2 || image.height < 2) return cropped(image, {0, 0, out.width, out.height});
  for (int y = 0; y < out.height; ++y) {
    const std::uint8_t *upper = image.row(2 * y), *lower = image.row(2 * y + 1);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < out.width; ++x) {
      const int sum = upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1];
      to[x] = static_cast<std::uint8_t>((sum + 2) >> 2);
    }
  }
  return out;
}

Image smoothed(ImageView image, int radius) {
  const int width = image.width;
  const int height = image.height;
  const int side = 2 * radius + 1;
  Image rows = Image::blank(width, height);
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* from = image.row(y);
    std::uint8_t* to = rows.row(y);
    int sum = 0;
    for (int i = -radius; i <= radius; ++i) sum += from[std::clamp(i, 0, width - 1)];
    for (int x = 0; x < width; ++x) {
      to[x] = static_cast<std::uint8_t>(sum / side);
      sum += from[std::min(width - 1, x + radius + 1)] - from[std::max(0, x - radius)];
    }
  }
  std::vector<int> sums(static_cast<std::size_t>(width), 0);
  for (int i = -radius; i <= radius; ++i) {
    const std::uint8_t* from = rows.row(std::clamp(i, 0, height - 1));
    for (int x = 0; x < width; ++x) sums[static_cast<std::size_t>(x)] += from[x];
  }
  Image out = Image::blank(width, height);
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* enters = rows.row(std::min(height - 1, y + radius + 1));
    const std::uint8_t* leaves = rows.row(std::max(0, y - radius));
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < width; ++x) {
      int& sum = sums[static_cast<std::size_t>(x)];
      to[x] = static_cast<std::uint8_t>(sum / side);
      sum += enters[x] - leaves[x];
    }
  }
  return out;
}

Image sharpened(ImageView image, int radius, int strength_64ths) {
  Image out = smoothed(image, radius);
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* from = image.row(y);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < image.width; ++x) {
      to[x] = to_grey(from[x] + (((from[x] - to[x]) * strength_64ths) >> 6));
    }
  }
  return out;
}

Image flattened(ImageView image) {
  Image out = smoothed(image, std::max(8, std::min(image.width, image.height) / 5));
  std::int64_t distance = 0;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) distance += std::abs(image.row(y)[x] - out.row(y)[x]);
  }
  const auto pixels = static_cast<std::int64_t>(image.width) * image.height;
  // 64ths of the gain that brings the mean distance to a quarter of the range; at most twelvefold,
  // or noise is all there is.
  const int gain = static_cast<int>(std::min<std::int64_t>(
      12 * 64, 64 * 64 * pixels / std::max<std::int64_t>(1, distance + pixels / 2)));
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* from = image.row(y);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < image.width; ++x) to[x] = to_grey(128 + (((from[x] - to[x]) * gain) >> 6));
  }
  return out;
}

Image thresholded(ImageView image, int radius, int margin) {
  const Image once = smoothed(image, radius);
  Image out = smoothed(once.view(), radius);
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* from = image.row(y);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < image.width; ++x) to[x] = from[x] + margin < to[x] ? 0 : 255;
  }
  return out;
}

Image turned(ImageView image, double radians) {
  const double cosine = std::cos(radians);
  const double sine = std::sin(radians);
  const int width =
      static_cast<int>(std::abs(image.width * cosine) + std::abs(image.height * sine)) + 1;
  const int height =
      static_cast<int>(std::abs(image.width * sine) + std::abs(image.height * cosine)) + 1;
  Image out = Image::blank(width, height, kPaper);
  const auto step_x = static_cast<std::int64_t>(cosine * 65536);
  const auto step_y = static_cast<std::int64_t>(sine * 65536);
  for (int y = 0; y < height; ++y) {
    const double across = -width / 2.0;
    const double down = y - height / 2.0;
    auto at_x =
        static_cast<std::int64_t>((image.width / 2.0 + across * cosine - down * sine) * 65536);
    auto at_y =
        static_cast<std::int64_t>((image.height / 2.0 + across * sine + down * cosine) * 65536);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < width; ++x, at_x += step_x, at_y += step_y) {
      const auto column = static_cast<int>(at_x >> 16);
      const auto line = static_cast<int>(at_y >> 16);
      if (column < 0 || line < 0 || column >= image.width - 1 || line >= image.height - 1) continue;
      const auto right = static_cast<int>((at_x >> 8) & 255);
      const auto below = static_cast<int>((at_y >> 8) & 255);
      const std::uint8_t *upper = image.row(line) + column, *lower = image.row(line + 1) + column;
      const int first = upper[0] * (256 - right) + upper[1] * right;
      const int second = lower[0] * (256 - right) + lower[1] * right;
      to[x] = static_cast<std::uint8_t>((first * (256 - below) + second * below) >> 16);
    }
  }
  return out;
}

}  // namespace parcours::barcode
