// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/signature.h"

#include <gtest/gtest.h>

#include "tests/sync/protocol/golden.h"

namespace parcours::protocol {
namespace {

using test::golden;

crypto::KeyPair key() {
  std::string seed;
  for (char i = 0; i < 32; ++i) seed += i;
  return *crypto::keypair_from_seed(seed);
}

TEST(Signature, OfABatchIsTheOneThatAnotherProgramMade) {
  const auto text = golden("push_request_signed.json");
  const auto push = parse_push_request(text);
  ASSERT_TRUE(push) << push.error().text();
  EXPECT_TRUE(is_signed(key().public_key, signed_words(*push), push->signature));
  EXPECT_EQ(sign_words(key().secret_key, signed_words(*push)), push->signature);
  EXPECT_EQ(to_json(*push), text);
}

TEST(Signature, OfAGetIsTheOneThatAnotherProgramMade) {
  const std::string_view target = "/v1/pull?device=d1&shop=S1&cursor=0&wait=0";
  EXPECT_EQ(sign_words(key().secret_key, signed_words(target)), golden("get_signed.txt"));
  EXPECT_FALSE(is_signed(key().public_key, signed_words("/v1/pull?device=d1&shop=S2"),
                         golden("get_signed.txt")));
}

TEST(Signature, HoldsForNothingElseThanItsBatch) {
  const auto push = parse_push_request(golden("push_request_signed.json"));
  ASSERT_TRUE(push);
  const auto holds = [&](PushRequest other) {
    return is_signed(key().public_key, signed_words(other), push->signature);
  };
  auto other = *push;
  other.device = "d2";
  EXPECT_FALSE(holds(other));
  other = *push;
  ++other.epoch;
  EXPECT_FALSE(holds(other));
  other = *push;
  other.lane = Lane::Telemetry;
  EXPECT_FALSE(holds(other));
  other = *push;
  ++other.first_seq;
  EXPECT_FALSE(holds(other));
  other = *push;
  other.events.back().back() = ' ';
  EXPECT_FALSE(holds(other));
  other = *push;
  other.events.pop_back();
  EXPECT_FALSE(holds(other));
  EXPECT_TRUE(holds(*push));
}

TEST(Signature, ThatIsNoneIsRefusedByTheReaderOrHoldsForNothing) {
  const auto words = signed_words("/v1/pull");
  const auto pair = key();
  EXPECT_FALSE(is_signed(pair.public_key, words, ""));
  EXPECT_FALSE(is_signed(pair.public_key, words, "zz"));
  EXPECT_FALSE(is_signed(pair.public_key, words, std::string(128, '0')));
  const auto text = golden("push_request_signed.json");
  for (const char* bad : {"\"signature\":\"12\"", "\"signature\":7"}) {
    const auto at = text.find("\"signature\":\"");
    const auto push = parse_push_request(std::string{text}.replace(at, 13 + 128 + 1, bad));
    ASSERT_FALSE(push) << bad;
    EXPECT_EQ(push.error().where, "signature");
  }
  EXPECT_FALSE(parse_key("00"));
  EXPECT_EQ(*parse_key(to_hex(pair.public_key)), pair.public_key);
}

}  // namespace
}  // namespace parcours::protocol
