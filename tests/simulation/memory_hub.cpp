// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/memory_hub.h"

#include <algorithm>

#include "platform/base/assert.h"
#include "sync/journey/entities.h"
#include "sync/protocol/chain.h"

namespace parcours::simulation {

using hub::Applied;

namespace {

LaneKey key_of(const hub::LaneName& lane) {
  return {std::string{lane.device}, lane.epoch, static_cast<int>(lane.lane)};
}

constexpr std::string_view kState = "\"state\":\"";

}  // namespace

std::string_view state_in(std::string_view body) {
  const auto at = body.find(kState);
  if (at == std::string_view::npos) return {};
  body.remove_prefix(at + kState.size());
  return body.substr(0, body.find('"'));
}

void HubDisk::restart() {
  tables.each([](auto& table) { table.undo_to(0); });
  power = Power{};
  bare.reset();
}

void HubDisk::begin() {
  x_marks.clear();
  tables.each([this](auto& table) { x_marks.push_back(table.log_size()); });
}

void HubDisk::rollback() {
  std::size_t at = 0;
  tables.each([&](auto& table) { table.undo_to(x_marks[at++]); });
}

void HubDisk::flush() {
  tables.each([](auto& table) { table.settle(); });
}

Status HubDisk::put_head(std::int64_t head) {
  PARCOURS_CHECK(power.write());
  if (tables.number("head") != head) tables.meta.put("head", head);
  return {};
}

void HubDisk::begin_history(std::uint64_t random) {
  const auto epoch = static_cast<std::int64_t>(random >> 11U) | 1;
  tables.history.put(static_cast<std::int64_t>(tables.history.all().size()),
                     {epoch, tables.number("head")});
  tables.meta.put("epoch", epoch);
  flush();
}

void HubDisk::back_up(const Clock& clock) {
  HubDisk copy;
  copy.tables = tables;
  record =
      hub::BackupRecord{tables.number("epoch"), tables.number("head"), to_ms(clock.wall()), {}};
  for (const auto& [lane, mark] : tables.marks.all()) {
    const auto& [device, epoch, number] = lane;
    record->lanes.push_back({device, epoch, static_cast<protocol::Lane>(number), mark});
  }
  MemoryHubStore store{copy, clock};
  PARCOURS_ASSERT(hub::note_backup(store, *record).has_value());
  copy.flush();
  backup = std::move(copy.tables);
}

std::int64_t HubDisk::mark_of(const protocol::PushRequest& push) const {
  const auto* mark = tables.marks.find({push.device, push.epoch, static_cast<int>(push.lane)});
  return mark == nullptr ? 0 : mark->seq;
}

std::optional<crypto::Digest> HubDisk::chain_of(const protocol::PushRequest& push) const {
  const auto* mark = tables.marks.find({push.device, push.epoch, static_cast<int>(push.lane)});
  crypto::Digest chain = push.prev_chain;
  for (std::size_t i = 0; mark != nullptr && i <= push.events.size(); ++i) {
    if (push.first_seq + static_cast<std::int64_t>(i) - 1 == mark->seq) return chain;
    if (i < push.events.size()) chain = protocol::next_chain(chain, push.events[i]);
  }
  return std::nullopt;
}

std::string HubDisk::check_ack(const protocol::PushRequest& push,
                               const protocol::PushAnswer& answer) {
  if (!tables.settled()) return "7: acknowledged before the flush";
  if (!backs_up() || answer.durable.seq == 0) return {};
  const auto* kept =
      backup ? backup->marks.find({push.device, push.epoch, static_cast<int>(push.lane)}) : nullptr;
  if (kept == nullptr || kept->seq < answer.durable.seq)
    return "7: called durable and no backup holds it";
  return {};
}

Result<std::optional<journey::Row>> HubRows::find(std::string_view kind,
                                                  std::string_view key) const {
  const auto& rows = x_disk.tables.rows.all();
  std::optional<journey::Row> best;
  for (auto at = rows.lower_bound({std::string{kind}, std::string{key}, ""});
       at != rows.end() && std::get<0>(at->first) == kind && std::get<1>(at->first) == key; ++at) {
    const HubRow& row = at->second;
    if (row.deleted || (best && best->seq >= row.seq)) continue;
    best = journey::Row{std::get<2>(at->first), std::string{kind}, std::string{key}, row.body,
                        row.seq};
  }
  if (best && kind == journey::kind::kOrder && x_disk.mutation == Mutation::RankMayFall) {
    const auto state = state_in(best->body);
    if (!state.empty())
      best->body.replace(static_cast<std::size_t>(state.data() - best->body.data()), state.size(),
                         "placed");
  }
  return best;
}

Result<std::vector<journey::Row>> HubRows::scan(std::string_view kind, std::string_view prefix,
                                                std::size_t limit, bool descending) const {
  const auto& rows = x_disk.tables.rows.all();
  std::vector<journey::Row> out;
  const auto add = [&](const auto& entry) {
    if (entry.second.deleted || (!out.empty() && out.back().key == std::get<1>(entry.first)))
      return;
    out.push_back({std::get<2>(entry.first), std::string{kind}, std::get<1>(entry.first),
                   entry.second.body, entry.second.seq});
  };
  auto from = rows.lower_bound({std::string{kind}, std::string{prefix}, ""});
  auto to = rows.lower_bound(behind(kind, prefix));
  if (!descending) {
    for (; from != to && out.size() < limit; ++from) add(*from);
  } else {
    while (to != from && out.size() < limit) add(*--to);
  }
  return out;
}

void MemoryHubStore::watch_rank(const journey::RowChange& change, const HubRow* before) {
  if (change.kind != journey::kind::kOrder || before == nullptr || !change.body) return;
  const int was = journey::order_rank(state_in(before->body));
  const int is = journey::order_rank(state_in(*change.body));
  // An undo of a hand-over is the one way down; so is a cancellation, whose rank is the highest.
  const auto last = change.body->rfind(kState);
  const bool undone = change.body->compare(last + kState.size(), 6, "undone") == 0;
  if (is < was && !undone && x_disk.broken.empty())
    x_disk.broken = "8: the rank of order " + change.key + " fell";
}

Result<Applied> MemoryHubStore::apply(const journey::RowChange& change, std::int64_t seq) {
  PARCOURS_CHECK(x_disk.power.write());
  const Place place{change.kind, change.key, change.scope};
  const HubRow* before = x_tables.rows.find(place);
  const bool there = before != nullptr && !before->deleted;
  if (x_disk.mutation == Mutation::RejectForgotten && change.kind == journey::kind::kReject)
    return Applied::Unchanged;
  if (change.body ? there && before->body == *change.body : !there) return Applied::Unchanged;
  if (there) watch_rank(change, before);
  HubRow row;
  row.seq = seq;
  row.place = x_disk.mutation == Mutation::ClockAsCursor ? to_ms(x_clock.wall()) : seq;
  row.deleted = !change.body;
  if (change.body) {
    row.body = *change.body;
    row.hash = row_hash(place, row.body);
  }
  const bool created = !there;
  if (before != nullptr)
    x_tables.feed.erase({change.scope, before->place, change.kind, change.key});
  x_tables.feed.put({change.scope, row.place, change.kind, change.key}, true);
  const bool deleted = row.deleted;
  x_tables.rows.put(place, std::move(row));
  if (deleted) return Applied::Deleted;
  return created ? Applied::Created : Applied::Changed;
}

Result<std::optional<std::string>> MemoryHubStore::known(std::string_view source,
                                                         std::string_view id) const {
  PARCOURS_CHECK(x_disk.power.use());
  const auto* number = x_tables.events.find({std::string{source}, std::string{id}});
  if (number == nullptr || x_disk.mutation == Mutation::NoDedupe)
    return std::optional<std::string>{};
  return std::optional{x_tables.log.find(*number)->bytes};
}

Status MemoryHubStore::insert(const journey::Event& event, std::int64_t, std::int64_t received_ms,
                              std::string_view waits_for) {
  PARCOURS_CHECK(x_disk.power.write());
  const std::int64_t number = x_tables.number("number") + 1;
  x_tables.meta.put("number", number);
  x_tables.events.put({event.source, event.id}, number);
  x_tables.log.put(number,
                   {event.source, event.id, event.bytes, received_ms, std::string{waits_for}});
  if (!waits_for.empty()) x_tables.waiting.put({std::string{waits_for}, number}, true);
  return {};
}

Status MemoryHubStore::keep_conflict(const journey::Event& event, std::int64_t) {
  x_disk.broken = "2: two contents under one event id " + event.id;
  return x_disk.power.write();
}

Status MemoryHubStore::quarantine(std::string_view source, std::string_view id, std::string_view,
                                  std::string_view reason, std::int64_t) {
  PARCOURS_CHECK(x_disk.power.write());
  x_tables.quarantine.put({std::string{source}, std::string{id}}, std::string{reason});
  return {};
}

Result<std::vector<hub::WaitingEvent>> MemoryHubStore::waiting_for(std::string_view subject) const {
  PARCOURS_CHECK(x_disk.power.use());
  std::vector<hub::WaitingEvent> out;
  const auto& index = x_tables.waiting.all();
  for (auto at = index.lower_bound({std::string{subject}, 0});
       at != index.end() && at->first.first == subject; ++at) {
    const LoggedEvent& kept = *x_tables.log.find(at->first.second);
    PARCOURS_TRY(auto event, journey::parse_event(kept.bytes, from_ms(kept.received_ms)));
    event.received = from_ms(kept.received_ms);
    out.push_back({at->first.second, std::move(event)});
  }
  return out;
}

Status MemoryHubStore::set_waiting(std::int64_t number, std::string_view waits_for) {
  PARCOURS_CHECK(x_disk.power.write());
  LoggedEvent event = *x_tables.log.find(number);
  x_tables.waiting.erase({event.waiting, number});
  event.waiting = waits_for;
  if (!waits_for.empty()) x_tables.waiting.put({event.waiting, number}, true);
  x_tables.log.put(number, std::move(event));
  return {};
}

Result<hub::LaneMarks> MemoryHubStore::marks(const hub::LaneName& lane) const {
  PARCOURS_CHECK(x_disk.power.use());
  LaneKey key = key_of(lane);
  if (x_disk.mutation == Mutation::AckOfOtherLane) std::get<2>(key) = 0;
  hub::LaneMarks out;
  if (const auto* mark = x_tables.marks.find(key)) out.committed = *mark;
  if (x_disk.mutation == Mutation::BareNumberAck && x_disk.bare) out.committed.chain = *x_disk.bare;
  if (const auto* kept = x_tables.backed_up.find(key)) out.backed_up = *kept;
  if (x_disk.mutation == Mutation::EarlyTrim) out.backed_up = out.committed;
  return out;
}

Status MemoryHubStore::set_backed_up(const hub::LaneName& lane, const protocol::Mark& mark) {
  PARCOURS_CHECK(x_disk.power.write());
  x_tables.backed_up.put(key_of(lane), mark);
  return {};
}

Result<hub::BackupState> MemoryHubStore::backup_state() const {
  PARCOURS_CHECK(x_disk.power.use());
  return hub::BackupState{x_disk.backs_up(), x_tables.number("backup_ms"),
                          x_tables.number("backup_head")};
}

Status MemoryHubStore::set_backup_state(const hub::BackupState& state) {
  PARCOURS_CHECK(x_disk.power.write());
  x_tables.meta.put("backups", state.made ? 1 : 0);
  x_tables.meta.put("backup_ms", state.time_ms);
  x_tables.meta.put("backup_head", state.head);
  return {};
}

Result<std::optional<std::int64_t>> MemoryHubStore::reached(std::int64_t epoch) const {
  return MemoryFeed{x_disk, x_clock}.reached(epoch);
}

Status MemoryHubStore::set_mark(const hub::LaneName& lane, const protocol::Mark& mark) {
  PARCOURS_CHECK(x_disk.power.write());
  x_tables.marks.put(key_of(lane), mark);
  return {};
}

Status MemoryHubStore::heard(std::string_view, std::int64_t) {
  return x_disk.power.write();
}

Result<hub::FeedState> MemoryFeed::state() {
  PARCOURS_CHECK(x_disk.power.use());
  hub::FeedState state;
  state.head = x_disk.mutation == Mutation::ClockAsCursor ? to_ms(x_clock.wall())
                                                          : x_disk.tables.number("head");
  state.epoch = x_disk.tables.number("epoch");
  return state;
}

Result<std::optional<std::int64_t>> MemoryFeed::reached(std::int64_t epoch) {
  PARCOURS_CHECK(x_disk.power.use());
  const auto& all = x_disk.tables.history.all();
  for (auto at = all.begin(); at != all.end(); ++at) {
    if (at->second.first != epoch) continue;
    const auto next = std::next(at);
    return std::optional{next == all.end() ? x_disk.tables.number("head") : next->second.second};
  }
  return std::optional<std::int64_t>{};
}

namespace {

class FeedRows final : public hub::ScopeFeed {
 public:
  FeedRows(const HubTables& tables, std::string scope, std::int64_t cursor)
      : x_tables(tables),
        x_scope(std::move(scope)),
        x_at(tables.feed.all().lower_bound({x_scope, cursor + 1, "", ""})) {}

