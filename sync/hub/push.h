// SPDX-License-Identifier: Apache-2.0
// Takes a batch of a terminal's outbox: without gaps, on the chain the hub knows, each event once.
// Runs inside a transaction of the store. What is no event or cannot be folded is refused for good
// and kept aside, and told to the device in a row of its own: it never holds up the lane behind it.
#pragma once

#include <array>
#include <cstdint>

#include "platform/base/result.h"
#include "sync/hub/intake.h"
#include "sync/protocol/push.h"

namespace parcours::hub {

struct Pushed {
  protocol::PushAnswer answer;             ///< stored is committed here
  std::array<std::int64_t, 4> outcomes{};  ///< events by Outcome
};

/// An error is the store's; everything a terminal can get wrong is in the answer.
[[nodiscard]] Result<Pushed> take_push(Intake& intake, const protocol::PushRequest& push);

}  // namespace parcours::hub
