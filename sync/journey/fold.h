// SPDX-License-Identifier: Apache-2.0
// The reducers: what an event changes. Pure; the same code runs at the hub (state) and at a
// terminal (overlay). One file fold_<theme>.cpp per theme; README.md says what each event type
// does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/journey/event.h"
#include "sync/journey/row.h"

namespace parcours::journey {

/// Rows that `event` changes, given the rows before it. An event about an unknown person changes
/// nothing about a person (the event is kept and folded again when the subject becomes known); its
/// order, stock or task changes. Invalid: `data` is not what the type needs, the message names the
/// member. Denied: the actor has no right to it (undo of a hand-over, self-referral). Never called
/// twice for one event id, but for one that waited.
[[nodiscard]] Result<std::vector<RowChange>> fold(const Event& event, const RowSource& rows);

/// The customer an event is about, "" when not known (yet).
[[nodiscard]] Result<std::string> resolve_customer(const Event& event, const RowSource& rows);

/// The subject ("card:…", "order:…") that must become known before `event` can be folded whole; ""
/// when nothing is missing or nothing ever can be (an erased customer). Ask before folding.
[[nodiscard]] Result<std::string> waits_for(const Event& event, const RowSource& rows);
/// The subject that a new row makes known, "" for most: fold again what waits for it, in the order
/// in which it came.
[[nodiscard]] std::string made_known(const RowChange& change);

/// Key of an identity row, in one spelling: e-mail in lower case, phone as +33600000000.
[[nodiscard]] std::string identity_key(std::string_view kind, std::string_view value);
/// Name of an event inside row keys: its id when that is a UUID, else "<id>@<source>".
[[nodiscard]] std::string event_key(const Event& event);

}  // namespace parcours::journey
