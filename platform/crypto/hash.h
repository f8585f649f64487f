// SPDX-License-Identifier: Apache-2.0
// BLAKE2b-256 (RFC 7693, 32 byte digest, no key): chains of events, fingerprints of files. Any
// thread; no state outside the objects. Not for passwords: those take platform/crypto/password.h.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace parcours::crypto {

struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  /// The 32 raw bytes, to be hashed or stored.
  [[nodiscard]] std::string_view view() const {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  /// 64 lower-case hexadecimal digits.
  [[nodiscard]] std::string hex() const;
  /// Invalid unless 64 hexadecimal digits.
  [[nodiscard]] static Result<Digest> from_hex(std::string_view text);
  /// Invalid unless 32 bytes.
  [[nodiscard]] static Result<Digest> from_bytes(std::string_view raw);
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// The digest of the parts laid end to end: `blake2b_256({previous.view(), event})`.
[[nodiscard]] Digest blake2b_256(std::initializer_list<std::string_view> parts);
[[nodiscard]] inline Digest blake2b_256(std::string_view bytes) {
  return blake2b_256({bytes});
}

/// The same piece by piece, for what does not fit into memory. `finish` ends its use.
class Hasher {
 public:
  Hasher();
  void add(std::string_view bytes);
  [[nodiscard]] Digest finish();

 private:
  // Room for crypto_generichash_state (384 bytes, 64 byte alignment), checked where libsodium is
  // known.
  alignas(64) std::array<std::byte, 384> x_state{};
};

}  // namespace parcours::crypto
