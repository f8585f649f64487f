// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/exchange.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/journal/store.h"

namespace parcours::journal {
namespace {

Result<std::vector<std::string>> get_scopes(Store& store) {
  PARCOURS_TRY(const std::string text, get_meta(store, "scopes"));
  std::vector<std::string> scopes;
  if (text.empty()) return scopes;
  PARCOURS_TRY(const auto document, json::Document::parse(text));
  for (const auto& element : document.root().elements()) {
    scopes.emplace_back(element.as_string().value_or(""));
  }
  return scopes;
}

Status put_scopes(Store& store, const std::vector<std::string>& scopes) {
  json::Writer writer;
  writer.begin_array();
  for (const std::string& scope : scopes) writer.value(scope);
  writer.end_array();
  return put_meta(store, "scopes", writer.text());
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// In the caller's transaction: the next page starts at 0; rows that the download does not bring
/// again go at its end.
Status begin_run(Store& store) {
  PARCOURS_TRY(const std::int64_t run, get_meta_number(store, "run"));
  PARCOURS_CHECK(put_meta(store, "run", run + 1));
  PARCOURS_CHECK(put_meta(store, "cursor", std::int64_t{0}));
  PARCOURS_CHECK(put_meta(store, "hub_epoch", std::int64_t{0}));
  return put_meta(store, "rebuilding", "1");
}

/// Leaves scopes that the hub no longer gives. True when it gives new ones: their rows of before
/// the cursor would never come, so all is downloaded again.
Result<bool> adopt_scopes(Store& store, const Page& page) {
  PARCOURS_CHECK(put_meta(store, "setting/shop", page.head.shop));
  PARCOURS_TRY(const auto before, get_scopes(store));
  if (before == page.head.scopes) return false;
  for (const std::string& scope : before) {
    if (!contains(page.head.scopes, scope)) PARCOURS_CHECK(drop_scope(store, scope));
  }
  PARCOURS_CHECK(put_scopes(store, page.head.scopes));
  PARCOURS_TRY(const std::int64_t cursor, get_meta_number(store, "cursor"));
  const bool entered = std::any_of(page.head.scopes.begin(), page.head.scopes.end(),
                                   [&](const auto& scope) { return !contains(before, scope); });
  if (!entered || cursor == 0) return false;
  PARCOURS_CHECK(begin_run(store));
  return true;
}

Status put_rows(Store& store, const Page& page) {
  PutRun run;
  PARCOURS_TRY(run.number, get_meta_number(store, "run"));
  PARCOURS_TRY(const std::int64_t watched, store.db.number("SELECT EXISTS(SELECT 1 FROM touched)"));
  run.watched = watched != 0;
  for (const PulledRow& row : page.rows) {
    PARCOURS_CHECK(row.body ? put_row(store, row, run) : drop_row(store, row));
  }
  PARCOURS_CHECK(put_meta(store, "hub_epoch", page.head.epoch));
  return put_meta(store, "cursor", page.end.upto);
}

/// Own events whose effects the rows now contain leave the view, or they would count twice.
Result<std::int64_t> forget_own(Store& store, const protocol::OwnMarks& own) {
  std::vector<std::int64_t> seen;
  for (const Lane lane : kLanes) {
    PARCOURS_TRY(auto statement,
                 store.db.cached("SELECT ord FROM pending WHERE lane=?1 AND hidden=0 "
                                 "AND (seq<=?2 OR (seq IS NULL AND durable=1))"));
    statement.bind_all(static_cast<int>(lane), lane == Lane::Control ? own.control : own.telemetry);
    while (true) {
      PARCOURS_TRY(const bool row, statement.step());
      if (!row) break;
      seen.push_back(statement.column_int(0));
    }
  }
  for (const std::int64_t ord : seen) PARCOURS_CHECK(forget(store, ord));
  return static_cast<std::int64_t>(seen.size());
}

Result<std::int64_t> end_run(Store& store) {
  PARCOURS_TRY(const std::string rebuilding, get_meta(store, "rebuilding"));
  if (rebuilding.empty()) return 0;
  PARCOURS_TRY(const std::int64_t run, get_meta_number(store, "run"));
  PARCOURS_TRY(const std::int64_t dropped, drop_rows_before(store, run));
  PARCOURS_CHECK(put_meta(store, "rebuilding", ""));
  return dropped;
}

/// The chain of `lane` after `seq`: in the outbox, or the mark below it.
Result<crypto::Digest> chain_at(Store& store, Lane lane, const LaneRow& row, std::int64_t seq) {
  if (seq == row.durable.seq) return row.durable.chain;
  PARCOURS_TRY(auto statement,
               store.db.cached("SELECT chain FROM pending WHERE lane=?1 AND seq=?2"));
  PARCOURS_TRY(const bool there, statement.bind_all(static_cast<int>(lane), seq).step());
  if (!there) {
    return fail(ErrorCode::Conflict,
                fmt::format("no event {} in the {} lane", seq,
                            lane == Lane::Control ? "control" : "telemetry"),
                store.db.path());
  }
  return crypto::Digest::from_bytes(statement.column_blob(0));
}

}  // namespace

Result<Standing> Exchange::standing() const {
  Store& store = x_journal.impl();
  Standing out;
  out.device = store.device;
  out.epoch = store.epoch;
  PARCOURS_TRY(out.shop, get_meta(store, "setting/shop"));
  PARCOURS_TRY(out.scopes, get_scopes(store));
  PARCOURS_TRY(out.cursor, get_meta_number(store, "cursor"));
  PARCOURS_TRY(out.hub_epoch, get_meta_number(store, "hub_epoch"));
  PARCOURS_TRY(const std::string rebuilding, get_meta(store, "rebuilding"));
  out.rebuilding = !rebuilding.empty();
  for (const Lane lane : kLanes) {
    PARCOURS_TRY(const LaneRow row, get_lane(store, lane));
    out.lanes[static_cast<std::size_t>(lane)] = {row.last.seq, row.durable.seq};
  }
  return out;
}

Result<std::int64_t> Exchange::rows() const {
  return x_journal.impl().db.number("SELECT count(*) FROM row");
}

Result<std::optional<Batch>> Exchange::next_batch(Lane lane, std::int64_t after_seq,
                                                  const BatchLimit& limit) const {
  Store& store = x_journal.impl();
  PARCOURS_TRY(const LaneRow row, get_lane(store, lane));
  const std::int64_t after = std::max(after_seq, row.durable.seq);
  if (after >= row.last.seq) return std::optional<Batch>{};
  Batch batch{lane, after + 1, {}, {}};
  PARCOURS_TRY(batch.prev_chain, chain_at(store, lane, row, after));
  PARCOURS_TRY(auto statement, store.db.cached("SELECT seq,event_id,bytes FROM pending "
                                               "WHERE lane=?1 AND seq>?2 ORDER BY seq LIMIT ?3"));
  statement.bind_all(static_cast<int>(lane), after, limit.events);
  std::size_t bytes = 0;
  while (true) {
    PARCOURS_TRY(const bool there, statement.step());
    if (!there) break;
    const std::string_view text = statement.column_text(2);
    if (!batch.events.empty() && bytes + text.size() > limit.bytes) break;
    bytes += text.size();
    batch.events.push_back(
        {statement.column_int(0), std::string{statement.column_text(1)}, std::string{text}});
  }
  return std::optional{std::move(batch)};
}

Status Exchange::trim(Lane lane, const Mark& mark) {
  Store& store = x_journal.impl();
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(store.db));
  PARCOURS_TRY(LaneRow row, get_lane(store, lane));
  if (mark.seq <= row.durable.seq) return {};
  PARCOURS_TRY(const crypto::Digest chain, chain_at(store, lane, row, mark.seq));
  if (chain != mark.chain) {
    return fail(ErrorCode::Conflict,
                fmt::format("the hub holds another event {} of this terminal", mark.seq),
                store.db.path());
  }
  row.durable = mark;
  const int number = static_cast<int>(lane);
  PARCOURS_CHECK(
      store.db.run("DELETE FROM pending WHERE lane=?1 AND seq<=?2 AND hidden=1", number, mark.seq));
  PARCOURS_CHECK(
      store.db.run("UPDATE pending SET durable=1 WHERE lane=?1 AND seq<=?2", number, mark.seq));
  PARCOURS_CHECK(put_lane(store, lane, row));
  return transaction.commit();
}

Status Exchange::quarantine(std::string_view event_id, std::string_view reason) {
  Store& store = x_journal.impl();
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(store.db));
  std::int64_t ord = 0;
  {
    PARCOURS_TRY(auto statement, store.db.cached("SELECT ord FROM pending WHERE event_id=?1"));
    PARCOURS_TRY(const bool there, statement.bind_all(event_id).step());
    if (!there) return {};
    ord = statement.column_int(0);
  }
  PARCOURS_CHECK(
      store.db.run("INSERT OR IGNORE INTO quarantine "
                   "SELECT event_id,type,time_ms,?2,bytes FROM pending WHERE ord=?1",
                   ord, reason));
  PARCOURS_CHECK(forget(store, ord));
  PARCOURS_CHECK(replay(x_journal));
  return transaction.commit();
}

