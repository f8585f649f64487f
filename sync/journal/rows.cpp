// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <utility>

#include "sync/journal/sqlite_file.h"

namespace parcours::journal {
namespace {

using journey::Row;

/// The first text that no text with this prefix reaches; empty: there is no bound.
std::string end_of_prefix(std::string_view prefix) {
  std::string end{prefix};
  while (!end.empty() && static_cast<unsigned char>(end.back()) == 0xFF) end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

struct Range {
  std::string_view kind;
  std::string_view prefix;
  std::size_t limit = 1000;
  bool descending = false;
};

/// SQL text for a range of keys: fixed strings, so that the statement cache stays small.
struct RangeSql {
  std::string_view overlay;
  std::string_view rows_up;
  std::string_view rows_down;
};

constexpr RangeSql kBounded{
    "SELECT key,scope,body FROM overlay WHERE kind=?1 AND key>=?2 AND key<?3",
    "SELECT key,scope,seq,body FROM row WHERE kind=?1 AND key>=?2 AND key<?3 ORDER BY key",
    "SELECT key,scope,seq,body FROM row WHERE kind=?1 AND key>=?2 AND key<?3 ORDER BY key DESC"};
constexpr RangeSql kUnbounded{
    "SELECT key,scope,body FROM overlay WHERE kind=?1 AND key>=?2 AND ?3=''",
    "SELECT key,scope,seq,body FROM row WHERE kind=?1 AND key>=?2 AND ?3='' ORDER BY key",
    "SELECT key,scope,seq,body FROM row WHERE kind=?1 AND key>=?2 AND ?3='' ORDER BY key DESC"};

using Overlay = std::map<std::pair<std::string, std::string>, std::optional<std::string>>;

Result<Overlay> overlay_in(sqlite::Connection& db, std::string_view sql, std::string_view kind,
                           std::string_view from, std::string_view end) {
  Overlay out;
  PARCOURS_TRY(auto statement, db.cached(sql));
  statement.bind_all(kind, from, end);
  while (true) {
    PARCOURS_TRY(const bool row, statement.step());
    if (!row) return out;
    std::optional<std::string> body;
    if (!statement.is_null(2)) body = statement.column_text(2);
    out.emplace(
        std::pair{std::string{statement.column_text(0)}, std::string{statement.column_text(1)}},
        std::move(body));
  }
}

/// Adds `row` unless its key is the one added last: then the newer of both stays.
void add(std::vector<Row>& rows, Row row) {
  if (rows.empty() || rows.back().key != row.key) {
    rows.push_back(std::move(row));
  } else if (rows.back().seq != 0 && row.seq > rows.back().seq) {
    rows.back() = std::move(row);
  }
}

/// Both sides sorted the same way; a key in both comes from the overlay.
std::vector<Row> merge(std::vector<Row> confirmed, std::vector<Row> own, const Range& range) {
  const auto before = [&](const Row& a, const Row& b) {
    return range.descending ? a.key > b.key : a.key < b.key;
  };
  std::vector<Row> out;
  std::size_t c = 0;
  std::size_t o = 0;
  while (out.size() < range.limit && (c < confirmed.size() || o < own.size())) {
    if (o == own.size() || (c < confirmed.size() && before(confirmed[c], own[o]))) {
      out.push_back(std::move(confirmed[c++]));
    } else {
      if (c < confirmed.size() && confirmed[c].key == own[o].key) ++c;
      out.push_back(std::move(own[o++]));
    }
  }
  return out;
}

}  // namespace

Result<std::optional<std::int64_t>> SqliteFile::row_id(const PulledRow& row) {
  PARCOURS_TRY(auto statement,
               x_db.cached("SELECT id FROM row WHERE kind=?1 AND key=?2 AND scope=?3"));
  PARCOURS_TRY(const bool there, statement.bind_all(row.kind, row.key, row.scope).step());
  if (!there) return std::optional<std::int64_t>{};
  return std::optional{statement.column_int(0)};
}

Result<std::vector<SqliteFile::Doomed>> SqliteFile::doomed_of(sqlite::Statement& statement) const {
  std::vector<Doomed> out;
  while (true) {
    PARCOURS_TRY(const bool row, statement.step());
    if (!row) return out;
    out.push_back({statement.column_int(0), std::string{statement.column_text(1)},
                   std::string{statement.column_text(2)}});
  }
}

Status SqliteFile::drop_all(const std::vector<Doomed>& doomed) {
  for (const Doomed& row : doomed) {
    PARCOURS_CHECK(unindex_row(row.kind, row.id));
    PARCOURS_CHECK(mark_dirty(row.kind, row.key));
    PARCOURS_CHECK(x_db.run("DELETE FROM row WHERE id=?1", row.id));
  }
  return {};
}

Result<std::optional<Row>> SqliteFile::find(std::string_view kind, std::string_view key) const {
  // The overlay first; a confirmed row is hidden only by an overlay entry of its own scope.
  PARCOURS_TRY(auto statement,
               x_db.cached("SELECT scope,0,body FROM overlay "
                           "WHERE kind=?1 AND key=?2 AND body IS NOT NULL "
                           "UNION ALL SELECT r.scope,r.seq,r.body FROM row r "
                           "WHERE r.kind=?1 AND r.key=?2 AND NOT EXISTS("
                           "SELECT 1 FROM overlay o WHERE o.kind=r.kind AND o.key=r.key "
                           "AND o.scope=r.scope)"));
  statement.bind_all(kind, key);
  std::optional<Row> best;
  while (true) {
    PARCOURS_TRY(const bool there, statement.step());
    if (!there) return best;
    const std::int64_t seq = statement.column_int(1);
    if (best && (best->seq == 0 || seq <= best->seq)) continue;
    best = Row{std::string{statement.column_text(0)}, std::string{kind}, std::string{key},
               std::string{statement.column_text(2)}, seq};
  }
}

Result<std::vector<Row>> SqliteFile::scan(std::string_view kind, std::string_view prefix,
                                          std::size_t limit, bool descending) const {
  const Range range{kind, prefix, limit, descending};
  const std::string end = end_of_prefix(range.prefix);
  const RangeSql& sql = end.empty() ? kUnbounded : kBounded;
  PARCOURS_TRY(const Overlay overlay, overlay_in(x_db, sql.overlay, range.kind, range.prefix, end));
  std::vector<Row> own;
  for (const auto& [place, body] : overlay) {
    if (body) add(own, {place.second, std::string{range.kind}, place.first, *body, 0});
  }
  if (range.descending) std::reverse(own.begin(), own.end());

  PARCOURS_TRY(auto statement, x_db.cached(range.descending ? sql.rows_down : sql.rows_up));
  statement.bind_all(range.kind, range.prefix, end);
  std::vector<Row> confirmed;
  while (true) {
    PARCOURS_TRY(const bool there, statement.step());
    if (!there) break;
    Row row{std::string{statement.column_text(1)},
            std::string{range.kind},
            std::string{statement.column_text(0)},
            {},
            statement.column_int(2)};
    // One more than asked: two scopes may hold the same key, and the newer of them counts.
    if (confirmed.size() >= range.limit && row.key != confirmed.back().key) break;
    if (!overlay.empty() && overlay.contains({row.key, row.scope})) continue;
    row.body = statement.column_text(3);
    add(confirmed, std::move(row));
  }
  return merge(std::move(confirmed), std::move(own), range);
}

Status SqliteFile::put_row(const PulledRow& row, const PutRun& run) {
  // Two plain statements: an upsert that returns the id keeps its answer in a table of its own,
  // which costs more than the look-up.
  PARCOURS_TRY(std::optional<std::int64_t> id, row_id(row));
  if (id) {
    PARCOURS_CHECK(x_db.run("UPDATE row SET seq=?2,run=?3,body=?4 WHERE id=?1", *id, row.seq,
                            run.number, *row.body));
  } else {
    PARCOURS_CHECK(
        x_db.run("INSERT INTO row(kind,key,scope,seq,run,body) VALUES(?1,?2,?3,?4,?5,?6)", row.kind,
                 row.key, row.scope, row.seq, run.number, *row.body));
    id = x_db.last_insert_rowid();
  }
  PARCOURS_CHECK(index_row(row.kind, *id, *row.body));
  return run.watched ? mark_dirty(row.kind, row.key) : Status{};
}

Status SqliteFile::add_row(const PulledRow& row, std::int64_t run) {
  PARCOURS_CHECK(x_db.run("INSERT INTO row(kind,key,scope,seq,run,body) VALUES(?1,?2,?3,?4,?5,?6)",
                          row.kind, row.key, row.scope, row.seq, run, *row.body));
  return index_row(row.kind, x_db.last_insert_rowid(), *row.body);
}

Status SqliteFile::drop_row(const PulledRow& row) {
  PARCOURS_TRY(const std::optional<std::int64_t> id, row_id(row));
  if (!id) return {};
  return drop_all({{*id, row.kind, row.key}});
}

Status SqliteFile::drop_scope(std::string_view scope) {
  PARCOURS_TRY(auto statement, x_db.cached("SELECT id,kind,key FROM row WHERE scope=?1"));
  statement.bind_all(scope);
  PARCOURS_TRY(const auto doomed, doomed_of(statement));
  return drop_all(doomed);
}

Result<std::int64_t> SqliteFile::drop_rows_before(std::int64_t run) {
  PARCOURS_TRY(auto statement, x_db.cached("SELECT id,kind,key FROM row WHERE run<?1"));
  statement.bind_all(run);
  PARCOURS_TRY(const auto doomed, doomed_of(statement));
  PARCOURS_CHECK(drop_all(doomed));
  return static_cast<std::int64_t>(doomed.size());
}

Result<std::int64_t> SqliteFile::count_rows() const {
  return x_db.number("SELECT count(*) FROM row");
}

}  // namespace parcours::journal
