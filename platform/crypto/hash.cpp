// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/hash.h"

#include <sodium.h>

#include <algorithm>

#include "platform/base/assert.h"
#include "platform/crypto/encode.h"
#include "platform/crypto/sodium.h"

namespace parcours::crypto {
namespace {

using State = crypto_generichash_state;
static_assert(sizeof(State) <= 384 && alignof(State) <= 64, "Hasher keeps too little room");

State* state_of(std::byte* bytes) {
  return reinterpret_cast<State*>(bytes);
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string Digest::hex() const {
  return to_hex(view());
}

Result<Digest> Digest::from_hex(std::string_view text) {
  PARCOURS_TRY(const auto raw, crypto::from_hex(text));
  return from_bytes(raw);
}

Result<Digest> Digest::from_bytes(std::string_view raw) {
  Digest digest;
  if (raw.size() != digest.bytes.size())
    return fail(ErrorCode::Invalid, "a digest is 32 bytes (64 hexadecimal digits)");
  std::copy(raw.begin(), raw.end(), digest.bytes.begin());
  return digest;
}

Hasher::Hasher() {
  start_sodium();
  const int code = crypto_generichash_init(state_of(x_state.data()), nullptr, 0, sizeof(Digest));
  PARCOURS_ASSERT(code == 0);
}

void Hasher::add(std::string_view bytes) {
  crypto_generichash_update(state_of(x_state.data()), bytes_of(bytes), bytes.size());
}

Digest Hasher::finish() {
  Digest digest;
  const int code =
      crypto_generichash_final(state_of(x_state.data()), digest.bytes.data(), digest.bytes.size());
  PARCOURS_ASSERT(code == 0);  // Otherwise the hasher was finished before.
  return digest;
}

Digest blake2b_256(std::initializer_list<std::string_view> parts) {
  Hasher hasher;
  for (const auto part : parts) hasher.add(part);
  return hasher.finish();
}

}  // namespace parcours::crypto
