// SPDX-License-Identifier: Apache-2.0
// From the sales in the hub's log to the suggestion rows of the catalogue, by sync/affinity. Works
// on a HubDb that nobody else uses; one transaction.
#pragma once

#include <cstdint>

#include "platform/base/result.h"
#include "sync/hub/hub_db.h"

namespace parcours::hub {

struct Trained {
  std::int64_t baskets = 0;   ///< sales learned
  std::int64_t products = 0;  ///< sold at least once
  std::int64_t rows = 0;      ///< products of the catalogue that have suggestions
  std::int64_t changed = 0;   ///< rows that differ from before
};

/// Products that left the catalogue are neither suggested nor have suggestions.
[[nodiscard]] Result<Trained> train(HubDb& db);

}  // namespace parcours::hub
