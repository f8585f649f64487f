// SPDX-License-Identifier: Apache-2.0
// Ed25519 signatures (RFC 8032): pickup codes, coupons, badges and hand-offs that a terminal checks
// without the hub. Any thread. Knows no format and no key store: bytes in, bytes out.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace parcours::crypto {

using PublicKey = std::array<std::uint8_t, 32>;
using SecretKey = std::array<std::uint8_t, 64>;
inline constexpr std::size_t kSignatureBytes = 64;
inline constexpr std::size_t kSeedBytes = 32;

struct KeyPair {
  PublicKey public_key{};
  SecretKey secret_key{};
};

/// A new pair from the system's random numbers.
[[nodiscard]] KeyPair make_keypair();
/// The pair of a 32 byte seed, always the same; Invalid for another length.
[[nodiscard]] Result<KeyPair> keypair_from_seed(std::string_view seed);
/// 32 raw bytes as a key; Invalid for another length.
[[nodiscard]] Result<PublicKey> public_key_from_bytes(std::string_view bytes);
[[nodiscard]] std::string_view view(const PublicKey& key);

/// The 64 byte signature; the same for the same message and key.
[[nodiscard]] std::string sign(const SecretKey& key, std::string_view message);
/// False for a signature of another length, message or key.
[[nodiscard]] bool verify(const PublicKey& key, std::string_view message,
                          std::string_view signature);

}  // namespace parcours::crypto
