// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scan/recognise.h"

#include <gtest/gtest.h>

#include "platform/base/random.h"
#include "platform/json/value.h"
#include "sync/protocol/token.h"

namespace parcours::scan {
namespace {

const WallTime kNow = *parse_rfc3339("2026-11-21T12:00:00Z");

Meaning meaning(std::string_view line) {
  return recognise(from_line(line), Rules::built_in(), kNow);
}

/// "product 00036000291452", "unknown bad_check_digit"…: the kind and the one member that matters.
std::string said(const Meaning& meaning) {
  const std::string kind{kind_of(meaning)};
  if (const auto* it = std::get_if<Product>(&meaning)) return kind + " " + it->gtin;
  if (const auto* it = std::get_if<LoyaltyCard>(&meaning)) return kind + " " + it->number;
  if (const auto* it = std::get_if<PickupCode>(&meaning)) return kind + " " + it->code + it->token;
  if (const auto* it = std::get_if<Coupon>(&meaning)) return kind + " " + it->code + it->token;
  if (const auto* it = std::get_if<Gs1Coupon>(&meaning)) return kind + " " + it->number;
  if (const auto* it = std::get_if<Badge>(&meaning)) return kind + " " + it->code;
  if (const auto* it = std::get_if<HandOff>(&meaning)) return kind + " " + it->token;
  return kind + " " + std::get<Unknown>(meaning).reason;
}

std::string read(std::string_view line) {
  return said(meaning(line));
}

TEST(Recognise, TakesThePrefixAndLineEndsOff) {
  EXPECT_EQ(from_line("]E03017620422003\r\n").aim, "]E0");
  EXPECT_EQ(from_line("]E03017620422003\r\n").text, "3017620422003");
  EXPECT_EQ(from_line("3017620422003\r").aim, "");
  EXPECT_EQ(from_line("]").text, "]");
  EXPECT_EQ(from_line("").text, "");
}

TEST(Recognise, ReadsProductsOfEverySymbology) {
  EXPECT_EQ(read("]E03017620422003"), "product 03017620422003");
  EXPECT_EQ(read("3017620422003"), "product 03017620422003");
  EXPECT_EQ(read("]E0036000291452"), "product 00036000291452");
  EXPECT_EQ(read("]E00036000291452"), "product 00036000291452");
  EXPECT_EQ(read("]E496385074"), "product 00000096385074");
  EXPECT_EQ(read("]E001234565"), "product 00012345000065");  // UPC-E as some scanners send it
  EXPECT_EQ(read("]E3301762042200312"), "product 03017620422003");  // with an add-on
  EXPECT_EQ(read("]C1010952012345678810LOT"), "product 09520123456788");
  EXPECT_EQ(read("]d201095201234567882112345\x1D"
                 "17261231"),
            "product 09520123456788");
  EXPECT_EQ(read("]Q1https://id.gs1.org/01/09520123456788/10/ABC"), "product 09520123456788");
  EXPECT_EQ(read("(01)09520123456788(17)261231"), "product 09520123456788");
  EXPECT_EQ(read("01095201234567881726123110A"), "product 09520123456788");
}

TEST(Recognise, ExpandsUpcEReadByACamera) {
  barcode::Symbol symbol;
  symbol.format = barcode::Format::UpcE;
  symbol.text = "01234565";
  symbol.aim = "]E0";
  EXPECT_EQ(said(recognise(from_symbol(symbol), Rules::built_in(), kNow)),
            "product 00012345000065");
}

TEST(Recognise, ReadsTheRetailersOwnCodes) {
  EXPECT_EQ(read("]E02900000000018"), "loyalty_card 2900000000018");
  EXPECT_EQ(read("]C02900000000017"), "loyalty_card 2900000000017");
  EXPECT_EQ(read("]Q12900000000017"), "loyalty_card 2900000000017");
  EXPECT_EQ(read("]Q1RETRAIT:K7P2QX"), "pickup_code K7P2QX");
  EXPECT_EQ(read("pickup:k7p2qx"), "pickup_code K7P2QX");
  EXPECT_EQ(read("K7P2QX"), "pickup_code K7P2QX");
  EXPECT_EQ(read("COUPON:TV-2026-0001"), "coupon TV-2026-0001");
  EXPECT_EQ(read("]C0BADGE-E001"), "badge BADGE-E001");
  EXPECT_EQ(read("%2900000000017?"), "loyalty_card 2900000000017");  // the retailer's own stripe
  EXPECT_EQ(read("]C18018123456789012345675"), "loyalty_card 123456789012345675");
  EXPECT_EQ(read("]C1255952012345678842"), "gs1_coupon 9520123456788");
}

TEST(Recognise, ReadsWeighedAndPricedGoods) {
  const Product weighed = std::get<Product>(meaning("]E02112345012346"));
  EXPECT_EQ(weighed.weight_grams, 1234);
  EXPECT_EQ(weighed.gtin, "02112345000008");
  EXPECT_EQ(weighed.price_cents, std::nullopt);
  const Product priced = std::get<Product>(meaning("]E02212345009992"));
  EXPECT_EQ(priced.price_cents, 999);
  EXPECT_EQ(read("]E02112345012347"), "unknown bad_check_digit");
}

TEST(Recognise, SaysWhyACodeMeansNothing) {
  EXPECT_EQ(read(""), "unknown unreadable");
  EXPECT_EQ(read("]E03017620422004"), "unknown bad_check_digit");
  EXPECT_EQ(read("3017620422004"), "unknown bad_check_digit");
  EXPECT_EQ(read("]C10109520123456789"), "unknown bad_check_digit");
  EXPECT_EQ(read("]C1hello"), "unknown bad_gs1");
  EXPECT_EQ(read("]C100006141411234567890"), "unknown wrong_type");
  EXPECT_EQ(read("https://example.com/"), "unknown wrong_type");
  EXPECT_EQ(read("HtTps://a/01/09520123456788"), "unknown bad_gs1");
  EXPECT_EQ(read("]E0abc"), "unknown unreadable");
  EXPECT_EQ(read(std::string("A\0B", 3)), "unknown unreadable");
  EXPECT_EQ(read("WIFI:S:guest;;"), "unknown unknown_code");
  EXPECT_EQ(read(std::string(5000, '1')), "unknown unreadable");
}

TEST(Recognise, RefusesBankCardsAndRepeatsNothingOfThem) {
  for (const char* line : {"%B4111111111111111^DUBOIS/"
                           "CAMILLE^29121010000000000000?;4111111111111111=29121010000000000?",
                           ";5500005555555559=29121010000000000?", "4111111111111111=2912101",
                           "4111111111111111", "]C0378282246310005"}) {
    const Meaning refused = meaning(line);
    EXPECT_EQ(said(refused), "unknown bank_card") << line;
    EXPECT_EQ(to_json(refused), R"({"kind":"unknown","reason":"bank_card"})");
  }
  EXPECT_EQ(read("4111111111111112"), "unknown unknown_code");  // no Luhn digit: no card
}

class SignedTokens : public testing::Test {
 protected:
  SignedTokens() { x_rules.token_keys[7] = x_pair.public_key; }

