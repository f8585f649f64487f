// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/exchange.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/json/value.h"
#include "sync/journal/replica_meta.h"
#include "sync/journal/store.h"

namespace parcours::journal {
namespace {

Result<std::vector<std::string>> get_scopes(Store& store) {
  PARCOURS_TRY(const std::string text, store.file->get_meta("scopes"));
  std::vector<std::string> scopes;
  if (text.empty()) return scopes;
  PARCOURS_TRY(const auto document, json::Document::parse(text));
  for (const auto& element : document.root().elements()) {
    scopes.emplace_back(element.as_string().value_or(""));
  }
  return scopes;
}

Status put_scopes(Store& store, const std::vector<std::string>& scopes) {
  return store.file->put_meta(kMetaScopes, scopes_text(scopes));
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// In the caller's transaction: the next page starts at 0; rows that the download does not bring
/// again go at its end.
Status begin_run(Store& store) {
  PARCOURS_TRY(const std::int64_t run, meta_number(store, "run"));
  PARCOURS_CHECK(put_meta_number(store, "run", run + 1));
  PARCOURS_CHECK(put_meta_number(store, "cursor", 0));
  PARCOURS_CHECK(put_meta_number(store, "hub_epoch", 0));
  PARCOURS_CHECK(store.file->put_meta(kMetaDeviceCursor, ""));
  return store.file->put_meta(kMetaRebuilding, kFromStream);
}

/// Leaves scopes that the hub no longer gives. True when it gives new ones: their rows of before
/// the cursor would never come, so all is downloaded again.
Result<bool> adopt_scopes(Store& store, const Page& page) {
  PARCOURS_CHECK(store.file->put_meta("setting/shop", page.head.shop));
  PARCOURS_TRY(const auto before, get_scopes(store));
  if (before == page.head.scopes) return false;
  for (const std::string& scope : before) {
    if (!contains(page.head.scopes, scope)) PARCOURS_CHECK(store.file->drop_scope(scope));
  }
  PARCOURS_CHECK(put_scopes(store, page.head.scopes));
  PARCOURS_TRY(const std::int64_t cursor, meta_number(store, "cursor"));
  const bool entered = std::any_of(page.head.scopes.begin(), page.head.scopes.end(),
                                   [&](const auto& scope) { return !contains(before, scope); });
  if (!entered || cursor == 0) return false;
  PARCOURS_CHECK(begin_run(store));
  return true;
}

/// The hub refused the event for good: kept with its reason, its effect leaves the view.
Status set_aside(Store& store, std::string_view event_id, std::string_view reason) {
  PARCOURS_TRY(const auto ord, store.file->pending_by_id(event_id));
  if (!ord) return {};
  PARCOURS_CHECK(store.file->add_quarantine(*ord, reason));
  return forget(store, *ord);
}

/// A rejection that came as a row: the push answer that told it may have been lost, or the disk
/// went back since.
Status take_rejection(Store& store, const PulledRow& row) {
  const std::string own = store.device + "/";
  if (row.key.compare(0, own.size(), own) != 0) return {};
  PARCOURS_TRY(const auto document, json::Document::parse(*row.body));
  const auto root = document.root();
  const Quarantined event{row.key.substr(own.size()), root.string("type"), root.string("reason"),
                          root.integer("time_ms")};
  PARCOURS_CHECK(set_aside(store, event.event_id, event.reason));
  return store.file->add_quarantine(event);
}

Status put_rows(Store& store, const std::vector<PulledRow>& rows) {
  PutRun run;
  PARCOURS_TRY(run.number, meta_number(store, "run"));
  PARCOURS_TRY(run.watched, store.file->any_touched());
  for (const PulledRow& row : rows) {
    PARCOURS_CHECK(row.body ? store.file->put_row(row, run) : store.file->drop_row(row));
    if (row.body && row.kind == journey::kind::kReject) PARCOURS_CHECK(take_rejection(store, row));
  }
  return {};
}

Status put_page(Store& store, const Page& page) {
  PARCOURS_CHECK(put_rows(store, page.rows));
  PARCOURS_CHECK(put_meta_number(store, kMetaHubEpoch, page.head.epoch));
  return put_meta_number(store, kMetaCursor, page.end.upto);
}

/// The chain of `lane` after `seq`: in the outbox, or the mark below it.
Result<crypto::Digest> chain_at(Store& store, Lane lane, const LaneRow& row, std::int64_t seq);

/// Up to which number the rows hold the events of this journal. Where another disk wrote under our
/// name, the hub's number is of its events: only what we know to be durable is ours then.
Result<std::int64_t> own_reach(Store& store, Lane lane, const protocol::OwnMarks& own) {
  const bool control = lane == Lane::Control;
  const std::int64_t seq = control ? own.control : own.telemetry;
  const auto& told = control ? own.control_chain : own.telemetry_chain;
  PARCOURS_TRY(const LaneRow row, store.file->get_lane(lane));
  if (!told || seq < row.durable.seq) return seq;
  if (seq > row.last.seq) return row.durable.seq;
  const auto chain = chain_at(store, lane, row, seq);
  if (!chain && chain.error().code != ErrorCode::Conflict) return fail(chain.error());
  return chain && *chain == *told ? seq : row.durable.seq;
}

/// Own events whose effects the rows now contain leave the view, or they would count twice.
Result<std::int64_t> forget_own(Store& store, const protocol::OwnMarks& own) {
  std::int64_t count = 0;
  for (const Lane lane : kLanes) {
    PARCOURS_TRY(const std::int64_t upto, own_reach(store, lane, own));
    PARCOURS_TRY(const auto seen, store.file->shown_upto(lane, upto));
    for (const std::int64_t ord : seen) PARCOURS_CHECK(forget(store, ord));
    count += static_cast<std::int64_t>(seen.size());
  }
  return count;
}

struct RunEnd {
  std::int64_t dropped = 0;
  bool shown_again = false;  ///< the rows may lack effects of own events that they had before
};

Result<RunEnd> end_run(Store& store) {
  RunEnd end;
  PARCOURS_TRY(const std::string rebuilding, store.file->get_meta("rebuilding"));
  if (rebuilding.empty()) return end;
  if (rebuilding != kFromSnapshot) {
    PARCOURS_TRY(const std::int64_t run, meta_number(store, "run"));
    PARCOURS_TRY(end.dropped, store.file->drop_rows_before(run));
  }
  PARCOURS_CHECK(store.file->put_meta(kMetaRebuilding, ""));
  // A hub that went back to a backup does not have them until they are sent again.
  PARCOURS_TRY(end.shown_again, store.file->show_unsent());
  return end;
}

Result<crypto::Digest> chain_at(Store& store, Lane lane, const LaneRow& row, std::int64_t seq) {
  if (seq == row.durable.seq) return row.durable.chain;
  PARCOURS_TRY(const auto chain, store.file->pending_chain(lane, seq));
  if (chain) return *chain;
  return fail(ErrorCode::Conflict,
              fmt::format("no event {} in the {} lane", seq,
                          lane == Lane::Control ? "control" : "telemetry"),
              store.file->place());
}

}  // namespace

const std::optional<Error>& Exchange::damage() const {
  return x_journal.impl().damage;
}

Result<Standing> Exchange::standing() const {
  Store& store = x_journal.impl();
  Standing out;
  out.device = store.device;
  out.epoch = store.epoch;
  PARCOURS_TRY(out.shop, store.file->get_meta("setting/shop"));
  PARCOURS_TRY(out.scopes, get_scopes(store));
  PARCOURS_TRY(out.cursor, meta_number(store, "cursor"));
  PARCOURS_TRY(out.hub_epoch, meta_number(store, "hub_epoch"));
  PARCOURS_TRY(const std::string rebuilding, store.file->get_meta("rebuilding"));
  out.rebuilding = !rebuilding.empty();
  PARCOURS_TRY(const std::string device_rows, store.file->get_meta(kMetaDeviceCursor));
  if (!device_rows.empty()) {
    PARCOURS_TRY(out.device_cursor, meta_number(store, kMetaDeviceCursor));
  }
  for (const Lane lane : kLanes) {
    PARCOURS_TRY(const LaneRow row, store.file->get_lane(lane));
    out.lanes[static_cast<std::size_t>(lane)] = {row.last.seq, row.durable.seq, row.stored_seq};
  }
  return out;
}

Result<std::int64_t> Exchange::rows() const {
  return x_journal.impl().file->count_rows();
}

Result<std::optional<Batch>> Exchange::next_batch(Lane lane, std::int64_t after_seq,
                                                  const BatchLimit& limit) const {
  Store& store = x_journal.impl();
  PARCOURS_TRY(const LaneRow row, store.file->get_lane(lane));
  const std::int64_t after = std::max(after_seq, row.durable.seq);
  const bool asks_only = limit.events == 0 && row.durable.seq < row.last.seq;
  if (after >= row.last.seq && !asks_only) return std::optional<Batch>{};
  Batch batch{lane, after + 1, {}, {}};
  PARCOURS_TRY(batch.prev_chain, chain_at(store, lane, row, after));
  if (!asks_only) {
    PARCOURS_TRY(batch.events, store.file->pending_after(lane, after, limit));
  }
  return std::optional{std::move(batch)};
}

Status Exchange::trim(Lane lane, const Mark& mark, std::int64_t stored_seq) {
  Store& store = x_journal.impl();
  PARCOURS_TRY(auto transaction, Transaction::begin(store));
  PARCOURS_TRY(LaneRow row, store.file->get_lane(lane));
  const LaneRow before = row;
  if (mark.seq > row.durable.seq) {
    PARCOURS_TRY(const crypto::Digest chain, chain_at(store, lane, row, mark.seq));
    if (chain != mark.chain) {
      return fail(ErrorCode::Conflict,
                  fmt::format("the hub holds another event {} of this terminal", mark.seq),
                  store.file->place());
    }
    row.durable = mark;
    PARCOURS_CHECK(store.file->mark_durable(lane, mark.seq));
  }
  row.stored_seq = std::clamp(stored_seq, row.durable.seq, row.last.seq);
  if (row.durable.seq == before.durable.seq && row.stored_seq == before.stored_seq) return {};
  PARCOURS_CHECK(store.file->put_lane(lane, row));
  return transaction.commit();
}

Status Exchange::quarantine(std::string_view event_id, std::string_view reason) {
  Store& store = x_journal.impl();
  PARCOURS_TRY(auto transaction, Transaction::begin(store));
  PARCOURS_CHECK(set_aside(store, event_id, reason));
  PARCOURS_CHECK(replay(store));
  return transaction.commit();
}

Result<std::vector<Quarantined>> Exchange::quarantined() const {
  return x_journal.impl().file->quarantined();
}

Status Exchange::new_epoch() {
  Store& store = x_journal.impl();
  const std::int64_t before = store.epoch;
  const auto change = [&]() -> Status {
    PARCOURS_TRY(auto transaction, Transaction::begin(store));
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
  RunEnd end;
  PARCOURS_TRY(auto transaction, Transaction::begin(store));
  PARCOURS_TRY(applied.scopes_changed, adopt_scopes(store, page));
  if (!applied.scopes_changed) {
    PARCOURS_TRY(const std::int64_t cursor, meta_number(store, "cursor"));
    if (page.end.upto < cursor) {
      return fail(ErrorCode::Invalid,
                  fmt::format("the page ends at {}, below the cursor {}", page.end.upto, cursor),
                  "upto");
    }
    PARCOURS_CHECK(put_page(store, page));
    applied.rows = static_cast<std::int64_t>(page.rows.size());
    if (!page.end.more) {
      PARCOURS_TRY(end, end_run(store));
      applied.rows += end.dropped;
      PARCOURS_TRY(applied.own_seen,
                   forget_own(store, page.end.own.value_or(protocol::OwnMarks{})));
    }
  }
  // Between two pages the rows are of no moment of the hub: the view over them waits for the last.
  if (!page.end.more) {
    PARCOURS_TRY(applied.failed_replays, end.shown_again ? replay_all(store) : replay(store));
  }
  PARCOURS_CHECK(transaction.commit());
  return applied;
}

Status Exchange::install(const std::filesystem::path& snapshot) {
  return x_journal.impl().file->become(snapshot);
}

Result<Applied> Exchange::apply_device_rows(const Page& page) {
  Store& store = x_journal.impl();
  const std::string own = "device:" + store.device;
  for (const PulledRow& row : page.rows) {
    if (row.scope != own) return fail(ErrorCode::Invalid, "a row of another scope", row.scope);
  }
  Applied applied;
  PARCOURS_TRY(auto transaction, Transaction::begin(store));
  PARCOURS_CHECK(put_rows(store, page.rows));
  applied.rows = static_cast<std::int64_t>(page.rows.size());
  PARCOURS_CHECK(
      store.file->put_meta(kMetaDeviceCursor, page.end.more ? std::to_string(page.end.upto) : ""));
  PARCOURS_TRY(applied.failed_replays, replay(store));
  PARCOURS_CHECK(transaction.commit());
  return applied;
}

Status Exchange::start_over() {
  Store& store = x_journal.impl();
  PARCOURS_TRY(auto transaction, Transaction::begin(store));
  PARCOURS_CHECK(begin_run(store));
  return transaction.commit();
}

}  // namespace parcours::journal
