// SPDX-License-Identifier: Apache-2.0
#include "kiosk/clienteling/next_action.h"

#include <algorithm>
#include <optional>

namespace parcours::clienteling {
namespace {

using std::chrono::days;

constexpr days kCouponSoon{14};
constexpr days kViewFresh{30};
constexpr days kLapsed{180};
constexpr days kSurveyOpen{90};

std::int64_t days_ms(days count) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(count).count();
}

std::optional<NextAction> order_waiting(const Situation& situation) {
  const journey::Order* best = nullptr;
  for (const auto& order : situation.orders) {
    const bool here = order.state == "arrived";
    if (!here && order.state != "ready") continue;
    if (best == nullptr || (here && best->state != "arrived")) best = &order;
  }
  if (best == nullptr) return std::nullopt;
  return NextAction{best->state == "arrived" ? "order_here" : "order_ready", best->id, {best->id}};
}

std::optional<NextAction> coupon_expiring(const Situation& situation) {
  const journey::Coupon* first = nullptr;
  for (const auto& coupon : situation.usable_coupons) {
    if (coupon.until_ms == 0) continue;
    if (coupon.until_ms - to_ms(situation.now) > days_ms(kCouponSoon)) continue;
    if (first == nullptr || coupon.until_ms < first->until_ms) first = &coupon;
  }
  if (first == nullptr) return std::nullopt;
  return NextAction{"coupon_expiring", first->code, {first->code}};
}

// Looked at online lately, not bought since, and there is a piece on the shelf.
std::optional<NextAction> interrupted_view(const Situation& situation) {
  const auto owned_after = [&](const std::string& product, std::int64_t when) {
    return std::any_of(
        situation.customer.owned.begin(), situation.customer.owned.end(),
        [&](const journey::Owned& o) { return o.product == product && o.last_ms >= when; });
  };
  for (const auto& entry : situation.timeline) {
    if (to_ms(situation.now) - entry.time_ms > days_ms(kViewFresh)) break;
    if (entry.type != "web.product_viewed" && entry.type != "web.basket_abandoned") continue;
    if (entry.product.empty() || owned_after(entry.product, entry.time_ms)) continue;
    const auto& stock = situation.in_stock_here;
    if (std::find(stock.begin(), stock.end(), entry.product) == stock.end()) continue;
    return NextAction{"interrupted_view", entry.product, {entry.event_id}};
  }
  return std::nullopt;
}

std::optional<NextAction> survey_waiting(const Situation& situation) {
  const auto* asked = waiting_survey(situation.timeline, situation.now);
  if (asked == nullptr) return std::nullopt;
  return NextAction{"survey_waiting", asked->product, {asked->event_id}};
}

std::optional<NextAction> lapsed(const Situation& situation) {
  const journey::Owned* last = nullptr;
  for (const auto& owned : situation.customer.owned) {
    if (last == nullptr || owned.last_ms > last->last_ms) last = &owned;
  }
  if (last == nullptr || to_ms(situation.now) - last->last_ms < days_ms(kLapsed)) {
    return std::nullopt;
  }
  return NextAction{"lapsed", last->product, {last->product}};
}

}  // namespace

const journey::TimelineEntry* waiting_survey(const std::vector<journey::TimelineEntry>& timeline,
                                             WallTime now) {
  for (const auto& entry : timeline) {
    if (entry.type == "survey.answered") return nullptr;
    if (entry.type != "survey.asked") continue;
    return to_ms(now) - entry.time_ms > days_ms(kSurveyOpen) ? nullptr : &entry;
  }
  return nullptr;
}

NextAction next_action(const Situation& situation) {
  if (auto action = order_waiting(situation)) return *action;
  const bool history = situation.customer.consents.allows("profile");
  if (situation.birthday_right && history) return {"birthday", situation.customer.birthday, {}};
  if (auto action = coupon_expiring(situation)) return *action;
  if (!history) return {};
  if (auto action = interrupted_view(situation)) return *action;
  if (auto action = survey_waiting(situation)) return *action;
  if (auto action = lapsed(situation)) return *action;
  return {};
}

}  // namespace parcours::clienteling
