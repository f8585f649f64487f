// SPDX-License-Identifier: Apache-2.0
#include "kiosk/clienteling/automation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/demo_rows.h"

namespace parcours::clienteling {
namespace {

using test::kDay;
using test::kNow;

TimelineLine line(const char* type, const char* channel, const char* detail) {
  TimelineLine out;
  out.entry.event_id = std::string(type) + detail;
  out.entry.type = type;
  out.entry.channel = channel;
  out.entry.detail = detail;
  return out;
}

std::vector<std::string> told(const std::vector<TimelineLine>& lines) {
  std::vector<std::string> out;
  for (const auto& one : lines)
    out.push_back(one.entry.type + " " + one.entry.detail + ": " + one.outcome);
  return out;
}

TEST(Automation, SaysOfEachMessageWhatBecameOfIt) {
  const auto lines = automation_of(
      {line("message.replied", "sms", "slot"), line("message.opened", "sms", "slot"),
       line("message.sent", "sms", "slot"), line("message.opened", "email", "news"),
       line("message.sent", "email", "news"), line("message.delivered", "sms", "hello"),
       line("message.sent", "sms", "hello"), line("message.sent", "post", "letter"),
       line("survey.answered", "kiosk", "delivery"), line("survey.asked", "email", "delivery"),
       line("note.added", "phone", "")},
      false);
  EXPECT_EQ(told(lines),
            (std::vector<std::string>{"message.sent slot: replied", "message.sent news: read",
                                      "message.sent hello: no_reply",
                                      "message.sent letter: ", "survey.asked delivery: answered"}));
}

TEST(Automation, AReadingIsOfTheMessageBeforeItOnly) {
  const auto lines =
      automation_of({line("message.sent", "email", "news"), line("message.opened", "email", "news"),
                     line("message.sent", "email", "news")},
                    false);
  EXPECT_EQ(told(lines),
            (std::vector<std::string>{"message.sent news: no_reply", "message.sent news: read"}));
}

TEST(Automation, PlansComeFirstAndAPersonHoldsThem) {
  auto late = line("message.planned", "email", "late");
  late.entry.due_ms = 20;
  auto soon = line("message.planned", "email", "soon");
  soon.entry.due_ms = 10;
  auto stopped = line("message.planned", "email", "stopped");
  stopped.entry.due_ms = 30;
  stopped.entry.outcome = "goal_reached";
  auto gone = line("message.planned", "email", "gone");
  gone.entry.outcome = "sent";
  const std::vector<TimelineLine> all{late, gone, stopped, line("ad.shown", "ad", ""), soon};
  EXPECT_EQ(
      told(automation_of(all, false)),
      (std::vector<std::string>{"message.planned soon: planned", "message.planned late: planned",
                                "message.planned stopped: stopped", "ad.shown : "}));
  EXPECT_EQ(automation_of(all, true).front().outcome, "held");
}

TEST(Clienteling, OffersTheSurveyThatWaitsWithItsPromise) {
  auto rows = test::demo_rows();
  const Clienteling clienteling(rows, "S1");
  auto camille = clienteling.customer("C00001");
  ASSERT_TRUE(camille);
  EXPECT_FALSE(clienteling.survey(*camille, kNow).value());
  journey::TimelineEntry asked;
  asked.event_id = "e-9";
  asked.type = "survey.asked";
  asked.time_ms = to_ms(kNow) - kDay;
  asked.detail = "livraison";
  asked.code = "OPINION";
  test::put_timeline(rows, "C00001", asked);
  auto promised = test::make_coupon("OPINION", "C00001");
  promised.state = "promised";
  promised.survey = "livraison";
  test::put_coupon(rows, promised);
  const auto waiting = clienteling.survey(*camille, kNow).value();
  ASSERT_TRUE(waiting);
  EXPECT_EQ(waiting->survey, "livraison");
  EXPECT_EQ(waiting->coupon->percent, 10);
  EXPECT_FALSE(clienteling.survey(*camille, kNow + std::chrono::days{100}).value()) << "long ago";
  const auto coupons = clienteling.coupons("C00001", kNow);
  ASSERT_TRUE(coupons);
  for (const auto& state : *coupons)
    EXPECT_NE(state.coupon.code, "OPINION") << "a promise is no coupon yet";
  const auto use = clienteling.coupon("OPINION", {kNow, "shop", "C00001", {}});
  EXPECT_EQ(use->refusal, "promised");
  camille->consents.by_purpose["profile"] = false;
  EXPECT_FALSE(clienteling.survey(*camille, kNow).value());
}

TEST(Clienteling, TheMapHasARowForAssociates) {
  auto rows = test::demo_rows();
  journey::TimelineEntry handed;
  handed.event_id = "e-7";
  handed.type = "pickup.handed_over";
  handed.channel = "associate";
  handed.time_ms = to_ms(kNow);
  test::put_timeline(rows, "C00001", handed);
  const auto map = Clienteling(rows, "S1").channel_stages(kNow);
  ASSERT_TRUE(map);
  const auto row = std::find(map->channels.begin(), map->channels.end(), "associate");
  ASSERT_NE(row, map->channels.end());
  const auto& volume = map->volume[static_cast<std::size_t>(row - map->channels.begin())];
  EXPECT_EQ(volume, (std::vector<std::int64_t>{0, 0, 0, 1, 0, 0}));
}

}  // namespace
}  // namespace parcours::clienteling
