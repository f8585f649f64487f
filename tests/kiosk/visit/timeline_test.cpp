// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/timeline.h"

#include <gtest/gtest.h>

namespace parcours::visit {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kNow = 1'795'000'000'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;

TimelineLine line(const std::string& type, std::int64_t ago_ms, const std::string& product = {}) {
  TimelineLine made;
  made.entry.type = type;
  made.entry.product = product;
  made.entry.time_ms = kNow - ago_ms;
  made.product_name.fr = product;
  return made;
}

TEST(Timeline, TellsOnePresenceInOneLine) {
  const auto lines =
      condensed({line("profile.opened", 0), line("kiosk.scanned", kMinute),
                 line("shop.identified", kMinute), line("kiosk.scanned", 2 * kMinute),
                 line("web.product_viewed", kDay, "P1"), line("shop.identified", 2 * kDay)});
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].entry.type, "shop.identified");
  EXPECT_EQ(lines[0].entry.time_ms, kNow - kMinute) << "when they came, not when it was read";
  EXPECT_EQ(lines[1].entry.type, "web.product_viewed");
  EXPECT_EQ(lines[2].entry.time_ms, kNow - 2 * kDay);
}

TEST(Timeline, CountsLooksAndSuggestionsOfOneVisit) {
  const auto lines = condensed(
      {line("suggestion.shown", 0, "P2"), line("suggestion.shown", kMinute, "P3"),
       line("kiosk.product_viewed", 2 * kMinute, "P1"), line("kiosk.scanned", 2 * kMinute, "P1"),
       line("kiosk.scanned", 3 * kMinute, "P4")});
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].times, 2);
  EXPECT_EQ(lines[0].entry.product, "");  // two products: none is named
  EXPECT_EQ(lines[0].product_name.fr, "");
  EXPECT_EQ(lines[1].times, 2);
  EXPECT_EQ(lines[1].product_name.fr, "P1");
  EXPECT_EQ(lines[2].times, 1);
}

TEST(Timeline, NeverJoinsWhatWasSaidOrSold) {
  const auto lines = condensed({line("message.sent", 0, "P1"), line("message.sent", 1, "P1"),
                                line("purchase.completed", 2), line("purchase.completed", 3)});
  EXPECT_EQ(lines.size(), 4u);
}

TEST(Timeline, NamesWhatTheCustomerWantsAndDidNotBuy) {
  journey::Customer customer;
  customer.owned = {{"P1", 1, kNow - kDay}};
  customer.viewed = {"P1", "P5"};
  customer.viewed_ms = {kNow - 2 * kDay, kNow - 3 * kDay};
  const std::vector<TimelineLine> lines{
      line("message.sent", 0, "P9"),          line("kiosk.scanned", kMinute, "P2"),
      line("web.product_viewed", kDay, "P3"), line("web.product_viewed", 2 * kDay, "P1"),
      line("kiosk.scanned", 3 * kDay, "P2"),  line("web.product_viewed", 40 * kDay, "P4")};
  EXPECT_EQ(interests(customer, lines, from_ms(kNow)),
            (std::vector<std::string>{"P2", "P3", "P5"}));
}

}  // namespace
}  // namespace parcours::visit
