// SPDX-License-Identifier: Apache-2.0
#include "platform/barcode/write.h"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>
#include <stb/stb_image_write.h>

#include <exception>
#include <optional>

namespace parcours::barcode {
namespace {

std::optional<ZXing::BarcodeFormat> drawn_as(Format format) {
  switch (format) {
    case Format::QrCode:
      return ZXing::BarcodeFormat::QRCode;
    case Format::Aztec:
      return ZXing::BarcodeFormat::Aztec;
    case Format::DataMatrix:
      return ZXing::BarcodeFormat::DataMatrix;
    case Format::Pdf417:
      return ZXing::BarcodeFormat::PDF417;
    case Format::Ean13:
      return ZXing::BarcodeFormat::EAN13;
    case Format::Ean8:
      return ZXing::BarcodeFormat::EAN8;
    case Format::UpcA:
      return ZXing::BarcodeFormat::UPCA;
    case Format::Code128:
      return ZXing::BarcodeFormat::Code128;
    case Format::Code39:
      return ZXing::BarcodeFormat::Code39;
    case Format::Itf:
      return ZXing::BarcodeFormat::ITF;
    case Format::UpcE:
      break;
  }
  return std::nullopt;
}

Image to_image(const ZXing::BitMatrix& bits, int border) {
  Image image = Image::blank(bits.width() + 2 * border, bits.height() + 2 * border);
  for (int y = 0; y < bits.height(); ++y)
    for (int x = 0; x < bits.width(); ++x)
      if (bits.get(x, y)) image.row(y + border)[x + border] = 0;
  return image;
}

}  // namespace

Result<Image> draw(Format format, std::string_view text, DrawSize size) {
  const auto known = drawn_as(format);
  if (!known)
    return fail(ErrorCode::Unsupported, "no code of this kind is drawn here",
                std::string{to_string(format)});
  if (size.width < 1 || size.height < 1 || size.quiet < 0)
    return fail(ErrorCode::Invalid, "a picture needs a width and a height", "size");
  const bool square =
      format == Format::QrCode || format == Format::Aztec || format == Format::DataMatrix;
  const int border = square ? 0 : size.quiet;
  try {
    ZXing::MultiFormatWriter writer{*known};
    if (!is_linear(format)) writer.setEncoding(ZXing::CharacterSet::UTF8);
    writer.setMargin(square ? size.quiet / 4 : size.quiet);
    const auto bits =
        writer.encode(std::string{text}, size.width - 2 * border, size.height - 2 * border);
    return to_image(bits, border);
  } catch (const std::exception& error) {
    return fail(ErrorCode::Invalid,
                std::string{"cannot be said by a code of this kind: "} + error.what(),
                std::string{to_string(format)});
  }
}

Status write_png(const std::string& path, const ImageView& image) {
  if (stbi_write_png(path.c_str(), image.width, image.height, 1, image.pixels, image.stride) == 0)
    return fail(ErrorCode::Io, "the picture cannot be written: is there room, is the folder there?",
                path);
  return {};
}

}  // namespace parcours::barcode
