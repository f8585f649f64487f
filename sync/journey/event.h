// SPDX-License-Identifier: Apache-2.0
// One immutable fact of a journey, as CloudEvents 1.0 (JSON). Pure values; any thread.
// The bytes its writer wrote are kept whole: unknown attributes survive, and the chain of an outbox
// runs over them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace parcours::journey {

/// `subject` is "kind:value"; kinds: card, email, phone, visitor, order, coupon, customer, product,
/// shop, staff.
struct Event {
  std::string id;         ///< unique within `source`, 1..128 characters
  std::string source;     ///< "web/shop", "kiosk/<device>", 1..128 characters
  std::string type;       ///< "web.product_viewed"; dotted lower case
  WallTime time{};        ///< when it happened, by the writer's clock
  WallTime received{};    ///< when the hub took it; 0 where nobody can tell (terminals, the demo)
  std::string subject;    ///< may be empty for events about nobody
  std::string channel;    ///< web app ad email sms post phone kiosk associate till partner; derived
                          ///< when absent
  std::string initiator;  ///< customer, brand or outside; derived from the type when absent
  std::string data;       ///< the `data` member as JSON text, "{}" when absent
  std::string bytes;      ///< the whole event as it was written

  /// The two halves of `subject`.
  [[nodiscard]] std::string_view subject_kind() const;
  [[nodiscard]] std::string_view subject_value() const;
  /// Written by a terminal of ours (source "kiosk/…"): a fact that has happened, never refused.
  [[nodiscard]] bool from_terminal() const;
  /// When it is taken to have happened: `time`, or `received` where the writer's clock cannot be
  /// believed (before 2000, or more than five minutes after it was received).
  [[nodiscard]] WallTime happened() const;
};

/// The gate for senders that are no terminals: Invalid names the attribute time when it is before
/// 2000 or more than a day after `now`. Terminals always pass.
[[nodiscard]] Status check_clock(const Event& event, WallTime now);

/// Reads one CloudEvent. Invalid names the attribute: missing specversion/id/source/type, a time
/// that is none, a subject without a known kind. A missing time is `received`.
[[nodiscard]] Result<Event> parse_event(std::string_view json, WallTime received);

/// One element of a batch: its event, or why it is none. Positions are kept.
[[nodiscard]] Result<std::vector<Result<Event>>> parse_batch(std::string_view json,
                                                             WallTime received);

/// Who wrote an event: unique together.
struct EventName {
  std::string id;
  std::string source;
};
/// How it came about; derived from type and source where empty.
struct Origin {
  std::string channel;
  std::string initiator;
};

/// What a terminal or the demo writes: `data` is JSON text. `bytes` is filled.
[[nodiscard]] Event make_event(EventName name, std::string type, WallTime time, std::string subject,
                               std::string data, const Origin& origin = {});

/// "kiosk" for "kiosk.scanned" or source "kiosk/…", "web" for "web.…", and so on; "partner" when
/// unknown.
[[nodiscard]] std::string derive_channel(std::string_view type, std::string_view source);
[[nodiscard]] std::string derive_initiator(std::string_view type);

}  // namespace parcours::journey
