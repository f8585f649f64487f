// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/snapshot_writer.h"

#include <system_error>

#include "sync/journal/replica_meta.h"
#include "sync/journal/schema.h"
#include "sync/journal/sqlite_file.h"

namespace parcours::journal {

int snapshot_schema() {
  return migrations().back().version;
}

SnapshotWriter::SnapshotWriter(std::unique_ptr<SqliteFile> file) : x_file(std::move(file)) {}
SnapshotWriter::SnapshotWriter(SnapshotWriter&&) noexcept = default;
SnapshotWriter::~SnapshotWriter() = default;

Result<SnapshotWriter> SnapshotWriter::create(const std::filesystem::path& file) {
  std::error_code ignored;  // What cannot be looked at cannot be made either: told below.
  if (std::filesystem::exists(file, ignored)) {
    return fail(ErrorCode::Conflict, "a snapshot is only written to a file of its own",
                file.string());
  }
  PARCOURS_TRY(auto kept, SqliteFile::create_unsynced(file));
  PARCOURS_CHECK(kept->begin());
  return SnapshotWriter{std::move(kept)};
}

Status SnapshotWriter::put(const protocol::RowFrame& row) {
  ++x_rows;
  return x_file->add_row(row, kSnapshotRun);
}

Status SnapshotWriter::finish(const SnapshotHead& head) {
  PARCOURS_CHECK(x_file->put_meta(kMetaScopes, scopes_text(head.scopes)));
  PARCOURS_CHECK(x_file->put_meta(kMetaShop, head.shop));
  PARCOURS_CHECK(x_file->put_meta(kMetaHubEpoch, std::to_string(head.epoch)));
  PARCOURS_CHECK(x_file->put_meta(kMetaCursor, std::to_string(head.upto)));
  PARCOURS_CHECK(x_file->put_meta(kMetaRun, std::to_string(kSnapshotRun)));
  PARCOURS_CHECK(x_file->put_meta(kMetaRebuilding, kFromSnapshot));
  PARCOURS_CHECK(x_file->commit());
  return x_file->tidy_words();
}

}  // namespace parcours::journal
