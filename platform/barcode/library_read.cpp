// SPDX-License-Identifier: Apache-2.0
// The one file that knows the decoding library (ZXing-cpp 1.4.0). DataBar and MaxiCode stay off: a
// DataBar picture trips an assertion inside Debian's build and would end the process.
#include "platform/barcode/library_read.h"

#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>

#include <exception>

namespace parcours::barcode {
namespace {

ZXing::BarcodeFormats library_formats(Formats formats) {
  using F = ZXing::BarcodeFormat;
  const ZXing::BarcodeFormats checked = F::EAN13 | F::EAN8 | F::UPCA | F::UPCE | F::Code128;
  switch (formats) {
    case Formats::All:
      return checked | F::Code39 | F::ITF | F::PDF417 | F::QRCode | F::Aztec | F::DataMatrix;
    case Formats::Checked:
      return checked;
    case Formats::Stacked:
      return checked | F::PDF417;
    case Formats::Matrix:
      return F::QRCode | F::Aztec | F::DataMatrix;
    case Formats::Square:
      return F::QRCode | F::DataMatrix;
    case Formats::Aztec:
      return F::Aztec;
  }
  return checked;
}

std::optional<Format> format_of(ZXing::BarcodeFormat format) {
  using F = ZXing::BarcodeFormat;
  switch (format) {
    case F::QRCode:
      return Format::QrCode;
    case F::Aztec:
      return Format::Aztec;
    case F::DataMatrix:
      return Format::DataMatrix;
    case F::PDF417:
      return Format::Pdf417;
    case F::EAN13:
      return Format::Ean13;
    case F::EAN8:
      return Format::Ean8;
    case F::UPCA:
      return Format::UpcA;
    case F::UPCE:
      return Format::UpcE;
    case F::Code128:
      return Format::Code128;
    case F::Code39:
      return Format::Code39;
    case F::ITF:
      return Format::Itf;
    default:
      return std::nullopt;
  }
}

std::optional<Symbol> symbol_of(const ZXing::Result& result) {
  const auto format = format_of(result.format());
  if (!result.isValid() || !format) return std::nullopt;
  Symbol symbol;
  symbol.format = *format;
  symbol.text = result.text();
  symbol.bytes.assign(result.bytes().begin(), result.bytes().end());
  // ]E0 promises 13 digits (ISO/IEC 15424); the library leaves the leading zero of UPC-A out.
  if (*format == Format::UpcA && symbol.text.size() == 12) symbol.text.insert(0, 1, '0');
  symbol.aim = result.symbologyIdentifier();
  for (std::size_t i = 0; i < symbol.corners.size(); ++i) {
    symbol.corners[i] = {result.position()[i].x, result.position()[i].y};
  }
  return symbol;
}

}  // namespace

Result<std::optional<Symbol>> library_read(ImageView image, const LibraryHints& hints) {
  ZXing::DecodeHints asked;
  asked.setFormats(library_formats(hints.formats));
  asked.setTryHarder(hints.harder);
  asked.setTryRotate(hints.rotate);
  asked.setTryDownscale(hints.downscale);
  if (hints.is_binary) asked.setBinarizer(ZXing::Binarizer::FixedThreshold);
  try {
    const ZXing::ImageView view{image.pixels, image.width, image.height, ZXing::ImageFormat::Lum,
                                image.stride};
    return symbol_of(ZXing::ReadBarcode(view, asked));
  } catch (const std::exception& error) {
    return fail(ErrorCode::Corrupt, std::string{"the decoder gave up: "} + error.what());
  } catch (...) {  // ZXing::Error is no std::exception
    return fail(ErrorCode::Corrupt, "the decoder gave up on this picture");
  }
}

}  // namespace parcours::barcode
