// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/encode.h"

#include <gtest/gtest.h>

#include "platform/base/random.h"

namespace parcours::crypto {
namespace {

std::string some_bytes(Random& random, std::size_t count) {
  std::string bytes(count, '\0');
  for (auto& byte : bytes) byte = static_cast<char>(random.below(256));
  return bytes;
}

TEST(Base32, GivesTheExamplesOfTheStandardWithoutPadding) {
  // RFC 4648, section 10.
  EXPECT_EQ(to_base32(""), "");
  EXPECT_EQ(to_base32("f"), "MY");
  EXPECT_EQ(to_base32("fo"), "MZXQ");
  EXPECT_EQ(to_base32("foo"), "MZXW6");
  EXPECT_EQ(to_base32("foob"), "MZXW6YQ");
  EXPECT_EQ(to_base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
}

TEST(Base32, RefusesWhatItNeverWrites) {
  for (const auto* text : {"my", "MY======", "M", "MZX", "MZXW6Y", "M1", "M0", "M ", "MZ", "MZXR"})
    EXPECT_FALSE(from_base32(text)) << text;
  EXPECT_EQ(from_base32("MZ!Q").error().where, "at character 2");
  EXPECT_EQ(from_base32("").value(), "");
}

TEST(Base32, BringsBackEveryLengthOfBytes) {
  Random random{7};
  for (std::size_t length = 0; length < 200; ++length) {
    const auto bytes = some_bytes(random, length);
    const auto text = to_base32(bytes);
    ASSERT_EQ(from_base32(text).value(), bytes);
    ASSERT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), std::string::npos);
  }
}

TEST(Base32, HasOneTextForOneSequenceOfBytes) {
  Random random{8};
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abz=1 \xFF";
  int accepted = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text(random.below(9), '\0');
    // Mostly letters of the alphabet, so that a good part of the texts is well made.
    for (auto& letter : text)
      letter = kLetters[random.below(random.chance(0.98) ? 32 : kLetters.size())];
    const auto bytes = from_base32(text);
    if (!bytes) continue;
    ++accepted;
    ASSERT_EQ(to_base32(*bytes), text);
  }
  EXPECT_GT(accepted, 20'000);
}

TEST(Hex, BringsBackEveryByteInEitherCase) {
  std::string all(256, '\0');
  for (int i = 0; i < 256; ++i) all[static_cast<std::size_t>(i)] = static_cast<char>(i);
  const auto text = to_hex(all);
  EXPECT_EQ(text.substr(0, 6), "000102");
  EXPECT_EQ(text.substr(508), "feff");
  EXPECT_EQ(from_hex(text).value(), all);
  EXPECT_EQ(from_hex("FEff").value(), "\xFE\xFF");
}

TEST(Hex, RefusesOddLengthsAndOtherCharacters) {
  EXPECT_FALSE(from_hex("abc"));
  EXPECT_FALSE(from_hex("0x"));
  EXPECT_FALSE(from_hex(" a"));
  EXPECT_EQ(from_hex("00g0").error().where, "at character 2");
}

TEST(Hex, NeverAcceptsATextThatIsNotItsOwn) {
  Random random{9};
  for (int round = 0; round < 50'000; ++round) {
    const auto text = some_bytes(random, random.below(5));
    const auto bytes = from_hex(text);
    if (!bytes) continue;
    std::string lower = text;
    for (auto& letter : lower)
      letter = letter >= 'A' && letter <= 'F' ? static_cast<char>(letter + 32) : letter;
    ASSERT_EQ(to_hex(*bytes), lower);
  }
}

}  // namespace
}  // namespace parcours::crypto
