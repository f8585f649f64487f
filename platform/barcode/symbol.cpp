// SPDX-License-Identifier: Apache-2.0
#include "platform/barcode/symbol.h"

namespace parcours::barcode {

std::string_view to_string(Format format) {
  switch (format) {
    case Format::QrCode:
      return "QRCode";
    case Format::Aztec:
      return "Aztec";
    case Format::DataMatrix:
      return "DataMatrix";
    case Format::Pdf417:
      return "PDF417";
    case Format::Ean13:
      return "EAN-13";
    case Format::Ean8:
      return "EAN-8";
    case Format::UpcA:
      return "UPC-A";
    case Format::UpcE:
      return "UPC-E";
    case Format::Code128:
      return "Code128";
    case Format::Code39:
      return "Code39";
    case Format::Itf:
      return "ITF";
  }
  return "unknown";
}

bool is_linear(Format format) {
  switch (format) {
    case Format::QrCode:
    case Format::Aztec:
    case Format::DataMatrix:
    case Format::Pdf417:
      return false;
    case Format::Ean13:
    case Format::Ean8:
    case Format::UpcA:
    case Format::UpcE:
    case Format::Code128:
    case Format::Code39:
    case Format::Itf:
      return true;
  }
  return true;
}

}  // namespace parcours::barcode
