// SPDX-License-Identifier: Apache-2.0
// Events that come late: the same result as in order, and few rows read for it.
#include <gmock/gmock.h>

#include <algorithm>

#include "platform/base/random.h"
#include "tests/sync/journey/fold_world.h"

namespace parcours::journey {
namespace {

using test::kDay;
using test::kStart;
using test::World;

constexpr std::int64_t kHour = 3600 * 1000;

struct Told {
  std::int64_t time_ms;
  std::string type;
  std::string data;
};

std::vector<std::string> types_of_every_stage() {
  return {"ad.shown",           "message.sent",      "web.product_viewed",   "app.product_viewed",
          "message.opened",     "shop.visited",      "web.basket_abandoned", "appointment.booked",
          "appointment.missed", "coupon.issued",     "coupon.expired",       "purchase.completed",
          "purchase.returned",  "value.reloaded",    "value.spent",          "points.earned",
          "consent.given",      "consent.withdrawn", "survey.asked"};
}

std::string data_for(const std::string& type, std::size_t position, Random& random) {
  if (type.find("product_viewed") != std::string::npos)
    return R"({"product":"P)" + std::to_string(random.below(20)) + R"("})";
  if (type.compare(0, 7, "coupon.") == 0)
    return R"({"code":"K)" + std::to_string(position) + R"("})";
  if (type.compare(0, 9, "purchase.") == 0)
    return R"({"total_cents":1500,"receipt":"R)" + std::to_string(position) + R"("})";
  if (type.compare(0, 6, "value.") == 0) return R"({"amount_cents":250})";
  if (type.compare(0, 7, "points.") == 0) return R"({"points":7})";
  if (type.compare(0, 8, "consent.") == 0) return R"({"purpose":"email"})";
  return "{}";
}

/// Some of them in the same millisecond as the one before.
std::vector<Told> random_story(std::size_t length, std::size_t kinds, Random& random) {
  auto types = types_of_every_stage();
  std::vector<std::string> chosen;
  for (std::size_t i = 0; i < kinds; ++i) chosen.push_back(types[random.below(types.size())]);
  std::vector<Told> story;
  std::int64_t time_ms = kStart + kDay;
  for (std::size_t i = 0; i < length; ++i) {
    if (random.below(10) > 0) time_ms += kHour + static_cast<std::int64_t>(random.below(20 * kDay));
    const auto& type = chosen[random.below(chosen.size())];
    story.push_back({time_ms, type, data_for(type, i, random)});
  }
  return story;
}

/// What the timeline alone decides about a customer, whatever came first.
std::string decided(const Customer& customer) {
  Customer kept;
  kept.id = customer.id;
  kept.points = customer.points;
  kept.stored_value = customer.stored_value;
  kept.purchases = customer.purchases;
  kept.stage = customer.stage;
  kept.earlier = customer.earlier;
  kept.setback_ms = customer.setback_ms;
  kept.consents = customer.consents;
  kept.viewed = customer.viewed;
  kept.viewed_ms = customer.viewed_ms;
  return to_json(kept);
}

/// Tells the story in the order of `arrival`; ids are those of the story's order.
std::string outcome(const std::vector<Told>& story, const std::vector<std::size_t>& arrival) {
  World w;
  w.camille();
  for (const auto at : arrival) {
    const auto& told = story[at];
    // Two digits more: ids sort as the story goes. From a terminal: no spend is refused.
    EXPECT_TRUE(w.apply(make_event({"t" + std::to_string(1000 + at), "kiosk/d1"}, told.type,
                                   from_ms(told.time_ms), "customer:C1", told.data)))
        << told.type;
  }
  return decided(w.customer());
}

/// Counts the rows that a fold reads of the rows under it.
class CountingRows final : public RowSource {
 public:
  explicit CountingRows(const RowSource& under) : x_under(under) {}

  [[nodiscard]] Result<std::optional<Row>> find(std::string_view kind,
                                                std::string_view key) const override {
    ++count;
    return x_under.find(kind, key);
  }
  [[nodiscard]] Result<std::vector<Row>> scan(std::string_view kind, std::string_view prefix,
                                              std::size_t limit, bool descending) const override {
    auto rows = x_under.scan(kind, prefix, limit, descending);
    if (rows) count += rows->size();
    return rows;
  }

  mutable std::size_t count = 0;

 private:
  const RowSource& x_under;
};

TEST(FoldLate, AnyOrderOfArrivalGivesWhatTheOrderOfTimeGives) {
  Random random(7);
  for (int round = 0; round < 400; ++round) {
    const auto story = random_story(4 + random.below(40), 2 + random.below(8), random);
    std::vector<std::size_t> arrival(story.size());
    for (std::size_t i = 0; i < arrival.size(); ++i) arrival[i] = i;
    const auto expected = outcome(story, arrival);
    std::reverse(arrival.begin(), arrival.end());
    ASSERT_EQ(outcome(story, arrival), expected) << "backwards, round " << round;
    for (std::size_t i = arrival.size(); i > 1; --i)
      std::swap(arrival[i - 1], arrival[random.below(i)]);
    ASSERT_EQ(outcome(story, arrival), expected) << "round " << round;
  }
}

TEST(FoldLate, AFloodOfLateEventsReadsFewRowsEach) {
  constexpr std::size_t kEvents = 2000;
  constexpr std::size_t kRowsEach = 12;
  Random random(11);
  const std::vector<std::string> types{"web.product_viewed",  "app.product_viewed", "message.sent",
                                       "message.opened",      "shop.visited",       "ad.shown",
                                       "web.basket_abandoned"};
  for (const bool backwards : {true, false}) {
    World w;
    w.camille();
    std::size_t reads = 0;
    for (std::size_t i = 0; i < kEvents; ++i) {
      const auto at = backwards ? kEvents - i : random.below(1'000'000);
      const auto& type = types[random.below(types.size())];
      const auto event = make_event({"f" + std::to_string(i), "test"}, type,
                                    from_ms(kStart + kDay + static_cast<std::int64_t>(at) * 60'000),
                                    "customer:C1", data_for(type, i, random));
      const CountingRows counted(w.rows);
      const auto changes = fold(event, counted);
      ASSERT_TRUE(changes) << changes.error().text();
      w.rows.apply(*changes);
      reads += counted.count;
    }
    EXPECT_LT(reads, kEvents * kRowsEach) << (backwards ? "backwards" : "in any order");
  }
}

}  // namespace
}  // namespace parcours::journey
