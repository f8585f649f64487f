// SPDX-License-Identifier: Apache-2.0
// What a pull is answered from: one snapshot of the hub's rows, scope by scope in the order of
// their numbers. `Reader` reads it from the database, the simulator from memory. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/protocol/pull.h"

namespace parcours::hub {

/// Rows after a cursor, ending between two commits. All of the scopes up to `upto` has been told.
struct FeedPage {
  std::vector<protocol::RowFrame> rows;
  std::int64_t upto = 0;
  bool more = false;
};

/// Where the feed stands: cursors below `floor` (but 0) or above `head` cannot be served.
struct FeedState {
  std::int64_t head = 0;
  std::int64_t floor = 0;
  std::int64_t epoch = 0;  ///< of the history that is written now
};

struct LaneMark {
  std::string lane;
  std::int64_t seq = 0;
  std::optional<crypto::Digest> chain = {};
};

/// The rows of one scope after a cursor, by number.
class ScopeFeed {
 public:
  virtual ~ScopeFeed() = default;
  [[nodiscard]] virtual bool at_row() const = 0;
  [[nodiscard]] virtual std::int64_t seq() const = 0;
  [[nodiscard]] virtual protocol::RowFrame row() const = 0;
  [[nodiscard]] virtual Status advance() = 0;
};

class FeedSource {
 public:
  virtual ~FeedSource() = default;
  [[nodiscard]] virtual Result<FeedState> state() = 0;
  /// How far the history `epoch` went in this database; empty: it is of another one, or of a future
  /// that a restored backup does not have.
  [[nodiscard]] virtual Result<std::optional<std::int64_t>> reached(std::int64_t epoch) = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<ScopeFeed>> scope(std::string_view scope,
                                                                 std::int64_t cursor) = 0;
  /// How far the lanes of (device, epoch) are folded into the rows of this snapshot.
  [[nodiscard]] virtual Result<std::vector<LaneMark>> marks(std::string_view device,
                                                            std::int64_t epoch) = 0;
  /// The shop the device was last given, or the first of all, or "".
  [[nodiscard]] virtual Result<std::string> shop_of(std::string_view device) = 0;
  [[nodiscard]] virtual Result<bool> knows_shop(std::string_view shop) = 0;
};

/// At most about `rows_max` rows; a number is never cut in two, so it can be a few more.
[[nodiscard]] Result<FeedPage> read_page(FeedSource& source, const std::vector<std::string>& scopes,
                                         std::int64_t cursor, std::size_t rows_max);

}  // namespace parcours::hub
