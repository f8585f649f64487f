// SPDX-License-Identifier: Apache-2.0
// Tells the writer of backups that another process makes of its database: looks at the record in
// the data directory twice a second. Has a thread of its own. Owned by the server. What was there
// at the start HubDb has noted already.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "sync/hub/writer.h"

namespace parcours::hub {

class BackupWatch {
 public:
  BackupWatch(Writer& writer, std::filesystem::path directory);
  ~BackupWatch();
  BackupWatch(const BackupWatch&) = delete;
  BackupWatch& operator=(const BackupWatch&) = delete;

  /// Before the writer stops.
  void stop();

 private:
  void loop();
  void look();

  Writer& x_writer;
  std::filesystem::path x_directory;
  std::optional<std::filesystem::file_time_type> x_seen;
  std::mutex x_mutex;
  std::condition_variable x_wake;
  bool x_stopping = false;
  std::thread x_thread;
};

}  // namespace parcours::hub
