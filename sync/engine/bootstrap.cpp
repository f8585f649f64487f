// SPDX-License-Identifier: Apache-2.0
#include "sync/engine/bootstrap.h"

#include <algorithm>

namespace parcours::engine {

Bootstrap::Step Bootstrap::step(std::int64_t cursor) {
  if (cursor == 0) return x_step;
  // The next time it is 0 again the hub refused the cursor, and may have a file for that.
  x_step = Step::List;
  x_failures = 0;
  x_refusals = 0;
  if (x_installed >= kSnapshotTriesMax) x_step = Step::Pull;
  return Step::Pull;
}

Fetch Bootstrap::fetch(const Outlook& outlook) const {
  if (x_step == Step::List) return {protocol::snapshots_target(outlook.device, outlook.shop), {}};
  const std::int64_t end = std::min(x_have + x_piece_bytes, x_snapshot.bytes);
  return {protocol::snapshot_target(x_snapshot, outlook.device),
          protocol::range_header({x_have, end - 1})};
}

void Bootstrap::listed(const std::vector<protocol::Snapshot>& snapshots,
                       const std::vector<OnDisk>& parts) {
  x_failures = 0;
  const protocol::Snapshot* best = nullptr;
  std::int64_t have = 0;
  for (const protocol::Snapshot& listed : snapshots) {
    if (listed.schema > x_schema || listed.upto < 1) continue;
    const auto begun = std::find_if(parts.begin(), parts.end(), [&](const OnDisk& part) {
      return part.name == listed.name && part.bytes > have;
    });
    if (best != nullptr && begun == parts.end()) continue;
    best = &listed;
    if (begun != parts.end()) have = begun->bytes;
  }
  if (best == nullptr) return give_up();
  x_step = Step::Piece;
  x_snapshot = *best;
  // A whole one is asked for its last byte: that piece has it checked and unpacked.
  x_have = std::min(have, x_snapshot.bytes - 1);
  x_piece_bytes = x_piece_first;
}

bool Bootstrap::got(std::int64_t bytes) {
  x_have = bytes;
  x_failures = 0;
  x_piece_bytes = std::min(x_piece_bytes * 2, kPieceBytesMax);
  if (x_have < x_snapshot.bytes) return false;
  // Whatever comes of it, the next step is to ask what there is.
  x_step = Step::List;
  return true;
}

void Bootstrap::refused() {
  x_failures = 0;
  x_step = ++x_refusals >= kSnapshotTriesMax ? Step::Pull : Step::List;
}

void Bootstrap::failed(bool answered) {
  // Without any answer to the list a stream would not come either.
  if (x_step == Step::List && !answered) return;
  ++x_failures;
  if (x_step == Step::List) {
    if (x_failures >= kFetchFailuresMax) give_up();
    return;
  }
  // On a thin link a smaller piece comes through where a large one never ends.
  x_piece_bytes = std::max(x_piece_bytes / 4, std::min(x_piece_first, kPieceBytesMin));
  if (x_failures >= kFetchFailuresMax) refused();
}

}  // namespace parcours::engine
