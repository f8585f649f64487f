// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/demo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "platform/json/value.h"
#include "sync/demo/retail.h"
#include "sync/journey/entities.h"
#include "sync/journey/vocabulary.h"

namespace parcours::demo {
namespace {

namespace kind = journey::kind;

class Kept final : public Sink {
 public:
  Status row(const journey::Row& row) override {
    rows[std::string{row.kind}][row.key] = row;
    return {};
  }
  Status event(const journey::Event& event) override {
    events.push_back(event);
    return {};
  }
  const std::string& body(std::string_view of, const std::string& key) {
    return rows[std::string{of}][key].body;
  }
  std::vector<journey::Event> of_type(std::string_view type) const {
    std::vector<journey::Event> some;
    for (const auto& event : events)
      if (event.type == type) some.push_back(event);
    return some;
  }
  std::map<std::string, std::map<std::string, journey::Row>> rows;
  std::vector<journey::Event> events;
};

Options small() {
  Options options;
  options.customers = 300;
  options.products = 400;
  options.today = *parse_day("2026-11-21");
  options.pin_cost = crypto::kLeastPasswordCost;
  return options;
}

std::string string_of(const journey::Event& event, std::string_view member) {
  const auto document = json::Document::parse(event.data);
  return document->root().string(member);
}

TEST(Demo, GivesTheSameBytesForTheSameSeed) {
  Kept first, second, other;
  auto options = small();
  ASSERT_TRUE(generate(options, first));
  ASSERT_TRUE(generate(options, second));
  options.seed = 2;
  ASSERT_TRUE(generate(options, other));
  ASSERT_EQ(first.events.size(), second.events.size());
  for (std::size_t i = 0; i < first.events.size(); ++i)
    ASSERT_EQ(first.events[i].bytes, second.events[i].bytes);
  for (const auto* of : {"product", "stock", "figures", "setting"})
    for (const auto& [key, row] : first.rows[of]) EXPECT_EQ(row.body, second.body(of, key));
  EXPECT_NE(first.events[500].bytes, other.events[500].bytes);
}

TEST(Demo, KeepsACustomerWhenOthersAreAdded) {
  Kept few, many;
  auto options = small();
  ASSERT_TRUE(generate(options, many));
  options.customers = 60;
  ASSERT_TRUE(generate(options, few));
  const auto named = [](const Kept& kept) { return kept.of_type("customer.created")[50].data; };
  EXPECT_EQ(named(few), named(many));
}

TEST(Demo, WritesOnlyEventsThatTheVocabularyTakes) {
  Kept kept;
  ASSERT_TRUE(generate(small(), kept));
  std::set<std::string> channels;
  std::set<std::string> ids;
  for (const auto& event : kept.events) {
    const auto again = journey::parse_event(event.bytes, event.time);
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(again->type, event.type);
    const auto data = json::Document::parse(event.data);
    ASSERT_TRUE(data) << event.data;
    const auto taken = journey::check_data(event.type, data->root());
    EXPECT_TRUE(taken) << taken.error().text() << " " << event.bytes;
    EXPECT_TRUE(ids.insert(event.source + "/" + event.id).second) << event.id;
    channels.insert(event.channel);
  }
  for (const auto* channel :
       {"web", "app", "ad", "email", "sms", "post", "phone", "kiosk", "associate", "till"})
    EXPECT_TRUE(channels.count(channel)) << channel;
}

TEST(Demo, KeepsEachCustomerInTimeOrderAndBeforeToday) {
  Kept kept;
  const auto options = small();
  ASSERT_TRUE(generate(options, kept));
  const auto end = WallTime{options.today + std::chrono::days{1}};
  for (std::size_t i = 1; i < kept.events.size(); ++i) {
    EXPECT_LT(kept.events[i].time, end);
    if (kept.events[i].type == "customer.created") continue;
    EXPECT_GE(kept.events[i].time, kept.events[i - 1].time) << kept.events[i].bytes;
  }
}

TEST(Demo, HasTheOrdersOfEveryStateInEveryShop) {
  Kept kept;
  auto options = small();
  options.customers = 1000;
  const auto made = generate(options, kept);
  ASSERT_TRUE(made);
  std::map<std::string, std::string> shop_of;
  std::map<std::string, std::string> state_of;
  for (const auto& event : kept.events) {
    if (event.type == "order.placed") {
      const auto order = string_of(event, "order");
      shop_of[order] = string_of(event, "shop");
      state_of[order] = "placed";
    }
    if (event.type.rfind("pickup.", 0) == 0)
      state_of[std::string{event.subject_value()}] = event.type.substr(7);
  }
  std::map<std::string, std::set<std::string>> states;
  for (const auto& [order, shop] : shop_of) states[shop].insert(state_of[order]);
  for (const auto* shop : {"S1", "S2", "S5"})
    for (const auto* state : {"placed", "accepted", "picking", "ready", "arrived", "handed_over"})
      EXPECT_TRUE(states[shop].count(state)) << shop << " " << state;
  EXPECT_GT(made->orders_open, 40);
}

/// Minutes of the day outside opening hours at which something happened or is promised.
std::vector<std::string> out_of_hours(const Kept& kept) {
  std::vector<std::string> found;
  for (const auto& event : kept.events) {
    if (event.type.rfind("pickup.", 0) == 0) {
      const int minute = local_time(event.time).minute;
      if (minute < 600 || minute > 1200) found.push_back(event.bytes);
    }
    const auto promised = parse_rfc3339(string_of(event, "promised_at"));
    if (!promised) continue;
    const int minute = local_time(*promised).minute;
    if (minute < 600 || minute > 1200) found.push_back(event.bytes);
  }
  return found;
}

TEST(Demo, WorksInOpeningHoursWheneverItIsMade) {
  for (const int minute : {18, 599, 605, 942, 1300}) {
    Kept kept;
    auto options = small();
    options.customers = 500;
    options.minute = minute;
    ASSERT_TRUE(generate(options, kept));
    EXPECT_EQ(out_of_hours(kept), std::vector<std::string>{}) << minute;
    const auto now = WallTime{options.today} + std::chrono::minutes{minute - 60};
    std::map<std::string, std::pair<std::string, WallTime>> last;
    for (const auto& event : kept.events) {
      EXPECT_LE(event.time, now) << event.bytes;
      if (event.type.rfind("pickup.", 0) == 0)
        last[std::string{event.subject_value()}] = {event.type, event.time};
    }
    int here = 0;
    for (const auto& [order, move] : last) {
      if (move.first != "pickup.arrived") continue;
      ++here;
      EXPECT_LE(now - move.second, std::chrono::minutes{25}) << order;
    }
    EXPECT_EQ(here > 0, minute >= 600 && minute < 1200) << minute;
  }
}

TEST(Demo, TellsTheLastOpenDayWhenTheShopIsClosed) {
  Kept kept;
  auto options = small();
  options.minute = 160;
  ASSERT_TRUE(generate(options, kept));
  EXPECT_FALSE(kept.rows["figures"].count("S1/2026-11-21")) << "the day has not begun";
  const auto day = journey::parse_figures(kept.body("figures", "S1/2026-11-20"));
  ASSERT_TRUE(day);
  EXPECT_GT(day->revenue.cents, 0);
  EXPECT_GT(day->revenue_by_hour_cents.at(19), 0) << "it ran until closing";
  const auto now = WallTime{options.today} + std::chrono::minutes{100};
  for (const auto& event : kept.events) {
    if (string_of(event, "order") < "48177" || string_of(event, "order").size() != 5) continue;
    const auto promised = parse_rfc3339(string_of(event, "promised_at"));
    if (!promised) continue;
    EXPECT_GT(*promised, now) << event.bytes;
  }
}

TEST(Demo, ReservesInTheStockWhatOpenOrdersHold) {
  Kept kept;
  ASSERT_TRUE(generate(small(), kept));
  int reserved = 0;
  for (const auto& [key, row] : kept.rows["stock"]) {
    const auto stock = journey::parse_stock(row.body);
    ASSERT_TRUE(stock);
    EXPECT_GE(stock->on_hand, stock->reserved) << key;
    reserved += stock->reserved;
  }
  EXPECT_GT(reserved, 20);
  const auto lamp = journey::parse_stock(kept.body("stock", "P0005/S1"));
  EXPECT_GE(lamp->reserved, 1) << "order 48177 holds a lamp";
  EXPECT_EQ(journey::parse_stock(kept.body("stock", "P0011/S1"))->available(), 0);
}

TEST(Demo, NamesOnlyPicturesThatAreDrawn) {
  Kept kept;
  auto options = small();
  options.products = 2000;
  ASSERT_TRUE(generate(options, kept));
  const std::string command = "PYTHONDONTWRITEBYTECODE=1 python3 " PARCOURS_SOURCE_DIR
                              "/assets/pictures/draw_products.py --list";
  std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  ASSERT_TRUE(pipe);
  std::set<std::string> drawn;
  std::array<char, 200> line{};
  while (std::fgets(line.data(), line.size(), pipe.get()))
    drawn.insert(std::string{line.data()}.substr(0, std::string{line.data()}.find('\n')));
  EXPECT_GT(drawn.size(), 300U);
  std::set<std::string> names;
  for (const auto& [id, row] : kept.rows["product"]) {
    const auto product = journey::parse_product(row.body);
    ASSERT_TRUE(product);
    EXPECT_TRUE(drawn.count(product->picture)) << product->picture;
    EXPECT_TRUE(names.insert(product->name.fr).second) << product->name.fr;
    EXPECT_TRUE(product->was.cents == 0 || product->was > product->price) << id;
  }
  EXPECT_EQ(names.size(), 2000U);
}

TEST(Demo, AsksMoreForALargerScreenOfABrandAndKeepsScreensDark) {
  Kept kept;
  auto options = small();
  options.products = 2000;
  ASSERT_TRUE(generate(options, kept));
  std::map<std::string, std::map<int, std::pair<std::int64_t, std::int64_t>>> prices;
  for (const auto& [id, row] : kept.rows["product"]) {
    const auto product = journey::parse_product(row.body);
    ASSERT_TRUE(product);
    if (product->family != "television" || product->picture.rfind("tv-", 0) != 0) continue;
    const auto inches = std::stoi(product->name.fr.substr(product->name.fr.rfind(' ') + 1));
    auto& range = prices[product->brand].try_emplace(inches, product->price.cents, 0).first->second;
    range.first = std::min(range.first, product->price.cents);
    range.second = std::max(range.second, product->price.cents);
    for (const auto* bright : {"terracotta", "ocre", "prune", "rose"})
      EXPECT_EQ(product->picture.find(bright), std::string::npos) << product->name.fr;
  }
  EXPECT_GE(prices.size(), 2U);
  for (const auto& [brand, sizes] : prices) {
    EXPECT_GE(sizes.size(), 5U) << brand;
    std::int64_t dearest = 0;
    for (const auto& [inches, range] : sizes) {
      EXPECT_GT(range.first, dearest) << brand << " " << inches;
      dearest = range.second;
    }
  }
  EXPECT_EQ(journey::parse_product(kept.body("product", "P0001"))->price.cents, 89900);
}

TEST(Demo, GivesProductsValidCodesOfTheRangeKeptForDemonstrations) {
  EXPECT_EQ(with_check_digit("400638133393"), "4006381333931");
  EXPECT_EQ(card_of(1), "2900000000018");
  Kept kept;
  ASSERT_TRUE(generate(small(), kept));
  for (const auto& [gtin, row] : kept.rows["code"]) {
    ASSERT_EQ(gtin.size(), 14U);
    EXPECT_EQ(gtin.substr(0, 4), "0952");
    EXPECT_EQ(with_check_digit(gtin.substr(1, 12)), gtin.substr(1));
  }
}

TEST(Demo, HasTheTelevisionStoryReadyToBePlayed) {
  Kept kept;
  auto options = small();
  options.sign_coupon = [](const journey::Coupon& coupon) -> Result<std::string> {
    return "K1:signed-" + coupon.code;
  };
  ASSERT_TRUE(generate(options, kept));
  std::vector<std::string> types;
  for (const auto& event : kept.events) {
    if (event.subject != "customer:C00001" || event.type == "consent.given") continue;
    types.push_back(event.type);
  }
  EXPECT_EQ(types, (std::vector<std::string>{
                       "customer.created", "identity.linked", "identity.linked", "points.earned",
                       "web.product_viewed", "ad.shown", "appointment.offered", "message.sent",
                       "message.delivered", "coupon.issued", "message.sent", "message.planned"}));
  const auto coupons = kept.of_type("coupon.issued");
  EXPECT_EQ(string_of(coupons[0], "token"), "K1:signed-TELE-2X7K");
  const auto tv = journey::parse_product(kept.body("product", "P0001"));
  EXPECT_EQ(tv->family, "television");
  EXPECT_EQ(tv->fits.front(), "P0002");
  EXPECT_GT(journey::parse_stock(kept.body("stock", "P0001/S1"))->available(), 0);
}

TEST(Demo, HasTheSurveyStoryReadyToBePlayed) {
  Kept kept;
  auto options = small();
  options.sign_coupon = [](const journey::Coupon& coupon) -> Result<std::string> {
    return "K1:signed-" + coupon.code;
  };
  ASSERT_TRUE(generate(options, kept));
  std::vector<std::string> moves;
  std::string survey, promised;
  for (const auto& event : kept.events) {
    if (event.subject == "order:47920") moves.push_back(event.type);
    if (event.subject != "customer:C00002" || event.type != "survey.asked") continue;
    survey = string_of(event, "survey");
    promised = string_of(event, "token");
  }
  EXPECT_EQ(moves, (std::vector<std::string>{"pickup.accepted", "pickup.picked",
                                             "pickup.handed_over", "pickup.closed"}))
      << "six weeks ago, and long since delivered";
  EXPECT_EQ(survey, "livraison");
  EXPECT_EQ(promised, "K1:signed-AVIS-6H4P") << "signed when promised: no signer is needed later";
}

TEST(Demo, IsAShopWhereTheTillSellsAndEveryStageIsReached) {
  Kept kept;
  auto options = small();
  options.customers = 1000;
  ASSERT_TRUE(generate(options, kept));
  std::map<std::string, int> by_channel;
  int purchases = 0;
  for (const auto& event : kept.events) {
    ++by_channel[event.channel];
    purchases += event.type == "purchase.completed" && event.channel == "till" ? 1 : 0;
  }
  EXPECT_GT(purchases, by_channel["kiosk"]);
  EXPECT_GT(by_channel["kiosk"], by_channel["phone"]);
  EXPECT_GT(by_channel["associate"], 0);
  const auto referrals = kept.of_type("referral.used");
  EXPECT_GT(referrals.size(), 5U);
  for (const auto& event : referrals)
    EXPECT_NE("customer:" + string_of(event, "referrer"), event.subject);
}

TEST(Demo, CountsItsHoursInFrance) {
  const auto winter = local_time(*parse_rfc3339("2026-11-21T23:30:00Z"));
  EXPECT_EQ(winter.day, *parse_day("2026-11-22"));
  EXPECT_EQ(winter.minute, 30);
  EXPECT_EQ(local_time(*parse_rfc3339("2026-07-14T08:05:00Z")).minute, 605);
}

TEST(Demo, SaysThatItIsMadeUp) {
  Kept kept;
  ASSERT_TRUE(generate(small(), kept));
  const auto document = json::Document::parse(kept.body("setting", "retailer"));
  EXPECT_TRUE(document->root().boolean("made_up"));
  EXPECT_NE(document->root().string("notice_fr").find("inventés"), std::string::npos);
}

TEST(Demo, RefusesOptionsOutOfRangeByName) {
  Kept kept;
  auto options = small();
  options.customers = 3;
  const auto made = generate(options, kept);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::Invalid);
  EXPECT_EQ(made.error().where, "customers");
  EXPECT_TRUE(kept.rows.empty());
  EXPECT_FALSE(parse_day("2026-13-01"));
}

TEST(Demo, StopsWhenTheSinkFails) {
  class Full final : public Sink {
   public:
    Status row(const journey::Row&) override { return {}; }
    Status event(const journey::Event&) override {
      return ++events == 7 ? Status{fail(ErrorCode::Full, "disk is full")} : Status{};
    }
    int events = 0;
  } full;
  const auto made = generate(small(), full);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::Full);
  EXPECT_EQ(full.events, 7);
}

}  // namespace
}  // namespace parcours::demo
