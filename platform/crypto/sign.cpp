// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/sign.h"

#include <sodium.h>

#include <algorithm>

#include "platform/base/assert.h"
#include "platform/crypto/sodium.h"

namespace parcours::crypto {
namespace {

static_assert(sizeof(PublicKey) == crypto_sign_PUBLICKEYBYTES);
static_assert(sizeof(SecretKey) == crypto_sign_SECRETKEYBYTES);
static_assert(kSignatureBytes == crypto_sign_BYTES && kSeedBytes == crypto_sign_SEEDBYTES);

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

KeyPair make_keypair() {
  start_sodium();
  KeyPair pair;
  const int code = crypto_sign_keypair(pair.public_key.data(), pair.secret_key.data());
  PARCOURS_ASSERT(code == 0);
  return pair;
}

Result<KeyPair> keypair_from_seed(std::string_view seed) {
  if (seed.size() != kSeedBytes)
    return fail(ErrorCode::Invalid, "the seed of a key pair is 32 bytes");
  start_sodium();
  KeyPair pair;
  const int code =
      crypto_sign_seed_keypair(pair.public_key.data(), pair.secret_key.data(), bytes_of(seed));
  PARCOURS_ASSERT(code == 0);
  return pair;
}

Result<PublicKey> public_key_from_bytes(std::string_view bytes) {
  PublicKey key{};
  if (bytes.size() != key.size()) return fail(ErrorCode::Invalid, "a public key is 32 bytes");
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

std::string_view view(const PublicKey& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

std::string sign(const SecretKey& key, std::string_view message) {
  start_sodium();
  std::string signature(kSignatureBytes, '\0');
  const int code = crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                                        bytes_of(message), message.size(), key.data());
  PARCOURS_ASSERT(code == 0);
  return signature;
}

bool verify(const PublicKey& key, std::string_view message, std::string_view signature) {
  if (signature.size() != kSignatureBytes) return false;
  start_sodium();
  return crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(),
                                     key.data()) == 0;
}

}  // namespace parcours::crypto
