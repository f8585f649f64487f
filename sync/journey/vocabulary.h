// SPDX-License-Identifier: Apache-2.0
// The words of journeys: every event type that a fold understands, the members of its `data`, and
// their JSON Schema. The one truth: the fold checks by it, the hub prints it, README.md is compared
// with it by a test. Constant; any thread. A type that is not listed is no mistake: it stands in
// the timeline and changes nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/json/value.h"

namespace parcours::journey {

enum class MemberKind {
  Text,
  Whole,  ///< a whole number that fits 32 bits
  Cents,  ///< money in minor units, 0 … 100 000 000 000
  Flag,
  Texts,   ///< a list of texts
  Pieces,  ///< a whole number, 0 … 10 000 000
  Lines,   ///< a list of {"product": text, "quantity": 1…100 000, "price_cents": cents}; one if
           ///< required
  Time,    ///< an RFC 3339 text
};

struct Member {
  std::string_view name;
  MemberKind kind = MemberKind::Text;
  bool required = false;
};

struct EventType {
  std::string_view name;     ///< "order.placed"
  std::string_view subject;  ///< whom it is about: "a customer", "order", "product", "shop"
  std::string_view effect;   ///< what the fold does beyond the timeline
  std::vector<Member> members;
};

[[nodiscard]] const std::vector<EventType>& event_types();
/// Nothing when the type is not listed.
[[nodiscard]] const EventType* find_event_type(std::string_view name);

/// Invalid names the first member of `data` that is missing or of another kind; unlisted types and
/// members pass.
[[nodiscard]] Status check_data(std::string_view type, const json::Value& data);

/// JSON Schema (2020-12) of the whole CloudEvent of a type.
[[nodiscard]] std::string schema_json(const EventType& type);
/// Every type, one JSON object a line: {"type","subject","effect","schema"}.
[[nodiscard]] std::string schema_json();

}  // namespace parcours::journey
