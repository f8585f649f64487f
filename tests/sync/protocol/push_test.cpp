// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/push.h"

#include <gmock/gmock.h>

#include "platform/base/random.h"
#include "sync/protocol/chain.h"
#include "tests/sync/protocol/golden.h"

namespace parcours::protocol {
namespace {

using test::golden;
using test::replaced;
using testing::HasSubstr;

TEST(Push, TheGoldenRequestIsReadAndWrittenByteForByte) {
  const auto text = golden("push_request.json");
  const auto request = parse_push_request(text);
  ASSERT_TRUE(request) << request.error().text();
  EXPECT_EQ(request->device, "d1");
  EXPECT_EQ(request->epoch, 2);
  EXPECT_EQ(request->lane, Lane::Control);
  ASSERT_EQ(request->events.size(), 2u);
  EXPECT_THAT(request->events[1], HasSubstr(R"("n":1.50)"));
  EXPECT_EQ(to_json(*request), text);
}

TEST(Push, TheChainIsTheOneThatAnotherProgramComputed) {
  const auto request = parse_push_request(golden("push_request.json"));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->prev_chain, kChainStart);
  EXPECT_EQ(request->end_chain().hex(), golden("push_request.chain"));
  auto other = *request;
  other.events[1].back() = ' ';
  EXPECT_NE(other.end_chain(), request->end_chain());
}

TEST(Push, TheGoldenAnswerIsReadAndWritten) {
  const auto text = golden("push_answer.json");
  const auto answer = parse_push_answer(text);
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer->committed.seq, 2);
  EXPECT_EQ(answer->committed.chain.hex(), golden("push_request.chain"));
  EXPECT_EQ(answer->durable, Mark{});
  EXPECT_EQ(answer->expect, 3);
  ASSERT_EQ(answer->rejected.size(), 1u);
  EXPECT_EQ(answer->rejected[0].id, "7f3a");
  EXPECT_EQ(to_json(*answer), text);
}

TEST(Push, ARequestThatIsNoneNamesTheMember) {
  const auto good = golden("push_request.json");
  const std::pair<std::string, std::string> bad[] = {
      {replaced(good, "\"device\":\"d1\"", "\"device\":7"), "device"},
      {replaced(good, "\"epoch\":2", "\"epoch\":0"), "epoch"},
      {replaced(good, "\"control\"", "\"fast\""), "lane"},
      {replaced(good, "\"first_seq\":1", "\"first_seq\":\"1\""), "first_seq"},
      {replaced(good, "0000", "00"), "prev_chain"},
      {replaced(good, "\"events\":[", "\"event\":["), "events"},
      {"[]", "object"},
      {good.substr(0, good.size() - 1), "JSON"}};
  for (const auto& [text, member] : bad) {
    const auto request = parse_push_request(text);
    ASSERT_FALSE(request) << text;
    EXPECT_EQ(request.error().code, ErrorCode::Invalid);
    EXPECT_THAT(request.error().message, HasSubstr(member));
  }
}

TEST(Push, AnAnswerThatIsNoneNamesTheMember) {
  const auto good = golden("push_answer.json");
  const std::pair<std::string, std::string> bad[] = {
      {replaced(good, "\"durable\"", "\"durably\""), "durable"},
      {replaced(good, "\"seq\":2", "\"seq\":-1"), "stored.seq"},
      {replaced(good, "\"chain\":\"", "\"chain\":\"x"), "stored.chain"},
      {replaced(good, "\"id\":\"7f3a\",", ""), "rejected[0].id"},
      {replaced(good, "\"expect\":3", "\"expect\":0"), "expect"},
      {"<html><body>Wi-Fi</body></html>", "JSON"}};
  for (const auto& [text, member] : bad) {
    const auto answer = parse_push_answer(text);
    ASSERT_FALSE(answer) << text;
    EXPECT_THAT(answer.error().message, HasSubstr(member));
  }
}

TEST(Push, DamagedRequestsNeverCrashAndNeverKeepTheirChain) {
  const auto good = golden("push_request.json");
  const auto reference = parse_push_request(good);
  Random random(7);
  for (int round = 0; round < 4000; ++round) {
    auto text = good;
    const auto at = random.below(text.size());
    if (random.chance(0.3))
      text.erase(at, 1 + random.below(20));
    else
      text[at] = static_cast<char>(random.below(256));
    const auto request = parse_push_request(text);
    if (request && request->events != reference->events) {
      EXPECT_NE(request->end_chain(), reference->end_chain()) << text;
    }
  }
}

}  // namespace
}  // namespace parcours::protocol
