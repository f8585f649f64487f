// SPDX-License-Identifier: Apache-2.0
// What the simulated retailer has and what happens outside its shop: products, customers, orders
// and coupons that come from the web. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/base/random.h"
#include "sync/hub/intake.h"
#include "sync/journey/event.h"

namespace parcours::simulation {

/// Rows that no event stands for.
[[nodiscard]] Status put_shop(hub::Intake& intake);
[[nodiscard]] std::vector<journey::Event> first_events(WallTime now);
[[nodiscard]] journey::Event web_event(Random& random, WallTime now, std::int64_t& orders,
                                       std::int64_t& coupons);

}  // namespace parcours::simulation
