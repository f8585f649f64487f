// SPDX-License-Identifier: Apache-2.0
// Writes the ready file that a terminal begins from: a replica's tables with indexes and search
// words inside, of one set of scopes at one commit of the hub, and of no terminal. Used by the hub;
// any thread, one at a time. What is half written is worth nothing: the caller throws it away.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "sync/protocol/pull.h"

namespace parcours::journal {

class SqliteFile;

/// The version of the tables that this program writes and reads.
[[nodiscard]] int snapshot_schema();

/// What the rows are of.
struct SnapshotHead {
  std::string shop;
  std::vector<std::string> scopes;  ///< all but the device's own
  std::int64_t epoch = 0;           ///< of the hub's history
  std::int64_t upto = 0;            ///< all rows up to this commit are in it, and none after
};

class SnapshotWriter {
 public:
  /// `file` must not be there yet.
  [[nodiscard]] static Result<SnapshotWriter> create(const std::filesystem::path& file);
  SnapshotWriter(SnapshotWriter&&) noexcept;
  SnapshotWriter& operator=(SnapshotWriter&&) = delete;
  ~SnapshotWriter();

  /// A row with a body, each place once. Best in the order of kind and key: that is how they are
  /// read later.
  [[nodiscard]] Status put(const protocol::RowFrame& row);
  [[nodiscard]] std::int64_t rows() const { return x_rows; }
  /// The file is whole when it returns; it is closed with this object, and not synced.
  [[nodiscard]] Status finish(const SnapshotHead& head);

 private:
  explicit SnapshotWriter(std::unique_ptr<SqliteFile> file);
  std::unique_ptr<SqliteFile> x_file;
  std::int64_t x_rows = 0;
};

}  // namespace parcours::journal
