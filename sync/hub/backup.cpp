// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/backup.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "platform/base/log.h"
#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/hub/hub_store.h"

namespace parcours::hub {

namespace {

namespace fs = std::filesystem;

Result<BackedUpLane> parse_lane(const json::Value& value) {
  const auto parts = value.elements();
  if (parts.size() != 5) return fail(ErrorCode::Invalid, "a lane has five parts", "lanes");
  BackedUpLane lane;
  lane.device = parts[0].as_string().value_or("");
  lane.epoch = parts[1].as_int().value_or(0);
  PARCOURS_TRY(lane.lane, protocol::parse_lane(parts[2].as_string().value_or("")));
  lane.mark.seq = parts[3].as_int().value_or(0);
  PARCOURS_TRY(lane.mark.chain, crypto::Digest::from_hex(parts[4].as_string().value_or("")));
  return lane;
}

Result<BackupRecord> parse_record(std::string_view text) {
  PARCOURS_TRY(const auto document, json::Document::parse(text));
  const auto root = document.root();
  BackupRecord record{root.integer("history"), root.integer("head"), root.integer("time_ms"), {}};
  for (const auto& value : root.find("lanes").elements()) {
    PARCOURS_TRY(auto lane, parse_lane(value));
    record.lanes.push_back(std::move(lane));
  }
  return record;
}

}  // namespace

Status note_backup(HubStore& store, const BackupRecord& record) {
  PARCOURS_TRY(auto state, store.backup_state());
  const BackupState before = state;
  state.made = true;
  PARCOURS_TRY(const auto reached, store.reached(record.history));
  if (reached && *reached >= record.head) {
    for (const BackedUpLane& lane : record.lanes) {
      const LaneName name{lane.device, lane.epoch, lane.lane};
      PARCOURS_TRY(const auto marks, store.marks(name));
      const bool ours = lane.mark.seq <= marks.committed.seq;
      if (!ours || lane.mark.seq <= marks.backed_up.seq) continue;
      PARCOURS_CHECK(store.set_backed_up(name, lane.mark));
    }
    state.head = std::max(state.head, record.head);
    state.time_ms = std::max(state.time_ms, record.time_ms);
  }
  if (state == before) return {};
  return store.set_backup_state(state);
}

Result<std::optional<BackupRecord>> read_backup_record(const fs::path& directory) {
  std::ifstream in{directory / kBackupRecordFile, std::ios::binary};
  if (!in) return std::optional<BackupRecord>{};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  auto record = parse_record(text);
  if (record) return std::optional{std::move(*record)};
  log(LogLevel::Warning, "backup_record_unreadable", {{"reason", record.error().text()}});
  return std::optional<BackupRecord>{};
}

}  // namespace parcours::hub
