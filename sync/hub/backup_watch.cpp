// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/backup_watch.h"

#include <chrono>
#include <memory>
#include <utility>

#include "platform/base/log.h"
#include "sync/hub/backup.h"

namespace parcours::hub {

namespace {

constexpr std::chrono::milliseconds kBetweenLooks{500};

std::optional<std::filesystem::file_time_type> written_at(const std::filesystem::path& directory) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(directory / kBackupRecordFile, error);
  return error ? std::nullopt : std::optional{time};
}

}  // namespace

// Nothing counts as seen: a record of the moment between HubDb's look and this one is not missed.
BackupWatch::BackupWatch(Writer& writer, std::filesystem::path directory)
    : x_writer(writer), x_directory(std::move(directory)), x_thread([this] { loop(); }) {}

BackupWatch::~BackupWatch() {
  stop();
}

void BackupWatch::stop() {
  {
    const std::lock_guard lock(x_mutex);
    x_stopping = true;
  }
  x_wake.notify_all();
  if (x_thread.joinable()) x_thread.join();
}

void BackupWatch::loop() {
  std::unique_lock lock(x_mutex);
  while (!x_wake.wait_for(lock, kBetweenLooks, [&] { return x_stopping; })) {
    lock.unlock();
    look();
    lock.lock();
  }
}

void BackupWatch::look() {
  const auto written = written_at(x_directory);
  if (!written || written == x_seen) return;
  auto read = read_backup_record(x_directory);
  if (!read || !*read) return;
  auto record = std::make_shared<BackupRecord>(std::move(**read));
  Work work;
  work.run = [record](HubDb& db) -> Status { return note_backup(db.intake().store(), *record); };
  work.done = [record](const Status& noted) {
    // A failure was logged by the writer; the next backup tells all again.
    if (noted) log(LogLevel::Info, "backup_noted", {{"head", std::to_string(record->head)}});
  };
  if (x_writer.submit(std::move(work))) x_seen = written;
}

}  // namespace parcours::hub
