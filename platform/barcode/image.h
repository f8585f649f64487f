// SPDX-License-Identifier: Apache-2.0
// A grey picture as a value, and how to read one from a file or from bytes. Pictures come from
// anywhere: every byte is hostile, so size and shape are bounded before anything is decoded. Any
// thread. Writes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::barcode {

/// Grey pixels that someone else owns: `height` rows of `width` bytes, `stride` bytes apart.
struct ImageView {
  const std::uint8_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;

  [[nodiscard]] const std::uint8_t* row(int y) const {
    return pixels + static_cast<std::ptrdiff_t>(y) * stride;
  }
};

/// An owned picture, 8 bits of grey a pixel (0 black), rows top down, `stride` >= `width` bytes
/// apart.
struct Image {
  int width = 0;
  int height = 0;
  int stride = 0;
  std::vector<std::uint8_t> pixels;

  /// A picture of one grey without padding. `width` and `height` > 0.
  [[nodiscard]] static Image blank(int width, int height, std::uint8_t grey = 255);

  [[nodiscard]] ImageView view() const { return {pixels.data(), width, height, stride}; }
  [[nodiscard]] std::uint8_t* row(int y) {
    return pixels.data() + static_cast<std::ptrdiff_t>(y) * stride;
  }
};

/// What a picture may be at most; larger is Invalid before memory is spent on it.
struct ImageLimits {
  std::size_t file_bytes_max = 32u << 20;
  int side_max = 12000;
  std::size_t pixels_max = 50'000'000;
};

/// Reads PNG, JPEG, BMP, GIF (first picture) and PNM; transparent parts become white, as on
/// paper. NotFound when there is no such file, Io when it cannot be read, Invalid (with the reason)
/// when it is no picture, damaged, or beyond `limits`.
[[nodiscard]] Result<Image> read_image_file(const std::string& path,
                                            const ImageLimits& limits = {});

/// The same from memory; `where` names the bytes in errors.
[[nodiscard]] Result<Image> read_image(std::span<const std::uint8_t> bytes, std::string_view where,
                                       const ImageLimits& limits = {});

}  // namespace parcours::barcode
