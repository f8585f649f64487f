// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scan/gs1.h"

#include <gtest/gtest.h>

#include "kiosk/scan/gs1_table.h"
#include "kiosk/scan/gtin.h"

namespace parcours::scan {
namespace {

WallTime noon(std::string_view day) {
  return *parse_rfc3339(std::string{day} + "T12:00:00Z");
}

/// The elements in brackets, or the reason why there are none.
std::string shown(const Elements& elements) {
  return elements ? to_bracketed(*elements) : elements.error().reason;
}

std::string link(std::string_view uri) {
  return shown(parse_digital_link(uri));
}
std::string element_string(std::string_view text) {
  return shown(parse_element_string(text));
}

TEST(Gtin, ComputesTheCheckDigitOfEveryLength) {
  EXPECT_EQ(check_digit("301762042200"), '3');
  EXPECT_TRUE(has_check_digit("09520123456788"));
  EXPECT_TRUE(has_check_digit("96385074"));
  EXPECT_FALSE(has_check_digit("96385075"));
  EXPECT_FALSE(has_check_digit("9"));
  EXPECT_FALSE(has_check_digit("9638507x"));
  EXPECT_EQ(to_gtin14("96385074"), "00000096385074");
  EXPECT_EQ(to_gtin14("036000291452"), "00036000291452");
  EXPECT_EQ(to_gtin14("12345670123"), std::nullopt);
}

TEST(Gtin, ExpandsEveryFormOfUpcE) {
  EXPECT_EQ(expand_upc_e("01201303"), "012000000133");
  EXPECT_EQ(expand_upc_e("01234531"), "012300000451");
  EXPECT_EQ(expand_upc_e("01234543"), "012340000053");
  EXPECT_EQ(expand_upc_e("01234565"), "012345000065");
  EXPECT_EQ(expand_upc_e("01234566"), std::nullopt);
  EXPECT_EQ(expand_upc_e("21234565"), std::nullopt);
}

TEST(Gs1Table, KnowsIdentifiersByTheirOwnLengthAndRanges) {
  EXPECT_EQ(match_gs1_field("0109520123456788")->first, "01");
  EXPECT_EQ(match_gs1_field("3103000195")->first, "3100");
  EXPECT_EQ(match_gs1_field("3109000195"), nullptr);
  EXPECT_EQ(match_gs1_field("235TEST")->first, "235");
  EXPECT_EQ(find_gs1_field("23"), nullptr);
  EXPECT_EQ(find_gs1_field("0"), nullptr);
  EXPECT_EQ(find_gs1_field("8018")->qualifiers, "8019");
  EXPECT_EQ(find_gs1_field("010"), nullptr);
}

TEST(ElementString, SplitsAtTheSeparatorAndByLength) {
  EXPECT_EQ(element_string("010952012345678810ABC123\x1D"
                           "2112345\x1D"
                           "17261231"),
            "(01)09520123456788(10)ABC123(21)12345(17)261231");
  EXPECT_EQ(element_string("\x1D"
                           "0109520123456788"),
            "(01)09520123456788");
  EXPECT_EQ(element_string("0109520123456788\x1D"
                           "17261231"),
            "(01)09520123456788(17)261231");
  EXPECT_EQ(element_string("3103000195"
                           "3922"
                           "0299"),
            "(3103)000195(3922)0299");
  EXPECT_EQ(element_string("8018123456789012345675\x1D"
                           "8019123"),
            "(8018)123456789012345675(8019)123");
}

TEST(ElementString, RefusesWhatBreaksItsFields) {
  EXPECT_EQ(element_string(""), "bad_gs1");
  EXPECT_EQ(element_string("0109520123456789"), "bad_check_digit");
  EXPECT_EQ(element_string("010952012345678"), "bad_gs1");  // short
  EXPECT_EQ(element_string("0109520123456788"
                           "17261331"),
            "bad_gs1");  // month 13
  EXPECT_EQ(element_string("0109520123456788"
                           "17260230"),
            "bad_gs1");  // 30 February
  EXPECT_EQ(element_string("0109520123456788"
                           "17240229"),
            "(01)09520123456788(17)240229");
  EXPECT_EQ(element_string("0109520123456788"
                           "89ABC"),
            "bad_gs1");                                             // never given out
  EXPECT_EQ(element_string("10ABC{"), "bad_gs1");                   // not in character set 82
  EXPECT_EQ(element_string("10123456789012345678901"), "bad_gs1");  // 21 characters of 20
  EXPECT_EQ(element_string("800609520123456788"
                           "0302"),
            "bad_gs1");  // piece 3 of 2
  EXPECT_EQ(element_string("10A\x1D"
                           "10B"),
            "bad_gs1");  // twice and different
}

TEST(Bracketed, ReadsValuesThatHoldBrackets) {
  EXPECT_EQ(shown(parse_bracketed("(01)09520123456788(10)A(B)C(21)7")),
            "(01)09520123456788(10)A(B)C(21)7");
  EXPECT_EQ(shown(parse_bracketed("(01)09520123456788")), "(01)09520123456788");
  EXPECT_EQ(shown(parse_bracketed("(01)09520123456788(10)")), "bad_gs1");
  EXPECT_EQ(shown(parse_bracketed("(1)09520123456788")), "bad_gs1");
  EXPECT_EQ(shown(parse_bracketed("(01")), "bad_gs1");
}

TEST(DigitalLink, TakesAnyDomainAndStem) {
  for (const char* stem :
       {"https://id.gs1.org", "http://a", "HTTPS://SHOP.EXAMPLE", "HTTP://a", "https://a.",
        "https://xn--fsq.xn--0zwm56d", "https://a:65535", "https://[2001:db8::1]",
        "https://a/some/stem", "https://a/01/stem", "https://0300.0250.01.01"}) {
    EXPECT_EQ(link(std::string{stem} + "/01/09520123456788"), "(01)09520123456788") << stem;
  }
}

TEST(DigitalLink, RefusesAddressesThatAreNone) {
  for (const char* uri :
       {"", "ftp://a/01/09520123456788", "http://", "http:///01/09520123456788", "http://a",
        "http://a/", "http://a/b", "HtTp://a/01/09520123456788", "https://01/09520123456788",
        "https://$a/01/09520123456788", "https://[fe80::1%25lo]/01/09520123456788",
        "https://a/01/09520123456788/", "https://a/gtin/09520123456788",
        "https://a/01/0952 0123456788", "https://a/01/09520123456788/89/X", "https://a/10/ABC"}) {
    EXPECT_EQ(link(uri), "bad_gs1") << uri;
  }
  EXPECT_EQ(link("https://a/01/09520123456789"), "bad_check_digit");
  EXPECT_TRUE(has_no_key(parse_digital_link("https://a/b").error()));
  EXPECT_FALSE(has_no_key(parse_digital_link("https://a/01/1").error()));
}

TEST(DigitalLink, FillsShortGtinsUp) {
  EXPECT_EQ(link("https://a/01/9520123456788"), "(01)09520123456788");
  EXPECT_EQ(link("https://a/01/416000336108"), "(01)00416000336108");
  EXPECT_EQ(link("https://a/01/02345673"), "(01)00000002345673");
  EXPECT_EQ(link("https://a/8004/9520614141234567?01=9520123456788"),
            "(8004)9520614141234567(01)09520123456788");
  EXPECT_EQ(link("https://a/01/1234567"), "bad_gs1");
}

TEST(DigitalLink, KeepsTheOrderOfQualifiers) {
  const std::string key = "https://a/01/09520123456788";
  EXPECT_EQ(link(key + "/22/2A/10/ABC/21/XYZ"), "(01)09520123456788(22)2A(10)ABC(21)XYZ");
  EXPECT_EQ(link(key + "/22/2A/21/XYZ"), "(01)09520123456788(22)2A(21)XYZ");
  EXPECT_EQ(link(key + "/235/TEST"), "(01)09520123456788(235)TEST");
  EXPECT_EQ(link(key + "/21/XYZ/10/ABC"), "bad_gs1");
  EXPECT_EQ(link(key + "/22/2A/235/X"), "bad_gs1");
  EXPECT_EQ(link(key + "/10/A/10/A"), "bad_gs1");
  EXPECT_EQ(link(key + "?10=ABC"), "bad_gs1");  // belongs in the path
  EXPECT_EQ(link(key + "/235/XYZ?10=ABC"), "(01)09520123456788(235)XYZ(10)ABC");
  EXPECT_EQ(link("https://a/414/9520123456788/254/32a%2Fb"), "(414)9520123456788(254)32a/b");
  EXPECT_EQ(link("https://a/8018/123456789012345675/8019/123"),
            "(8018)123456789012345675(8019)123");
}

TEST(DigitalLink, ReadsAttributesAndLeavesTheWebSitesOwn) {
  const std::string key = "https://a/01/09520123456788";
  EXPECT_EQ(link(key + "?3103=000195&3922=0299&17=201225"),
            "(01)09520123456788(3103)000195(3922)0299(17)201225");
  EXPECT_EQ(link(key + "?&&&99=A&&utm_source=x&flag&98=B&"), "(01)09520123456788(99)A(98)B");
  EXPECT_EQ(link(key + "?99=A#17=bad"), "(01)09520123456788(99)A");
  EXPECT_EQ(link(key + "/22/A+1?98=X%2fY"), "(01)09520123456788(22)A+1(98)X/Y");
  EXPECT_EQ(link(key + "?98=X+Y"), "bad_gs1");  // a space
  EXPECT_EQ(link(key + "?99="), "bad_gs1");
  EXPECT_EQ(link(key + "?999=X"), "bad_gs1");
  EXPECT_EQ(link(key + "?89=X"), "bad_gs1");
  EXPECT_EQ(link(key + "?99=A&99=A"), "bad_gs1");
  EXPECT_EQ(link(key + "?99=A%00B"), "bad_gs1");
}

TEST(Gs1Date, ReadsDayZeroAndTheCenturyWindow) {
  const WallTime now = noon("2026-11-21");
  EXPECT_EQ(gs1_date("261200", now), "2026-12-31");
  EXPECT_EQ(gs1_date("280200", now), "2028-02-29");
  EXPECT_EQ(gs1_date("270200", now), "2027-02-28");
  EXPECT_EQ(gs1_date("760101", now), "2076-01-01");                 // 50 ahead
  EXPECT_EQ(gs1_date("770101", now), "1977-01-01");                 // 51 ahead: last century
  EXPECT_EQ(gs1_date("490101", noon("1999-06-01")), "2049-01-01");  // 50 back: next century
  EXPECT_EQ(gs1_date("500101", noon("1999-06-01")), "1950-01-01");
  EXPECT_EQ(gs1_date("", now), "");
}

TEST(Gs1Meaning, ReadsMeasuresWithTheirDecimals) {
  const WallTime now = noon("2026-11-21");
  const auto meaning = [&](std::string_view text) {
    return meaning_of(*parse_element_string(text), now);
  };
  const Product product =
      std::get<Product>(meaning("0109520123456788"
                                "3103000195"
                                "17261231"
                                "10LOT\x1D"
                                "39221299\x1D"
                                "3012"));
  EXPECT_EQ(product.gtin, "09520123456788");
  EXPECT_EQ(product.weight_grams, 195);
  EXPECT_EQ(product.price_cents, 1299);
  EXPECT_EQ(product.count, 12);
  EXPECT_EQ(product.batch, "LOT");
  EXPECT_EQ(product.expiry, "2026-12-31");
  EXPECT_EQ(std::get<Product>(meaning("0109520123456788"
                                      "3100000002"))
                .weight_grams,
            2000);
  EXPECT_EQ(std::get<Product>(meaning("0109520123456788"
                                      "3932978499"))
                .price_cents,
            499);
  EXPECT_EQ(std::get<Product>(meaning("0109520123456788"
                                      "3932840499"))
                .price_cents,
            std::nullopt);
}

TEST(Gs1Meaning, TellsCardsAndCouponsFromProducts) {
  const auto meaning = [&](std::string_view text) {
    return meaning_of(*parse_element_string(text), noon("2026-11-21"));
  };
  EXPECT_EQ(std::get<LoyaltyCard>(meaning("8018123456789012345675")).number, "123456789012345675");
  EXPECT_EQ(std::get<Gs1Coupon>(meaning("255952012345678842")).serial, "42");
  EXPECT_EQ(std::get<Product>(meaning("8006095201234567880102")).gtin, "09520123456788");
  EXPECT_EQ(std::get<Unknown>(meaning("00006141411234567890")).reason, "wrong_type");
}

}  // namespace
}  // namespace parcours::scan
