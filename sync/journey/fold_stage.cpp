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
constexpr std::size_t kEarlierMax = 16;

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

/// The customer's way, oldest stage first.
std::vector<Stage> path_of(const Customer& customer) {
  auto path = customer.earlier;
  if (!customer.stage.name.empty()) path.push_back(customer.stage);
  return path;
}

void set_path(Customer& customer, std::vector<Stage> path) {
  customer.stage = {};
  if (!path.empty()) {
    customer.stage = std::move(path.back());
    path.pop_back();
  }
  if (path.size() > kEarlierMax)
    path.erase(path.begin(), path.end() - static_cast<std::ptrdiff_t>(kEarlierMax));
  customer.earlier = std::move(path);
}

int last_rank(const std::vector<Stage>& path) {
  return rank_of(path.empty() ? std::string_view{} : std::string_view{path.back().name});
}

/// Appends the stage that the entry leads to, if any.
void walk_on(std::vector<Stage>& path, const TimelineEntry& entry, int purchases) {
  Stage stage = path.empty() ? Stage{} : path.back();
  const auto before = stage.name;
  step(stage, entry, purchases);
  if (stage.name != before) path.push_back(std::move(stage));
}

/// Whether the rule that led to `change` also leads there from `rank`.
bool leads_from(int rank, const Stage& change) {
  if (change.reason == "stage.came_back") return rank < Loyalty;
  for (const auto& rule : kRules)
    if (rule.reason == change.reason) return rank >= rule.from_low && rank <= rule.from_high;
  return false;
}

bool can_set_back(std::string_view type) {
  return std::any_of(kRules.begin(), kRules.end(), [&](const Rule& rule) {
    return rule.type == type && rule.to < rule.from_low;
  });
}

/// Whether an entry of the very millisecond of `change` leaves the path as it is, whichever of the
/// two came first: many events of one time are told one by one by senders that know only the day.
bool leaves_as_is(const std::vector<Stage>& before, const Stage& change,
                  const TimelineEntry& entry) {
  if (entry.type == "purchase.completed") return false;
  auto first = before;
  walk_on(first, entry, 0);
  const bool nothing = first.size() == before.size();
  const bool same =
      !nothing && first.back().name == change.name && first.back().reason == change.reason;
  if (!nothing && !same) return false;
  std::vector<Stage> second{change};
  walk_on(second, entry, 0);
  return second.size() == 1;
}

/// Puts a late entry into the path without reading the timeline; false when that cannot be done.
/// What makes it possible: rules that lead up also lead up from every lower stage, so that between
/// two changes of the path no entry leads up from a higher stage either.
bool settle_late(Customer& customer, const TimelineEntry& entry) {
  const auto path = path_of(customer);
  const auto next = std::find_if(path.begin(), path.end(), [&](const Stage& change) {
    return change.since_ms >= entry.time_ms;
  });
  const bool forgot = customer.earlier.size() >= kEarlierMax;
  if (next == path.begin() && forgot) return false;
  std::vector<Stage> changed(path.begin(), next);
  // Of two entries of one millisecond the order of their keys decides, where it matters.
  if (next != path.end() && next->since_ms == entry.time_ms) {
    const bool alone = next + 1 == path.end() || (next + 1)->since_ms != entry.time_ms;
    return alone && customer.setback_ms < entry.time_ms && leaves_as_is(changed, *next, entry);
  }
  const int before = last_rank(changed);
  // A purchase counts for those after it, but only on the way to loyalty.
  if (entry.type == "purchase.completed") return before >= Loyalty;
  walk_on(changed, entry, 0);
  const int after = last_rank(changed);
  if (after == before) return true;
  if (forgot || after < before) return false;
  // From these two a later entry may lead back, which it could not do from a lower stage.
  if ((after == Validation || after == Purchase) && customer.setback_ms >= entry.time_ms)
    return false;
  for (auto change = next; change != path.end(); ++change) {
    const bool same_again = rank_of(change->name) == after;
    if (!same_again && !leads_from(after, *change)) continue;
    changed.insert(changed.end(), same_again ? change + 1 : change, path.end());
    break;
  }
  set_path(customer, std::move(changed));
  return true;
}

}  // namespace

Status settle_stage(const Sheet& sheet, Customer& customer, const TimelineEntry& entry,
                    bool latest) {
  if (can_set_back(entry.type)) customer.setback_ms = std::max(customer.setback_ms, entry.time_ms);
  if (latest) {
    auto path = path_of(customer);
    walk_on(path, entry, customer.purchases);
    set_path(customer, std::move(path));
    return {};
  }
  if (settle_late(customer, entry)) return {};
  PARCOURS_TRY(const auto rows, sheet.scan(kind::kTimeline, customer.id + "/", kAllRows, false));
  std::vector<Stage> path;
  PurchaseCount purchases;
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto one, parse_timeline_entry(row.body));
    walk_on(path, one, purchases.with(one));
  }
  set_path(customer, std::move(path));
  return {};
}

}  // namespace parcours::journey
