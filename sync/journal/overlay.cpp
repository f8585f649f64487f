// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include "platform/base/log.h"
#include "sync/journal/store.h"
#include "sync/journey/fold.h"

namespace parcours::journal {
namespace {

/// Notes what a reducer looks up: an event whose subject arrives later is folded again then.
class Recorder final : public journey::RowSource {
 public:
  explicit Recorder(const journey::RowSource& under) : x_under(under) {}

  Result<std::optional<journey::Row>> find(std::string_view kind,
                                           std::string_view key) const override {
    x_read.emplace(std::pair{std::string{kind}, std::string{key}}, false);
    return x_under.find(kind, key);
  }
  Result<std::vector<journey::Row>> scan(std::string_view kind, std::string_view prefix,
                                         std::size_t limit, bool descending) const override {
    // Another row there may change what the reducer finds, though no row it knows changed.
    if (!prefix.empty() && prefix == folder_of(prefix))
      x_read.emplace(std::pair{std::string{kind}, std::string{prefix}}, false);
    return x_under.scan(kind, prefix, limit, descending);
  }

  using Touched = std::map<std::pair<std::string, std::string>, bool>;
  [[nodiscard]] Touched take() { return std::move(x_read); }

 private:
  const journey::RowSource& x_under;
  mutable Touched x_read;  ///< key -> written
};

/// What one event changes hangs on all it looked at: every row that an event on a dirty row writes
/// is dirty too, until nothing is added.
Status spread_dirty(Store& store) {
  while (true) {
    PARCOURS_TRY(const std::int64_t added, store.file->spread_dirty());
    if (added == 0) return {};
  }
}

/// In their order; the ids of those that no longer fold.
Result<std::vector<std::string>> lay_again(Store& store, const std::vector<PendingEvent>& events) {
  std::vector<std::string> failed;
  for (const PendingEvent& again : events) {
    PARCOURS_TRY(const auto event, journey::parse_event(again.bytes, store.clock.wall()));
    const Status laid = lay_over(store, again.ord, event);
    if (laid) continue;
    // The file's own trouble stops the page; an event that no longer folds is only shown.
    if (laid.error().code != ErrorCode::Invalid) return fail(laid.error());
    log(LogLevel::Warning, "replay_failed", {{"event", event.id}, {"type", event.type}});
    failed.push_back(event.id);
  }
  return failed;
}

}  // namespace

Status lay_over(Store& store, std::int64_t ord, const journey::Event& event) {
  Recorder recorder{*store.file};
  PARCOURS_TRY(const auto changes, journey::fold(event, recorder));
  Recorder::Touched touched = recorder.take();
  for (const journey::RowChange& change : changes) {
    PARCOURS_CHECK(store.file->lay(change));
    touched[{change.kind, change.key}] = true;
  }
  for (const auto& [place, wrote] : touched) {
    PARCOURS_CHECK(store.file->touch(ord, {place.first, place.second, wrote}));
  }
  return {};
}

Status forget(Store& store, std::int64_t ord) {
  PARCOURS_CHECK(store.file->dirty_writes_of(ord));
  PARCOURS_CHECK(store.file->untouch(ord));
  return store.file->hide(ord);
}

Result<std::vector<std::string>> replay(Store& store) {
  PARCOURS_CHECK(spread_dirty(store));
  PARCOURS_TRY(const auto events, store.file->pending_on_dirty());
  PARCOURS_CHECK(store.file->wipe_dirty());
  for (const PendingEvent& again : events) PARCOURS_CHECK(store.file->untouch(again.ord));
  return lay_again(store, events);
}

Result<std::vector<std::string>> replay_all(Store& store) {
  PARCOURS_CHECK(store.file->wipe_overlay());
  PARCOURS_TRY(const auto events, store.file->shown());
  return lay_again(store, events);
}

}  // namespace parcours::journal