  std::string signed_token(protocol::TokenType type, std::string_view subject,
                           std::chrono::seconds life = std::chrono::hours{1}) const {
    protocol::Token token;
    token.type = type;
    token.key_id = 7;
    token.issued = kNow;
    token.expires = kNow + life;
    token.subject = protocol::subject_of(subject);
    return protocol::sign_token(token, x_pair.secret_key);
  }
  std::string read_at(std::string_view line, WallTime now) const {
    return said(recognise(from_line(line), x_rules, now));
  }

  crypto::KeyPair x_pair = *crypto::keypair_from_seed(std::string(crypto::kSeedBytes, 's'));
  Rules x_rules = Rules::built_in();
};

TEST_F(SignedTokens, StandForWhatTheyWereSignedFor) {
  const std::string pickup = signed_token(protocol::TokenType::Pickup, "K7P2QX");
  EXPECT_EQ(read_at("]Q1" + pickup, kNow), "pickup_code K7P2QX" + pickup);
  const std::string hand_off = signed_token(protocol::TokenType::HandOff, "random8b");
  EXPECT_EQ(read_at(hand_off, kNow), "hand_off " + hand_off);
  const std::string coupon =
      signed_token(protocol::TokenType::Coupon, "a code of more than 8 bytes");
  EXPECT_EQ(read_at(coupon, kNow), "coupon " + coupon);
  const Meaning badge =
      recognise(from_line(signed_token(protocol::TokenType::Badge, "E001")), x_rules, kNow);
  EXPECT_EQ(std::get<Badge>(badge).staff, "E001");
}

TEST_F(SignedTokens, AreRefusedWhenExpiredChangedOrSignedByAStranger) {
  const std::string token = signed_token(protocol::TokenType::Pickup, "K7P2QX");
  EXPECT_EQ(read_at(token, kNow + std::chrono::hours{2}), "unknown expired");
  EXPECT_EQ(read_at(token, kNow - std::chrono::hours{2}), "unknown expired");
  std::string changed = token;
  changed[20] = changed[20] == 'A' ? 'B' : 'A';
  EXPECT_EQ(read_at(changed, kNow), "unknown bad_signature");
  EXPECT_EQ(read_at(token.substr(0, 100), kNow), "unknown unreadable");
  x_rules.token_keys.clear();
  EXPECT_EQ(read_at(token, kNow), "unknown bad_signature");
}

TEST(Recognise, NeverCrashesAndAlwaysAnswersInJson) {
  Random random{20261121};
  const std::string seeds[] = {
      "0109520123456788"
      "10ABC\x1D"
      "17261231",
      "(01)09520123456788(10)A(B)C(21)7",
      "https://id.gs1.org/01/09520123456788/22/2A/10/B?17=201225&99=%2F#x",
      "%B4111111111111111^A^2912?",
      "]E03017620422003",
      "]C13922029917261231",
      "K1:ABCDEF"};
  int products = 0;
  for (int round = 0; round < 40000; ++round) {
    std::string line = seeds[random.below(std::size(seeds))];
    for (std::uint64_t edits = 1 + random.below(4); edits > 0 && !line.empty(); --edits) {
      const std::size_t at = random.below(line.size());
      switch (random.below(4)) {
        case 0:
          line[at] = static_cast<char>(random.below(256));
          break;
        case 1:
          line.erase(at, 1 + random.below(4));
          break;
        case 2:
          line.insert(at, line.substr(random.below(line.size()), random.below(8)));
          break;
        default:
          line.insert(at, 1, "0123456789()/%?=&#\x1D]"[random.below(21)]);
          break;
      }
    }
    const Meaning result = meaning(line);
    products += std::holds_alternative<Product>(result) ? 1 : 0;
    const auto document = json::Document::parse(to_json(result));
    ASSERT_TRUE(document) << line;
    ASSERT_EQ(document->root().string("kind"), kind_of(result));
    if (const auto* product = std::get_if<Product>(&result)) {
      ASSERT_EQ(product->gtin.size(), 14u) << line;
    }
  }
  EXPECT_GT(products, 100);  // the mutations leave some lines whole
}

TEST(Recognise, NeverCrashesOnRandomBytes) {
  Random random{7};
  for (int round = 0; round < 20000; ++round) {
    std::string line(random.below(60), ' ');
    for (char& c : line) c = static_cast<char>(random.below(256));
    const Meaning result = meaning(line);
    ASSERT_TRUE(json::Document::parse(to_json(result)));
  }
}

}  // namespace
}  // namespace parcours::scan
