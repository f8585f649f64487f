// SPDX-License-Identifier: Apache-2.0
// Next best action: a short list of rules over a customer's journey, the first that holds wins.
// Pure; any thread. Each answer carries the events or rows it rests on. Nothing of the history is
// used without the "profile" consent.
#pragma once

#include <string>
#include <vector>

#include "platform/base/clock.h"
#include "sync/journey/entities.h"

namespace parcours::clienteling {

struct NextAction {
  std::string key = "none";  ///< "order_here", "order_ready", "coupon_expiring", "birthday",
                             ///< "interrupted_view", "survey_waiting", "lapsed", "none"
  std::string detail;        ///< order number, coupon code or product id: fills the sentence
  std::vector<std::string> evidence;  ///< event ids, or order and coupon numbers
};

/// What the rules look at; `in_stock_here` answers for the products of the timeline.
struct Situation {
  const journey::Customer& customer;
  const std::vector<journey::TimelineEntry>& timeline;  ///< newest first
  const std::vector<journey::Order>& orders;
  const std::vector<journey::Coupon>& usable_coupons;
  const std::vector<std::string>& in_stock_here;  ///< product ids
  bool birthday_right = false;
  WallTime now{};
};

/// The asking of a survey that still waits for its answer; nothing when it was answered or asked
/// more than three months ago. `timeline`: newest first.
[[nodiscard]] const journey::TimelineEntry* waiting_survey(
    const std::vector<journey::TimelineEntry>& timeline, WallTime now);

[[nodiscard]] NextAction next_action(const Situation& situation);

}  // namespace parcours::clienteling
