// SPDX-License-Identifier: Apache-2.0
// How a terminal that has no rows gets them: as a ready file of the hub when there is one, piece by
// piece, else as a stream of pages as ever. A pure state machine beside Engine, which sends what it
// wants in place of the next pull: answers come in, wishes go out; no socket, file or clock. It
// never keeps a terminal from the stream for good: each failure is counted, and enough is enough.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/engine/engine.h"
#include "sync/engine/tuning.h"
#include "sync/protocol/snapshot.h"

namespace parcours::engine {

/// What of a snapshot lies on the disk already.
struct OnDisk {
  std::string name;
  std::int64_t bytes = 0;
};

class Bootstrap {
 public:
  enum class Step { Pull, List, Piece };

  /// `schema`: the version of the replica's tables that this program reads.
  explicit Bootstrap(int schema, std::int64_t piece_bytes = kPieceBytesFirst)
      : x_schema(schema), x_piece_first(piece_bytes) {}

  /// What comes before the next pull. Cursor 0 is where a terminal begins; any other ends this.
  [[nodiscard]] Step step(std::int64_t cursor);
  /// Of the step List or Piece.
  [[nodiscard]] Fetch fetch(const Outlook& outlook) const;
  /// Only in the step Piece.
  [[nodiscard]] const protocol::Snapshot& snapshot() const { return x_snapshot; }
  [[nodiscard]] std::int64_t have() const { return x_have; }

  /// An answer to the step List; what is on the disk of one of them is gone on with.
  void listed(const std::vector<protocol::Snapshot>& snapshots, const std::vector<OnDisk>& parts);
  /// All up to `bytes` of the snapshot is on the disk. True: that was the last piece, install it.
  [[nodiscard]] bool got(std::int64_t bytes);
  /// It took the replica's place.
  void installed() { ++x_installed; }
  /// The rows reached the hub's head: what is installed from now on is another matter.
  void caught_up() { x_installed = 0; }

  /// The hub has no snapshots at all, or there is no room for one: stream.
  void give_up() { x_step = Step::Pull; }
  /// The hub does not give this one any more, or it was damaged: list again, or stream.
  void refused();
  /// No answer, or an error of the hub's; the Engine waits before the next.
  void failed(bool answered);

 private:
  int x_schema;
  Step x_step = Step::List;
  protocol::Snapshot x_snapshot;
  std::int64_t x_piece_first;
  std::int64_t x_have = 0;
  std::int64_t x_piece_bytes = 0;
  int x_failures = 0;   ///< in a row, of the step
  int x_refusals = 0;   ///< since cursor 0
  int x_installed = 0;  ///< without a pull that came to its end
};

}  // namespace parcours::engine
