// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/compress.h"

#include <gtest/gtest.h>

#include "platform/base/random.h"

namespace parcours::crypto {
namespace {

constexpr std::size_t kMebi = std::size_t{1} << 20;

std::string rows(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += "[\"put\",\"shop\",\"product\",\"P" + std::to_string(i) + "\"]\n";
  return text;
}

TEST(Compress, BringsBackWhatItPackedSmaller) {
  const auto text = rows(20'000);
  for (const int level : {1, 3, 19}) {
    const auto packed = compress(text, level).value();
    EXPECT_LT(packed.size() * 5, text.size());
    EXPECT_EQ(decompress(packed, text.size()).value(), text);
  }
  EXPECT_EQ(decompress(compress("").value(), 0).value(), "");
}

TEST(Compress, StopsAtTheCapBeforeTheBombGoesOff) {
  const auto bomb = compress(std::string(64 * kMebi, '\0')).value();
  ASSERT_LT(bomb.size(), 64U * 1024);
  const auto unpacked = decompress(bomb, kMebi);
  ASSERT_FALSE(unpacked);
  EXPECT_EQ(unpacked.error().code, ErrorCode::Full);
  EXPECT_NE(unpacked.error().message.find("1048576"), std::string::npos);
  EXPECT_FALSE(decompress(bomb, 64 * kMebi - 1));
  EXPECT_TRUE(decompress(bomb, 64 * kMebi));
}

TEST(Compress, ReadsFramesLaidEndToEndAsOne) {
  const auto two = compress("one").value() + compress("two").value();
  EXPECT_EQ(decompress(two, 6).value(), "onetwo");
  EXPECT_EQ(decompress(two, 5).error().code, ErrorCode::Full);
  EXPECT_FALSE(decompress(two + "trailing", 100));
}

TEST(Compress, TellsEveryCutFromTheWhole) {
  const auto text = rows(50);
  const auto packed = compress(text).value();
  for (std::size_t length = 0; length < packed.size(); ++length) {
    const auto unpacked = decompress(packed.substr(0, length), kMebi);
    ASSERT_FALSE(unpacked) << length;
    EXPECT_EQ(unpacked.error().code, ErrorCode::Invalid) << length;
  }
}

TEST(Compress, NeverGivesOtherBytesForAChangedFrame) {
  Random random{11};
  const auto text = rows(200);
  const auto packed = compress(text).value();
  for (int round = 0; round < 3000; ++round) {
    auto changed = packed;
    const auto at = random.below(changed.size());
    changed[at] = static_cast<char>(changed[at] ^ (1 << random.below(8)));
    const auto unpacked = decompress(changed, kMebi);
    // A flipped bit may hit one that means nothing; the checksum sees every one that does.
    ASSERT_EQ(unpacked.value_or(text), text) << at;
  }
}

TEST(Compress, SurvivesNoise) {
  Random random{12};
  for (int round = 0; round < 3000; ++round) {
    // The magic number first, or the decoder would not even look at the rest.
    std::string noise = round % 2 == 0 ? std::string{"\x28\xB5\x2F\xFD", 4} : std::string{};
    const auto length = random.below(60);
    for (std::uint64_t i = 0; i < length; ++i) noise += static_cast<char>(random.below(256));
    const auto unpacked = decompress(noise, 4096);
    ASSERT_LE(unpacked.value_or("").size(), 4096U);
  }
}

}  // namespace
}  // namespace parcours::crypto
