// SPDX-License-Identifier: Apache-2.0
// The log of events, each once by (source, id), beside it what contradicts a known id and what
// could not be folded. Owner: the writer; inside its transaction. It decides nothing about state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/connection.h"
#include "sync/journey/event.h"

namespace parcours::hub {

/// An event that is not folded whole yet because nobody knows its subject.
struct WaitingEvent {
  std::int64_t number = 0;
  journey::Event event;
};

class EventStore {
 public:
  explicit EventStore(sqlite::Connection& connection) : x_connection(connection) {}

  /// The bytes kept under (source, id), if any.
  [[nodiscard]] Result<std::optional<std::string>> known(std::string_view source,
                                                         std::string_view id) const;
  /// `waits_for`: the subject without which it is not folded whole, or "".
  [[nodiscard]] Status insert(const journey::Event& event, std::int64_t seq,
                              std::int64_t received_ms, std::string_view waits_for);

  /// Contents that differ from those of a known id: kept beside it, once each.
  [[nodiscard]] Status keep_conflict(const journey::Event& event, std::int64_t received_ms);
  /// What could not become an event or be folded, whole and with the reason, once each.
  [[nodiscard]] Status quarantine(std::string_view source, std::string_view id,
                                  std::string_view bytes, std::string_view reason,
                                  std::int64_t received_ms);

  /// Events that wait for `subject`, in the order they came.
  [[nodiscard]] Result<std::vector<WaitingEvent>> waiting_for(std::string_view subject) const;
  /// From now on it waits for this subject, or ("") for nothing.
  [[nodiscard]] Status set_waiting(std::int64_t number, std::string_view waits_for);

 private:
  sqlite::Connection& x_connection;
};

/// True when both texts are the same JSON value whatever the order of members and the white space.
[[nodiscard]] bool same_json(std::string_view left, std::string_view right);

}  // namespace parcours::hub
