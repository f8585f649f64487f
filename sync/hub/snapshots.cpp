// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/snapshots.h"

#include <algorithm>
#include <utility>

#include "platform/base/log.h"
#include "sync/hub/pull.h"
#include "sync/journal/snapshot_writer.h"

namespace parcours::hub {
namespace {

/// A terminal that is half way through the last but one goes on with it.
constexpr std::size_t kKeptPerShop = 2;

/// Its cursor can be pulled from, and it holds nobody who was erased since.
Result<bool> is_good(Reader& reader, const protocol::Snapshot& snapshot) {
  PARCOURS_TRY(const auto reached, reader.reached(snapshot.epoch));
  PARCOURS_TRY(const auto state, reader.state());
  if (!reached || snapshot.upto > *reached || snapshot.upto < state.floor) return false;
  for (const auto& scope : snapshot.scopes) {
    PARCOURS_TRY(const bool lost, reader.lost_customer_since(scope, snapshot.upto));
    if (lost) return false;
  }
  return true;
}

}  // namespace

Snapshots::Snapshots(ReaderPool& readers, SnapshotOptions options)
    : x_readers(readers), x_options(std::move(options)) {
  x_kept = snapshots_in(x_options.folder);
  std::sort(x_kept.begin(), x_kept.end(),
            [](const auto& a, const auto& b) { return a.upto < b.upto; });
  x_thread = std::thread([this] { loop(); });
}

Snapshots::~Snapshots() {
  stop();
}

Result<Snapshots::List> Snapshots::ready(Reader& reader, const std::string& shop) const {
  List candidates;
  {
    const std::lock_guard lock(x_mutex);
    std::copy_if(x_kept.rbegin(), x_kept.rend(), std::back_inserter(candidates),
                 [&](const auto& snapshot) { return snapshot.shop == shop; });
  }
  List good;
  for (auto& snapshot : candidates) {
    PARCOURS_TRY(const bool is, is_good(reader, snapshot));
    if (is) good.push_back(std::move(snapshot));
  }
  return good;
}

Result<protocol::Snapshot> Snapshots::find(Reader& reader, const std::string& name) const {
  protocol::Snapshot found;
  {
    const std::lock_guard lock(x_mutex);
    const auto at = std::find_if(x_kept.begin(), x_kept.end(),
                                 [&](const auto& snapshot) { return snapshot.name == name; });
    if (at != x_kept.end()) found = *at;
  }
  if (!found.name.empty()) {
    PARCOURS_TRY(const bool good, is_good(reader, found));
    if (good) return found;
  }
  return fail(ErrorCode::NotFound, "there is no such snapshot; list them again", "name");
}

Result<bool> Snapshots::wants_new(Reader& reader, const std::string& shop,
                                  const List& ready) const {
  PARCOURS_TRY(const auto state, reader.state());
  const bool current = std::any_of(ready.begin(), ready.end(), [&](const auto& snapshot) {
    return snapshot.schema == journal::snapshot_schema() &&
           state.head - snapshot.upto <= x_options.stale_after;
  });
  if (current) return false;
  PARCOURS_TRY(const auto rows, reader.count_up_to(shop_scopes(shop), x_options.rows_min));
  return rows >= x_options.rows_min;
}

void Snapshots::list(const std::string& shop, Answer answer) {
  List there;
  const auto look = [&]() -> Result<bool> {
    PARCOURS_TRY(auto reader, x_readers.lend());
    PARCOURS_CHECK(reader->begin());
    PARCOURS_TRY(there, ready(*reader, shop));
    return wants_new(*reader, shop, there);
  };
  const auto wanted = look();
  if (!wanted) return answer(fail(wanted.error()));
  if (*wanted) {
    const std::lock_guard lock(x_mutex);
    if (!x_stopping) {
      x_waiting[shop].push_back(std::move(answer));
      x_wake.notify_one();
      return;
    }
  }
  answer(there);
}

void Snapshots::keep(const protocol::Snapshot& snapshot, List good) {
  good.insert(good.begin(), snapshot);
  if (good.size() > kKeptPerShop) good.resize(kKeptPerShop);
  List old;
  {
    const std::lock_guard lock(x_mutex);
    const auto stays = std::stable_partition(
        x_kept.begin(), x_kept.end(), [&](const auto& kept) { return kept.shop != snapshot.shop; });
    old.assign(stays, x_kept.end());
    x_kept.erase(stays, x_kept.end());
    x_kept.insert(x_kept.end(), good.rbegin(), good.rend());
  }
  for (const auto& one : old) {
    const bool kept = std::any_of(good.begin(), good.end(),
                                  [&](const auto& stays) { return stays.name == one.name; });
    if (!kept) remove_snapshot(x_options.folder, one.name);
  }
}

Result<Snapshots::List> Snapshots::make(const std::string& shop) {
  PARCOURS_TRY(auto reader, x_readers.lend());
  auto made = make_snapshot(*reader, shop, x_options.folder, x_stopping);
  if (reader->in_snapshot()) PARCOURS_CHECK(reader->end());
  if (made) {
    ++x_made;
    PARCOURS_TRY(auto good, ready(*reader, shop));
    std::erase_if(good, [&](const auto& one) { return one.name == made->name; });
    keep(*made, std::move(good));
    log(LogLevel::Info, "snapshot_made",
        {{"shop", shop},
         {"rows", std::to_string(made->rows)},
         {"bytes", std::to_string(made->bytes)}});
  } else {
    // A hub without room for it still has rows to stream.
    log(LogLevel::Error, "snapshot_failed", {{"reason", made.error().text()}});
  }
  return ready(*reader, shop);
}

void Snapshots::loop() {
  std::unique_lock lock(x_mutex);
  while (true) {
    x_wake.wait(lock, [this] { return x_stopping || !x_waiting.empty(); });
    if (x_waiting.empty()) return;
    const std::string shop = x_waiting.begin()->first;
    lock.unlock();
    const auto list = x_stopping ? Result<List>{List{}} : make(shop);
    lock.lock();
    // Also those who came meanwhile: it is new enough for them.
    auto answers = std::move(x_waiting.extract(shop).mapped());
    lock.unlock();
    for (const auto& answer : answers) answer(list);
    lock.lock();
  }
}

void Snapshots::stop() {
  {
    const std::lock_guard lock(x_mutex);
    x_stopping = true;
  }
  x_wake.notify_all();
  if (x_thread.joinable()) x_thread.join();
}

}  // namespace parcours::hub
