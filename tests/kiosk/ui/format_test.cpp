// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/format.h"

#include <gtest/gtest.h>

#include "tests/kiosk/ui/samples.h"

namespace parcours::ui {
namespace {

constexpr std::int64_t kNow = samples::kNow;  // Thursday 12 November 2026, 15:42 in Paris
constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;

class FormatTest : public testing::Test {
 protected:
  FormatTest() {
    auto opened = Words::open(std::string(PARCOURS_SOURCE_DIR) + "/assets/i18n");
    if (!opened) ADD_FAILURE() << opened.error().text();
    words = std::move(*opened);
  }
  Format in(visit::Language language) {
    words.use(language);
    return Format(words, kNow);
  }
  Words words;
};

TEST_F(FormatTest, WritesMoneyWithNarrowSpacesInFrench) {
  const Format f = in(visit::Language::French);
  EXPECT_EQ(f.money({8990}), "89,90\u202f€");
  EXPECT_EQ(f.money({124990}), "1\u202f249,90\u202f€");
  EXPECT_EQ(f.money({-2037}), "\u221220,37\u202f€");
  EXPECT_EQ(f.money({5}), "0,05\u202f€");
  EXPECT_EQ(f.money_whole({1842049}), "18\u202f420\u202f€");
  EXPECT_EQ(f.reduction({12900}, {15900}), "\u221219\u202f%");
  EXPECT_EQ(f.reduction({12900}, {}), "");
}

TEST_F(FormatTest, WritesMoneyInEnglish) {
  const Format f = in(visit::Language::English);
  EXPECT_EQ(f.money({8990}), "€89.90");
  EXPECT_EQ(f.money({124990}), "€1,249.90");
  EXPECT_EQ(f.number(1234567), "1,234,567");
  EXPECT_EQ(f.tenths(43), "4.3");
}

TEST_F(FormatTest, WritesTimesAndDates) {
  const Format french = in(visit::Language::French);
  EXPECT_EQ(french.time(kNow), "15\u00a0h\u00a042");
  EXPECT_EQ(french.hour("20:00"), "20\u00a0h");
  EXPECT_EQ(french.hour("19:30"), "19\u00a0h\u00a030");
  EXPECT_EQ(french.long_date(kNow), "jeudi 12\u00a0novembre 2026");
  EXPECT_EQ(french.moment(kNow - kDay), "hier 15\u00a0h\u00a042");
  EXPECT_EQ(french.moment(kNow - 5 * kHour), "aujourd’hui 10\u00a0h\u00a042");
  const Format english = in(visit::Language::English);
  EXPECT_EQ(english.time(kNow), "3:42\u00a0pm");
  EXPECT_EQ(english.hour("20:00"), "8\u00a0pm");
  EXPECT_EQ(english.long_date(kNow), "Thursday 12\u00a0November 2026");
}

TEST_F(FormatTest, ReadsShopHoursAndRefusesOthers) {
  EXPECT_EQ(Format::minute_of("20:00"), 1200);
  EXPECT_EQ(Format::minute_of("09:30"), 570);
  EXPECT_EQ(Format::minute_of(""), -1);
  EXPECT_EQ(Format::minute_of("25:00"), -1);
  EXPECT_EQ(Format::minute_of("soir"), -1);
  EXPECT_EQ(in(visit::Language::French).minute_of_day(), 15 * 60 + 42);
}

TEST_F(FormatTest, SaysAgesAsPeopleDo) {
  const Format f = in(visit::Language::French);
  EXPECT_EQ(f.age(kNow - 20'000), "à l’instant");
  EXPECT_EQ(f.age(kNow - 3 * kMinute), "il y a 3\u00a0min");
  EXPECT_EQ(f.age(kNow - 2 * kHour), "il y a 2\u00a0h");
  EXPECT_EQ(f.age(kNow - kDay), "hier");
  // Just after midnight somebody who came at eleven waits two hours, not "since yesterday".
  const Format night(words, kNow + 10 * kHour);
  EXPECT_EQ(night.age(kNow + 8 * kHour), "il y a 2\u00a0h");
  EXPECT_EQ(f.age(kNow - 6 * kDay), "6\u00a0novembre");
  EXPECT_EQ(f.until(kNow + 11 * kMinute + 1), "dans 12\u00a0min");
  EXPECT_EQ(f.until(kNow + 2 * kHour), "dans 2\u00a0h");
  EXPECT_EQ(f.duration(20'000), "<\u00a01\u00a0min") << "nobody waits 0 minutes";
  EXPECT_EQ(f.duration(65 * kMinute), "1\u00a0h\u00a005");
  EXPECT_EQ(f.distance(7.8), "7,8\u00a0km");
}

TEST_F(FormatTest, ShowsTheTimeOfTheShopAndNotOfTheMachine) {
  setenv("TZ", "America/New_York", 1);
  tzset();
  const Format french = in(visit::Language::French);
  EXPECT_EQ(french.time(kNow), "15\u00a0h\u00a042");
  EXPECT_EQ(french.long_date(kNow + 9 * kHour), "vendredi 13\u00a0novembre 2026");
  const Format island(words, kNow, Zone::parse("<+04>-4").value());
  EXPECT_EQ(island.time(kNow), "18\u00a0h\u00a042");
  EXPECT_EQ(island.minute_of_day(), 18 * 60 + 42);
}

}  // namespace
}  // namespace parcours::ui
