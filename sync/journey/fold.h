// SPDX-License-Identifier: Apache-2.0
// The reducers: what an event changes. Pure; the same code runs at the hub (state) and at a
// terminal (overlay).
#pragma once

#include <vector>

#include "platform/base/result.h"
#include "sync/journey/event.h"
#include "sync/journey/row.h"

namespace parcours::journey {

/// Rows that `event` changes, given the rows before it. An event about an unknown subject changes
/// nothing (the event is kept; it is folded again when the subject becomes known). Invalid: `data`
/// is not what the type needs; the message names the member. Never called twice for one event id:
/// the caller dedupes.
[[nodiscard]] Result<std::vector<RowChange>> fold(const Event& event, const RowSource& rows);

/// The customer an event is about, "" when not known (yet).
[[nodiscard]] Result<std::string> resolve_customer(const Event& event, const RowSource& rows);

}  // namespace parcours::journey
