// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "platform/base/random.h"
#include "platform/crypto/compress.h"

namespace parcours::crypto {
namespace {

std::string sample(std::size_t bytes) {
  Random random{5};
  std::string out;
  while (out.size() < bytes) out += "row " + std::to_string(random.below(5000)) + ";";
  return out;
}

PieceSink into(std::string& out) {
  return [&out](std::string_view bytes) -> Status {
    out += bytes;
    return {};
  };
}

std::string packed_in_pieces(const std::string& text, std::size_t piece) {
  Packer packer;
  std::string packed;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    EXPECT_TRUE(packer.add(std::string_view{text}.substr(at, piece), into(packed)));
  }
  EXPECT_TRUE(packer.finish(into(packed)));
  return packed;
}

TEST(Packer, GivesWhatEveryWayOfUnpackingReads) {
  const std::string text = sample(3'000'000);
  for (const std::size_t piece : {std::size_t{1000}, text.size()}) {
    const std::string packed = packed_in_pieces(text, piece);
    EXPECT_LT(packed.size(), text.size() / 2);
    EXPECT_EQ(decompress(packed, text.size()).value_or(""), text);
    Unpacker unpacker{text.size()};
    std::string out;
    for (std::size_t at = 0; at < packed.size(); at += 777) {
      ASSERT_TRUE(unpacker.add(std::string_view{packed}.substr(at, 777), into(out)));
    }
    EXPECT_TRUE(unpacker.finish());
    EXPECT_TRUE(out == text);
  }
}

TEST(Unpacker, RefusesWhatIsTooLargeCutChangedOrFollowedBySomething) {
  const std::string text = sample(500'000);
  std::string packed = packed_in_pieces(text, 10'000);
  std::string out;
  Unpacker small{text.size() - 1};
  const Status too_large = small.add(packed, into(out));
  ASSERT_FALSE(too_large);
  EXPECT_EQ(too_large.error().code, ErrorCode::Full);
  EXPECT_LT(out.size(), text.size());

  Unpacker cut{text.size()};
  EXPECT_TRUE(cut.add(std::string_view{packed}.substr(0, packed.size() - 1), into(out)));
  EXPECT_FALSE(cut.finish());
  Unpacker nothing{text.size()};
  EXPECT_FALSE(nothing.finish());

  Unpacker longer{text.size()};
  EXPECT_FALSE(longer.add(packed + "x", into(out)));
  packed[packed.size() / 2] ^= 1;
  Unpacker changed{text.size()};
  EXPECT_FALSE(changed.add(packed, into(out)) && changed.finish());
}

TEST(Unpacker, EndsWithTheFirstErrorOfWhoTakesTheBytes) {
  const std::string packed = packed_in_pieces(sample(500'000), 10'000);
  int calls = 0;
  Unpacker unpacker{1'000'000};
  const Status done = unpacker.add(packed, [&](std::string_view) -> Status {
    ++calls;
    return fail(ErrorCode::Full, "no room");
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "no room");
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace parcours::crypto