Result<std::vector<Quarantined>> Exchange::quarantined() const {
  std::vector<Quarantined> out;
  PARCOURS_TRY(auto statement,
               x_journal.impl().db.cached("SELECT event_id,type,reason,time_ms FROM quarantine "
                                          "ORDER BY time_ms DESC,event_id LIMIT 200"));
  while (true) {
    PARCOURS_TRY(const bool row, statement.step());
    if (!row) return out;
    out.push_back({std::string{statement.column_text(0)}, std::string{statement.column_text(1)},
                   std::string{statement.column_text(2)}, statement.column_int(3)});
  }
}

Status Exchange::new_epoch() {
  Store& store = x_journal.impl();
  const std::int64_t before = store.epoch;
  const auto change = [&]() -> Status {
    PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(store.db));
    PARCOURS_CHECK(start_epoch(store));
    PARCOURS_CHECK(write_fence(store));
    return transaction.commit();
  };
  Status changed = change();
  if (!changed) store.epoch = before;
  return changed;
}

Result<Applied> Exchange::apply(const Page& page) {
  Store& store = x_journal.impl();
  Applied applied;
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(store.db));
  PARCOURS_TRY(applied.scopes_changed, adopt_scopes(store, page));
  if (!applied.scopes_changed) {
    PARCOURS_TRY(const std::int64_t cursor, get_meta_number(store, "cursor"));
    if (page.end.upto < cursor) {
      return fail(ErrorCode::Invalid,
                  fmt::format("the page ends at {}, below the cursor {}", page.end.upto, cursor),
                  "upto");
    }
    PARCOURS_CHECK(put_rows(store, page));
    applied.rows = static_cast<std::int64_t>(page.rows.size());
    if (!page.end.more) {
      PARCOURS_TRY(const std::int64_t dropped, end_run(store));
      applied.rows += dropped;
      PARCOURS_TRY(applied.own_seen,
                   forget_own(store, page.end.own.value_or(protocol::OwnMarks{})));
    }
  }
  // Between two pages the rows are of no moment of the hub: the view over them waits for the last.
  if (!page.end.more) {
    PARCOURS_TRY(applied.failed_replays, replay(x_journal));
  }
  PARCOURS_CHECK(transaction.commit());
  return applied;
}

Status Exchange::choose_shop(std::string_view shop) {
  Store& store = x_journal.impl();
  PARCOURS_TRY(const std::string before, get_meta(store, "setting/shop"));
  if (before == shop) return {};
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(store.db));
  PARCOURS_CHECK(put_meta(store, "setting/shop", shop));
  PARCOURS_CHECK(begin_run(store));
  return transaction.commit();
}

Status Exchange::start_over() {
  Store& store = x_journal.impl();
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(store.db));
  PARCOURS_CHECK(begin_run(store));
  return transaction.commit();
}

}  // namespace parcours::journal
