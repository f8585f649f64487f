// SPDX-License-Identifier: Apache-2.0
// What automation means to say: a planned message waits until it is sent, or until what it was for
// has happened. The outcome stands in its timeline entry, whatever the order of arrival.
#include <algorithm>

#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

constexpr std::size_t kPlannedMax = 16;
/// A message of the same name that leaves later than this after the due time is another one.
constexpr std::int64_t kSentLateMs = 7LL * 24 * 3600 * 1000;
constexpr std::string_view kSent = "sent";
constexpr std::string_view kGoalReached = "goal_reached";

bool speaks_of(const TimelineEntry& entry, const std::string& product) {
  return entry.product == product ||
         std::find(entry.also.begin(), entry.also.end(), product) != entry.also.end();
}

/// What an entry later than the plan does to it, "" when nothing.
std::string_view outcome_by(const TimelineEntry& plan, const TimelineEntry& later) {
  if (later.type == "message.sent") {
    const bool in_time = plan.due_ms == 0 || later.time_ms <= plan.due_ms + kSentLateMs;
    return in_time && !plan.detail.empty() && plan.detail == later.detail ? kSent : "";
  }
  if (later.type != "purchase.completed" && later.type != "order.placed") return {};
  const bool any = plan.product.empty() && plan.code.empty();
  return any || (!plan.product.empty() && speaks_of(later, plan.product)) ? kGoalReached : "";
}

/// A used coupon needs no reminder, whenever it was used.
bool uses_code(const TimelineEntry& entry, const std::string& code) {
  return !code.empty() && entry.code == code &&
         (entry.type == "purchase.completed" || entry.type == "coupon.redeemed");
}

/// Sending is what happened; a goal says only why it need not happen.
void settle(std::string& outcome, std::string_view by) {
  if (by == kSent || outcome.empty()) outcome = by.empty() ? outcome : std::string{by};
}

Result<bool> is_redeemed(const Fold& fold, const std::string& code) {
  if (code.empty()) return false;
  PARCOURS_TRY(const auto row, fold.sheet.find(kind::kCoupon, fold.customer->id + "/" + code));
  if (!row) return false;
  PARCOURS_TRY(const auto coupon, parse_coupon(row->body));
  return coupon.state == "redeemed";
}

/// The keys sort by time: the newest stay.
void remember(std::vector<std::string>& planned, const std::string& key) {
  const auto place = std::lower_bound(planned.begin(), planned.end(), key);
  if (place == planned.end() || *place != key) planned.insert(place, key);
  if (planned.size() > kPlannedMax) planned.erase(planned.begin());
}

}  // namespace

Status fold_message(Fold& fold) {
  if (fold.event.type != "message.planned" || !fold.customer) return {};
  auto plan = fold.entry;
  const auto own = timeline_key(fold.customer->id, plan.time_ms, fold.key);
  PARCOURS_TRY(const bool redeemed, is_redeemed(fold, plan.code));
  if (redeemed) plan.outcome = kGoalReached;
  PARCOURS_CHECK(walk_back(fold, [&](const std::string& key, const TimelineEntry& entry) {
    if (key > own) settle(plan.outcome, outcome_by(plan, entry));
    return key > own;
  }));
  if (!plan.outcome.empty())
    fold.sheet.put(customer_scope(*fold.customer), kind::kTimeline, own, to_json(plan));
  remember(fold.customer->planned, own);
  return {};
}

Status settle_planned(Fold& fold) {
  const auto& type = fold.event.type;
  const bool counts = type == "message.sent" || type == "purchase.completed" ||
                      type == "order.placed" || type == "coupon.redeemed";
  if (!counts) return {};
  const auto own = timeline_key(fold.customer->id, fold.entry.time_ms, fold.key);
  for (const auto& key : fold.customer->planned) {
    PARCOURS_TRY(const auto row, fold.sheet.find(kind::kTimeline, key));
    if (!row) continue;
    PARCOURS_TRY(auto plan, parse_timeline_entry(row->body));
    const auto before = plan.outcome;
    if (own > key) settle(plan.outcome, outcome_by(plan, fold.entry));
    if (uses_code(fold.entry, plan.code)) settle(plan.outcome, kGoalReached);
    if (plan.outcome != before)
      fold.sheet.put(customer_scope(*fold.customer), kind::kTimeline, key, to_json(plan));
  }
  return {};
}

}  // namespace parcours::journey
