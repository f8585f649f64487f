// SPDX-License-Identifier: Apache-2.0
#include "platform/base/error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "platform/base/assert.h"
#include "platform/base/log.h"
#include "platform/base/result.h"

namespace parcours {
namespace {

Result<int> half_of(int number) {
  if (number % 2 != 0) return fail(ErrorCode::Invalid, "the number is odd", "field n");
  return number / 2;
}

Result<int> quarter_of(int number) {
  PARCOURS_TRY(const int half, half_of(number));
  return half_of(half);
}

Status check_even(int number) {
  PARCOURS_CHECK(half_of(number));
  return {};
}

TEST(Error, SaysItsCodeMessageAndPlace) {
  EXPECT_EQ((Error{ErrorCode::Full, "free some room", "shop.db"}.text()),
            "full: free some room (shop.db)");
  EXPECT_EQ((Error{ErrorCode::NotFound, "no such product", ""}.text()),
            "not found: no such product");
}

TEST(Error, HasItsOwnWordForEveryCode) {
  std::set<std::string_view> words;
  for (const auto code :
       {ErrorCode::NotFound, ErrorCode::Invalid, ErrorCode::Conflict, ErrorCode::Denied,
        ErrorCode::Unavailable, ErrorCode::Timeout, ErrorCode::Full, ErrorCode::Corrupt,
        ErrorCode::Io, ErrorCode::Cancelled, ErrorCode::Unsupported})
    words.insert(to_string(code));
  EXPECT_EQ(words.size(), 11U);
  EXPECT_EQ(words.count("unknown"), 0U);
}

TEST(Result, IsHandedUpUnchanged) {
  EXPECT_EQ(quarter_of(12).value(), 3);
  const auto first = quarter_of(7);
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().text(), "invalid: the number is odd (field n)");
  EXPECT_FALSE(quarter_of(6)) << "the second step fails";
  EXPECT_TRUE(check_even(2));
  EXPECT_EQ(check_even(3).error().where, "field n");
}

TEST(Assert, StopsTheProgramAndNamesTheInvariant) {
  PARCOURS_ASSERT(1 + 1 == 2);
  EXPECT_DEATH(PARCOURS_ASSERT(1 + 1 == 3), "error_test.cpp:.*broken invariant: 1 \\+ 1 == 3");
}

TEST(Log, WritesOneJsonObjectALineAboveItsLevel) {
  testing::internal::CaptureStderr();
  log(LogLevel::Debug, "dropped");
  log(LogLevel::Warning, "pull", {{"rows", "120"}, {"reason", "a \"quoted\"\nline"}});
  const auto text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(text.find("dropped"), std::string::npos);
  EXPECT_NE(text.find(R"("level":"warning","event":"pull","rows":"120")"), std::string::npos);
  EXPECT_NE(text.find(R"(a \"quoted\"\u000aline"})"), std::string::npos) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

}  // namespace
}  // namespace parcours
