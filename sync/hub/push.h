// SPDX-License-Identifier: Apache-2.0
// Takes a batch of a terminal's outbox: without gaps, on the chain the hub knows, each event once.
// Runs inside the writer's transaction. What is no event or cannot be folded is refused for good
// and kept aside: it never holds up the lane behind it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "sync/hub/hub_db.h"

namespace parcours::hub {

struct Push {
  std::string device;
  std::int64_t epoch = 1;
  std::string lane;  ///< "control" or "telemetry"
  std::int64_t first_seq = 1;
  std::string prev_chain;           ///< hexadecimal, of everything before first_seq
  std::vector<std::string> events;  ///< as the device wrote them
};

struct Rejection {
  std::string id;
  std::string reason;
};

struct Pushed {
  Mark mark;  ///< what the hub now has of the lane
  std::vector<Rejection> rejected;
  std::optional<std::int64_t> expect;  ///< there is a gap: send from here
  bool forked =
      false;  ///< another disk wrote under this name: nothing was taken, begin a new epoch
  std::array<std::int64_t, 4> outcomes{};  ///< events by Outcome
};

/// An error is the database's; everything a terminal can get wrong is in the answer.
[[nodiscard]] Result<Pushed> take_push(HubDb& db, const Push& push);

}  // namespace parcours::hub
