// SPDX-License-Identifier: Apache-2.0
// Bytes as text and back: hexadecimal and Base32 (RFC 4648, section 6), upper case, without
// padding, so that a token fits the alphanumeric mode of a QR code. Any thread. Decoding is strict:
// one text for one sequence of bytes.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace parcours::crypto {

/// Lower case, two digits a byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// Either case; Invalid with an odd number of digits or another character.
[[nodiscard]] Result<std::string> from_hex(std::string_view text);

/// A-Z and 2-7, no padding.
[[nodiscard]] std::string to_base32(std::string_view bytes);
/// Invalid with lower case, padding, an impossible length or bits left over that are not zero.
[[nodiscard]] Result<std::string> from_base32(std::string_view text);

}  // namespace parcours::crypto
