// SPDX-License-Identifier: Apache-2.0
#include "platform/barcode/image.h"

#include <gtest/gtest.h>
#include <stb_image_write.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "platform/base/random.h"
#include "tests/support/code_picture.h"

namespace parcours::barcode {
namespace {

using Bytes = std::vector<std::uint8_t>;

void append(void* to, void* from, int size) {
  const auto* bytes = static_cast<const std::uint8_t*>(from);
  static_cast<Bytes*>(to)->insert(static_cast<Bytes*>(to)->end(), bytes, bytes + size);
}

Bytes png(const Image& image) {
  Bytes bytes;
  EXPECT_NE(stbi_write_png_to_func(append, &bytes, image.width, image.height, 1,
                                   image.pixels.data(), image.stride),
            0);
  return bytes;
}

Bytes jpeg(const Image& image) {
  Bytes bytes;
  EXPECT_NE(
      stbi_write_jpg_to_func(append, &bytes, image.width, image.height, 1, image.pixels.data(), 90),
      0);
  return bytes;
}

Image code() {
  return support::draw_code(Format::QrCode, "RETRAIT:K7P2QX");
}

/// The error of reading `bytes`, "" when they are a picture.
std::string fault(const Bytes& bytes, const ImageLimits& limits = {}) {
  const auto image = read_image(bytes, "picture", limits);
  if (image) return {};
  EXPECT_EQ(image.error().code, ErrorCode::Invalid);
  EXPECT_EQ(image.error().where, "picture");
  return image.error().message;
}

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

TEST(Picture, IsReadPixelForPixel) {
  const Image drawn = code();
  const auto read = read_image(png(drawn), "picture");
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->width, drawn.width);
  EXPECT_EQ(read->height, drawn.height);
  EXPECT_EQ(read->pixels, drawn.pixels);
  EXPECT_TRUE(read_image(jpeg(drawn), "picture"));
  EXPECT_TRUE(read_image(bytes_of("P5 2 2 255\n\x01\x02\x03\x04"), "picture"));
}

TEST(Picture, WithTransparentPartsLiesOnWhitePaper) {
  const std::uint8_t grey_alpha[] = {0, 0, 0, 255, 100, 128};  // clear, black, half clear
  Bytes bytes;
  ASSERT_NE(stbi_write_png_to_func(append, &bytes, 3, 1, 2, grey_alpha, 6), 0);
  const auto image = read_image(bytes, "picture");
  ASSERT_TRUE(image);
  EXPECT_EQ(image->pixels[0], 255);
  EXPECT_EQ(image->pixels[1], 0);
  EXPECT_NEAR(image->pixels[2], 177, 1);
}

TEST(Picture, ThatIsNoneSaysSo) {
  EXPECT_NE(fault({}).find("empty"), std::string::npos);
  EXPECT_NE(fault(bytes_of("hello, this is text")).find("no picture"), std::string::npos);
  EXPECT_NE(fault(bytes_of("<svg xmlns=''/>")).find("no picture"), std::string::npos);
  EXPECT_NE(fault(bytes_of("RIFF____WEBPVP8 ")).find("WebP"), std::string::npos);
  EXPECT_NE(fault(bytes_of("\x89PNG\r\n\x1a\n")).find("cut short"), std::string::npos);
  EXPECT_NE(fault(bytes_of("BM")), "");
}

TEST(Picture, ThatIsDamagedIsRefusedNotGuessed) {
  const Bytes whole = png(code());
  EXPECT_EQ(fault(whole), "");
  EXPECT_NE(fault(Bytes(whole.begin(), whole.end() - 20)).find("cut short"), std::string::npos);
  Bytes flipped = whole;
  flipped[flipped.size() / 2] ^= 0x10;
  EXPECT_NE(fault(flipped).find("check sum"), std::string::npos);
  const Bytes photo = jpeg(code());
  EXPECT_NE(
      fault(Bytes(photo.begin(), photo.begin() + static_cast<std::ptrdiff_t>(photo.size() / 2))),
      "");
}

TEST(Picture, OfAbsurdSizeIsRefusedBeforeMemoryIsSpent) {
  EXPECT_NE(fault(bytes_of("P5 200000 200000 255\n")).find("200000x200000"), std::string::npos);
  EXPECT_NE(fault(bytes_of("P5 0 5 255\n")), "");
  ImageLimits limits;
  limits.pixels_max = 100;
  EXPECT_NE(fault(png(Image::blank(11, 10)), limits), "");
  EXPECT_EQ(fault(png(Image::blank(10, 10)), limits), "");
  limits.file_bytes_max = 10;
  EXPECT_NE(fault(png(Image::blank(10, 10)), limits).find("bytes"), std::string::npos);
}

TEST(PictureFile, NamesWhatIsWrongWithTheFile) {
  EXPECT_EQ(read_image_file("/no/such/picture.png").error().code, ErrorCode::NotFound);
  EXPECT_EQ(read_image_file("/dev/null").error().code, ErrorCode::Invalid);
  EXPECT_EQ(read_image_file("/tmp").error().code, ErrorCode::Invalid);
  const auto path =
      std::filesystem::temp_directory_path() / ("parcours-picture-" + std::to_string(::getpid()));
  std::ofstream{path, std::ios::binary} << "no picture";
  const auto image = read_image_file(path.string());
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().where, path.string());
  std::filesystem::remove(path);
}

TEST(Picture, SurvivesAnyDamage) {
  Random random{41};
  const Bytes seeds[] = {png(code()), jpeg(code()), bytes_of("P5 4 4 255\n0123456789abcdef"),
                         bytes_of("GIF89a\x01\0\x01\0")};
  int read = 0;
  for (int round = 0; round < 3000; ++round) {
    Bytes bytes = seeds[random.below(std::size(seeds))];
    for (std::uint64_t edits = random.below(6); edits > 0; --edits) {
      const std::size_t at = random.below(bytes.size());
      if (random.chance(0.2)) {
        bytes.resize(at + 1);
      } else {
        bytes[at] = static_cast<std::uint8_t>(random.below(256));
      }
    }
    ImageLimits limits;
    limits.pixels_max = 1'000'000;
    const auto image = read_image(bytes, "picture", limits);
    read += image ? 1 : 0;
    if (image) {
      ASSERT_EQ(image->pixels.size(), static_cast<std::size_t>(image->width) * image->height);
    }
  }
  EXPECT_GT(read, 100);
  EXPECT_LT(read, 2900);
}

}  // namespace
}  // namespace parcours::barcode
