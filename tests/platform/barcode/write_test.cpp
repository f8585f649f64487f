// SPDX-License-Identifier: Apache-2.0
#include "platform/barcode/write.h"

#include <gtest/gtest.h>

#include <string>

#include "platform/barcode/decode.h"
#include "tests/support/folder.h"

namespace parcours::barcode {
namespace {

void expect_read_back(Format format, const std::string& text, DrawSize size) {
  const auto image = draw(format, text, size);
  ASSERT_TRUE(image) << image.error().text();
  const auto symbols = decode(image->view());
  ASSERT_TRUE(symbols);
  ASSERT_EQ(symbols->size(), 1U) << text;
  EXPECT_EQ(symbols->front().text, text);
  EXPECT_EQ(symbols->front().format, format);
}

TEST(BarcodeWriter, DrawsWhatTheReaderReadsBack) {
  expect_read_back(Format::Ean13, "2900000000018", {520, 260, 32});
  expect_read_back(Format::Code128, "BADGE-E001", {520, 200, 32});
  expect_read_back(Format::QrCode, "K7P2QX", {480, 480, 16});
  expect_read_back(Format::QrCode, "RETRAIT:K7P2QX", {300, 300, 16});
}

TEST(BarcodeWriter, RefusesAnEan13WithAWrongCheckDigit) {
  const auto image = draw(Format::Ean13, "2900000000017");
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().code, ErrorCode::Invalid);
  EXPECT_EQ(image.error().where, "EAN-13");
  EXPECT_FALSE(draw(Format::Ean13, "BADGE"));
  EXPECT_EQ(draw(Format::UpcE, "01234565").error().code, ErrorCode::Unsupported);
}

TEST(BarcodeWriter, WritesAPngThatCanBeReadAgain) {
  const Folder folder;
  const auto file = folder.file("card.png").string();
  const auto image = draw(Format::Ean13, "2900000000018", {520, 260, 32});
  ASSERT_TRUE(image);
  ASSERT_TRUE(write_png(file, image->view()));
  const auto again = read_image_file(file);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->width, image->width);
  EXPECT_EQ(again->pixels, image->pixels);
  const auto lost = write_png(folder.file("none/card.png").string(), image->view());
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, ErrorCode::Io);
}

}  // namespace
}  // namespace parcours::barcode
