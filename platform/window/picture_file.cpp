// SPDX-License-Identifier: Apache-2.0
#include "platform/window/picture_file.h"

#include <stb/stb_image.h>
#include <stb/stb_image_write.h>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace parcours::window {
namespace {

Pixels halved(const Pixels& from) {
  Pixels to{from.width / 2, from.height / 2, {}};
  to.rgba.resize(static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height) * 4);
  const std::size_t stride = static_cast<std::size_t>(from.width) * 4;
  auto* out = to.rgba.data();
  for (int y = 0; y < to.height; ++y) {
    const std::uint8_t* row = from.rgba.data() + static_cast<std::size_t>(y) * 2 * stride;
    for (int i = 0; i < to.width * 4; ++i, ++out) {
      const std::uint8_t* at = row + (i / 4) * 8 + i % 4;
      *out = static_cast<std::uint8_t>((at[0] + at[4] + at[stride] + at[stride + 4] + 2) / 4);
    }
  }
  return to;
}

}  // namespace

Result<Pixels> read_picture(const std::string& path, int width_max) {
  std::error_code missing;
  if (!std::filesystem::exists(path, missing)) {
    return fail(ErrorCode::NotFound, "the picture is not there", path);
  }
  int width = 0, height = 0, channels = 0;
  const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> bytes(
      stbi_load(path.c_str(), &width, &height, &channels, 4), &stbi_image_free);
  if (!bytes) {
    return fail(ErrorCode::Invalid, std::string("not a picture: ") + stbi_failure_reason(), path);
  }
  Pixels pixels{width, height, {}};
  pixels.rgba.assign(bytes.get(), bytes.get() + static_cast<std::size_t>(width) *
                                                    static_cast<std::size_t>(height) * 4);
  while (pixels.width > width_max && pixels.height > 1) pixels = halved(pixels);
  return pixels;
}

Status write_png(const Pixels& pixels, const std::string& path) {
  const std::size_t count =
      static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height);
  std::vector<std::uint8_t> rgb(count * 3);
  for (std::size_t i = 0; i < count; ++i) {
    std::copy_n(&pixels.rgba[i * 4], 3, &rgb[i * 3]);
  }
  if (stbi_write_png(path.c_str(), pixels.width, pixels.height, 3, rgb.data(), pixels.width * 3) ==
      0) {
    return fail(ErrorCode::Io, "the picture could not be written; does its folder exist?", path);
  }
  return {};
}

}  // namespace parcours::window
