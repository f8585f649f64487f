// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/pull.h"

#include <gmock/gmock.h>

#include "platform/base/random.h"
#include "tests/sync/protocol/golden.h"

namespace parcours::protocol {
namespace {

using test::golden;
using test::replaced;
using testing::HasSubstr;

TEST(Pull, TheGoldenAnswerIsReadAndWrittenByteForByte) {
  const auto text = golden("pull_answer.ndjson", false);
  const auto answer = parse_pull_answer(text);
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer->head.shop, "S1");
  EXPECT_EQ(answer->head.scopes.size(), 3u);
  ASSERT_EQ(answer->rows.size(), 3u);
  EXPECT_EQ(answer->rows[0].key, "P0001");
  EXPECT_THAT(*answer->rows[0].body, HasSubstr("1.50"));
  EXPECT_FALSE(answer->rows[1].body);
  EXPECT_EQ(answer->end.upto, 42);
  EXPECT_FALSE(answer->end.more);
  ASSERT_TRUE(answer->end.own);
  EXPECT_EQ(answer->end.own->control, 7);
  EXPECT_EQ(to_ndjson(*answer), text);
}

TEST(Pull, AnAnswerCutAnywhereIsNeverAccepted) {
  const auto text = golden("pull_answer.ndjson", false);
  for (std::size_t size = 0; size < text.size(); ++size)
    EXPECT_FALSE(parse_pull_answer(std::string_view{text}.substr(0, size))) << size;
  const auto cut = parse_pull_answer(text.substr(0, text.rfind("{\"upto\"")));
  EXPECT_EQ(cut.error().code, ErrorCode::Unavailable) << "asking again helps";
}

TEST(Pull, ACaptivePortalIsNoAnswer) {
  const auto portal = parse_pull_answer("<html>\n<body>Bienvenue</body>\n</html>\n");
  ASSERT_FALSE(portal);
  EXPECT_EQ(portal.error().code, ErrorCode::Invalid);
  EXPECT_THAT(portal.error().message, HasSubstr("captive portal"));
}

TEST(Pull, ABadLineIsNamed) {
  const auto good = golden("pull_answer.ndjson", false);
  const std::pair<std::string, std::string> bad[] = {
      {replaced(good, "\"del\"", "\"drop\""), "line 3"},
      {replaced(good, ",42]", "]"), "line 3"},
      {replaced(good, "\"S1/T1\"", "\"\""), "key"},
      {replaced(good, "\"P0001\",41", "\"P0001\",0"), "seq"},
      {replaced(good, "{\"id\":\"C00001\"}", "[]"), "line 4"},
      {replaced(good, "\"more\":false", "\"more\":1"), "more"},
      {replaced(good, "\"upto\":42", "\"upto\":-1"), "upto"},
      {replaced(good, "\"epoch\":1", "\"epoch\":0"), "epoch"},
      {good + "{}\n", "line 6"}};
  for (const auto& [text, where] : bad) {
    const auto answer = parse_pull_answer(text);
    ASSERT_FALSE(answer) << text;
    EXPECT_EQ(answer.error().code, ErrorCode::Invalid);
    EXPECT_THAT(answer.error().message, HasSubstr(where));
  }
}

TEST(Pull, ARequestSurvivesItsQuery) {
  PullRequest request;
  request.device = "d 1/é&=";
  request.shop = "S1";
  request.cursor = 42;
  request.wait_s = 25;
  request.scopes = {"catalogue", "shop:S1"};
  const auto target = to_target(request);
  EXPECT_EQ(target.compare(0, 9, "/v1/pull?"), 0);
  const auto read = parse_pull_query(target.substr(9));
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->device, request.device);
  EXPECT_EQ(read->shop, "S1");
  EXPECT_EQ(read->cursor, 42);
  EXPECT_EQ(read->wait_s, 25);
  EXPECT_EQ(read->scopes, request.scopes);
}

TEST(Pull, ABadQueryNamesTheParameter) {
  const std::pair<std::string, std::string> bad[] = {
      {"cursor=1", "device"},           {"device=d&cursor=-1", "cursor"},
      {"device=d&cursor=1x", "cursor"}, {"device=d&wait=99999999999", "wait"},
      {"device=%4", "device"},          {"device=%zz", "device"}};
  for (const auto& [query, name] : bad) {
    const auto read = parse_pull_query(query);
    ASSERT_FALSE(read) << query;
    EXPECT_THAT(read.error().message, HasSubstr(name));
  }
  EXPECT_TRUE(parse_pull_query("device=d&unknown=%41&&x"));
}

TEST(Pull, DamagedAnswersNeverCrash) {
  const auto good = golden("pull_answer.ndjson", false);
  Random random(11);
  int accepted = 0;
  for (int round = 0; round < 4000; ++round) {
    auto text = good;
    for (std::uint64_t changes = 1 + random.below(3); changes > 0; --changes)
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    if (const auto answer = parse_pull_answer(text); answer) {
      ++accepted;
      EXPECT_LE(answer->rows.size(), 3u);
    }
  }
  EXPECT_GT(accepted, 0) << "a change inside a text is none of this layer's business";
}

}  // namespace
}  // namespace parcours::protocol
