// SPDX-License-Identifier: Apache-2.0
// Every number of the exchange with the hub that somebody may want to change. Constants; no code.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace parcours::engine {

using Milliseconds = std::chrono::milliseconds;

/// Full jitter between these, doubling from the first with each failure in a row.
inline constexpr Milliseconds kBackOffMin{500};
inline constexpr Milliseconds kBackOffMax{60'000};

inline constexpr std::size_t kBatchEventsMax = 1000;
inline constexpr std::size_t kBatchBytesMax = std::size_t{256} * 1024;

/// How long the hub may hold an empty pull.
inline constexpr int kPullWaitSeconds = 25;
/// A hub or proxy that answers an empty pull at once is asked again no sooner than this.
inline constexpr Milliseconds kEmptyPullPause{1'000};

/// Stored at the hub but not durable yet: an empty batch asks again after this, so that no event
/// waits for the next one. A backup may be a day away; a hub that went back to one is found out by
/// the pull, at once.
inline constexpr Milliseconds kDurableRecheck{60'000};

/// Longer than the hub may hold a pull; a link that says nothing that long is dead.
inline constexpr Milliseconds kPullTimeout{40'000};
inline constexpr Milliseconds kPushTimeout{20'000};

/// Pieces of a snapshot: doubled with each that came, a quarter after each that did not. The least
/// still ends within kFetchTimeout on a modem.
inline constexpr std::int64_t kPieceBytesFirst = std::int64_t{4} << 20;
inline constexpr std::int64_t kPieceBytesMin = std::int64_t{64} << 10;
inline constexpr std::int64_t kPieceBytesMax = std::int64_t{16} << 20;
/// A hub that has to make the file first answers when it is done, or says after a while to ask
/// again.
inline constexpr Milliseconds kFetchTimeout{80'000};
/// So many failures in a row of one step, or so many snapshots that came to nothing, and the rows
/// are streamed.
inline constexpr int kFetchFailuresMax = 4;
inline constexpr int kSnapshotTriesMax = 3;

}  // namespace parcours::engine
