// SPDX-License-Identifier: Apache-2.0
// The one thread that writes: takes waiting work from a bounded queue, many pieces a transaction,
// and answers each only after its commit is on the disk. Started by the server, owned by it. It
// knows nothing of HTTP; `committed` and `done` are called on its thread and must not wait.
#pragma once

#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "platform/base/bounded_queue.h"
#include "platform/base/result.h"
#include "sync/hub/hub_db.h"

namespace parcours::hub {

/// A piece of work. `run` may be called twice (its group is tried again piece by piece when one of
/// it fails), so it begins by forgetting what an earlier call found.
struct Work {
  std::function<Status(HubDb&)> run;
  std::function<void(const Status&)> done;
};

class Writer {
 public:
  Writer(HubDb& db, std::size_t queue_max, std::function<void(const Commit&)> committed);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// False when the queue is full: the caller says so to its own caller. Any thread; never waits.
  [[nodiscard]] bool submit(Work work);
  /// Finishes what is queued, then ends the thread. Later submits are refused.
  void stop();

 private:
  void loop();
  void run_group(std::vector<Work>& group);
  [[nodiscard]] Status run_once(std::vector<Work>& group, std::size_t first, std::size_t count);

  HubDb& x_db;
  std::function<void(const Commit&)> x_committed;
  BoundedQueue<Work> x_queue;
  std::thread x_thread;
};

}  // namespace parcours::hub
