// SPDX-License-Identifier: Apache-2.0
#include "platform/http_server/message.h"

#include <gtest/gtest.h>

#include "platform/base/random.h"

namespace parcours::http_server {
namespace {

std::string encode(std::string_view text, Random& random) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (c == ' ' && random.chance(0.5)) {
      out += '+';
    } else if (plain && random.chance(0.7)) {
      out += c;
    } else {
      const auto* const digits = random.chance(0.5) ? "0123456789abcdef" : "0123456789ABCDEF";
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

TEST(Target, IsSplitAndDecoded) {
  const auto target = parse_target("/v1/a%2Fb+c?device=a%26b&wait=25&&flag&x=&y=1=2").value();
  EXPECT_EQ(target.path, "/v1/a/b+c");
  const Pairs expected{{"device", "a&b"}, {"wait", "25"}, {"flag", ""}, {"x", ""}, {"y", "1=2"}};
  EXPECT_EQ(target.query, expected);
  EXPECT_TRUE(parse_target("/?").value().query.empty());
  EXPECT_EQ(parse_target("/?a=?").value().query.front().second, "?");
}

TEST(Target, IsRefusedWhenItIsBroken) {
  for (const std::string text : {"", "*", "v1", "http://h/v1", "/%", "/%1", "/%g1", "/%0g", "/?a=%",
                                 "/?%z1=b", "/a%00", "/a%0Ab", "/a\x01", "/?a=\x7F"}) {
    const auto target = parse_target(text);
    ASSERT_FALSE(target) << text;
    EXPECT_EQ(target.error().code, ErrorCode::Invalid);
  }
}

TEST(Query, BringsBackEveryPairHoweverItWasEncoded) {
  Random random{31};
  for (int round = 0; round < 3000; ++round) {
    Pairs pairs;
    std::string text;
    const auto count = random.below(6);
    for (std::uint64_t i = 0; i < count; ++i) {
      std::string name = "n";
      std::string value;
      for (auto n = random.below(6); n > 0; --n) name += static_cast<char>(random.below(256));
      for (auto n = random.below(12); n > 0; --n) value += static_cast<char>(random.below(256));
      if (i > 0) text += '&';
      text += encode(name, random) + "=" + encode(value, random);
      pairs.emplace_back(std::move(name), std::move(value));
    }
    ASSERT_EQ(parse_query(text).value(), pairs) << text;
  }
}

TEST(Query, NeverGrowsOrCrashesOnRandomText) {
  Random random{32};
  constexpr std::string_view kLikely = "%%%&&==+ab019AFg?/\x01\x7F\xC3\xA9";
  int accepted = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string text(random.below(14), '\0');
    for (auto& c : text) c = kLikely[random.below(kLikely.size())];
    const auto pairs = parse_query(text);
    if (!pairs) continue;
    ++accepted;
    std::size_t size = 0;
    for (const auto& [name, value] : *pairs) size += name.size() + value.size();
    ASSERT_LE(size, text.size());
    ASSERT_LE(pairs->size(), text.size());
  }
  EXPECT_GT(accepted, 1000);
  EXPECT_LT(accepted, 49'000);
}

TEST(Request, FindsTheFirstOfAName) {
  Request request;
  request.query = {{"a", "1"}, {"a", "2"}, {"b", ""}};
  request.headers = {{"content-type", "application/json"}};
  EXPECT_EQ(request.query_value("a"), "1");
  EXPECT_EQ(request.query_value("c"), "");
  EXPECT_TRUE(request.has_query("b"));
  EXPECT_FALSE(request.has_query("c"));
  EXPECT_EQ(request.header("content-type"), "application/json");
}

TEST(ErrorResponse, IsJsonWhateverTheMessageHolds) {
  const auto response = error_response(400, "bad_request", "a \"quoted\"\\\n text");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(response.body,
            R"({"error":{"code":"bad_request","message":"a \"quoted\"\\\u000a text"}})");
}

}  // namespace
}  // namespace parcours::http_server
