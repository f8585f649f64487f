// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/signature.h"

#include <fmt/format.h>

#include "platform/crypto/encode.h"

namespace parcours::protocol {

std::string signed_words(const PushRequest& push) {
  return fmt::format("parcours push 1\n{}\n{}\n{}\n{}\n{}", push.device, push.epoch,
                     to_string(push.lane), push.first_seq, push.end_chain().hex());
}

std::string signed_words(std::string_view target) {
  return fmt::format("parcours get 1\n{}", target);
}

std::string sign_words(const crypto::SecretKey& key, std::string_view words) {
  return crypto::to_hex(crypto::sign(key, words));
}

bool is_signed(const crypto::PublicKey& key, std::string_view words, std::string_view signature) {
  const auto bytes = crypto::from_hex(signature);
  return bytes && crypto::verify(key, words, *bytes);
}

std::string to_hex(const crypto::PublicKey& key) {
  return crypto::to_hex(crypto::view(key));
}

Result<crypto::PublicKey> parse_key(std::string_view hex) {
  const auto bytes = crypto::from_hex(hex);
  auto key = bytes ? crypto::public_key_from_bytes(*bytes)
                   : Result<crypto::PublicKey>{fail(ErrorCode::Invalid, "")};
  if (key) return key;
  return fail(ErrorCode::Invalid, "must be 64 hexadecimal digits", std::string{kKeyHeader});
}

}  // namespace parcours::protocol
