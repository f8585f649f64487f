// SPDX-License-Identifier: Apache-2.0
// Purchases and what they earn: owned products, points, tier, stored value, referrals.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "platform/json/writer.h"
#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

constexpr std::int64_t kYearMs = 365LL * 24 * 3600 * 1000;
constexpr std::int64_t kCentsPerPoint = 100;
constexpr int kReferralPoints = 50;
constexpr int kSilverPurchases = 4;
constexpr int kGoldPurchases = 10;
/// A right of the year, such as the birthday drink: two uses closer than this are one year's.
constexpr std::int64_t kRewardAgainMs = kYearMs / 2;

int tier_rank(std::string_view tier) {
  return tier == "gold" ? 2 : tier == "silver" ? 1 : 0;
}

std::string_view tier_of(int purchases) {
  if (purchases >= kGoldPurchases) return "gold";
  return purchases >= kSilverPurchases ? "silver" : "bronze";
}

int to_points(Money total) {
  return static_cast<int>(
      std::min<std::int64_t>(total.cents / kCentsPerPoint, std::numeric_limits<int>::max()));
}

Money total_of(const Fold& fold) {
  if (fold.data.has("total_cents")) return {fold.data.integer("total_cents")};
  Money sum;
  for (const auto& line : read_lines(fold.data)) sum += line.price * line.quantity;
  return sum;
}

/// One purchase may be told twice (till and kiosk): its order or receipt is its name.
std::string purchase_name(const Fold& fold) {
  if (!fold.order_id.empty()) return "order:" + fold.order_id;
  if (const auto receipt = fold.text("receipt"); !receipt.empty()) return "receipt:" + receipt;
  return fold.key;
}

void own(Customer& customer, const OrderLine& line, std::int64_t time_ms) {
  for (auto& owned : customer.owned) {
    if (owned.product != line.product) continue;
    owned.times += line.quantity;
    owned.last_ms = std::max(owned.last_ms, time_ms);
    return;
  }
  customer.owned.push_back({line.product, line.quantity, time_ms});
}

void give_back(Customer& customer, const OrderLine& line) {
  auto& owned = customer.owned;
  for (auto& one : owned)
    if (one.product == line.product) one.times -= line.quantity;
  owned.erase(
      std::remove_if(owned.begin(), owned.end(), [](const Owned& one) { return one.times <= 0; }),
      owned.end());
}

/// What a sale or a return does to its shop. One of an unknown person does it now and is folded
/// again for the person later.
Status move_sold_goods(Fold& fold, int sign) {
  PARCOURS_TRY(const auto done, fold.sheet.find(kind::kDone, fold.key));
  if (done) return {};
  if (sign < 0) PARCOURS_CHECK(count_sale(fold, total_of(fold)));
  const auto shop = fold.text("shop");
  if (!shop.empty() && fold.order_id.empty()) {
    for (const auto& line : read_lines(fold.data))
      PARCOURS_CHECK(move_stock(fold.sheet, {line.product, shop, sign * line.quantity, 0},
                                fold.time_ms(), "till"));
  }
  if (fold.customer || fold.event.subject.empty()) return {};
  json::Writer out;
  out.begin_object().field("type", fold.event.type).end_object();
  fold.sheet.put("hub", kind::kDone, fold.key, out.take());
  return {};
}

Status count_purchases(Fold& fold) {
  auto& customer = *fold.customer;
  PARCOURS_TRY(const auto rows, fold.sheet.scan(kind::kPoints, customer.id + "/", kAllRows, false));
  std::vector<std::int64_t> times;
  for (const auto& row : rows) {
    const auto line = parse_points_line(row.body);
    if (!line) return fail(line.error());
    if (line->why == "purchase") times.push_back(line->time_ms);
  }
  if (times.empty()) return {};
  const auto last = *std::max_element(times.begin(), times.end());
  customer.purchases = static_cast<int>(std::count_if(
      times.begin(), times.end(), [&](std::int64_t time) { return time > last - kYearMs; }));
  const auto earned = tier_of(customer.purchases);
  customer.tier = tier_rank(earned) > tier_rank(customer.tier_given) || customer.tier_given.empty()
                      ? earned
                      : std::string_view{customer.tier_given};
  return {};
}

Status complete(Fold& fold) {
  if (!fold.customer) return move_sold_goods(fold, -1);
  const auto name = purchase_name(fold);
  PARCOURS_TRY(const auto told, fold.sheet.find(kind::kPoints, fold.customer->id + "/" + name));
  if (told) return {};
  PARCOURS_CHECK(move_sold_goods(fold, -1));
  auto lines = read_lines(fold.data);
  if (lines.empty() && fold.order) lines = fold.order->lines;
  for (const auto& line : lines) own(*fold.customer, line, fold.time_ms());
  PARCOURS_CHECK(add_points(fold, *fold.customer, {name, to_points(total_of(fold)), "purchase"}));
  PARCOURS_CHECK(count_purchases(fold));
  if (const auto code = fold.text("coupon"); !code.empty()) return redeem_coupon(fold, code);
  return {};
}

Status give_back_all(Fold& fold) {
  PARCOURS_CHECK(move_sold_goods(fold, +1));
  if (!fold.customer) return {};
  for (const auto& line : read_lines(fold.data)) give_back(*fold.customer, line);
  return add_points(fold, *fold.customer, {fold.key, -to_points(total_of(fold)), "return"});
}

/// Where the staff learns of a spend beyond the balance.
std::string shop_of_spend(const Fold& fold) {
  auto shop = fold.text("shop");
  return shop.empty() ? fold.customer->home_shop : shop;
}

