// SPDX-License-Identifier: Apache-2.0
// Devices and how far each of their lanes has been taken. Owner: the writer; inside its
// transaction, so that a mark and the events it stands for are committed together or not at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/sqlite/connection.h"
#include "sync/protocol/push.h"

namespace parcours::hub {

class MarkStore {
 public:
  explicit MarkStore(sqlite::Connection& connection) : x_connection(connection) {}

  /// Seq 0 with the chain of nothing when the lane is new.
  [[nodiscard]] Result<protocol::Mark> mark(std::string_view device, std::int64_t epoch,
                                            std::string_view lane) const;
  [[nodiscard]] Status set_mark(std::string_view device, std::int64_t epoch, std::string_view lane,
                                const protocol::Mark& mark);

  /// Notes that a device was heard; `shop`, `cursor` and an `epoch` that is not 0 replace what was
  /// known when they are given.
  [[nodiscard]] Status heard(std::string_view device, std::int64_t now_ms, std::string_view shop,
                             std::optional<std::int64_t> cursor, std::int64_t epoch = 0);

 private:
  sqlite::Connection& x_connection;
};

}  // namespace parcours::hub
