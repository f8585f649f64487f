// SPDX-License-Identifier: Apache-2.0
// Signed tokens as a scanner reads them. Whatever is changed in one, it is refused: no other token
// than those that were signed here is ever good.
#include <algorithm>
#include <cstdint>

#include "platform/base/assert.h"
#include "sync/protocol/token.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

const WallTime kNow = from_ms(1'790'000'000'000);

const crypto::KeyPair& keys() {
  static const auto pair = crypto::keypair_from_seed(std::string(crypto::kSeedBytes, 's'));
  PARCOURS_ASSERT(pair);
  return *pair;
}

std::vector<protocol::Token> signed_tokens() {
  using protocol::TokenType;
  std::vector<protocol::Token> tokens;
  for (const auto type :
       {TokenType::Pickup, TokenType::HandOff, TokenType::Coupon, TokenType::Badge}) {
    tokens.push_back({type, 1, from_ms(1'790'000'060'000), from_ms(1'789'999'000'000),
                      protocol::subject_of("K7P2QX"), 1});
  }
  return tokens;
}

std::vector<std::string> seeds() {
  std::vector<std::string> texts{"K1:", "K1:CEAAAAAA"};
  for (const auto& token : signed_tokens()) texts.push_back(sign_token(token, keys().secret_key));
  return texts;
}

}  // namespace parcours::fuzz

namespace {

void check(std::string_view text) {
  using namespace parcours;
  static const protocol::TokenKeys known{{1, fuzz::keys().public_key}};
  static const auto good = fuzz::signed_tokens();
  static_cast<void>(protocol::claimed_type(text));
  for (const auto type : {protocol::TokenType::Pickup, protocol::TokenType::Badge}) {
    const auto token = protocol::verify_token(text, type, known, fuzz::kNow);
    PARCOURS_ASSERT(!token || std::find(good.begin(), good.end(), *token) != good.end());
    if (token) static_cast<void>(protocol::subject_text(token->subject));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string text{reinterpret_cast<const char*>(bytes), size};
  check(text);
  // A wrong length is the first thing refused: a right one gets to the signature.
  text.resize(parcours::protocol::kTokenLength, 'A');
  check(text);
  return 0;
}
