// SPDX-License-Identifier: Apache-2.0
// What the 360 view makes of a customer's timeline: lines without the noise of a visit, and the
// products that the journey is about. Pure values; core thread; reads no row. Private to
// kiosk/visit.
#pragma once

#include <string>
#include <vector>

#include "kiosk/visit/staff_view.h"
#include "platform/base/clock.h"

namespace parcours::visit {

/// Newest first, as given. Within half an hour, the signs of one presence (seen in the shop, card
/// scanned, file opened) are one line, so are looks at the same product and suggestions shown.
[[nodiscard]] std::vector<TimelineLine> condensed(const std::vector<TimelineLine>& lines);

/// Products that the customer showed an interest in lately and did not buy since, newest first:
/// looked at, left in a basket, scanned, an appointment about.
[[nodiscard]] std::vector<std::string> interests(const journey::Customer& customer,
                                                 const std::vector<TimelineLine>& lines,
                                                 WallTime now);

}  // namespace parcours::visit
