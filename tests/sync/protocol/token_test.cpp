// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/token.h"

#include <gtest/gtest.h>

#include <sstream>

#include "platform/base/random.h"
#include "platform/crypto/encode.h"
#include "tests/sync/protocol/golden.h"

namespace parcours::protocol {
namespace {

using std::chrono::seconds;

const WallTime kIssued = from_ms(1'790'000'000'000);
const WallTime kExpires = from_ms(1'795'000'000'000);
const WallTime kNow = from_ms(1'792'000'000'000);

crypto::KeyPair keys_of(char first) {
  std::string seed;
  for (int i = 0; i < 32; ++i) seed += static_cast<char>(first + i);
  return *crypto::keypair_from_seed(seed);
}

struct Desk {
  crypto::KeyPair pair = keys_of(0);
  TokenKeys keys{{5, pair.public_key}};
  Token token{TokenType::Pickup, 5, kExpires, kIssued, subject_of("K7P2QX"), 1};
  std::string text = sign_token(token, pair.secret_key);

  TokenFault fault(std::string_view shown, TokenType expected = TokenType::Pickup,
                   WallTime now = kNow) const {
    const auto read = verify_token(shown, expected, keys, now);
    EXPECT_FALSE(read);
    return read ? TokenFault::Malformed : read.error();
  }
};

TEST(Token, IsReadBackWholeAndFitsAnyScanner) {
  Desk d;
  EXPECT_EQ(d.text.size(), kTokenLength);
  for (const char c : d.text.substr(3))
    EXPECT_TRUE((c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'));
  const auto read = verify_token(d.text, TokenType::Pickup, d.keys, kNow);
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(*read, d.token);
  EXPECT_EQ(subject_text(read->subject), "K7P2QX");
  EXPECT_EQ(claimed_type(d.text), TokenType::Pickup);
}

TEST(Token, TheGoldenTokensOfAnotherProgramAreGood) {
  Desk d;
  std::istringstream lines(test::golden("tokens.txt"));
  std::string name;
  std::string text;
  int type = 1;
  while (lines >> name >> text) {
    auto token = verify_token(text, static_cast<TokenType>(type), d.keys, kNow);
    ASSERT_TRUE(token) << name << " " << to_string(token.error());
    EXPECT_EQ(token->shop, 1);
    EXPECT_EQ(sign_token(*token, d.pair.secret_key), text) << name;
    ++type;
  }
  EXPECT_EQ(type, 5);
}

TEST(Token, ItsTimesHoldWithAClocksSkew) {
  Desk d;
  const auto ok = [&](WallTime now) {
    return verify_token(d.text, TokenType::Pickup, d.keys, now).has_value();
  };
  EXPECT_TRUE(ok(kExpires + seconds{29}));
  EXPECT_EQ(d.fault(d.text, TokenType::Pickup, kExpires + seconds{30}), TokenFault::Expired);
  EXPECT_TRUE(ok(kIssued - seconds{30}));
  EXPECT_EQ(d.fault(d.text, TokenType::Pickup, kIssued - seconds{31}), TokenFault::NotYet);
}

TEST(Token, IsGoodForItsOwnUseOnly) {
  Desk d;
  for (const auto type : {TokenType::HandOff, TokenType::Coupon, TokenType::Badge})
    EXPECT_EQ(d.fault(d.text, type), TokenFault::WrongType);
  // The type is under the signature: changing it breaks more than the routing.
  auto bytes = crypto::from_base32(d.text.substr(3)).value();
  bytes[0] = static_cast<char>(1 << 4 | 3);
  EXPECT_EQ(d.fault("K1:" + crypto::to_base32(bytes), TokenType::Coupon), TokenFault::BadSignature);
}

TEST(Token, KeysAreKnownByTheirIdAndTwoOverlap) {
  Desk d;
  const auto next = keys_of(64);
  auto token = d.token;
  token.key_id = 6;
  const auto text = sign_token(token, next.secret_key);
  EXPECT_EQ(d.fault(text), TokenFault::UnknownKey);
  d.keys[6] = next.public_key;
  EXPECT_TRUE(verify_token(text, TokenType::Pickup, d.keys, kNow));
  EXPECT_TRUE(verify_token(d.text, TokenType::Pickup, d.keys, kNow));
  d.keys[5] = next.public_key;
  EXPECT_EQ(d.fault(d.text), TokenFault::BadSignature);
}

TEST(Token, OtherTextsAreNone) {
  Desk d;
  auto bytes = crypto::from_base32(d.text.substr(3)).value();
  bytes[0] = static_cast<char>(2 << 4 | 1);
  EXPECT_EQ(d.fault("K1:" + crypto::to_base32(bytes)), TokenFault::UnknownVersion);
  bytes[0] = static_cast<char>(1 << 4 | 9);
  EXPECT_EQ(d.fault("K1:" + crypto::to_base32(bytes)), TokenFault::Malformed);
  for (const std::string& text :
       {std::string{}, std::string{"K1:"}, d.text + "A", d.text.substr(0, 137),
        "K2:" + d.text.substr(3), std::string{"2900000000017"}, std::string(138, '=')})
    EXPECT_EQ(d.fault(text), TokenFault::Malformed) << text;
}

TEST(Token, NoChangeOfAnyByteIsEverAccepted) {
  Desk d;
  const auto bytes = crypto::from_base32(d.text.substr(3)).value();
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      const auto text = "K1:" + crypto::to_base32(changed);
      EXPECT_FALSE(verify_token(text, TokenType::Pickup, d.keys, kNow)) << at << "." << bit;
    }
}

TEST(Token, RandomDamageOfTheTextIsNeverAccepted) {
  Desk d;
  Random random(3);
  for (int round = 0; round < 3000; ++round) {
    auto text = d.text;
    for (std::uint64_t changes = 1 + random.below(4); changes > 0; --changes)
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    if (text == d.text) continue;
    EXPECT_FALSE(verify_token(text, TokenType::Pickup, d.keys, kNow)) << text;
  }
}

TEST(Token, LongSubjectsAreHashedAndHoldNoText) {
  EXPECT_EQ(subject_of("BADGE-E001"), subject_of("BADGE-E001"));
  EXPECT_NE(subject_of("BADGE-E001"), subject_of("BADGE-E002"));
  EXPECT_EQ(subject_text(subject_of("E001")), "E001");
  EXPECT_EQ(subject_text(TokenSubject{1, 2, 3, 4, 5, 6, 7, 8}), "");
  EXPECT_EQ(subject_text(TokenSubject{'A', 0, 'B', 0, 0, 0, 0, 0}), "");
}

}  // namespace
}  // namespace parcours::protocol
