// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/memory_file.h"

#include <algorithm>
#include <limits>

namespace parcours::simulation {

using journal::Mark;

void TerminalDisk::restart() {
  tables.each([](auto& table) { table.undo_to(0); });
  transaction_depth = 0;
  power = Power{};
}

std::optional<journal::FenceMark> MemoryFence::read() const {
  if (x_disk.mutation != Mutation::NoFence || !x_disk.fence) return x_disk.fence;
  const auto& meta = x_disk.tables.meta;
  const std::string* device = meta.find("device");
  const std::string* epoch = meta.find("epoch");
  const auto* lane = x_disk.tables.lanes.find(0);
  if (device == nullptr || epoch == nullptr) return x_disk.fence;
  return journal::FenceMark{*device, std::stoll(*epoch), lane == nullptr ? 0 : lane->last.seq};
}

Status MemoryFence::write(const journal::FenceMark& mark) {
  PARCOURS_CHECK(x_disk.power.write());
  x_disk.fence = mark;
  return {};
}

Status MemoryFile::begin() {
  PARCOURS_CHECK(x_disk.power.use());
  x_marks.clear();
  x_tables.each([this](auto& table) { x_marks.push_back(table.log_size()); });
  x_disk.transaction_depth = 1;
  return {};
}

Status MemoryFile::commit() {
  PARCOURS_CHECK(x_disk.power.use());
  x_disk.transaction_depth = 0;
  if (!x_disk.power.lies) flush();
  return {};
}

void MemoryFile::flush() {
  if (is(Mutation::CursorBeforeRows)) {
    // Rows stay in the cache of the disk, the small table with the cursor does not.
    x_tables.meta.settle();
    return;
  }
  x_tables.each([](auto& table) { table.settle(); });
}

void MemoryFile::rollback() {
  if (x_disk.transaction_depth == 0) return;
  x_disk.transaction_depth = 0;
  std::size_t at = 0;
  // A mutation may have flushed in the middle: then there is less to take back.
  x_tables.each([&](auto& table) { table.undo_to(std::min(x_marks[at++], table.log_size())); });
}

Result<std::string> MemoryFile::get_meta(std::string_view name) const {
  PARCOURS_CHECK(x_disk.power.use());
  const std::string* value = x_tables.meta.find(std::string{name});
  return value == nullptr ? std::string{} : *value;
}

Status MemoryFile::put_meta(std::string_view name, std::string_view value) {
  PARCOURS_CHECK(x_disk.power.write());
  if (name == "epoch" && is(Mutation::ForgetEpoch) && x_tables.meta.find("epoch") != nullptr)
    return {};
  x_tables.meta.put(std::string{name}, std::string{value});
  if (x_disk.transaction_depth == 0 && !x_disk.power.lies) flush();
  return {};
}

Result<journal::LaneRow> MemoryFile::get_lane(Lane lane) const {
  PARCOURS_CHECK(x_disk.power.use());
  const int number = is(Mutation::LaneMixedSequences) ? 0 : static_cast<int>(lane);
  const auto* row = x_tables.lanes.find(number);
  return row == nullptr ? journal::LaneRow{} : *row;
}

Status MemoryFile::put_lane(Lane lane, const journal::LaneRow& row) {
  PARCOURS_CHECK(x_disk.power.write());
  const int number = is(Mutation::LaneMixedSequences) ? 0 : static_cast<int>(lane);
  x_tables.lanes.put(number, row);
  return {};
}

Result<std::optional<journey::Row>> MemoryFile::find(std::string_view kind,
                                                     std::string_view key) const {
  PARCOURS_TRY(auto rows, scan(kind, key, 1, false));
  if (rows.empty() || rows.front().key != key) return std::optional<journey::Row>{};
  return std::optional{std::move(rows.front())};
}

namespace {

/// Both maps walked together, a key at a time; the overlay hides the row of its own scope.
template <typename RowAt, typename OwnAt>
std::vector<journey::Row> merge(RowAt row, RowAt row_end, OwnAt own, OwnAt own_end,
                                std::size_t limit, bool descending) {
  std::vector<journey::Row> out;
  while (out.size() < limit && (row != row_end || own != own_end)) {
    const bool from_row =
        own == own_end ||
        (row != row_end && (descending ? std::get<1>(row->first) > std::get<1>(own->first)
                                       : std::get<1>(row->first) < std::get<1>(own->first)));
    const std::string key = std::get<1>(from_row ? row->first : own->first);
    std::optional<journey::Row> best;
    std::vector<std::string> hidden;
    for (; own != own_end && std::get<1>(own->first) == key; ++own) {
      const auto& [kind, at, scope] = own->first;
      hidden.push_back(scope);
      if (own->second && (!best || scope < best->scope))
        best = journey::Row{scope, kind, at, *own->second, 0};
    }
    for (; row != row_end && std::get<1>(row->first) == key; ++row) {
      const auto& [kind, at, scope] = row->first;
      if (std::find(hidden.begin(), hidden.end(), scope) != hidden.end()) continue;
      if (best && (best->seq == 0 || best->seq >= row->second.seq)) continue;
      best = journey::Row{scope, kind, at, row->second.body, row->second.seq};
    }
    if (best) out.push_back(std::move(*best));
  }
  return out;
}

}  // namespace

Result<std::vector<journey::Row>> MemoryFile::scan(std::string_view kind, std::string_view prefix,
                                                   std::size_t limit, bool descending) const {
  PARCOURS_CHECK(x_disk.power.use());
  const Place from{std::string{kind}, std::string{prefix}, ""};
  const Place to = behind(kind, prefix);
  const auto& rows = x_tables.rows.all();
  const auto& own = x_tables.overlay.all();
  const auto row = rows.lower_bound(from);
  const auto row_end = rows.lower_bound(to);
  const auto over = own.lower_bound(from);
  const auto over_end = own.lower_bound(to);
  if (!descending) return merge(row, row_end, over, over_end, limit, false);
  return merge(std::make_reverse_iterator(row_end), std::make_reverse_iterator(row),
               std::make_reverse_iterator(over_end), std::make_reverse_iterator(over), limit, true);
}

Status MemoryFile::put_row(const journal::PulledRow& row, const journal::PutRun& run) {
  PARCOURS_CHECK(x_disk.power.write());
  const Place place{row.kind, row.key, row.scope};
  x_tables.rows.put(place, {row.seq, run.number, *row.body, row_hash(place, *row.body)});
  if (run.watched) mark_dirty(row.kind, row.key);
  if (is(Mutation::NonAtomicPull)) flush();
  return {};
}

void MemoryFile::erase_row(const Place& place) {
  if (!x_tables.rows.erase(place)) return;
  mark_dirty(std::get<0>(place), std::get<1>(place));
}

Status MemoryFile::drop_row(const journal::PulledRow& row) {
  PARCOURS_CHECK(x_disk.power.write());
  erase_row({row.kind, row.key, row.scope});
  return {};
}

Status MemoryFile::drop_scope(std::string_view scope) {
  PARCOURS_CHECK(x_disk.power.write());
  std::vector<Place> doomed;
  for (const auto& [place, row] : x_tables.rows.all()) {
    if (std::get<2>(place) == scope) doomed.push_back(place);
  }
  for (const Place& place : doomed) erase_row(place);
  return {};
}

Result<std::int64_t> MemoryFile::drop_rows_before(std::int64_t run) {
  PARCOURS_CHECK(x_disk.power.write());
  std::vector<Place> doomed;
  for (const auto& [place, row] : x_tables.rows.all()) {
    if (row.run < run) doomed.push_back(place);
  }
  for (const Place& place : doomed) erase_row(place);
  return static_cast<std::int64_t>(doomed.size());
}

Result<std::int64_t> MemoryFile::count_rows() const {
  PARCOURS_CHECK(x_disk.power.use());
  return static_cast<std::int64_t>(x_tables.rows.all().size());
}

Result<std::vector<journal::SearchHit>> MemoryFile::search(std::string_view, std::string_view,
                                                           std::size_t) const {
  return fail(ErrorCode::Unsupported, "nobody types words in the simulator", "search");
}

Result<std::int64_t> MemoryFile::add_pending(Lane lane, const Mark& mark,
                                             const journey::Event& event) {
  PARCOURS_CHECK(x_disk.power.write());
  const std::int64_t* last = x_tables.counters.find(0);
  const std::int64_t ord = last == nullptr ? 1 : *last + 1;
  x_tables.counters.put(0, ord);
  x_tables.pending.put(ord, {event.id, lane, mark.seq, mark.chain, event.type, to_ms(event.time),
                             event.bytes, false, false});
  x_tables.by_seq.put({static_cast<int>(lane), mark.seq}, ord);
  return ord;
}

Result<std::vector<journal::OutboxEvent>> MemoryFile::pending_after(
    Lane lane, std::int64_t seq, const journal::BatchLimit& limit) const {
  PARCOURS_CHECK(x_disk.power.use());
  std::vector<journal::OutboxEvent> out;
  std::size_t bytes = 0;
  const int number = static_cast<int>(lane);
  const auto& index = x_tables.by_seq.all();
  for (auto at = index.upper_bound({number, seq});
       at != index.end() && at->first.first == number && out.size() < limit.events; ++at) {
    const KeptEvent& event = *x_tables.pending.find(at->second);
    if (!out.empty() && bytes + event.bytes.size() > limit.bytes) break;
    bytes += event.bytes.size();
    out.push_back({at->first.second, event.id, event.bytes});
  }
  return out;
}

Result<std::optional<crypto::Digest>> MemoryFile::pending_chain(Lane lane, std::int64_t seq) const {
  PARCOURS_CHECK(x_disk.power.use());
  const std::int64_t* ord = x_tables.by_seq.find({static_cast<int>(lane), seq});
  if (ord == nullptr) return std::optional<crypto::Digest>{};
  return std::optional{x_tables.pending.find(*ord)->chain};
}

Result<std::vector<journal::PendingEvent>> MemoryFile::unsent(Lane lane) const {
  PARCOURS_CHECK(x_disk.power.use());
  std::vector<journal::PendingEvent> out;
  const int number = static_cast<int>(lane);
  const auto& index = x_tables.by_seq.all();
  for (auto at = index.lower_bound({number, std::numeric_limits<std::int64_t>::min()});
       at != index.end() && at->first.first == number; ++at) {
    const KeptEvent& event = *x_tables.pending.find(at->second);
    if (!event.durable) out.push_back({at->second, event.bytes});
  }
  return out;
}

Status MemoryFile::clear_numbers(Lane lane) {
  PARCOURS_CHECK(x_disk.power.write());
  std::vector<std::pair<std::int64_t, KeptEvent>> all;
  for (const auto& [ord, event] : x_tables.pending.all()) {
    if (event.lane == lane && event.seq) all.emplace_back(ord, event);
  }
  for (auto& [ord, event] : all) {
    x_tables.by_seq.erase({static_cast<int>(lane), *event.seq});
    event.seq.reset();
    x_tables.pending.put(ord, std::move(event));
  }
  return {};
}

Status MemoryFile::renumber(std::int64_t ord, const Mark& mark) {
  PARCOURS_CHECK(x_disk.power.write());
  KeptEvent event = *x_tables.pending.find(ord);
  event.seq = mark.seq;
  event.chain = mark.chain;
  if (is(Mutation::NewIdsAfterFork)) {
    const auto at = event.bytes.find(event.id);
    char& digit = event.id.back();
    digit = digit == '0' ? '1' : '0';
    if (at != std::string::npos) event.bytes.replace(at, event.id.size(), event.id);
  }
  x_tables.by_seq.put({static_cast<int>(event.lane), mark.seq}, ord);
  x_tables.pending.put(ord, std::move(event));
  return {};
}

void MemoryFile::erase_pending(std::int64_t ord) {
  const KeptEvent* event = x_tables.pending.find(ord);
  if (event == nullptr) return;
  if (event->seq) x_tables.by_seq.erase({static_cast<int>(event->lane), *event->seq});
  x_tables.pending.erase(ord);
}

Status MemoryFile::mark_durable(Lane lane, std::int64_t upto) {
  PARCOURS_CHECK(x_disk.power.write());
  std::vector<std::int64_t> ords;
  const int number = static_cast<int>(lane);
  const auto& index = x_tables.by_seq.all();
  for (auto at = index.lower_bound({number, std::numeric_limits<std::int64_t>::min()});
       at != index.end() && at->first <= std::pair{number, upto}; ++at) {
    ords.push_back(at->second);
  }
  for (const std::int64_t ord : ords) {
    KeptEvent event = *x_tables.pending.find(ord);
    if (event.hidden) {
      erase_pending(ord);
    } else if (!event.durable) {
      event.durable = true;
      x_tables.pending.put(ord, std::move(event));
    }
  }
  return {};
}

Result<std::vector<std::int64_t>> MemoryFile::shown_upto(Lane lane, std::int64_t upto) const {
  PARCOURS_CHECK(x_disk.power.use());
  std::vector<std::int64_t> out;
  for (const auto& [ord, event] : x_tables.pending.all()) {
    if (event.lane != lane || event.hidden) continue;
    if (event.seq ? *event.seq <= upto : event.durable) out.push_back(ord);
  }
  return out;
}

Result<std::optional<std::int64_t>> MemoryFile::pending_by_id(std::string_view event_id) const {
  PARCOURS_CHECK(x_disk.power.use());
  for (const auto& [ord, event] : x_tables.pending.all()) {
    if (event.id == event_id) return std::optional{ord};
  }
  return std::optional<std::int64_t>{};
}

Status MemoryFile::hide(std::int64_t ord) {
  PARCOURS_CHECK(x_disk.power.write());
  const KeptEvent* kept = x_tables.pending.find(ord);
  if (kept == nullptr) return {};
  if (kept->durable) {
    erase_pending(ord);
    return {};
  }
  KeptEvent event = *kept;
  event.hidden = true;
  x_tables.pending.put(ord, std::move(event));
  return {};
}

Result<bool> MemoryFile::show_unsent() {
  PARCOURS_CHECK(x_disk.power.write());
  std::vector<std::pair<std::int64_t, KeptEvent>> hidden;
  for (const auto& [ord, event] : x_tables.pending.all()) {
    const bool refused = x_tables.quarantine.find(event.id) != nullptr;
    if (event.hidden && !event.durable && !refused) hidden.emplace_back(ord, event);
  }
  for (auto& [ord, event] : hidden) {
    event.hidden = false;
    x_tables.pending.put(ord, std::move(event));
  }
  return !hidden.empty();
}

Result<std::vector<journal::PendingEvent>> MemoryFile::shown() const {
  PARCOURS_CHECK(x_disk.power.use());
  std::vector<journal::PendingEvent> out;
  for (const auto& [ord, event] : x_tables.pending.all()) {
    if (!event.hidden) out.push_back({ord, event.bytes});
  }
  return out;
}

Result<journal::OutboxState> MemoryFile::outbox_state() const {
  PARCOURS_CHECK(x_disk.power.use());
  journal::OutboxState state;
  for (const auto& [ord, event] : x_tables.pending.all()) {
    if (event.durable) continue;
    const auto* lane = x_tables.lanes.find(static_cast<int>(event.lane));
    const bool stored = lane != nullptr && event.seq && *event.seq <= lane->stored_seq;
    auto& count = stored ? state.kept : state.pending;
    auto& oldest = stored ? state.oldest_kept_ms : state.oldest_ms;
    oldest = ++count == 1 ? event.time_ms : std::min(oldest, event.time_ms);
  }
  state.quarantined = static_cast<std::int64_t>(x_tables.quarantine.all().size());
  return state;
}

Status MemoryFile::add_quarantine(std::int64_t ord, std::string_view reason) {
  const KeptEvent* event = x_tables.pending.find(ord);
  if (event == nullptr) return {};
  return add_quarantine({event->id, event->type, std::string{reason}, event->time_ms});
}

Status MemoryFile::add_quarantine(const journal::Quarantined& event) {
  PARCOURS_CHECK(x_disk.power.write());
  std::string name = event.event_id;
  while (x_tables.quarantine.find(name) != nullptr) {
    if (!is(Mutation::RejectTwice)) return {};
    name += "+";
  }
  x_tables.quarantine.put(name, event);
  return {};
}

Result<std::vector<journal::Quarantined>> MemoryFile::quarantined() const {
  PARCOURS_CHECK(x_disk.power.use());
  std::vector<journal::Quarantined> out;
  for (const auto& [id, event] : x_tables.quarantine.all()) out.push_back(event);
  return out;
}

Status MemoryFile::lay(const journey::RowChange& change) {
  PARCOURS_CHECK(x_disk.power.write());
  x_tables.overlay.put({change.kind, change.key, change.scope}, change.body);
  return {};
}

Status MemoryFile::touch(std::int64_t ord, const journal::Touch& touch) {
  PARCOURS_CHECK(x_disk.power.write());
  x_tables.touched.put({touch.kind, touch.key, ord}, touch.wrote);
  x_tables.touched_by.put({ord, touch.kind, touch.key}, touch.wrote);
  return {};
}

std::vector<std::pair<std::string, std::string>> MemoryFile::touches_of(std::int64_t ord,
                                                                        bool written) const {
  std::vector<std::pair<std::string, std::string>> out;
  const auto& index = x_tables.touched_by.all();
  for (auto at = index.lower_bound({ord, "", ""});
       at != index.end() && std::get<0>(at->first) == ord; ++at) {
    if (at->second || !written) out.emplace_back(std::get<1>(at->first), std::get<2>(at->first));
  }
  return out;
}

Status MemoryFile::untouch(std::int64_t ord) {
  PARCOURS_CHECK(x_disk.power.write());
  for (const auto& [kind, key] : touches_of(ord, false)) {
    x_tables.touched.erase({kind, key, ord});
    x_tables.touched_by.erase({ord, kind, key});
  }
  return {};
}

Result<bool> MemoryFile::any_touched() const {
  PARCOURS_CHECK(x_disk.power.use());
  return !x_tables.touched.all().empty();
}

void MemoryFile::mark_dirty(const std::string& kind, const std::string& key) {
  const std::string folder{journal::folder_of(key)};
  if (!folder.empty() && folder != key) mark_dirty(kind, folder);
  const auto at =
      x_tables.touched.all().lower_bound({kind, key, std::numeric_limits<std::int64_t>::min()});
  if (at == x_tables.touched.all().end() || std::get<0>(at->first) != kind ||
      std::get<1>(at->first) != key)
    return;
  if (x_tables.dirty.find({kind, key}) == nullptr) x_tables.dirty.put({kind, key}, true);
}

Status MemoryFile::dirty_writes_of(std::int64_t ord) {
  PARCOURS_CHECK(x_disk.power.write());
  for (const auto& place : touches_of(ord, true)) {
    if (x_tables.dirty.find(place) == nullptr) x_tables.dirty.put(place, true);
    const std::pair folder{place.first, std::string{journal::folder_of(place.second)}};
    if (!folder.second.empty() && x_tables.dirty.find(folder) == nullptr)
      x_tables.dirty.put(folder, true);
  }
  return {};
}

Result<std::int64_t> MemoryFile::spread_dirty() {
  PARCOURS_CHECK(x_disk.power.write());
  PARCOURS_TRY(const auto events, pending_on_dirty());
  std::int64_t added = 0;
  for (const auto& event : events) {
    for (const auto& place : touches_of(event.ord, true)) {
      if (x_tables.dirty.find(place) != nullptr) continue;
      x_tables.dirty.put(place, true);
      ++added;
    }
  }
  return added;
}

Result<std::vector<journal::PendingEvent>> MemoryFile::pending_on_dirty() const {
  PARCOURS_CHECK(x_disk.power.use());
  std::map<std::int64_t, bool> ords;
  const auto& touched = x_tables.touched.all();
  for (const auto& [place, yes] : x_tables.dirty.all()) {
    for (auto at = touched.lower_bound(
             {place.first, place.second, std::numeric_limits<std::int64_t>::min()});
         at != touched.end() && std::get<0>(at->first) == place.first &&
         std::get<1>(at->first) == place.second;
         ++at) {
      ords[std::get<2>(at->first)] = true;
    }
  }
  std::vector<journal::PendingEvent> out;
  for (const auto& [ord, yes] : ords) {
    const KeptEvent* event = x_tables.pending.find(ord);
    if (event != nullptr && !event->hidden) out.push_back({ord, event->bytes});
  }
  return out;
}

Status MemoryFile::wipe_dirty() {
  PARCOURS_CHECK(x_disk.power.write());
  std::vector<Place> doomed;
  std::vector<std::pair<std::string, std::string>> places;
  for (const auto& [place, yes] : x_tables.dirty.all()) {
    const auto& own = x_tables.overlay.all();
    for (auto at = own.lower_bound({place.first, place.second, ""});
         at != own.end() && std::get<0>(at->first) == place.first &&
         std::get<1>(at->first) == place.second;
         ++at) {
      doomed.push_back(at->first);
    }
    places.push_back(place);
  }
  for (const Place& place : doomed) x_tables.overlay.erase(place);
  for (const auto& place : places) x_tables.dirty.erase(place);
  return {};
}

Status MemoryFile::wipe_overlay() {
  PARCOURS_CHECK(x_disk.power.write());
  const auto wipe = [](auto& table) {
    const auto all = table.all();
    for (const auto& [key, value] : all) table.erase(key);
  };
  wipe(x_tables.overlay), wipe(x_tables.touched), wipe(x_tables.touched_by), wipe(x_tables.dirty);
  return {};
}

}  // namespace parcours::simulation
