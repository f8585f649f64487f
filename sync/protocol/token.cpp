// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/token.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/crypto/encode.h"
#include "platform/crypto/hash.h"

namespace parcours::protocol {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kBodyBytes = 20;
constexpr std::string_view kDomain = "parcours.token.K1";

using Fault = tl::unexpected<TokenFault>;

void put_number(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>((number >> shift) & 0xFF);
}

std::uint64_t get_number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < count; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

std::uint64_t to_seconds(WallTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  return static_cast<std::uint64_t>(std::clamp<std::int64_t>(seconds, 0, 0xFFFFFFFF));
}

WallTime from_seconds(std::uint64_t seconds) {
  return WallTime{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

std::string body_of(const Token& token) {
  std::string out;
  out += static_cast<char>(kVersion << 4 | static_cast<std::uint8_t>(token.type));
  out += static_cast<char>(token.key_id);
  put_number(out, to_seconds(token.expires), 4);
  put_number(out, to_seconds(token.issued), 4);
  for (const auto byte : token.subject) out += static_cast<char>(byte);
  put_number(out, token.shop, 2);
  return out;
}

/// A signature for one use must never pass for another, nor for anything else that the key signs.
std::string signed_bytes(std::string_view body) {
  std::string out{kDomain};
  out += '\0';
  out += static_cast<char>(body[0] & 0x0F);
  out += body;
  return out;
}

tl::expected<std::string, TokenFault> bytes_of(std::string_view text) {
  if (text.size() != kTokenLength || text.substr(0, kTokenPrefix.size()) != kTokenPrefix)
    return Fault{TokenFault::Malformed};
  auto bytes = crypto::from_base32(text.substr(kTokenPrefix.size()));
  if (!bytes || bytes->size() != kBodyBytes + crypto::kSignatureBytes)
    return Fault{TokenFault::Malformed};
  if (static_cast<unsigned char>(bytes->front()) >> 4 != kVersion)
    return Fault{TokenFault::UnknownVersion};
  return std::move(*bytes);
}

tl::expected<TokenType, TokenFault> type_of(std::string_view bytes) {
  const auto type = static_cast<TokenType>(bytes[0] & 0x0F);
  if (type < TokenType::Pickup || type > TokenType::Badge) return Fault{TokenFault::Malformed};
  return type;
}

bool is_code_character(std::uint8_t c) {
  return c > 0x20 && c < 0x7F;
}

}  // namespace

std::string_view to_string(TokenFault fault) {
  switch (fault) {
    case TokenFault::Malformed:
      return "malformed";
    case TokenFault::UnknownVersion:
      return "unknown_version";
    case TokenFault::UnknownKey:
      return "unknown_key";
    case TokenFault::BadSignature:
      return "bad_signature";
    case TokenFault::WrongType:
      return "wrong_type";
    case TokenFault::NotYet:
      return "not_yet";
    case TokenFault::Expired:
      return "expired";
  }
  return "malformed";
}

TokenSubject subject_of(std::string_view text) {
  TokenSubject subject{};
  if (text.size() <= subject.size()) {
    std::copy(text.begin(), text.end(), subject.begin());
  } else {
    const auto digest = crypto::blake2b_256(text);
    std::copy_n(digest.bytes.begin(), subject.size(), subject.begin());
  }
  return subject;
}

std::string subject_text(const TokenSubject& subject) {
  const auto end = std::find(subject.begin(), subject.end(), 0);
  const bool padded = std::all_of(end, subject.end(), [](std::uint8_t c) { return c == 0; });
  if (!padded || !std::all_of(subject.begin(), end, is_code_character)) return {};
  return {subject.begin(), end};
}

std::string sign_token(const Token& token, const crypto::SecretKey& key) {
  const auto body = body_of(token);
  const auto signature = crypto::sign(key, signed_bytes(body));
  return fmt::format("{}{}", kTokenPrefix, crypto::to_base32(body + signature));
}

tl::expected<TokenType, TokenFault> claimed_type(std::string_view text) {
  const auto bytes = bytes_of(text);
  if (!bytes) return Fault{bytes.error()};
  return type_of(*bytes);
}

tl::expected<Token, TokenFault> verify_token(std::string_view text, TokenType expected,
                                             const TokenKeys& keys, WallTime now) {
  const auto bytes = bytes_of(text);
  if (!bytes) return Fault{bytes.error()};
  const auto body = std::string_view{*bytes}.substr(0, kBodyBytes);
  const auto type = type_of(body);
  if (!type) return Fault{type.error()};
  Token token;
  token.type = *type;
  token.key_id = static_cast<std::uint8_t>(body[1]);
  token.expires = from_seconds(get_number(body, 2, 4));
  token.issued = from_seconds(get_number(body, 6, 4));
  std::copy_n(body.begin() + 10, token.subject.size(), token.subject.begin());
  token.shop = static_cast<std::uint16_t>(get_number(body, 18, 2));
  const auto key = keys.find(token.key_id);
  if (key == keys.end()) return Fault{TokenFault::UnknownKey};
  if (!crypto::verify(key->second, signed_bytes(body), std::string_view{*bytes}.substr(kBodyBytes)))
    return Fault{TokenFault::BadSignature};
  if (token.type != expected) return Fault{TokenFault::WrongType};
  if (now + kClockSkew < token.issued) return Fault{TokenFault::NotYet};
  if (now - kClockSkew >= token.expires) return Fault{TokenFault::Expired};
  return token;
}

}  // namespace parcours::protocol
