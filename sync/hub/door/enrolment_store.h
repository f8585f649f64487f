// SPDX-License-Identifier: Apache-2.0
// Which key belongs to which terminal, and the shop it was enrolled for. Written by the writer
// inside its transaction; a reader looks a terminal up over its own connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/sqlite/connection.h"

namespace parcours::hub {

struct Enrolment {
  std::string key;   ///< hexadecimal
  std::string shop;  ///< "" for one that was taken at its word: the shop it asks for
  std::int64_t since_ms = 0;
};

class EnrolmentStore {
 public:
  explicit EnrolmentStore(sqlite::Connection& connection) : x_connection(connection) {}

  [[nodiscard]] Result<std::optional<Enrolment>> find(std::string_view device) const;
  /// The first contact of a terminal that nobody enrolled. Gives the key that holds from now on:
  /// another one than `key` when there was one.
  [[nodiscard]] Result<std::string> pin(std::string_view device, std::string_view key,
                                        std::int64_t now_ms);
  /// Uses up the code `hash`. False: another terminal or key has used it; nothing was written. The
  /// same terminal and key again change nothing: its answer was lost.
  [[nodiscard]] Result<bool> enrol(std::string_view device, const Enrolment& enrolment,
                                   std::string_view hash);

 private:
  sqlite::Connection& x_connection;
};

}  // namespace parcours::hub
