// SPDX-License-Identifier: Apache-2.0
// Where in the journey a customer is: visible rules over the timeline (README.md), each with its
// reason.
#include <algorithm>
#include <array>
#include <set>

#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

constexpr std::int64_t kYearMs = 365LL * 24 * 3600 * 1000;
constexpr int kLoyalPurchases = 2;

constexpr std::array<std::string_view, 6> kStages{"awareness", "investigation", "validation",
                                                  "purchase",  "loyalty",       "ambassador"};
enum StageRank { None = -1, Awareness, Investigation, Validation, Purchase, Loyalty, Ambassador };

struct Rule {
  std::string_view type;
  int from_low;
  int from_high;
  StageRank to;
  std::string_view reason;
};

constexpr std::array<Rule, 22> kRules{
    {{"customer.created", None, None, Awareness, "stage.known"},
     {"ad.shown", None, None, Awareness, "stage.contacted"},
     {"message.sent", None, None, Awareness, "stage.contacted"},
     {"web.product_viewed", None, Awareness, Investigation, "stage.looked"},
     {"web.searched", None, Awareness, Investigation, "stage.looked"},
     {"app.product_viewed", None, Awareness, Investigation, "stage.looked"},
     {"kiosk.product_viewed", None, Awareness, Investigation, "stage.looked"},
     {"message.opened", None, Awareness, Investigation, "stage.answered"},
     {"message.replied", None, Awareness, Investigation, "stage.answered"},
     {"shop.visited", None, Awareness, Investigation, "stage.visited"},
     {"shop.identified", None, Awareness, Investigation, "stage.visited"},
     {"web.basket_abandoned", None, Investigation, Validation, "stage.basket"},
     {"appointment.booked", None, Investigation, Validation, "stage.appointment"},
     {"appointment.kept", None, Investigation, Validation, "stage.appointment"},
     {"suggestion.accepted", None, Investigation, Validation, "stage.suggestion"},
     {"coupon.issued", None, Investigation, Validation, "stage.coupon"},
     {"order.placed", None, Investigation, Validation, "stage.ordered"},
     {"order.paid", None, Validation, Purchase, "stage.bought"},
     {"referral.credited", None, Loyalty, Ambassador, "stage.referred"},
     {"appointment.missed", Validation, Validation, Investigation, "stage.missed"},
     {"coupon.expired", Validation, Validation, Investigation, "stage.coupon_expired"},
     {"purchase.returned", Purchase, Purchase, Validation, "stage.returned"}}};

int rank_of(std::string_view stage) {
  const auto found = std::find(kStages.begin(), kStages.end(), stage);
  return found == kStages.end() ? None : static_cast<int>(found - kStages.begin());
}

void set_stage(Stage& stage, StageRank to, std::string_view reason, std::int64_t time_ms) {
  stage = {std::string{kStages[static_cast<std::size_t>(to)]}, std::string{reason}, time_ms};
}

/// `purchases`: of the 12 months up to and with this entry.
void step(Stage& stage, const TimelineEntry& entry, int purchases) {
  const int rank = rank_of(stage.name);
  if (entry.type == "purchase.completed") {
    if (purchases >= kLoyalPurchases && rank < Loyalty)
      set_stage(stage, Loyalty, "stage.came_back", entry.time_ms);
    else if (rank < Purchase)
      set_stage(stage, Purchase, "stage.bought", entry.time_ms);
    return;
  }
  // An order that is placed and paid at once is a purchase already.
  const bool paid = entry.type == "order.placed" && entry.detail == "paid";
  const std::string_view type = paid ? "order.paid" : std::string_view{entry.type};
  for (const auto& rule : kRules) {
    if (rule.type != type || rank < rule.from_low || rank > rule.from_high) continue;
    set_stage(stage, rule.to, rule.reason, entry.time_ms);
    return;
  }
}

/// Counts purchases while walking: one per order or receipt, as points are.
class PurchaseCount {
 public:
  int with(const TimelineEntry& entry) {
    if (entry.type != "purchase.completed") return 0;
    const auto name = entry.order.empty() ? entry.detail : "order:" + entry.order;
    if (name.empty() || x_names.insert(name).second) x_times.push_back(entry.time_ms);
    return static_cast<int>(std::count_if(x_times.begin(), x_times.end(), [&](std::int64_t time) {
      return time > entry.time_ms - kYearMs;
    }));
  }

 private:
  std::set<std::string> x_names;
  std::vector<std::int64_t> x_times;
};

}  // namespace

Status settle_stage(const Sheet& sheet, Customer& customer, const TimelineEntry& entry,
                    bool latest) {
  if (latest) {
    step(customer.stage, entry, customer.purchases);
    return {};
  }
  PARCOURS_TRY(const auto rows, sheet.scan(kind::kTimeline, customer.id + "/", kAllRows, false));
  Stage stage;
  PurchaseCount purchases;
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto one, parse_timeline_entry(row.body));
    step(stage, one, purchases.with(one));
  }
  customer.stage = stage;
  return {};
}

}  // namespace parcours::journey
