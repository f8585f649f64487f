// SPDX-License-Identifier: Apache-2.0
// The snapshots of this hub: which there are, which are good for a cursor of now, and the thread
// that makes them, so that neither the writer nor an HTTP thread ever does. A shop's is made when a
// terminal asks and the last one is old. Owned by the server; any thread. It knows no HTTP.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "sync/hub/reader.h"
#include "sync/hub/snapshot_file.h"

namespace parcours::hub {

/// Fewer rows come sooner as a stream (measured, see packaging/decisions).
inline constexpr std::int64_t kSnapshotRowsMin = 10'000;
/// Commits after which the rows that changed since take as long as a new file.
inline constexpr std::int64_t kSnapshotStaleAfter = 10'000;

struct SnapshotOptions {
  std::filesystem::path folder;
  std::int64_t rows_min = kSnapshotRowsMin;
  std::int64_t stale_after = kSnapshotStaleAfter;
};

class Snapshots {
 public:
  using List = std::vector<protocol::Snapshot>;
  using Answer = std::function<void(const Result<List>&)>;

  Snapshots(ReaderPool& readers, SnapshotOptions options);
  ~Snapshots();
  Snapshots(const Snapshots&) = delete;
  Snapshots& operator=(const Snapshots&) = delete;

  /// The good ones of `shop`, the newest first; empty: its rows are few, or none can be made.
  /// `answer` is called once, now or when one has been made, then on the maker's thread.
  void list(const std::string& shop, Answer answer);
  /// Those that are there now, in the snapshot of `reader`.
  [[nodiscard]] Result<List> ready(Reader& reader, const std::string& shop) const;
  /// NotFound: there is none of this name, or it is of a history that this database does not have.
  [[nodiscard]] Result<protocol::Snapshot> find(Reader& reader, const std::string& name) const;
  [[nodiscard]] Result<std::string> read(const protocol::Snapshot& snapshot,
                                         const protocol::ByteRange& range) const {
    return read_snapshot(x_options.folder, snapshot, range);
  }
  /// Since the start.
  [[nodiscard]] std::int64_t made() const { return x_made.load(); }
  /// Answers everybody who waits and ends the thread; one under way is given up.
  void stop();

 private:
  [[nodiscard]] Result<bool> wants_new(Reader& reader, const std::string& shop,
                                       const List& ready) const;
  void loop();
  [[nodiscard]] Result<List> make(const std::string& shop);
  /// With those of its shop that are still `good`, the newest first; others go.
  void keep(const protocol::Snapshot& snapshot, List good);

  ReaderPool& x_readers;
  const SnapshotOptions x_options;
  mutable std::mutex x_mutex;
  std::condition_variable x_wake;
  List x_kept;                                           ///< in the order of making
  std::map<std::string, std::vector<Answer>> x_waiting;  ///< by shop
  std::atomic<bool> x_stopping{false};
  std::atomic<std::int64_t> x_made{0};
  std::thread x_thread;
};

}  // namespace parcours::hub
