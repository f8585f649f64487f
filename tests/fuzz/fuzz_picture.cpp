// SPDX-License-Identifier: Apache-2.0
// Picture files from anywhere. A picture that is read has the pixels that it says. The check sums
// of a PNG are also made right again, or no mutation would get past them.
#include <stb_image_write.h>

#include <cstdint>
#include <cstring>

#include "platform/barcode/image.h"
#include "platform/base/assert.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {
namespace {

constexpr int kSide = 9;

void append(void* to, void* bytes, int size) {
  static_cast<std::string*>(to)->append(static_cast<const char*>(bytes),
                                        static_cast<std::size_t>(size));
}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
  return value;
}

/// CRC-32 as PNG has it, bit by bit: the pictures here are tiny.
std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? 0xEDB88320u ^ crc >> 1 : crc >> 1;
  }
  return crc ^ 0xFFFFFFFFu;
}

void mend_check_sums(std::string& png) {
  for (std::size_t at = 8; at + 12 <= png.size();) {
    const std::size_t length = big_endian(png, at);
    if (length > png.size() - at - 12) return;
    const auto crc = crc_of(std::string_view{png}.substr(at + 4, length + 4));
    for (std::size_t i = 0; i < 4; ++i)
      png[at + 8 + length + i] = static_cast<char>(crc >> (24 - 8 * i));
    at += 12 + length;
  }
}

void read(const std::string& bytes) {
  barcode::ImageLimits limits;
  limits.side_max = 128;
  limits.pixels_max = 8192;
  const auto image = barcode::read_image(
      {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, "fuzz", limits);
  if (!image) return;
  PARCOURS_ASSERT(image->width > 0 && image->width <= limits.side_max);
  PARCOURS_ASSERT(image->height > 0 && image->stride >= image->width);
  PARCOURS_ASSERT(image->pixels.size() == static_cast<std::size_t>(image->stride) * image->height);
}

}  // namespace

std::vector<std::string> seeds() {
  std::vector<std::uint8_t> pixels;
  for (int i = 0; i < kSide * kSide * 4; ++i) pixels.push_back(static_cast<std::uint8_t>(i * 37));
  std::vector<std::string> files(5);
  stbi_write_png_to_func(append, &files[0], kSide, kSide, 4, pixels.data(), kSide * 4);
  stbi_write_png_to_func(append, &files[1], kSide, kSide, 1, pixels.data(), kSide);
  stbi_write_jpg_to_func(append, &files[2], kSide, kSide, 3, pixels.data(), 80);
  stbi_write_bmp_to_func(append, &files[3], kSide, kSide, 3, pixels.data());
  files[4] = "P5\n# grey\n3 2\n255\nabcdef";
  files.push_back(std::string{
      "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xFF\xFF\xFF\x21\xF9\x04\x01\x00\x00\x00\x00"
      "\x2C\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3B",
      43});
  return files;
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  std::string file{reinterpret_cast<const char*>(bytes), size};
  fuzz::read(file);
  if (file.size() > 8 && file.compare(1, 3, "PNG") == 0) {
    fuzz::mend_check_sums(file);
    fuzz::read(file);
  }
  return 0;
}
