// SPDX-License-Identifier: Apache-2.0
// The `data` of events that a terminal writes: who, at which terminal and shop, then what the type
// needs. Pure values. One place for the member names, so that every action says them alike. Private
// to kiosk/visit.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/visit/actions.h"
#include "platform/json/writer.h"

namespace parcours::visit {

/// A JSON object opened with actor, terminal and shop; the caller adds fields and calls `done`.
class ActionData {
 public:
  ActionData(const Facts& facts, const Actor& actor)
      : ActionData(facts, actor, facts.catalogue.here()) {}
  /// `shop` when what happens concerns another shop than the terminal's.
  ActionData(const Facts& facts, const Actor& actor, std::string_view shop) {
    x_out.begin_object();
    text("actor", actor.staff);
    text("terminal", facts.terminal.device);
    text("shop", shop);
  }
  /// Left out when empty.
  ActionData& text(std::string_view name, std::string_view value) {
    if (!value.empty()) x_out.field(name, value);
    return *this;
  }
  template <typename T>
  ActionData& field(std::string_view name, const T& value) {
    x_out.field(name, value);
    return *this;
  }
  ActionData& raw(std::string_view name, std::string_view json) {
    x_out.raw_field(name, json);
    return *this;
  }
  [[nodiscard]] std::string done() { return x_out.end_object().take(); }

 private:
  json::Writer x_out;
};

/// An event of staff comes from the associate channel, one of a shopper from the kiosk.
[[nodiscard]] inline std::string_view channel_of(const Actor& actor) {
  return actor.staff.empty() ? "kiosk" : "associate";
}

[[nodiscard]] inline journal::EventDraft draft(std::string type, std::string subject,
                                               std::string data, const Actor& actor) {
  journal::EventDraft event;
  event.type = std::move(type);
  event.subject = std::move(subject);
  event.data = std::move(data);
  event.channel = std::string(channel_of(actor));
  return event;
}

[[nodiscard]] inline Decision refuse(std::string_view why) {
  return {{}, std::string(why)};
}

/// A short code that a person can say (no 0, O, 1, I), drawn from what makes it unique: terminal,
/// time, thing.
[[nodiscard]] std::string short_code(std::string_view seed, std::size_t length);

}  // namespace parcours::visit
