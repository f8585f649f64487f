// SPDX-License-Identifier: Apache-2.0
// The side of a backup that copies, in a process of its own.
#include <chrono>
#include <thread>

#include "platform/base/whole_file.h"
#include "platform/json/writer.h"
#include "sync/hub/backup.h"
#include "sync/hub/database.h"
#include "sync/hub/sqlite_store.h"

namespace parcours::hub {

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

/// How long the hub that works in the directory may take to see that backups begin.
constexpr milliseconds kNotedWithin{10'000};

Status check_target(const fs::path& to) {
  std::error_code error;
  if (fs::is_directory(to, error)) {
    return fail(ErrorCode::Conflict, "is a folder: name the file that the backup becomes in it",
                to.string());
  }
  if (fs::exists(to, error)) {
    return fail(ErrorCode::Conflict,
                "is there already, and a backup replaces nothing: name another file", to.string());
  }
  const fs::path folder = to.has_parent_path() ? to.parent_path() : fs::path{"."};
  if (fs::is_directory(folder, error)) return {};
  return fail(ErrorCode::NotFound, "there is no such folder: make it first", folder.string());
}

Result<sqlite::Connection> open_source(const fs::path& directory) {
  const fs::path file = directory / kDatabaseFile;
  std::error_code error;
  if (fs::exists(file, error)) return open_reader(file);
  return fail(ErrorCode::NotFound, "there is no hub database to back up", file.string());
}

std::string json_of(const BackupRecord& record) {
  json::Writer out;
  out.begin_object().field("history", record.history).field("head", record.head);
  out.field("time_ms", record.time_ms).key("lanes").begin_array();
  for (const BackedUpLane& lane : record.lanes) {
    out.begin_array().value(lane.device).value(lane.epoch).value(to_string(lane.lane));
    out.value(lane.mark.seq).value(lane.mark.chain.hex()).end_array();
  }
  return out.end_array().end_object().take();
}

Status write_record(const fs::path& directory, const BackupRecord& record) {
  const fs::path file = directory / kBackupRecordFile;
  if (replace_file(file, json_of(record) + "\n")) return {};
  return fail(ErrorCode::Io,
              "cannot be written: the hub will not know of the backup, and terminals keep what is "
              "in it; make room or give this user the right to write here, then back up again",
              file.string());
}

Result<BackupState> state_of(sqlite::Connection& connection) {
  return MarkStore{connection}.backup_state();
}

/// Before the first backup terminals forget what is committed. The hub must say otherwise before
/// the copy is made, or what it took meanwhile would be in no place but its disk.
Status announce(const fs::path& directory, sqlite::Connection& source) {
  PARCOURS_TRY(const auto known, state_of(source));
  if (known.made) return {};
  PARCOURS_CHECK(write_record(directory, {}));
  // Nobody works there: who starts later reads the record first.
  const auto lock = take_lock(directory);
  if (lock) return {};
  if (lock.error().code != ErrorCode::Conflict) return fail(lock.error());
  for (milliseconds waited{0}; waited < kNotedWithin; waited += milliseconds{50}) {
    PARCOURS_TRY(const auto now, state_of(source));
    if (now.made) return {};
    std::this_thread::sleep_for(milliseconds{50});
  }
  return fail(ErrorCode::Unavailable,
              "what works in this directory does not take note of the backup: wait until an import "
              "has ended, or start serve again with this version",
              directory.string());
}

Result<BackupRecord> record_of(sqlite::Connection& copy, const Clock& clock) {
  BackupRecord record;
  record.time_ms = to_ms(clock.wall());
  PARCOURS_TRY(record.history, copy.number("SELECT value FROM meta WHERE name='epoch'"));
  PARCOURS_TRY(record.head, copy.number("SELECT value FROM meta WHERE name='head'"));
  PARCOURS_TRY(record.lanes, MarkStore{copy}.not_backed_up());
  return record;
}

/// Checks the copy, and writes into it that what it holds is in a backup: a hub that begins from it
/// goes on from there.
Result<Backup> finish(sqlite::Connection& copy, const Clock& clock) {
  PARCOURS_CHECK(copy.quick_check());
  Backup made;
  PARCOURS_TRY(made.record, record_of(copy, clock));
  PARCOURS_TRY(made.events, copy.number("SELECT count(*) FROM event"));
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(copy));
  SqliteStore store{copy};
  PARCOURS_CHECK(note_backup(store, made.record));
  PARCOURS_CHECK(transaction.commit());
  return made;
}

/// The database's own words name a file that is gone again.
Error in_words(const Error& error, const fs::path& to) {
  if (error.code == ErrorCode::Full) {
    return {ErrorCode::Full,
            "the disk is full, no backup was made: make room or name a place on another disk",
            to.string()};
  }
  if (error.code != ErrorCode::Denied && error.code != ErrorCode::Io) return error;
  return {error.code,
          "cannot be written, no backup was made (" + error.message +
              "): give this user the right to write there, or name another place",
          to.string()};
}

}  // namespace

Result<Backup> make_backup(const fs::path& directory, const fs::path& to, const Clock& clock) {
  PARCOURS_CHECK(check_target(to));
  PARCOURS_TRY(auto source, open_source(directory));
  PARCOURS_CHECK(announce(directory, source));
  Backup made;
  const Status copied = source.backup_to(to, [&](sqlite::Connection& copy) -> Status {
    PARCOURS_TRY(made, finish(copy, clock));
    return {};
  });
  if (!copied) return fail(in_words(copied.error(), to));
  PARCOURS_CHECK(write_record(directory, made.record));
  std::error_code error;
  made.bytes = static_cast<std::int64_t>(fs::file_size(to, error));
  return made;
}

}  // namespace parcours::hub
