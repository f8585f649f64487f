// SPDX-License-Identifier: Apache-2.0
// What anybody may send to be let in: the body of an enrolment, a code as typed, and the headers of
// a key and a signature. What parses is written and read again as the same; no noise is signed.
#include <cstdint>

#include "platform/base/assert.h"
#include "sync/protocol/enrol.h"
#include "sync/protocol/signature.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

namespace {

const crypto::KeyPair& pair() {
  static const auto kPair = *crypto::keypair_from_seed(std::string(crypto::kSeedBytes, 's'));
  return kPair;
}

}  // namespace

std::vector<std::string> seeds() {
  const protocol::EnrolCode code{{1, 2, 3, 250}};
  return {protocol::to_json(protocol::EnrolRequest{"d1", pair().public_key, code}),
          protocol::to_json(protocol::EnrolAnswer{"d1", "S1"}), to_text(code),
          protocol::to_hex(pair().public_key),
          protocol::sign_words(pair().secret_key, protocol::signed_words("/v1/pull?device=d1"))};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto request = protocol::parse_enrol_request(text)) {
    const auto again = protocol::parse_enrol_request(to_json(*request));
    PARCOURS_ASSERT(again && again->device == request->device && again->key == request->key);
    PARCOURS_ASSERT(again->code == request->code);
  }
  if (const auto answer = protocol::parse_enrol_answer(text)) {
    const auto again = protocol::parse_enrol_answer(to_json(*answer));
    PARCOURS_ASSERT(again && again->device == answer->device && again->shop == answer->shop);
  }
  if (const auto code = protocol::parse_enrol_code(text)) {
    PARCOURS_ASSERT(protocol::parse_enrol_code(to_text(*code)) == *code);
  }
  if (const auto key = protocol::parse_key(text)) {
    PARCOURS_ASSERT(protocol::parse_key(protocol::to_hex(*key)) == *key);
  }
  PARCOURS_ASSERT(!protocol::is_signed(fuzz::pair().public_key, "words that nobody signed", text));
  return 0;
}
