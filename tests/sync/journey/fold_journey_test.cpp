// SPDX-License-Identifier: Apache-2.0
// The stories of PRODUCT.md as the fold sees them, and what holds for every order of events.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "platform/base/random.h"
#include "sync/journey/vocabulary.h"
#include "tests/sync/journey/fold_world.h"

namespace parcours::journey {
namespace {

using test::kDay;
using test::kStart;
using test::World;
using testing::ElementsAre;
using testing::HasSubstr;

struct Told {
  std::int64_t day;
  std::string type;
  std::string subject;
  std::string data;
};

const std::vector<Told>& television_journey() {
  static const std::vector<Told> kStory{
      {1, "web.product_viewed", "card:2900000000017", R"({"product":"P7","cut_short":true})"},
      {2, "ad.shown", "customer:C1", R"({"campaign":"tv","slot":"2026-11-04T15:00:00Z"})"},
      {3, "message.sent", "phone:0600000001",
       R"({"template":"tv_slot","channel":"sms","in_name_of":"E001"})"},
      {4, "coupon.issued", "customer:C1", R"({"code":"TV10","percent":10})"},
      {9, "purchase.completed", "card:2900000000017",
       R"({"shop":"S1","lines":[{"product":"P7","price_cents":89900}],"total_cents":80910,)"
       R"("receipt":"R7","coupon":"TV10"})"}};
  return kStory;
}

TEST(FoldJourney, TheTelevisionStoryGoesThroughItsStages) {
  World w;
  w.camille();
  std::vector<std::string> stages;
  for (const auto& one : television_journey()) {
    w.tell_at(kStart + one.day * kDay, one.type, one.subject, one.data);
    stages.push_back(w.customer().stage.name);
  }
  EXPECT_THAT(stages, ElementsAre("investigation", "investigation", "investigation", "validation",
                                  "purchase"));
  EXPECT_EQ(w.customer().stage.reason, "stage.bought");
  EXPECT_EQ(w.coupon().state, "redeemed");
  const auto timeline = w.timeline();
  ASSERT_EQ(timeline.size(), 6u);
  EXPECT_EQ(timeline[3].type, "message.sent");
  EXPECT_EQ(timeline[3].channel, "sms");
  EXPECT_EQ(timeline[3].initiator, "brand");
  EXPECT_EQ(timeline[3].actor, "E001");
  EXPECT_EQ(timeline[5].amount, Money{80910});
  EXPECT_EQ(timeline[5].product, "P7");
}

TEST(FoldJourney, TheOrderOfArrivalDoesNotMatter) {
  World reference;
  reference.camille();
  for (const auto& one : television_journey())
    reference.tell_at(kStart + one.day * kDay, one.type, one.subject, one.data);
  const auto expected = to_json(reference.customer());
  Random random(42);
  for (int round = 0; round < 60; ++round) {
    World w;
    w.camille();
    auto story = television_journey();
    for (std::size_t i = story.size(); i > 1; --i) std::swap(story[i - 1], story[random.below(i)]);
    for (const auto& one : story)
      w.tell_at(kStart + one.day * kDay, one.type, one.subject, one.data);
    EXPECT_EQ(to_json(w.customer()), expected) << "round " << round;
    EXPECT_EQ(w.coupon().state, "redeemed");
  }
}

TEST(FoldJourney, TheOrderOfArrivalDoesNotMatterForManyEventsOfOneMillisecond) {
  const std::vector<std::pair<std::string, std::string>> kinds{
      {"web.product_viewed", R"({"product":"P7"})"},
      {"web.product_viewed", R"({"product":"P8"})"},
      {"web.searched", R"({"words":"tv"})"},
      {"message.opened", R"({"template":"tv"})"},
      {"coupon.issued", R"({"code":"TV10","percent":10})"},
      {"appointment.missed", "{}"},
      {"x.unknown", "{}"}};
  Random random(7);
  for (int round = 0; round < 200; ++round) {
    World reference;
    reference.camille();
    std::vector<Event> story;
    for (int i = 0; i < 8; ++i) {
      const auto& [type, data] = kinds[random.below(kinds.size())];
      const auto day = static_cast<std::int64_t>(random.below(3));  // most share their time
      story.push_back(reference.event(kStart + (1 + day / 2) * kDay, type, "customer:C1", data));
    }
    for (const auto& event : story) ASSERT_TRUE(reference.apply(event));
    const auto expected = to_json(reference.customer());
    for (std::size_t i = story.size(); i > 1; --i) std::swap(story[i - 1], story[random.below(i)]);
    World w;
    w.camille();
    for (const auto& event : story) ASSERT_TRUE(w.apply(event));
    EXPECT_EQ(to_json(w.customer()), expected) << "round " << round;
  }
}

TEST(FoldJourney, AStageCanMoveBackAndCustomersComeBack) {
  World w;
  w.camille();
  EXPECT_EQ(w.customer().stage.name, "awareness");
  w.tell("appointment.booked", "customer:C1");
  EXPECT_EQ(w.customer().stage.name, "validation");
  w.tell("appointment.missed", "customer:C1");
  EXPECT_EQ(w.customer().stage.name, "investigation");
  EXPECT_EQ(w.customer().stage.reason, "stage.missed");
  w.tell("order.placed", "customer:C1", R"({"order":"1","paid":true,"lines":[{"product":"P1"}]})");
  EXPECT_EQ(w.customer().stage.name, "purchase");
  w.tell("purchase.completed", "customer:C1", R"({"order":"1","total_cents":100})");
  EXPECT_EQ(w.customer().stage.name, "purchase");
  w.tell("purchase.completed", "customer:C1", R"({"receipt":"2","total_cents":100})");
  EXPECT_EQ(w.customer().stage.name, "loyalty");
  EXPECT_EQ(w.customer().stage.reason, "stage.came_back");
}

TEST(FoldJourney, TheTimelineSortsByTimeEvenWithinASecond) {
  World w;
  w.camille();
  w.tell_at(kStart + 70'500, "x.late", "customer:C1");
  w.tell_at(kStart + 70'000, "x.early", "customer:C1");
  const auto timeline = w.timeline();
  ASSERT_EQ(timeline.size(), 3u);
  EXPECT_EQ(timeline[1].type, "x.early");
  EXPECT_EQ(timeline[2].type, "x.late");
}

TEST(FoldJourney, UnknownTypesStandInTheTimelineOnly) {
  World w;
  w.camille();
  const auto before = to_json(w.customer());
  w.tell("weather.hot", "customer:C1", R"(["any","data"])");
  EXPECT_EQ(w.timeline().back().type, "weather.hot");
  EXPECT_EQ(w.timeline().back().initiator, "outside");
  EXPECT_EQ(to_json(w.customer()), before);
}

TEST(FoldJourney, TwoSourcesMayUseTheSameId) {
  World w;
  w.camille();
  const auto time = from_ms(kStart + kDay);
  for (const auto source : {"till/1", "till/2"})
    ASSERT_TRUE(w.apply(
        make_event({"7", source}, "points.earned", time, "customer:C1", R"({"points":10})")));
  EXPECT_EQ(w.customer().points, 20);
  EXPECT_EQ(w.timeline().size(), 3u);
}

TEST(FoldJourney, TheLastViewedProductsAreKeptNewestFirst) {
  World w;
  w.camille();
  for (int i = 1; i <= 14; ++i)
    w.tell_at(kStart + i * kDay, "web.product_viewed", "customer:C1",
              "{\"product\":\"P" + std::to_string(i) + "\"}");
  w.tell_at(kStart + 15 * kDay, "app.product_viewed", "customer:C1", R"({"product":"P9"})");
  auto viewed = w.customer().viewed;
  ASSERT_EQ(viewed.size(), 12u);
  EXPECT_EQ(viewed[0], "P9");
  EXPECT_EQ(viewed[1], "P14");
  w.tell_at(kStart + kDay / 2, "web.product_viewed", "customer:C1", R"({"product":"P99"})");
  EXPECT_EQ(w.customer().viewed, viewed) << "older than the twelve";
}

TEST(Vocabulary, EverySchemaIsJsonAndTheReadmeListsEveryType) {
  std::ifstream file(std::string{PARCOURS_SOURCE_DIR} + "/sync/journey/README.md");
  std::stringstream readme;
  readme << file.rdbuf();
  std::istringstream lines(schema_json());
  std::string line;
  std::size_t count = 0;
  while (std::getline(lines, line)) {
    const auto document = json::Document::parse(line);
    ASSERT_TRUE(document) << line;
    const auto type = document->root().string("type");
    EXPECT_TRUE(document->root().find("schema").find("properties").find("data").is_object());
    EXPECT_NE(readme.str().find("| `" + type + "` |"), std::string::npos)
        << type << " is missing in the README's table";
    ++count;
  }
  EXPECT_EQ(count, event_types().size());
  EXPECT_NE(find_event_type("pickup.handed_over"), nullptr);
  EXPECT_EQ(find_event_type("pickup"), nullptr);
}

TEST(Vocabulary, ChecksEveryKindOfMember) {
  const auto refused = [](std::string_view type, std::string_view data) {
    const auto document = json::Document::parse(data);
    return !check_data(type, document->root());
  };
  EXPECT_TRUE(refused("points.earned", R"({"points":"10"})"));
  EXPECT_TRUE(refused("points.earned", R"({"points":99999999999})"));
  EXPECT_TRUE(refused("value.reloaded", R"({"amount_cents":1.5})"));
  EXPECT_TRUE(refused("order.placed", R"({"order":"1","lines":[],"paid":"yes"})"));
  EXPECT_TRUE(refused("coupon.issued", R"({"code":"A","families":["x",1]})"));
  EXPECT_TRUE(refused("coupon.issued", R"({"code":""})"));
  EXPECT_TRUE(refused("coupon.issued", R"({"code":"A","until":"tomorrow"})"));
  EXPECT_FALSE(refused("coupon.issued", R"({"code":"A","until":null,"extra":[1]})"));
  EXPECT_FALSE(refused("weather.hot", R"({"anything":1})"));
}

}  // namespace
}  // namespace parcours::journey
