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
  explicit Recorder(const Journal& journal) : x_journal(journal) {}

  Result<std::optional<journey::Row>> find(std::string_view kind,
                                           std::string_view key) const override {
    x_read.emplace(std::pair{std::string{kind}, std::string{key}}, false);
    return x_journal.find(kind, key);
  }
  Result<std::vector<journey::Row>> scan(std::string_view kind, std::string_view prefix,
                                         std::size_t limit, bool descending) const override {
    return x_journal.scan(kind, prefix, limit, descending);
  }

  using Touched = std::map<std::pair<std::string, std::string>, bool>;
  [[nodiscard]] Touched take() { return std::move(x_read); }

 private:
  const Journal& x_journal;
  mutable Touched x_read;  ///< key -> written
};

Status keep(Store& store, const journey::RowChange& change) {
  PARCOURS_CHECK(
      store.db.run("INSERT INTO overlay VALUES(?1,?2,?3,?4) "
                   "ON CONFLICT(kind,key,scope) DO UPDATE SET body=excluded.body",
                   change.kind, change.key, change.scope, change.body));
  return {};
}

struct Again {
  std::int64_t ord;
  std::string bytes;
};

Result<std::vector<Again>> events_on_dirty_rows(Store& store) {
  std::vector<Again> out;
  PARCOURS_TRY(auto statement,
               store.db.cached("SELECT ord,bytes FROM pending WHERE hidden=0 AND ord IN("
                               "SELECT t.ord FROM dirty d JOIN touched t "
                               "ON t.kind=d.kind AND t.key=d.key) ORDER BY ord"));
  while (true) {
    PARCOURS_TRY(const bool row, statement.step());
    if (!row) return out;
    out.push_back({statement.column_int(0), std::string{statement.column_text(1)}});
  }
}

/// What one event changes hangs on all it looked at: every row that an event on a dirty row writes
/// is dirty too, until nothing is added.
Status spread_dirty(Store& store) {
  while (true) {
    PARCOURS_TRY(const std::int64_t added,
                 store.db.run("INSERT OR IGNORE INTO dirty SELECT kind,key FROM touched "
                              "WHERE wrote=1 AND ord IN(SELECT t.ord FROM dirty d "
                              "JOIN touched t ON t.kind=d.kind AND t.key=d.key)"));
    if (added == 0) return {};
  }
}

}  // namespace

Status lay_over(Journal& journal, std::int64_t ord, const journey::Event& event) {
  Store& store = journal.impl();
  Recorder recorder{journal};
  PARCOURS_TRY(const auto changes, journey::fold(event, recorder));
  Recorder::Touched touched = recorder.take();
  for (const journey::RowChange& change : changes) {
    PARCOURS_CHECK(keep(store, change));
    touched[{change.kind, change.key}] = true;
  }
  for (const auto& [place, wrote] : touched) {
    PARCOURS_CHECK(store.db.run("INSERT INTO touched VALUES(?1,?2,?3,?4)", place.first,
                                place.second, ord, wrote ? 1 : 0));
  }
  return {};
}

Status mark_dirty(Store& store, std::string_view kind, std::string_view key) {
  PARCOURS_CHECK(
      store.db.run("INSERT OR IGNORE INTO dirty SELECT ?1,?2 WHERE EXISTS("
                   "SELECT 1 FROM touched WHERE kind=?1 AND key=?2)",
                   kind, key));
  return {};
}

Status forget(Store& store, std::int64_t ord) {
  PARCOURS_CHECK(
      store.db.run("INSERT OR IGNORE INTO dirty SELECT kind,key FROM touched "
                   "WHERE ord=?1 AND wrote=1",
                   ord));
  PARCOURS_CHECK(store.db.run("DELETE FROM touched WHERE ord=?1", ord));
  PARCOURS_CHECK(store.db.run("UPDATE pending SET hidden=1 WHERE ord=?1", ord));
  PARCOURS_CHECK(store.db.run("DELETE FROM pending WHERE ord=?1 AND durable=1", ord));
  return {};
}

Result<std::vector<std::string>> replay(Journal& journal) {
  Store& store = journal.impl();
  std::vector<std::string> failed;
  PARCOURS_CHECK(spread_dirty(store));
  PARCOURS_TRY(const auto events, events_on_dirty_rows(store));
  PARCOURS_CHECK(
      store.db.run("DELETE FROM overlay WHERE (kind,key) IN (SELECT kind,key FROM dirty)"));
  PARCOURS_CHECK(store.db.run("DELETE FROM dirty"));
  for (const Again& again : events) {
    PARCOURS_CHECK(store.db.run("DELETE FROM touched WHERE ord=?1", again.ord));
  }
  for (const Again& again : events) {
    PARCOURS_TRY(const auto event, journey::parse_event(again.bytes, store.clock.wall()));
    const Status laid = lay_over(journal, again.ord, event);
    if (laid) continue;
    // The file's own trouble stops the page; an event that no longer folds is only shown.
    if (laid.error().code != ErrorCode::Invalid) return fail(laid.error());
    log(LogLevel::Warning, "replay_failed", {{"event", event.id}, {"type", event.type}});
    failed.push_back(event.id);
  }
  return failed;
}

}  // namespace parcours::journal
