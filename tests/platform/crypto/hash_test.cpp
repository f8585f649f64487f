// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/hash.h"

#include <gtest/gtest.h>

namespace parcours::crypto {
namespace {

TEST(Hash, GivesThePublishedDigests) {
  // Made with another implementation: Python's hashlib.blake2b(digest_size=32).
  EXPECT_EQ(blake2b_256("").hex(),
            "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(blake2b_256("abc").hex(),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Hash, OfPartsIsTheHashOfTheWhole) {
  const std::string whole(100'000, 'q');
  Hasher hasher;
  hasher.add(std::string_view{whole}.substr(0, 1));
  hasher.add("");
  hasher.add(std::string_view{whole}.substr(1));
  EXPECT_EQ(hasher.finish(), blake2b_256(whole));
  EXPECT_EQ(blake2b_256({"a", "", "bc"}), blake2b_256("abc"));
  EXPECT_NE(blake2b_256("abd"), blake2b_256("abc"));
}

TEST(Hash, ComesBackFromItsTextAndItsBytes) {
  const auto digest = blake2b_256("abc");
  EXPECT_EQ(Digest::from_hex(digest.hex()).value(), digest);
  EXPECT_EQ(Digest::from_bytes(digest.view()).value(), digest);
  EXPECT_FALSE(Digest::from_hex(digest.hex().substr(2)));
  EXPECT_FALSE(Digest::from_bytes("short"));
  EXPECT_EQ(Digest{}.hex(), std::string(64, '0'));
}

}  // namespace
}  // namespace parcours::crypto
