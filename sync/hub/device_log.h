// SPDX-License-Identifier: Apache-2.0
// Which terminals were heard and how far they are. A poll must not cost a flush of the disk: what
// it tells is kept in memory and written some seconds later, for all terminals at once, and when
// the hub stops. Any thread; has one of its own. Owned by the server.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "platform/base/clock.h"
#include "sync/hub/writer.h"

namespace parcours::hub {

/// What a terminal says of itself in a poll.
struct Said {
  std::string shop;  ///< "" when it did not
  std::int64_t cursor = 0;
  std::int64_t epoch = 0;  ///< its incarnation; 0 when it did not

  bool operator==(const Said&) const = default;
};

class DeviceLog {
 public:
  DeviceLog(Writer& writer, const Clock& clock);
  ~DeviceLog();
  DeviceLog(const DeviceLog&) = delete;
  DeviceLog& operator=(const DeviceLog&) = delete;

  /// A new device or shop is noted at once, another cursor or epoch within seconds, that it still
  /// is there every minute. When the writer is busy the note waits for its turn.
  void heard(const std::string& device, const Said& said);
  /// Hands the last notes to the writer, then ends the thread. Before the writer stops.
  void stop();

 private:
  struct Entry {
    MonoTime noted{};
    std::int64_t last_ms = 0;
    Said said;
    bool due = false;
  };
  void loop();
  void flush();

  Writer& x_writer;
  const Clock& x_clock;
  std::mutex x_mutex;
  std::condition_variable x_wake;
  std::map<std::string, Entry> x_entries;
  bool x_stopping = false;
  std::thread x_thread;
};

}  // namespace parcours::hub
