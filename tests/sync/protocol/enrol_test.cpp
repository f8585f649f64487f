// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/enrol.h"

#include <gmock/gmock.h>

#include <set>

#include "platform/base/random.h"

namespace parcours::protocol {
namespace {

using testing::HasSubstr;

EnrolCode code_of(std::uint64_t seed) {
  Random random{seed};
  EnrolCode code;
  for (auto& byte : code.bytes) byte = static_cast<std::uint8_t>(random.between(0, 255));
  return code;
}

TEST(EnrolCode, IsReadAsItIsWrittenAndAsPeopleTypeIt) {
  std::set<std::string> seen;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto code = code_of(seed);
    const auto text = to_text(code);
    EXPECT_TRUE(seen.insert(text).second);
    ASSERT_EQ(text.size(), 26U + 4U) << text;
    EXPECT_EQ(parse_enrol_code(text).value_or(EnrolCode{}), code) << text;
    std::string typed = " ";
    for (const char c : text)
      if (c != '-') typed += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    EXPECT_EQ(parse_enrol_code(typed).value_or(EnrolCode{}), code) << typed;
  }
  EXPECT_EQ(to_text(EnrolCode{}), "22222-22222-22222-22222-222222");
}

TEST(EnrolCode, ThatIsMistypedSaysHow) {
  const auto text = to_text(code_of(7));
  const auto reason = [](const std::string& typed) {
    const auto code = parse_enrol_code(typed);
    EXPECT_FALSE(code) << typed;
    return code ? std::string{} : code.error().message;
  };
  EXPECT_THAT(reason(""), HasSubstr("must have 26 signs, has 0"));
  EXPECT_THAT(reason(text.substr(0, text.size() - 1)), HasSubstr("has 25"));
  EXPECT_THAT(reason(text + "2"), HasSubstr("has more"));
  EXPECT_THAT(reason("0" + text.substr(1)), HasSubstr("there is no 0"));
  EXPECT_THAT(reason(text.substr(0, text.size() - 1) + "3"), HasSubstr("mistyped"));
}

TEST(EnrolCode, HasAHashThatTellsNothingElse) {
  EXPECT_NE(code_of(1).hash(), code_of(2).hash());
  EXPECT_EQ(code_of(1).hash(), code_of(1).hash());
  EXPECT_FALSE(enrol_code_of("short"));
}

TEST(Enrol, RequestAndAnswerAreReadAsTheyAreWritten) {
  const auto pair = *crypto::keypair_from_seed(std::string(crypto::kSeedBytes, 's'));
  const auto json = to_json(EnrolRequest{"d1", pair.public_key, code_of(3)});
  const auto request = parse_enrol_request(json);
  ASSERT_TRUE(request) << request.error().text();
  EXPECT_EQ(request->device, "d1");
  EXPECT_EQ(request->key, pair.public_key);
  EXPECT_EQ(request->code, code_of(3));
  const auto answer = parse_enrol_answer(to_json(EnrolAnswer{"d1", "S1"}));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->shop, "S1");
}

TEST(Enrol, ARequestThatIsNoneNamesTheMember) {
  const auto pair = *crypto::keypair_from_seed(std::string(crypto::kSeedBytes, 's'));
  const auto good = to_json(EnrolRequest{"d1", pair.public_key, code_of(3)});
  for (const std::string member : {"device", "key", "code"}) {
    auto bad = good;
    bad.replace(bad.find('"' + member + '"'), member.size() + 2, "\"other\"");
    const auto request = parse_enrol_request(bad);
    ASSERT_FALSE(request) << bad;
    EXPECT_EQ(request.error().where, member);
  }
  for (const char* bad : {"", "[]", "7", "<html>"}) EXPECT_FALSE(parse_enrol_request(bad)) << bad;
}

}  // namespace
}  // namespace parcours::protocol
