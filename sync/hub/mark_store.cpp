// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/mark_store.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kMarks =
    "SELECT seq,chain,backed_seq,backed_chain FROM device_mark "
    "WHERE device=?1 AND epoch=?2 AND lane=?3";
constexpr std::string_view kNotBackedUp =
    "SELECT seq,chain,device,epoch,lane FROM device_mark WHERE seq>backed_seq";
constexpr std::string_view kSetBackedUp =
    "UPDATE device_mark SET backed_seq=?4,backed_chain=?5 WHERE device=?1 AND epoch=?2 AND lane=?3";
constexpr std::string_view kBackupState =
    "SELECT coalesce(max(CASE name WHEN 'backups' THEN value END),0),"
    "coalesce(max(CASE name WHEN 'backup_ms' THEN value END),0),"
    "coalesce(max(CASE name WHEN 'backup_head' THEN value END),0) "
    "FROM meta WHERE name IN('backups','backup_ms','backup_head')";
constexpr std::string_view kSetMark =
    "INSERT INTO device_mark(device,epoch,lane,seq,chain) VALUES(?1,?2,?3,?4,?5) "
    "ON CONFLICT DO UPDATE SET seq=excluded.seq,chain=excluded.chain";
constexpr std::string_view kHeard =
    "INSERT INTO device(id,shop,first_ms,last_ms,cursor,epoch) "
    "VALUES(?1,?2,?3,?3,coalesce(?4,0),?5) "
    "ON CONFLICT(id) DO UPDATE SET last_ms=excluded.last_ms,"
    "shop=CASE WHEN excluded.shop='' THEN shop ELSE excluded.shop END,"
    "cursor=coalesce(?4,cursor),epoch=max(epoch,excluded.epoch)";

Result<protocol::Mark> read_mark(const sqlite::Statement& statement, int column) {
  protocol::Mark mark;
  mark.seq = statement.column_int(column);
  if (mark.seq == 0) return mark;
  PARCOURS_TRY(mark.chain, crypto::Digest::from_hex(statement.column_text(column + 1)));
  return mark;
}

}  // namespace

Result<LaneMarks> MarkStore::marks(const LaneName& lane) const {
  PARCOURS_TRY(auto statement, x_connection.cached(kMarks));
  PARCOURS_TRY(const bool found,
               statement.bind_all(lane.device, lane.epoch, to_string(lane.lane)).step());
  LaneMarks marks;
  if (!found) return marks;
  PARCOURS_TRY(marks.committed, read_mark(statement, 0));
  PARCOURS_TRY(marks.backed_up, read_mark(statement, 2));
  return marks;
}

Status MarkStore::set_mark(const LaneName& lane, const protocol::Mark& mark) {
  PARCOURS_TRY(auto statement, x_connection.cached(kSetMark));
  return statement
      .bind_all(lane.device, lane.epoch, to_string(lane.lane), mark.seq, mark.chain.hex())
      .run();
}

Status MarkStore::set_backed_up(const LaneName& lane, const protocol::Mark& mark) {
  PARCOURS_TRY(auto statement, x_connection.cached(kSetBackedUp));
  return statement
      .bind_all(lane.device, lane.epoch, to_string(lane.lane), mark.seq, mark.chain.hex())
      .run();
}

Result<std::vector<BackedUpLane>> MarkStore::not_backed_up() const {
  PARCOURS_TRY(auto statement, x_connection.cached(kNotBackedUp));
  std::vector<BackedUpLane> lanes;
  while (true) {
    PARCOURS_TRY(const bool found, statement.step());
    if (!found) return lanes;
    BackedUpLane lane;
    PARCOURS_TRY(lane.mark, read_mark(statement, 0));
    lane.device = statement.column_text(2);
    lane.epoch = statement.column_int(3);
    PARCOURS_TRY(lane.lane, protocol::parse_lane(statement.column_text(4)));
    lanes.push_back(std::move(lane));
  }
}

Result<BackupState> MarkStore::backup_state() const {
  PARCOURS_TRY(auto statement, x_connection.cached(kBackupState));
  PARCOURS_CHECK(statement.step());
  return BackupState{statement.column_int(0) != 0, statement.column_int(1),
                     statement.column_int(2)};
}

Status MarkStore::set_backup_state(const BackupState& state) {
  PARCOURS_TRY(auto statement,
               x_connection.cached("INSERT INTO meta(name,value) VALUES('backups',?1),"
                                   "('backup_ms',?2),('backup_head',?3) "
                                   "ON CONFLICT(name) DO UPDATE SET value=excluded.value"));
  return statement.bind_all(state.made ? 1 : 0, state.time_ms, state.head).run();
}

Status MarkStore::heard(std::string_view device, std::int64_t now_ms, std::string_view shop,
                        std::optional<std::int64_t> cursor, std::int64_t epoch) {
  PARCOURS_TRY(auto statement, x_connection.cached(kHeard));
  return statement.bind_all(device, shop, now_ms, cursor, epoch).run();
}

}  // namespace parcours::hub
