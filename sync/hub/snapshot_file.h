// SPDX-License-Identifier: Apache-2.0
// One snapshot on the hub's disk: made from one moment of the rows, packed under the name of its
// bytes with its description beside it, read by ranges. Functions over files, any thread, one maker
// at a time. A half-made one has no name and is never given.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "sync/hub/reader.h"
#include "sync/protocol/snapshot.h"

namespace parcours::hub {

/// Reads all rows of `shop`'s scopes, of one moment, into a file of `folder`. Cancelled once
/// `stopping` is set; Full and Io as the disk says. Nothing half-made stays but with a power cut,
/// and goes with the next.
[[nodiscard]] Result<protocol::Snapshot> make_snapshot(Reader& reader, const std::string& shop,
                                                       const std::filesystem::path& folder,
                                                       const std::atomic<bool>& stopping);

/// The whole ones in `folder`, in no order.
[[nodiscard]] std::vector<protocol::Snapshot> snapshots_in(const std::filesystem::path& folder);

/// NotFound: it is not there any more.
[[nodiscard]] Result<std::string> read_snapshot(const std::filesystem::path& folder,
                                                const protocol::Snapshot& snapshot,
                                                const protocol::ByteRange& range);

void remove_snapshot(const std::filesystem::path& folder, const std::string& name);

}  // namespace parcours::hub
