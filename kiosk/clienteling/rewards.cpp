// SPDX-License-Identifier: Apache-2.0
// Coupons, points and tiers of a customer.
#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/clienteling/clienteling.h"
#include "platform/json/value.h"

namespace parcours::clienteling {
namespace {

constexpr std::size_t kCouponsMax = 200;
constexpr std::size_t kPointsMax = 1000;
constexpr std::size_t kTimelineMax = 400;
constexpr std::chrono::days kBirthdayWindow{7};

struct Step {
  std::string_view tier;
  int purchases;  ///< in 12 months, from which on the tier holds
};
constexpr std::array<Step, 3> kTiers{{{"bronze", 0}, {"silver", 4}, {"gold", 10}}};

std::optional<int> two_digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "MM-DD" lies within the window around `now`, whatever the turn of the year.
bool near_birthday(std::string_view birthday, WallTime now) {
  if (birthday.size() != 5) return false;
  const auto month = two_digits(birthday.substr(0, 2));
  const auto day = two_digits(birthday.substr(3, 2));
  if (!month || !day) return false;
  const auto today = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year this_year = std::chrono::year_month_day{today}.year();
  for (int shift = -1; shift <= 1; ++shift) {
    const std::chrono::year_month_day date{this_year + std::chrono::years{shift},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) continue;
    if (std::chrono::abs(std::chrono::sys_days{date} - today) <= kBirthdayWindow) return true;
  }
  return false;
}

}  // namespace

Result<std::vector<CouponState>> Clienteling::coupons(std::string_view customer_id,
                                                      WallTime now) const {
  PARCOURS_TRY(const auto rows,
               x_rows.scan(journey::kind::kCoupon, std::string(customer_id) + "/", kCouponsMax));
  CouponUse use;
  use.now = now;
  std::vector<CouponState> states;
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto coupon, journey::parse_coupon(row.body));
    if (coupon.state == "promised") continue;
    states.push_back(check_coupon(coupon, use, x_token_check));
  }
  std::stable_sort(states.begin(), states.end(), [](const auto& a, const auto& b) {
    if (a.usable != b.usable) return a.usable;
    return a.usable ? a.coupon.until_ms < b.coupon.until_ms : a.coupon.until_ms > b.coupon.until_ms;
  });
  return states;
}

Result<CouponState> Clienteling::coupon(std::string_view code, const CouponUse& use) const {
  const std::string name(code);
  PARCOURS_TRY(const auto identity, x_rows.find(journey::kind::kIdentity, "coupon:" + name));
  std::string owner = use.customer;
  if (identity) {
    PARCOURS_TRY(const auto document, json::Document::parse(identity->body));
    owner = document.root().string("customer");
  }
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kCoupon, owner + "/" + name));
  if (!row) return fail(ErrorCode::NotFound, "no coupon '" + name + "' on this terminal", "coupon");
  PARCOURS_TRY(const auto found, journey::parse_coupon(row->body));
  return check_coupon(found, use, x_token_check);
}

Result<std::optional<SurveyWaiting>> Clienteling::survey(const journey::Customer& customer,
                                                         WallTime now) const {
  if (!customer.consents.allows("profile")) return std::nullopt;
  PARCOURS_TRY(const auto rows, x_rows.scan(journey::kind::kTimeline, customer.id + "/",
                                            kTimelineMax, /*descending=*/true));
  std::vector<journey::TimelineEntry> entries;
  for (const auto& row : rows) {
    PARCOURS_TRY(auto entry, journey::parse_timeline_entry(row.body));
    entries.push_back(std::move(entry));
  }
  const auto* asked = waiting_survey(entries, now);
  if (asked == nullptr) return std::nullopt;
  SurveyWaiting waiting{asked->detail, {}};
  if (asked->code.empty()) return std::optional(std::move(waiting));
  PARCOURS_TRY(const auto row,
               x_rows.find(journey::kind::kCoupon, customer.id + "/" + asked->code));
  if (row) {
    PARCOURS_TRY(auto coupon, journey::parse_coupon(row->body));
    waiting.survey = coupon.survey;
    const bool open = coupon.until_ms == 0 || to_ms(now) <= coupon.until_ms;
    if (coupon.state == "promised" && open) waiting.coupon = std::move(coupon);
  }
  return std::optional(std::move(waiting));
}

Result<std::vector<journey::PointsLine>> Clienteling::points_lines(
    std::string_view customer_id) const {
  PARCOURS_TRY(const auto rows,
               x_rows.scan(journey::kind::kPoints, std::string(customer_id) + "/", kPointsMax));
  std::vector<journey::PointsLine> lines;
  for (const auto& row : rows) {
    PARCOURS_TRY(auto line, journey::parse_points_line(row.body));
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end(),
            [](const auto& a, const auto& b) { return a.time_ms > b.time_ms; });
  return lines;
}

Result<TierProgress> Clienteling::tier(const journey::Customer& customer, WallTime now) const {
  TierProgress progress;
  progress.tier = customer.tier.empty() ? std::string(kTiers.front().tier) : customer.tier;
  for (const Step& step : kTiers) {
    if (step.purchases <= customer.purchases) continue;
    progress.next = step.tier;
    progress.purchases_needed = step.purchases - customer.purchases;
    break;
  }
  if (progress.tier == kTiers.back().tier) {
    progress.next.clear();
    progress.purchases_needed = 0;
  }
  if (progress.tier != kTiers.back().tier || !near_birthday(customer.birthday, now)) {
    return progress;
  }
  // Once a year: half a year apart is enough to tell this birthday from the last.
  constexpr std::chrono::days kHalfYear{180};
  PARCOURS_TRY(const auto rows, x_rows.scan(journey::kind::kTimeline, customer.id + "/",
                                            kTimelineMax, /*descending=*/true));
  progress.birthday_right = true;
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto entry, journey::parse_timeline_entry(row.body));
    if (now - from_ms(entry.time_ms) > kHalfYear) break;
    if (entry.type == "reward.used") progress.birthday_right = false;
  }
  return progress;
}

}  // namespace parcours::clienteling
