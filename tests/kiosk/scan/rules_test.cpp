// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scan/rules.h"

#include <gtest/gtest.h>

#include "kiosk/scan/votes.h"
#include "sync/journey/card.h"

namespace parcours::scan {
namespace {

TEST(Rules, DecideByPriorityNotByOrder) {
  const auto rules = Rules::parse(R"({"rules":[
      {"kind":"product","pattern":".............","priority":90},
      {"kind":"loyalty_card","pattern":"2...........*","priority":5}]})");
  ASSERT_TRUE(rules) << rules.error().text();
  EXPECT_TRUE(std::holds_alternative<LoyaltyCard>(*apply_rules(*rules, "2100000000001")));
  EXPECT_TRUE(std::holds_alternative<Product>(*apply_rules(*rules, "3017620422003")));
  EXPECT_FALSE(apply_rules(*rules, "301762042200"));
}

TEST(Rules, TakeForAHouseCardWhatTheHubTakesForOne) {
  for (const char* number : {"2900000000017", "2900000000018", "2999999999999", "290000000001",
                             "29000000000171", "2800000000017", "29000000000a7", "9290000000001"}) {
    const auto meaning = apply_rules(Rules::built_in(), number);
    EXPECT_EQ(meaning && std::holds_alternative<LoyaltyCard>(*meaning),
              journey::is_house_card(number))
        << number;
  }
  EXPECT_EQ(Rules::built_in().rules.front().pattern, journey::kHouseCard);
}

TEST(Rules, ReadAddressesOfTheRetailer) {
  const auto rules = Rules::parse(R"({"rules":[{"kind":"pickup_code",
      "pattern":"https://garonne\\.example/r/??????","strip":"https://garonne.example/r/"}]})");
  ASSERT_TRUE(rules) << rules.error().text();
  const auto meaning = apply_rules(*rules, "HTTPS://GARONNE.EXAMPLE/r/k7p2qx");
  ASSERT_TRUE(meaning);
  EXPECT_EQ(std::get<PickupCode>(*meaning).code, "K7P2QX");
  EXPECT_FALSE(apply_rules(*rules, "https://garonnexexample/r/K7P2QX"));
  EXPECT_FALSE(apply_rules(*rules, "https://garonne.example/r/K7P2QX7"));
}

TEST(Rules, NameTheRuleThatCannotBeUsed) {
  const auto fault = [](std::string_view json) {
    const auto rules = Rules::parse(json);
    return rules ? std::string{} : rules.error().text();
  };
  EXPECT_NE(fault("{"), "");
  EXPECT_NE(fault("{}").find("rules"), std::string::npos);
  EXPECT_NE(fault(R"({"rules":[{"kind":"badge","pattern":"B*"},{"kind":"gift","pattern":"G*"}]})")
                .find("rules[1]"),
            std::string::npos);
  EXPECT_NE(fault(R"({"rules":[{"kind":"badge","pattern":""}]})").find("rules[0]"),
            std::string::npos);
  EXPECT_NE(fault(R"({"rules":[{"kind":"weighed_good","pattern":"21..........."}]})"), "");
  EXPECT_NE(fault(R"({"rules":[{"kind":"weighed_good","pattern":"21.....{DDNNN}."}]})"), "");
  EXPECT_NE(fault(R"({"rules":[{"kind":"weighed_good","pattern":"21......{NNDDD}"}]})"), "");
  EXPECT_EQ(fault(R"({"rules":[{"kind":"weighed_good","pattern":"21.....{NNDDD}."}]})"), "");
}

barcode::Symbol symbol(barcode::Format format, std::string text) {
  barcode::Symbol made;
  made.format = format;
  made.text = std::move(text);
  return made;
}

MonoTime at(int ms) {
  return MonoTime{std::chrono::milliseconds{ms}};
}

TEST(Votes, WantTwoEqualReadsOfALinearCode) {
  Votes votes;
  const auto card = symbol(barcode::Format::Ean13, "2900000000018");
  EXPECT_FALSE(votes.see({card}, at(0)));
  EXPECT_FALSE(votes.see({symbol(barcode::Format::Ean13, "2900000000025")}, at(33)));
  const auto believed = votes.see({card}, at(66));
  ASSERT_TRUE(believed);
  EXPECT_EQ(believed->text, "2900000000018");
  EXPECT_FALSE(votes.see({card}, at(100)));  // once per presentation
}

TEST(Votes, BelieveAMatrixCodeAtOnce) {
  Votes votes;
  EXPECT_TRUE(votes.see({symbol(barcode::Format::QrCode, "RETRAIT:K7P2QX")}, at(0)));
  EXPECT_FALSE(votes.see({symbol(barcode::Format::QrCode, "RETRAIT:K7P2QX")}, at(33)));
  EXPECT_TRUE(votes.see({symbol(barcode::Format::QrCode, "BADGE-E001")}, at(66)));
}

TEST(Votes, CountAnewAfterACodeWasOutOfView) {
  Votes votes;
  const auto code = symbol(barcode::Format::QrCode, "A");
  EXPECT_TRUE(votes.see({code}, at(0)));
  EXPECT_FALSE(votes.see({code}, at(1400)));
  EXPECT_FALSE(votes.see({}, at(2800)));
  EXPECT_TRUE(votes.see({code}, at(3000)));
  votes.clear();
  EXPECT_TRUE(votes.see({code}, at(3033)));
}

TEST(Votes, ForgetAReadThatWasNotRepeatedInTime) {
  Votes votes;
  const auto card = symbol(barcode::Format::Code128, "C-1");
  EXPECT_FALSE(votes.see({card}, at(0)));
  EXPECT_FALSE(votes.see({card}, at(1200)));
  EXPECT_TRUE(votes.see({card}, at(1233)));
}

}  // namespace
}  // namespace parcours::scan
