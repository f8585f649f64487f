// SPDX-License-Identifier: Apache-2.0
// Answers a pull from one snapshot: which scopes, from which cursor, up to which commit; or why the
// cursor cannot be served. Pure over a FeedSource; any thread. Waiting and HTTP are the route's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/hub/feed_source.h"
#include "sync/protocol/pull.h"

namespace parcours::hub {

/// With at most 2000 rows more to the end of a commit, a page stays near 5000.
inline constexpr std::size_t kPullPageRows = 3000;

struct PullLook {
  int status = 200;  ///< 410: the cursor cannot be served, the body says why
  std::string content_type;
  std::string body;
  bool empty = false;  ///< no rows: worth waiting
  std::vector<std::string> scopes;
  std::int64_t head = 0;
};

/// Scopes that all terminals of `shop` hold, in order: all but each device's own.
[[nodiscard]] std::vector<std::string> shop_scopes(const std::string& shop);

/// The shop that `device` reads: the one it asks for, or its own, or the first. NotFound: the hub
/// does not know it.
[[nodiscard]] Result<std::string> shop_for(FeedSource& source, std::string_view device,
                                           const std::string& asked);

/// `snapshots`: a JSON list for an answer 410. Denied: a scope that is not the device's. NotFound:
/// the hub does not know the shop.
[[nodiscard]] Result<PullLook> look(FeedSource& source, const protocol::PullRequest& pull,
                                    std::size_t rows_max = kPullPageRows,
                                    std::string_view snapshots = "[]");

}  // namespace parcours::hub