/// The referrer is another customer than the one of the event: its rows are written here.
Status credit_referrer(Fold& fold, Customer& referrer, int points) {
  PARCOURS_CHECK(add_points(fold, referrer, {"referral:" + fold.customer->id, points, "referral"}));
  TimelineEntry entry = fold.entry;
  entry.type = "referral.credited";
  entry.initiator = "customer";
  const auto key = timeline_key(referrer.id, entry.time_ms, fold.key);
  fold.sheet.put(customer_scope(referrer), kind::kTimeline, key, to_json(entry));
  PARCOURS_TRY(const auto last, fold.sheet.scan(kind::kTimeline, referrer.id + "/", 1, true));
  PARCOURS_CHECK(
      settle_stage(fold.sheet, referrer, entry, last.empty() || last.front().key <= key));
  fold.sheet.put(customer_scope(referrer), kind::kCustomer, referrer.id, to_json(referrer));
  return {};
}

}  // namespace

Status add_points(Fold& fold, Customer& customer, const PointsGain& gain) {
  const PointsLine line{fold.event.id, gain.delta, gain.why, fold.time_ms()};
  const auto key = customer.id + "/" + gain.key;
  // A line told before is replaced, not counted again.
  std::int64_t sum = std::int64_t{customer.points} - customer.points_short + gain.delta;
  PARCOURS_TRY(const auto row, fold.sheet.find(kind::kPoints, key));
  if (row) {
    PARCOURS_TRY(const auto before, parse_points_line(row->body));
    sum -= before.delta;
  }
  fold.sheet.put(customer_scope(customer), kind::kPoints, key, to_json(line));
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  customer.points = static_cast<int>(std::clamp<std::int64_t>(sum, 0, kMost));
  customer.points_short = static_cast<int>(std::clamp<std::int64_t>(-sum, 0, kMost));
  return {};
}

Status fold_purchase(Fold& fold) {
  if (fold.event.type == "purchase.completed") {
    if (!fold.data.has("lines") && !fold.data.has("total_cents"))
      return fail(ErrorCode::Invalid,
                  "purchase.completed: data.lines and data.total_cents are missing", "lines");
    return complete(fold);
  }
  return fold.event.type == "purchase.returned" ? give_back_all(fold) : Status{};
}

Status fold_points(Fold& fold) {
  if (!fold.customer) return {};
  const auto points = static_cast<int>(
      std::min<std::int64_t>(fold.data.integer("points"), std::numeric_limits<int>::max()));
  if (points < 0)
    return fail(ErrorCode::Invalid,
                fmt::format("{}: data.points must not be negative", fold.event.type), "points");
  const bool spent = fold.event.type == "points.spent";
  if (!spent && fold.event.type != "points.earned") return {};
  auto& customer = *fold.customer;
  const bool beyond = spent && points > customer.points;
  if (beyond && !fold.event.from_terminal())
    return fail(ErrorCode::Denied,
                fmt::format("points.spent: data.points is {}, the balance is {} {}", points,
                            customer.points, customer.points == 1 ? "point" : "points"),
                "points");
  if (beyond) open_incident(fold, shop_of_spend(fold), "incident.points_overspent");
  return add_points(
      fold, customer,
      {fold.key, spent ? -points : points, fold.data.string("why", spent ? "spent" : "earned")});
}

Status fold_value(Fold& fold) {
  if (!fold.customer || fold.retold) return {};
  auto& customer = *fold.customer;
  const auto amount = fold.entry.amount;
  Money sum = customer.stored_value - customer.value_short;
  if (fold.event.type == "value.reloaded") sum += amount;
  if (fold.event.type == "value.spent") {
    const bool beyond = amount.cents > customer.stored_value.cents;
    if (beyond && !fold.event.from_terminal())
      return fail(ErrorCode::Denied,
                  fmt::format("value.spent: data.amount_cents is {}, the stored value is {}",
                              amount.cents, customer.stored_value.cents),
                  "amount_cents");
    if (beyond) open_incident(fold, shop_of_spend(fold), "incident.value_overspent");
    sum = sum - amount;
  }
  customer.stored_value = {std::max<std::int64_t>(sum.cents, 0)};
  customer.value_short = {std::max<std::int64_t>(-sum.cents, 0)};
  return {};
}

Status fold_reward(Fold& fold) {
  if (!fold.customer || fold.retold) return {};
  const auto& own = fold.entry;
  bool twice = false;
  PARCOURS_CHECK(walk_back(fold, [&](const std::string&, const TimelineEntry& entry) {
    const bool other =
        entry.type == own.type && entry.detail == own.detail && entry.event_id != own.event_id;
    twice = other && std::abs(entry.time_ms - own.time_ms) < kRewardAgainMs;
    return !twice && entry.time_ms > own.time_ms - kRewardAgainMs;
  }));
  if (twice) open_incident(fold, shop_of_spend(fold), "incident.reward_twice");
  return {};
}

Status fold_referral(Fold& fold) {
  if (fold.event.type != "referral.used" || !fold.customer) return {};
  PARCOURS_TRY(auto referrer, find_customer(fold.text("referrer"), fold.sheet));
  if (!referrer) return {};  // waits_for says so: the other terminal may not have sent yet
  if (referrer->id == fold.customer->id)
    return fail(ErrorCode::Denied, "referral.used: nobody can refer themselves", "referrer");
  PARCOURS_TRY(const auto used, fold.sheet.find(kind::kPoints, fold.customer->id + "/referral"));
  if (used) return {};
  const auto points =
      static_cast<int>(std::max<std::int64_t>(0, fold.data.integer("points", kReferralPoints)));
  PARCOURS_CHECK(add_points(fold, *fold.customer, {"referral", points, "referral"}));
  return credit_referrer(fold, *referrer, points);
}

}  // namespace parcours::journey
