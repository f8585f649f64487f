// SPDX-License-Identifier: Apache-2.0
// What automation said to a customer and means to say, each line with what became of it. Pure; any
// thread. It decides nothing: what stops a planned message is folded in sync/journey.
#pragma once

#include <vector>

#include "kiosk/clienteling/clienteling.h"

namespace parcours::clienteling {

/// Of a timeline (newest first): first what is still planned or was stopped, soonest first, then
/// messages, ads, coupons and surveys that went out, newest first. That a message arrived, was read
/// or answered is said of the message. Outcomes: of a message "replied", "read", "no_reply" (of
/// post none: it wants no reply); of a planned one "planned", "stopped" (its goal is reached),
/// "held" (a person took over); of a survey "answered", "no_reply".
[[nodiscard]] std::vector<TimelineLine> automation_of(const std::vector<TimelineLine>& timeline,
                                                      bool paused);

}  // namespace parcours::clienteling
