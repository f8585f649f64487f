// SPDX-License-Identifier: Apache-2.0
// Signed tokens "K1:…" (pickup, hand-off, coupon, badge) that a terminal checks without the hub.
// Values and their text, no I/O, any thread. It knows nothing of "used already": that is state,
// asked of rows. Layout: 20 bytes (version and type, key id, expiry u32, issued u32, subject 8,
// shop u16; big endian) and 64 of Ed25519 over a domain string, the type and those 20; Base32
// without padding: 138 characters, upper case, safe for any scanner.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "platform/base/clock.h"
#include "platform/crypto/sign.h"

namespace parcours::protocol {

enum class TokenType : std::uint8_t { Pickup = 1, HandOff = 2, Coupon = 3, Badge = 4 };

/// Why a token is not accepted; the first that applies in this order.
enum class TokenFault {
  Malformed,       ///< not a token at all, or damaged text
  UnknownVersion,  ///< of a newer program
  UnknownKey,      ///< signed by a key this terminal does not know
  BadSignature,
  WrongType,  ///< a good token for another use
  NotYet,
  Expired,
};
/// "bad_signature", "expired"…: key of a word.
[[nodiscard]] std::string_view to_string(TokenFault fault);

using TokenSubject = std::array<std::uint8_t, 8>;

struct Token {
  TokenType type = TokenType::Pickup;
  std::uint8_t key_id = 0;
  WallTime expires{};  ///< whole seconds up to 2106
  WallTime issued{};   ///< whole seconds; not valid before
  TokenSubject subject{};
  std::uint16_t shop = 0;  ///< number of the shop, 0: any
  friend bool operator==(const Token&, const Token&) = default;
};

inline constexpr std::string_view kTokenPrefix = "K1:";
inline constexpr std::size_t kTokenLength = 138;
/// Clocks of terminals may differ by so much.
inline constexpr std::chrono::seconds kClockSkew{30};
inline constexpr std::chrono::seconds kHandOffLife{90};

/// Public keys by id: two while a key is being replaced.
using TokenKeys = std::map<std::uint8_t, crypto::PublicKey>;

/// A text of at most 8 bytes as it is (a pickup code, a staff id), a longer one by the first 8
/// bytes of its BLAKE2b-256.
[[nodiscard]] TokenSubject subject_of(std::string_view text);
/// The text of a subject that holds one; empty when it holds a hash or random bytes.
[[nodiscard]] std::string subject_text(const TokenSubject& subject);

/// The text of `token`, signed.
[[nodiscard]] std::string sign_token(const Token& token, const crypto::SecretKey& key);

/// The token when it is good for `expected` at `now`, else why not.
[[nodiscard]] tl::expected<Token, TokenFault> verify_token(std::string_view text,
                                                           TokenType expected,
                                                           const TokenKeys& keys, WallTime now);

/// The type a text claims, before any check: to route a scan. Malformed or UnknownVersion
/// otherwise.
[[nodiscard]] tl::expected<TokenType, TokenFault> claimed_type(std::string_view text);

}  // namespace parcours::protocol
