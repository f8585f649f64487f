// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/exchange.h"

#include <gtest/gtest.h>

namespace parcours::protocol {
namespace {

const std::string kZeros(64, '0');

TEST(Push, WritesEventsAsTheyWere) {
  const std::string event = R"({"id":"e1","extra":{"kept":true}})";
  const PushRequest push{"d-1", 2, "control", 5, std::string(32, '\1'), {event, event}};
  std::string chain;
  for (int i = 0; i < 32; ++i) chain += "01";
  EXPECT_EQ(to_json(push),
            R"({"device":"d-1","epoch":2,"lane":"control","first_seq":5,"prev_chain":")" + chain +
                R"(","events":[)" + event + "," + event + "]}");
}

TEST(PushAnswer, IsReadWhole) {
  const std::string mark = R"({"seq":7,"chain":")" + kZeros + R"("})";
  const auto answer = parse_push_answer(
      R"({"stored":)" + mark + R"(,"committed":)" + mark + R"(,"durable":)" + mark +
      R"(,"rejected":[{"id":"e2","reason":"unknown order"}],"expect":3,"retry_after_ms":250,"max_events":10})");
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer->durable.seq, 7);
  EXPECT_EQ(answer->durable.chain, std::string(32, '\0'));
  EXPECT_EQ(answer->rejected.at(0).reason, "unknown order");
  EXPECT_EQ(answer->expect, 3);
  EXPECT_EQ(answer->retry_after_ms, 250);
  EXPECT_EQ(answer->max_events, 10);
  EXPECT_FALSE(answer->forked);
}

TEST(PushAnswer, IsRefusedWithoutItsMarks) {
  for (const char* text : {"", "{}", "[]", "{\"stored\":", R"({"stored":{"seq":1}})",
                           R"({"stored":{"seq":"1","chain":"x"}})", "<html>"}) {
    EXPECT_FALSE(parse_push_answer(text)) << text;
  }
}

TEST(PullTarget, EscapesValues) {
  EXPECT_EQ(pull_target({"d 1&x", 2, "S/1", 9, 41, 25}),
            "/v1/pull?device=d%201%26x&device_epoch=2&cursor=41&wait=25&shop=S%2F1&epoch=9");
  EXPECT_EQ(pull_target({"d", 1, "", 0, 0, 0}), "/v1/pull?device=d&device_epoch=1&cursor=0&wait=0");
}

const std::string kHead = R"({"shop":"S1","scopes":["catalogue","shop:S1"],"epoch":4})"
                          "\n";

TEST(PullPage, ReadsRowsAndItsEnd) {
  const auto page =
      parse_pull_page(kHead + R"(["put","catalogue","product","P1",12,{"name":"a\nb"}])"
                              "\n"
                              R"(["del","shop:S1","task","S1/t",13])"
                              "\n"
                              R"({"upto":13,"more":false,"own":{"control":5}})"
                              "\n");
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->shop, "S1");
  EXPECT_EQ(page->hub_epoch, 4);
  ASSERT_EQ(page->rows.size(), 2U);
  EXPECT_EQ(page->rows[0].body, R"({"name":"a\nb"})");
  EXPECT_FALSE(page->rows[1].body);
  EXPECT_EQ(page->rows[1].seq, 13);
  EXPECT_EQ(page->upto, 13);
  EXPECT_EQ(page->own, (std::array<std::int64_t, 2>{5, 0}));
}

TEST(PullPage, IsNotReadWhenItIsCutOffAnywhere) {
  const std::string whole = kHead + R"(["put","catalogue","product","P1",12,{"name":"a"}])"
                                    "\n"
                                    R"({"upto":13,"more":true})"
                                    "\n";
  ASSERT_TRUE(parse_pull_page(whole));
  for (std::size_t n = 0; n + 1 < whole.size(); ++n) {
    EXPECT_FALSE(parse_pull_page(whole.substr(0, n))) << n;
  }
  for (const char* row : {"[]", "[\"put\",\"a\",\"b\",\"c\",1]", "[\"set\",\"a\",\"b\",\"c\",1,{}]",
                          "[\"put\",\"a\",\"b\",\"\",1,{}]", "17", "{}"}) {
    EXPECT_FALSE(parse_pull_page(kHead + row + "\n{\"upto\":1,\"more\":false}\n")) << row;
  }
}

}  // namespace
}  // namespace parcours::protocol
