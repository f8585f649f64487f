// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "platform/crypto/encode.h"
#include "platform/crypto/password.h"
#include "platform/crypto/secure_random.h"
#include "platform/crypto/sign.h"

namespace parcours::crypto {
namespace {

TEST(Password, IsVerifiedAndNothingElseIs) {
  const auto hash = hash_password("1234", kLeastPasswordCost).value();
  EXPECT_EQ(hash.rfind("$argon2id$v=19$m=8,t=1,p=1$", 0), 0U) << hash;
  EXPECT_TRUE(verify_password(hash, "1234"));
  EXPECT_FALSE(verify_password(hash, "1235"));
  EXPECT_FALSE(verify_password(hash, ""));
  EXPECT_FALSE(verify_password("", "1234"));
  EXPECT_FALSE(verify_password("1234", "1234"));
  EXPECT_FALSE(verify_password(hash.substr(0, hash.size() - 1), "1234"));
}

TEST(Password, HasItsOwnSaltEveryTime) {
  const auto first = hash_password("1234", kLeastPasswordCost).value();
  const auto second = hash_password("1234", kLeastPasswordCost).value();
  EXPECT_NE(first, second);
  EXPECT_TRUE(verify_password(second, "1234"));
}

TEST(Password, AsksToBeHashedAnewWhenTheCostRises) {
  const auto hash = hash_password("1234", kLeastPasswordCost).value();
  EXPECT_FALSE(password_needs_rehash(hash, kLeastPasswordCost));
  EXPECT_TRUE(password_needs_rehash(hash));
  EXPECT_TRUE(password_needs_rehash("not a hash"));
  EXPECT_EQ(hash_password("1234", {0, 8192}).error().code, ErrorCode::Invalid);
}

TEST(Signature, GivesTheExampleOfTheStandard) {
  // RFC 8032, 7.1, test 2.
  const auto seed =
      from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").value();
  const auto pair = keypair_from_seed(seed).value();
  EXPECT_EQ(to_hex(view(pair.public_key)),
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(to_hex(sign(pair.secret_key, "\x72")),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(Signature, HoldsForItsMessageAndKeyOnly) {
  const auto pair = make_keypair();
  const auto other = make_keypair();
  const std::string message = "pickup 48177";
  auto signature = sign(pair.secret_key, message);
  EXPECT_TRUE(verify(pair.public_key, message, signature));
  EXPECT_FALSE(verify(other.public_key, message, signature));
  EXPECT_FALSE(verify(pair.public_key, "pickup 48178", signature));
  EXPECT_FALSE(verify(pair.public_key, message, signature.substr(1)));
  EXPECT_FALSE(verify(pair.public_key, message, signature + "x"));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    auto changed = signature;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(verify(pair.public_key, message, changed)) << "byte " << i;
  }
}

TEST(Signature, KeysAreReadFromBytes) {
  const auto pair = make_keypair();
  EXPECT_EQ(public_key_from_bytes(view(pair.public_key)).value(), pair.public_key);
  EXPECT_FALSE(public_key_from_bytes("short"));
  EXPECT_FALSE(keypair_from_seed("short"));
  EXPECT_NE(make_keypair().public_key, pair.public_key);
}

TEST(SecureRandom, DoesNotRepeatAndStaysBelowItsLimit) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random_bytes(16));
  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_EQ(random_bytes(0), "");
  std::set<std::uint32_t> numbers;
  for (int i = 0; i < 2000; ++i) numbers.insert(random_below(10));
  EXPECT_EQ(numbers.size(), 10U);
  EXPECT_EQ(*numbers.rbegin(), 9U);
}

TEST(SecureRandom, ComparesSecretsWhole) {
  EXPECT_TRUE(equal_secrets("token", "token"));
  EXPECT_TRUE(equal_secrets("", ""));
  EXPECT_FALSE(equal_secrets("token", "tokem"));
  EXPECT_FALSE(equal_secrets("token", "toke"));
}

}  // namespace
}  // namespace parcours::crypto
