// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/mark_store.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kMark =
    "SELECT seq,chain FROM device_mark WHERE device=?1 AND epoch=?2 AND lane=?3";
constexpr std::string_view kSetMark =
    "INSERT INTO device_mark(device,epoch,lane,seq,chain) VALUES(?1,?2,?3,?4,?5) "
    "ON CONFLICT DO UPDATE SET seq=excluded.seq,chain=excluded.chain";
constexpr std::string_view kHeard =
    "INSERT INTO device(id,shop,first_ms,last_ms,cursor,epoch) "
    "VALUES(?1,?2,?3,?3,coalesce(?4,0),?5) "
    "ON CONFLICT(id) DO UPDATE SET last_ms=excluded.last_ms,"
    "shop=CASE WHEN excluded.shop='' THEN shop ELSE excluded.shop END,"
    "cursor=coalesce(?4,cursor),epoch=max(epoch,excluded.epoch)";

}  // namespace

Result<protocol::Mark> MarkStore::mark(std::string_view device, std::int64_t epoch,
                                       std::string_view lane) const {
  PARCOURS_TRY(auto statement, x_connection.cached(kMark));
  PARCOURS_TRY(const bool found, statement.bind_all(device, epoch, lane).step());
  protocol::Mark mark;
  if (!found) return mark;
  mark.seq = statement.column_int(0);
  PARCOURS_TRY(mark.chain, crypto::Digest::from_hex(statement.column_text(1)));
  return mark;
}

Status MarkStore::set_mark(std::string_view device, std::int64_t epoch, std::string_view lane,
                           const protocol::Mark& mark) {
  PARCOURS_TRY(auto statement, x_connection.cached(kSetMark));
  return statement.bind_all(device, epoch, lane, mark.seq, mark.chain.hex()).run();
}

Status MarkStore::heard(std::string_view device, std::int64_t now_ms, std::string_view shop,
                        std::optional<std::int64_t> cursor, std::int64_t epoch) {
  PARCOURS_TRY(auto statement, x_connection.cached(kHeard));
  return statement.bind_all(device, shop, now_ms, cursor, epoch).run();
}

}  // namespace parcours::hub
