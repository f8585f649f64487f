// SPDX-License-Identifier: Apache-2.0
// The small values of a replica that the hub's rows bring along, by name: a snapshot holds them
// too, and they go with its rows when it takes the place of a file. All others are the terminal's
// own. Constants; only for the sources of sync/journal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/json/writer.h"

namespace parcours::journal {

inline constexpr std::string_view kMetaScopes = "scopes";
inline constexpr std::string_view kMetaShop = "setting/shop";
inline constexpr std::string_view kMetaHubEpoch = "hub_epoch";
inline constexpr std::string_view kMetaCursor = "cursor";
inline constexpr std::string_view kMetaRun = "run";
inline constexpr std::string_view kMetaRebuilding = "rebuilding";
/// Rows of the device's own scope still to come after a snapshot: from which cursor.
inline constexpr std::string_view kMetaDeviceCursor = "device_cursor";

/// Values of `rebuilding`: rows of before are still there, and go at the end; or there are none.
inline constexpr std::string_view kFromStream = "1";
inline constexpr std::string_view kFromSnapshot = "snapshot";
/// The download that a snapshot's rows are of.
inline constexpr std::int64_t kSnapshotRun = 1;

[[nodiscard]] inline std::string scopes_text(const std::vector<std::string>& scopes) {
  json::Writer writer;
  writer.begin_array();
  for (const std::string& scope : scopes) writer.value(scope);
  return writer.end_array().take();
}

}  // namespace parcours::journal
