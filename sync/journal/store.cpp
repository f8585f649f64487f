// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/store.h"

#include <charconv>

namespace parcours::journal {

Result<std::string> get_meta(Store& store, std::string_view name) {
  PARCOURS_TRY(auto statement, store.db.cached("SELECT value FROM meta WHERE name=?1"));
  PARCOURS_TRY(const bool there, statement.bind_all(name).step());
  return there ? std::string{statement.column_text(0)} : std::string{};
}

Result<std::int64_t> get_meta_number(Store& store, std::string_view name) {
  PARCOURS_TRY(const std::string text, get_meta(store, name));
  std::int64_t number = 0;
  if (text.empty()) return number;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{} || end != text.data() + text.size()) {
    return fail(ErrorCode::Corrupt, "meta value is no number: " + std::string{name},
                store.db.path());
  }
  return number;
}

Status put_meta(Store& store, std::string_view name, std::string_view value) {
  PARCOURS_CHECK(
      store.db.run("INSERT INTO meta VALUES(?1,?2) "
                   "ON CONFLICT(name) DO UPDATE SET value=excluded.value",
                   name, value));
  return {};
}

Status put_meta(Store& store, std::string_view name, std::int64_t value) {
  return put_meta(store, name, std::to_string(value));
}

Result<LaneRow> get_lane(Store& store, Lane lane) {
  PARCOURS_TRY(auto statement,
               store.db.cached("SELECT last_seq,last_chain,durable_seq,durable_chain FROM lane "
                               "WHERE lane=?1"));
  PARCOURS_TRY(const bool there, statement.bind_all(static_cast<int>(lane)).step());
  if (!there) return fail(ErrorCode::Corrupt, "a lane is missing", store.db.path());
  PARCOURS_TRY(const auto last, crypto::Digest::from_bytes(statement.column_blob(1)));
  PARCOURS_TRY(const auto durable, crypto::Digest::from_bytes(statement.column_blob(3)));
  return LaneRow{{statement.column_int(0), last}, {statement.column_int(2), durable}};
}

Status put_lane(Store& store, Lane lane, const LaneRow& row) {
  PARCOURS_CHECK(
      store.db.run("UPDATE lane SET last_seq=?2,last_chain=?3,durable_seq=?4,durable_chain=?5 "
                   "WHERE lane=?1",
                   static_cast<int>(lane), row.last.seq, sqlite::Blob{row.last.chain.view()},
                   row.durable.seq, sqlite::Blob{row.durable.chain.view()}));
  return {};
}

namespace {

struct Unsent {
  std::int64_t ord;
  std::string bytes;
};

Result<std::vector<Unsent>> unsent_of(Store& store, Lane lane) {
  std::vector<Unsent> out;
  PARCOURS_TRY(auto statement,
               store.db.cached("SELECT ord,bytes FROM pending WHERE lane=?1 AND durable=0 "
                               "AND seq IS NOT NULL ORDER BY seq"));
  statement.bind_all(static_cast<int>(lane));
  while (true) {
    PARCOURS_TRY(const bool row, statement.step());
    if (!row) return out;
    out.push_back({statement.column_int(0), std::string{statement.column_text(1)}});
  }
}

}  // namespace

Status start_epoch(Store& store) {
  ++store.epoch;
  PARCOURS_CHECK(put_meta(store, "epoch", store.epoch));
  for (const Lane lane : kLanes) {
    PARCOURS_TRY(const auto events, unsent_of(store, lane));
    // Old numbers go first: the new ones may collide with them.
    PARCOURS_CHECK(
        store.db.run("UPDATE pending SET seq=NULL WHERE lane=?1", static_cast<int>(lane)));
    LaneRow row;
    for (const Unsent& event : events) {
      row.last = {row.last.seq + 1, protocol::next_chain(row.last.chain, event.bytes)};
      PARCOURS_CHECK(store.db.run("UPDATE pending SET seq=?2,chain=?3 WHERE ord=?1", event.ord,
                                  row.last.seq, sqlite::Blob{row.last.chain.view()}));
    }
    PARCOURS_CHECK(put_lane(store, lane, row));
  }
  return {};
}

Status write_fence(Store& store) {
  PARCOURS_TRY(const LaneRow control, get_lane(store, Lane::Control));
  return store.fence.write({store.device, store.epoch, control.last.seq});
}

}  // namespace parcours::journal
