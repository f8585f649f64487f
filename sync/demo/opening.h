// SPDX-License-Identifier: Apache-2.0
// Opening hours of the demo shops, and time counted in them: nobody prepares an order at midnight,
// nothing is promised for it. Pure; any thread. Every day is an open day; it knows no holidays.
#pragma once

#include "platform/base/clock.h"
#include "sync/demo/demo.h"
#include "sync/journey/entities.h"

namespace parcours::demo {

inline constexpr int kOpensAt = 600;  ///< of every shop; the setting `open_from` says it in words

/// Where the story of a shop's day stands.
struct Told {
  LocalTime at;       ///< the latest moment in opening hours: now, or the last closing
  int closes_at = 0;  ///< minutes after midnight
  bool open = false;  ///< somebody may be on the spot
};

/// The minute a shop closes at; that of most shops when the row does not say.
[[nodiscard]] int closing_of(const journey::Shop& shop);
[[nodiscard]] Told told_in(const journey::Shop& shop, std::chrono::sys_days today, int minute);

/// So many open minutes before or after `told.at`; nights in between are not counted.
[[nodiscard]] WallTime open_before(const Told& told, int minutes);
[[nodiscard]] WallTime open_after(const Told& told, int minutes);

}  // namespace parcours::demo
