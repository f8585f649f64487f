// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/secure_random.h"

#include <sodium.h>

#include "platform/base/assert.h"
#include "platform/crypto/sodium.h"

namespace parcours::crypto {

std::string random_bytes(std::size_t count) {
  start_sodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::uint32_t random_below(std::uint32_t limit) {
  PARCOURS_ASSERT(limit > 0);
  start_sodium();
  return randombytes_uniform(limit);
}

bool equal_secrets(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  start_sodium();
  return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace parcours::crypto