  [[nodiscard]] bool at_row() const override {
    return x_at != x_tables.feed.all().end() && std::get<0>(x_at->first) == x_scope;
  }
  [[nodiscard]] std::int64_t seq() const override { return std::get<1>(x_at->first); }
  [[nodiscard]] protocol::RowFrame row() const override {
    const auto& [scope, seq, kind, key] = x_at->first;
    const HubRow& row = *x_tables.rows.find({kind, key, scope});
    protocol::RowFrame frame{scope, kind, key, seq, {}};
    if (!row.deleted) frame.body = row.body;
    return frame;
  }
  [[nodiscard]] Status advance() override {
    ++x_at;
    return {};
  }

 private:
  const HubTables& x_tables;
  std::string x_scope;
  std::map<std::tuple<std::string, std::int64_t, std::string, std::string>, bool>::const_iterator
      x_at;
};

}  // namespace

Result<std::unique_ptr<hub::ScopeFeed>> MemoryFeed::scope(std::string_view scope,
                                                          std::int64_t cursor) {
  PARCOURS_CHECK(x_disk.power.use());
  return std::unique_ptr<hub::ScopeFeed>{
      std::make_unique<FeedRows>(x_disk.tables, std::string{scope}, cursor)};
}

Result<std::vector<hub::LaneMark>> MemoryFeed::marks(std::string_view device, std::int64_t epoch) {
  PARCOURS_CHECK(x_disk.power.use());
  std::vector<hub::LaneMark> out;
  for (const auto lane : {protocol::Lane::Control, protocol::Lane::Telemetry}) {
    const auto* mark =
        x_disk.tables.marks.find({std::string{device}, epoch, static_cast<int>(lane)});
    if (mark == nullptr) continue;
    const bool ahead = x_disk.mutation == Mutation::OwnMarksAhead;
    // Told with its chain, no terminal would believe the lie.
    out.push_back({std::string{to_string(lane)}, mark->seq + (ahead ? 3 : 0),
                   ahead ? std::nullopt : std::optional{mark->chain}});
  }
  return out;
}

Result<std::string> MemoryFeed::shop_of(std::string_view) {
  return std::string{"S1"};
}

Result<bool> MemoryFeed::knows_shop(std::string_view shop) {
  PARCOURS_TRY(const auto row, HubRows{x_disk}.find(journey::kind::kShop, shop));
  return row.has_value();
}

}  // namespace parcours::simulation
