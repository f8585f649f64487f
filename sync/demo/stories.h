// SPDX-License-Identifier: Apache-2.0
// The customers whose stories the demo tells, at the moment they are ready to be played: C00001 the
// television journey (J1), C00002 the survey and its coupon (J3), C00003 the gold tier on her
// birthday (J4), C00004 the order that waits.
#pragma once

#include <optional>

#include "sync/demo/habits.h"

namespace parcours::demo {

inline constexpr int kStories = 4;

/// The person of story `number` (1..kStories).
[[nodiscard]] Person story_person(const Retail& retail, int number, const Options& options);
[[nodiscard]] Status write_story(Diary& diary, const Retail& retail, Ledger& ledger,
                                 const Options& options);

}  // namespace parcours::demo
