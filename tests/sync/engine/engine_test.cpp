// SPDX-License-Identifier: Apache-2.0
#include "sync/engine/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sync/engine/tuning.h"

namespace parcours::engine {
namespace {

using protocol::OwnMarks;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// An engine, the journal's numbers, and a clock that only tests move.
struct Bench {
  Engine engine{1};
  Outlook outlook{"d-1", 1, "S1", 40, 3, {LaneOutlook{0, 0}, LaneOutlook{0, 0}}};
  MonoTime now{seconds{1000}};

  std::optional<Request> ask(Channel channel) { return engine.next_request(channel, now, outlook); }
  Verdict answer(Channel channel, int status, const std::string& body,
                 const std::string& type = "application/json") {
    return engine.on_response(channel, now, {status, type, body, 0});
  }
  Verdict page(bool more, std::size_t rows = 0, std::int64_t upto = 41) {
    protocol::PullAnswer page{{"S1", {"catalogue"}, 3}, {}, {upto, more, OwnMarks{}}};
    for (std::size_t i = 0; i < rows; ++i) {
      page.rows.push_back({"catalogue", "family", std::to_string(i), upto, "{}"});
    }
    return answer(Channel::Pull, 200, protocol::to_ndjson(page), "application/x-ndjson");
  }
  Verdict marks(std::int64_t stored, std::int64_t durable,
                std::optional<std::int64_t> expect = {}) {
    protocol::PushAnswer marks;
    marks.stored.seq = marks.committed.seq = stored;
    marks.durable.seq = durable;
    marks.expect = expect;
    return answer(Channel::Control, 200, protocol::to_json(marks));
  }
  milliseconds delay(Channel channel) {
    return std::max(milliseconds{0}, *engine.wake(channel, outlook) - now);
  }
};

TEST(Pull, AsksAtOnceUntilItIsAtTheHeadAndWaitsForNewsThen) {
  Bench b;
  const auto first = b.ask(Channel::Pull);
  ASSERT_TRUE(first);
  EXPECT_NE(first->target.find("cursor=40&wait=0"), std::string::npos) << first->target;
  EXPECT_NE(first->target.find("device_epoch=1&epoch=3"), std::string::npos);
  EXPECT_FALSE(b.ask(Channel::Pull)) << "one at a time";
  EXPECT_EQ(b.page(true, 2).page->rows.size(), 2U);
  EXPECT_NE(b.ask(Channel::Pull)->target.find("wait=0"), std::string::npos);
  b.page(false, 1);
  EXPECT_TRUE(b.engine.caught_up());
  EXPECT_NE(b.ask(Channel::Pull)->target.find("wait=25"), std::string::npos);
}

TEST(Pull, NeverWaitsForAnUpload) {
  Bench b;
  b.outlook.lanes[0].last_seq = 5;
  ASSERT_TRUE(b.ask(Channel::Control));
  EXPECT_TRUE(b.ask(Channel::Pull));
  b.answer(Channel::Control, 500, "oops", "text/plain");
  b.page(false, 1);
  EXPECT_TRUE(b.ask(Channel::Pull));
  EXPECT_FALSE(b.ask(Channel::Control)) << "a page is no cure for a hub that fails the lane";
}

TEST(Pull, DoesNotSpinOnAProxyThatAnswersAtOnce) {
  Bench b;
  ASSERT_TRUE(b.ask(Channel::Pull));
  b.page(false);
  EXPECT_FALSE(b.ask(Channel::Pull));
  b.now += kEmptyPullPause;
  EXPECT_TRUE(b.ask(Channel::Pull));
}

TEST(Pull, DownloadsAllAgainWhenItsCursorIsGone) {
  Bench b;
  ASSERT_TRUE(b.ask(Channel::Pull));
  const Verdict verdict = b.answer(Channel::Pull, 410, R"({"error":{"code":"gone"}})");
  EXPECT_TRUE(verdict.start_over);
  EXPECT_FALSE(verdict.page);
  EXPECT_TRUE(b.ask(Channel::Pull)) << "at once";
}

TEST(Answers, ThatAreNoneAreNotApplied) {
  struct Case {
    int status;
    const char* body;
    const char* type;
    Trouble trouble;
  };
  const std::vector<Case> cases{
      {0, "", "", Trouble::Unreachable},
      {200, "<html>Bienvenue sur le Wi-Fi</html>", "text/html", Trouble::CaptivePortal},
      {200, " \n<!DOCTYPE html>", "application/json", Trouble::CaptivePortal},
      {302, "", "", Trouble::CaptivePortal},
      {511, "", "", Trouble::CaptivePortal},
      {500, "oops", "text/plain", Trouble::HubErrors},
      {204, "", "application/json", Trouble::HubErrors},
      {404, "", "", Trouble::WrongAddress},
      {401, "who are you?", "text/plain", Trouble::HubErrors},
      {403, R"({"error":{"code":"denied","message":"no scope"}})", "application/json",
       Trouble::HubErrors},
      {401, R"({"error":{"code":"not_enrolled","message":"m"}})", "application/json",
       Trouble::NotEnrolled},
      {401, R"({"error":{"code":"signature","message":"m"}})", "application/json",
       Trouble::NotEnrolled},
      {403, R"({"error":{"code":"revoked","message":"m"}})", "application/json", Trouble::Revoked},
      {200, "{\"stored\":", "application/json", Trouble::Damaged},
      {200, "{\"shop\":\"S1\",\"scopes\":[],\"epoch\":1}\n[\"put\",\"catalogue\"",
       "application/x-ndjson", Trouble::Damaged},
      {200, "", "application/json", Trouble::Damaged},
  };
  for (const Case& c : cases) {
    for (const Channel channel : kChannels) {
      Bench b;
      b.outlook.lanes = {LaneOutlook{5, 0}, LaneOutlook{5, 0}};
      ASSERT_TRUE(b.ask(channel));
      const Verdict verdict = b.answer(channel, c.status, c.body, c.type);
      EXPECT_EQ(verdict.trouble, c.trouble) << c.status << " " << c.body;
      EXPECT_FALSE(verdict.page || verdict.push || verdict.start_over || verdict.new_epoch);
      EXPECT_FALSE(verdict.detail.empty());
      EXPECT_GE(b.delay(channel), kBackOffMin);
    }
  }
}

TEST(BackOff, GrowsWithJitterToItsLimitAndIsNeverEndless) {
  Bench b;
  milliseconds longest{0};
  std::vector<milliseconds> early;
  for (int i = 0; i < 200; ++i) {
    ASSERT_TRUE(b.ask(Channel::Pull));
    b.answer(Channel::Pull, 0, "");
    const milliseconds delay = b.delay(Channel::Pull);
    EXPECT_GE(delay, kBackOffMin);
    EXPECT_LE(delay, i == 0 ? milliseconds{1000} : kBackOffMax);
    longest = std::max(longest, delay);
    b.now += delay;
  }
  EXPECT_GT(longest, seconds{40});
}

TEST(BackOff, EndsWithAnySuccessAndWhenTheLinkComesUp) {
  Bench b;
  b.outlook.lanes[0].last_seq = 1;
  for (int i = 0; i < 9; ++i) {
    ASSERT_TRUE(b.ask(Channel::Control));
    b.answer(Channel::Control, 0, "");
    b.now += b.delay(Channel::Control);
  }
  ASSERT_TRUE(b.ask(Channel::Control));
  b.answer(Channel::Control, 0, "");
  ASSERT_TRUE(b.ask(Channel::Pull));
  b.page(false, 1);
  EXPECT_TRUE(b.ask(Channel::Control)) << "the pull showed that the hub is there";
  b.answer(Channel::Control, 503, "later", "text/plain");
  EXPECT_FALSE(b.ask(Channel::Control));
  b.engine.link_up();
  EXPECT_TRUE(b.ask(Channel::Control));
}

TEST(BackOff, OfARefusedTerminalEndsOnEveryLineWhenTheHubTakesItInAgain) {
  Bench b;
  b.outlook.lanes[0].last_seq = 5;
  for (const Channel channel : {Channel::Control, Channel::Pull}) {
    for (int i = 0; i < 8; ++i) {
      while (!b.ask(channel)) b.now += seconds{1};
      const Verdict verdict =
          b.answer(channel, 403, R"({"error":{"code":"revoked","message":"by the operator"}})");
      EXPECT_EQ(verdict.trouble, Trouble::Revoked);
      EXPECT_EQ(verdict.detail, "by the operator");
    }
  }
  while (!b.ask(Channel::Pull)) b.now += seconds{1};
  b.engine.not_applied(Channel::Control, b.now);
  ASSERT_FALSE(b.ask(Channel::Control));
  b.page(false, 1);
  EXPECT_TRUE(b.ask(Channel::Control));
}

TEST(BackOff, RespectsWhatTheHubAsks) {
  Bench b;
  b.outlook.lanes[0].last_seq = 1;
  ASSERT_TRUE(b.ask(Channel::Control));
  EXPECT_EQ(
      b.engine.on_response(Channel::Control, b.now, {429, "application/json", "{}", 20}).trouble,
      Trouble::HubErrors);
  EXPECT_GE(b.delay(Channel::Control), seconds{20});
}

TEST(Push, SendsWhatIsNotStoredAndGoesOnFromTheHubsWord) {
  Bench b;
  EXPECT_FALSE(b.ask(Channel::Control)) << "nothing to send";
  b.outlook.lanes[0] = {1500, 0};
  EXPECT_EQ(b.ask(Channel::Control)->after_seq, 0);
  EXPECT_EQ(b.marks(1000, 1000).stored_seq, 1000);
  b.outlook.lanes[0] = {1500, 1000, 1000};
  EXPECT_EQ(b.ask(Channel::Control)->after_seq, 1000);
  b.marks(1500, 1500);
  b.outlook.lanes[0] = {1500, 1500, 1500};
  EXPECT_FALSE(b.ask(Channel::Control));
}

TEST(Push, AsksAgainForWhatIsStoredButNotDurableWithoutSendingItAgain) {
  Bench b;
  b.outlook.lanes[0] = {5, 0, 0};
  ASSERT_TRUE(b.ask(Channel::Control));
  EXPECT_EQ(b.marks(5, 0).stored_seq, 5);
  b.outlook.lanes[0].stored_seq = 5;
  EXPECT_FALSE(b.ask(Channel::Control));
  b.now += kDurableRecheck;
  const auto again = b.ask(Channel::Control);
  ASSERT_TRUE(again) << "without a new event";
  EXPECT_EQ(again->after_seq, 5);
  EXPECT_EQ(again->events_max, 0U);
  b.marks(5, 3);
  EXPECT_GE(b.delay(Channel::Control), kDurableRecheck);
  b.outlook.lanes[0] = {6, 3, 5};
  const auto fresh = b.ask(Channel::Control);
  ASSERT_TRUE(fresh) << "a new event does not wait for that";
  EXPECT_GT(fresh->events_max, 0U);
}

TEST(Push, AsksAtOnceWhetherAHubOfAnotherHistoryStillHasAll) {
  Bench b;
  b.outlook.lanes[0] = {5, 0, 5};
  ASSERT_TRUE(b.ask(Channel::Control)) << "after its own start too";
  b.marks(5, 0);
  ASSERT_TRUE(b.ask(Channel::Pull));
  b.page(false, 1);
  EXPECT_FALSE(b.ask(Channel::Control)) << "the same hub as before";
  b.outlook.hub_epoch = 2;
  ASSERT_TRUE(b.ask(Channel::Pull));
  b.page(false, 1);
  ASSERT_TRUE(b.ask(Channel::Control)) << "it began again";
  b.marks(5, 0);
  ASSERT_TRUE(b.ask(Channel::Pull));
  b.answer(Channel::Pull, 410, "{}");
  EXPECT_TRUE(b.ask(Channel::Control)) << "it went back";
}

TEST(Push, GoesBackToWhereTheHubWants) {
  Bench b;
  b.outlook.lanes[0] = {12, 2, 9};
  EXPECT_EQ(b.ask(Channel::Control)->after_seq, 9);
  const Verdict verdict = b.marks(4, 2, 5);
  EXPECT_TRUE(verdict.push);
  EXPECT_EQ(verdict.stored_seq, 4);
  b.outlook.lanes[0].stored_seq = 4;
  EXPECT_EQ(b.ask(Channel::Control)->after_seq, 4);
}

TEST(Push, BecomesAnotherEpochWhenTheHubLostOrForkedTheLane) {
  for (const auto& [stored, expect] :
       std::vector<std::pair<std::int64_t, std::optional<std::int64_t>>>{
           {0, 1}, {99, {}}, {9, 99}}) {
    Bench b;
    b.outlook.lanes[0] = {9, 5};
    ASSERT_TRUE(b.ask(Channel::Control));
    const Verdict verdict = b.marks(stored, stored, expect);
    EXPECT_TRUE(verdict.new_epoch) << stored;
    EXPECT_FALSE(verdict.push);
    b.engine.epoch_changed();
    b.outlook.lanes[0] = {4, 0};
    EXPECT_EQ(b.ask(Channel::Control)->after_seq, 0);
  }
}

TEST(Push, HalvesABatchThatIsTooLarge) {
  Bench b;
  b.outlook.lanes[0] = {5000, 0};
  std::size_t last = 2000;
  for (int i = 0; i < 12; ++i) {
    const auto request = b.ask(Channel::Control);
    ASSERT_TRUE(request);
    EXPECT_LT(request->events_max, std::max<std::size_t>(last, 2));
    last = request->events_max;
    b.answer(Channel::Control, 413, "too large", "text/plain");
    b.now += b.delay(Channel::Control);
  }
  EXPECT_EQ(last, 1U);
}

TEST(Push, ThatTheTerminalCouldNotKeepIsAskedAgain) {
  Bench b;
  b.outlook.lanes[0] = {5, 0};
  ASSERT_TRUE(b.ask(Channel::Control));
  ASSERT_TRUE(b.marks(5, 5).push);
  b.engine.not_applied(Channel::Control, b.now);
  EXPECT_FALSE(b.ask(Channel::Control));
  b.now += kBackOffMax;
  EXPECT_EQ(b.ask(Channel::Control)->after_seq, 0);
}

}  // namespace
}  // namespace parcours::engine
