// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/encode.h"

#include <fmt/format.h>

#include <cstdint>

namespace parcours::crypto {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

int base32_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= '2' && c <= '7') return c - '2' + 26;
  return -1;
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    text += kHexDigits[byte >> 4];
    text += kHexDigits[byte & 0xF];
  }
  return text;
}

Result<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0)
    return fail(ErrorCode::Invalid, "hexadecimal text needs an even number of digits");
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0)
      return fail(ErrorCode::Invalid, "not hexadecimal", fmt::format("at character {}", i));
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string to_base32(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() * 8 + 4) / 5);
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char c : bytes) {
    pending = pending << 8 | static_cast<std::uint8_t>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += kBase32Digits[(pending >> (bits - 5)) & 31];
  }
  if (bits > 0) text += kBase32Digits[(pending << (5 - bits)) & 31];
  return text;
}

Result<std::string> from_base32(std::string_view text) {
  const auto left_over = text.size() % 8;
  if (left_over == 1 || left_over == 3 || left_over == 6)
    return fail(ErrorCode::Invalid, "Base32 text of an impossible length; it may be cut");
  std::string bytes;
  bytes.reserve(text.size() * 5 / 8);
  std::uint32_t pending = 0;
  int bits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int value = base32_value(text[i]);
    if (value < 0)
      return fail(ErrorCode::Invalid, "not Base32 (A-Z, 2-7)", fmt::format("at character {}", i));
    pending = pending << 5 | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(pending >> bits & 0xFF);
  }
  if ((pending & ((1U << bits) - 1)) != 0)
    return fail(ErrorCode::Invalid, "Base32 text ends in bits that belong to no byte");
  return bytes;
}

}  // namespace parcours::crypto
