// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/password.h"

#include <sodium.h>

#include <array>

#include "platform/crypto/sodium.h"

namespace parcours::crypto {

Result<std::string> hash_password(std::string_view password, PasswordCost cost) {
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (cost.passes < crypto_pwhash_OPSLIMIT_MIN || cost.memory_bytes < crypto_pwhash_MEMLIMIT_MIN)
    return fail(ErrorCode::Invalid, "Argon2id needs at least 1 pass and 8192 bytes");
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes,
                            cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(ErrorCode::Full, "no memory for Argon2id at this cost");
  return std::string{hash.data()};
}

bool verify_password(const std::string& hash, std::string_view password) {
  start_sodium();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool password_needs_rehash(const std::string& hash, PasswordCost cost) {
  start_sodium();
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_bytes) != 0;
}

}  // namespace parcours::crypto
