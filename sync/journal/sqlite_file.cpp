// SPDX-License-Identifier: Apache-2.0
// The tables of a journal but its rows and words: small values, lanes, pending events, overlay.
#include "sync/journal/sqlite_file.h"

#include <fmt/format.h>

#include <system_error>

#include "sync/journal/schema.h"

namespace parcours::journal {
namespace {

// Reading every page of a larger file would cost the start more than it tells: damage there is
// found by the read that meets it.
constexpr std::uintmax_t kCheckedAtStartBytesMax = 64u << 20;

Result<std::vector<PendingEvent>> read_pending(sqlite::Statement& statement) {
  std::vector<PendingEvent> out;
  while (true) {
    PARCOURS_TRY(const bool row, statement.step());
    if (!row) return out;
    out.push_back({statement.column_int(0), std::string{statement.column_text(1)}});
  }
}

tl::unexpected<Error> emptied(const std::filesystem::path& file) {
  return fail(ErrorCode::Corrupt, "the file is empty, although this terminal has recorded in it",
              file.string());
}

}  // namespace

Result<std::unique_ptr<SqliteFile>> SqliteFile::open(const std::filesystem::path& file,
                                                     Before before) {
  std::error_code code;
  // SQLite takes an empty file for a new one, and throws away the log beside it.
  const bool written = before == Before::Written;
  if (written && (std::filesystem::file_size(file, code) == 0 || code)) return emptied(file);
  PARCOURS_TRY(auto db, sqlite::Connection::open(file));
  const auto bytes = std::filesystem::file_size(file, code);
  if (!code && bytes <= kCheckedAtStartBytesMax) PARCOURS_CHECK(db.quick_check());
  PARCOURS_TRY(const auto version, db.number("PRAGMA user_version"));
  if (written && version == 0) return emptied(file);
  PARCOURS_CHECK(sqlite::migrate(db, migrations()));
  return std::unique_ptr<SqliteFile>(new SqliteFile(std::move(db)));
}

Result<std::unique_ptr<SqliteFile>> SqliteFile::open_to_read(const std::filesystem::path& file) {
  sqlite::Options options;
  options.read_only = true;
  std::error_code code;
  std::filesystem::path log = file;
  log += "-wal";
  // Whoever closed the file took its log along; nothing needs to be made beside it to read it then.
  options.unchanging = !std::filesystem::exists(log, code);
  PARCOURS_TRY(auto db, sqlite::Connection::open(file, options));
  PARCOURS_TRY(const auto version, db.number("PRAGMA user_version"));
  if (version == 0) return emptied(file);
  const int known = migrations().back().version;
  if (version != known) {
    return fail(ErrorCode::Unsupported,
                fmt::format("the replica has version {}, this program reads {}; {}", version, known,
                            version > known ? "use the newer program that wrote it"
                                            : "start the terminal once to bring it up to date"),
                file.string());
  }
  // Ended by the close: the pages read are those of now, whatever the terminal writes meanwhile.
  PARCOURS_CHECK(db.execute("BEGIN"));
  return std::unique_ptr<SqliteFile>(new SqliteFile(std::move(db)));
}

Result<std::unique_ptr<SqliteFile>> SqliteFile::create_unsynced(const std::filesystem::path& file) {
  sqlite::Options options;
  options.wal = false;
  options.synchronous = sqlite::Synchronous::Off;
  PARCOURS_TRY(auto db, sqlite::Connection::open(file, options));
  PARCOURS_CHECK(sqlite::migrate(db, migrations()));
  return std::unique_ptr<SqliteFile>(new SqliteFile(std::move(db)));
}

Status SqliteFile::begin() {
  if (x_replaced) return fail(*x_replaced);
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(x_db));
  x_transaction.emplace(std::move(transaction));
  return {};
}

Status SqliteFile::commit() {
  PARCOURS_CHECK(x_transaction->commit());
  x_transaction.reset();
  return {};
}

void SqliteFile::rollback() {
  x_transaction.reset();
}

Result<std::string> SqliteFile::get_meta(std::string_view name) const {
  PARCOURS_TRY(auto statement, x_db.cached("SELECT value FROM meta WHERE name=?1"));
  PARCOURS_TRY(const bool there, statement.bind_all(name).step());
  return there ? std::string{statement.column_text(0)} : std::string{};
}

Status SqliteFile::put_meta(std::string_view name, std::string_view value) {
  PARCOURS_CHECK(
      x_db.run("INSERT INTO meta VALUES(?1,?2) "
               "ON CONFLICT(name) DO UPDATE SET value=excluded.value",
               name, value));
  return {};
}

Result<LaneRow> SqliteFile::get_lane(Lane lane) const {
  PARCOURS_TRY(auto statement,
               x_db.cached("SELECT last_seq,last_chain,durable_seq,durable_chain,stored_seq "
                           "FROM lane WHERE lane=?1"));
  PARCOURS_TRY(const bool there, statement.bind_all(static_cast<int>(lane)).step());
  if (!there) return fail(ErrorCode::Corrupt, "a lane is missing", x_db.path());
  PARCOURS_TRY(const auto last, crypto::Digest::from_bytes(statement.column_blob(1)));
  PARCOURS_TRY(const auto durable, crypto::Digest::from_bytes(statement.column_blob(3)));
  return LaneRow{
      {statement.column_int(0), last}, {statement.column_int(2), durable}, statement.column_int(4)};
}

Status SqliteFile::put_lane(Lane lane, const LaneRow& row) {
  PARCOURS_CHECK(
      x_db.run("UPDATE lane SET last_seq=?2,last_chain=?3,durable_seq=?4,durable_chain=?5,"
               "stored_seq=?6 WHERE lane=?1",
               static_cast<int>(lane), row.last.seq, sqlite::Blob{row.last.chain.view()},
               row.durable.seq, sqlite::Blob{row.durable.chain.view()}, row.stored_seq));
  return {};
}

Result<std::int64_t> SqliteFile::add_pending(Lane lane, const Mark& mark,
                                             const journey::Event& event) {
  PARCOURS_CHECK(
      x_db.run("INSERT INTO pending(event_id,lane,seq,type,time_ms,bytes,chain) "
               "VALUES(?1,?2,?3,?4,?5,?6,?7)",
               event.id, static_cast<int>(lane), mark.seq, event.type, to_ms(event.time),
               event.bytes, sqlite::Blob{mark.chain.view()}));
  return x_db.last_insert_rowid();
}

Result<std::vector<OutboxEvent>> SqliteFile::pending_after(Lane lane, std::int64_t seq,
                                                           const BatchLimit& limit) const {
  std::vector<OutboxEvent> out;
  PARCOURS_TRY(auto statement, x_db.cached("SELECT seq,event_id,bytes FROM pending "
                                           "WHERE lane=?1 AND seq>?2 ORDER BY seq LIMIT ?3"));
  statement.bind_all(static_cast<int>(lane), seq, limit.events);
  std::size_t bytes = 0;
  while (true) {
    PARCOURS_TRY(const bool there, statement.step());
    if (!there) return out;
    const std::string_view text = statement.column_text(2);
    if (!out.empty() && bytes + text.size() > limit.bytes) return out;
    bytes += text.size();
    out.push_back(
        {statement.column_int(0), std::string{statement.column_text(1)}, std::string{text}});
  }
}

Result<std::optional<crypto::Digest>> SqliteFile::pending_chain(Lane lane, std::int64_t seq) const {
  PARCOURS_TRY(auto statement, x_db.cached("SELECT chain FROM pending WHERE lane=?1 AND seq=?2"));
  PARCOURS_TRY(const bool there, statement.bind_all(static_cast<int>(lane), seq).step());
  if (!there) return std::optional<crypto::Digest>{};
  PARCOURS_TRY(const auto chain, crypto::Digest::from_bytes(statement.column_blob(0)));
  return std::optional{chain};
}

Result<std::vector<PendingEvent>> SqliteFile::unsent(Lane lane) const {
  PARCOURS_TRY(auto statement, x_db.cached("SELECT ord,bytes FROM pending WHERE lane=?1 AND "
                                           "durable=0 AND seq IS NOT NULL ORDER BY seq"));
  statement.bind_all(static_cast<int>(lane));
  return read_pending(statement);
}

Status SqliteFile::clear_numbers(Lane lane) {
  PARCOURS_CHECK(x_db.run("UPDATE pending SET seq=NULL WHERE lane=?1", static_cast<int>(lane)));
  return {};
}

Status SqliteFile::renumber(std::int64_t ord, const Mark& mark) {
  PARCOURS_CHECK(x_db.run("UPDATE pending SET seq=?2,chain=?3 WHERE ord=?1", ord, mark.seq,
                          sqlite::Blob{mark.chain.view()}));
  return {};
}

Status SqliteFile::mark_durable(Lane lane, std::int64_t upto) {
  const int number = static_cast<int>(lane);
  PARCOURS_CHECK(
      x_db.run("DELETE FROM pending WHERE lane=?1 AND seq<=?2 AND hidden=1", number, upto));
  PARCOURS_CHECK(x_db.run("UPDATE pending SET durable=1 WHERE lane=?1 AND seq<=?2", number, upto));
  return {};
}

Result<std::vector<std::int64_t>> SqliteFile::shown_upto(Lane lane, std::int64_t upto) const {
  std::vector<std::int64_t> out;
  PARCOURS_TRY(auto statement, x_db.cached("SELECT ord FROM pending WHERE lane=?1 AND hidden=0 "
                                           "AND (seq<=?2 OR (seq IS NULL AND durable=1))"));
  statement.bind_all(static_cast<int>(lane), upto);
  while (true) {
    PARCOURS_TRY(const bool row, statement.step());
    if (!row) return out;
    out.push_back(statement.column_int(0));
  }
}

Result<std::optional<std::int64_t>> SqliteFile::pending_by_id(std::string_view event_id) const {
  PARCOURS_TRY(auto statement, x_db.cached("SELECT ord FROM pending WHERE event_id=?1"));
  PARCOURS_TRY(const bool there, statement.bind_all(event_id).step());
  return there ? std::optional{statement.column_int(0)} : std::optional<std::int64_t>{};
}

Status SqliteFile::hide(std::int64_t ord) {
  PARCOURS_CHECK(x_db.run("UPDATE pending SET hidden=1 WHERE ord=?1", ord));
  PARCOURS_CHECK(x_db.run("DELETE FROM pending WHERE ord=?1 AND durable=1", ord));
  return {};
}

Result<bool> SqliteFile::show_unsent() {
  PARCOURS_TRY(const auto count,
               x_db.run("UPDATE pending SET hidden=0 WHERE hidden=1 AND durable=0 "
                        "AND event_id NOT IN(SELECT event_id FROM quarantine)"));
  return count > 0;
}

Result<std::vector<PendingEvent>> SqliteFile::shown() const {
  PARCOURS_TRY(auto statement,
               x_db.cached("SELECT ord,bytes FROM pending WHERE hidden=0 ORDER BY ord"));
  return read_pending(statement);
}

Result<OutboxState> SqliteFile::outbox_state() const {
  OutboxState state;
  {
    PARCOURS_TRY(auto statement,
                 x_db.cached("SELECT count(*),min(time_ms) FROM lane l CROSS JOIN pending p "
                             "ON p.lane=l.lane AND p.seq>l.stored_seq WHERE p.durable=0"));
    PARCOURS_CHECK(statement.step());
    state.pending = statement.column_int(0);
    state.oldest_ms = statement.column_int(1);
  }
  PARCOURS_TRY(const auto all, x_db.number("SELECT count(*) FROM pending WHERE durable=0"));
  state.kept = all - state.pending;
  if (state.kept > 0) {
    // Sent in their order: the oldest of all is one of those that the hub has.
    PARCOURS_TRY(state.oldest_kept_ms,
                 x_db.number("SELECT min(time_ms) FROM pending WHERE durable=0"));
  }
  PARCOURS_TRY(state.quarantined, x_db.number("SELECT count(*) FROM quarantine"));
  return state;
}

Status SqliteFile::add_quarantine(std::int64_t ord, std::string_view reason) {
  PARCOURS_CHECK(
      x_db.run("INSERT OR IGNORE INTO quarantine "
               "SELECT event_id,type,time_ms,?2,bytes FROM pending WHERE ord=?1",
               ord, reason));
  return {};
}

Status SqliteFile::add_quarantine(const Quarantined& event) {
  PARCOURS_CHECK(x_db.run("INSERT OR IGNORE INTO quarantine VALUES(?1,?2,?3,?4,'')", event.event_id,
                          event.type, event.time_ms, event.reason));
  return {};
}

Result<std::vector<Quarantined>> SqliteFile::quarantined() const {
  std::vector<Quarantined> out;
  PARCOURS_TRY(auto statement, x_db.cached("SELECT event_id,type,reason,time_ms FROM quarantine "
                                           "ORDER BY time_ms DESC,event_id LIMIT 200"));
  while (true) {
    PARCOURS_TRY(const bool row, statement.step());
    if (!row) return out;
    out.push_back({std::string{statement.column_text(0)}, std::string{statement.column_text(1)},
                   std::string{statement.column_text(2)}, statement.column_int(3)});
  }
}

Status SqliteFile::lay(const journey::RowChange& change) {
  PARCOURS_CHECK(
      x_db.run("INSERT INTO overlay VALUES(?1,?2,?3,?4) "
               "ON CONFLICT(kind,key,scope) DO UPDATE SET body=excluded.body",
               change.kind, change.key, change.scope, change.body));
  return {};
}

Status SqliteFile::touch(std::int64_t ord, const Touch& touch) {
  PARCOURS_CHECK(x_db.run("INSERT INTO touched VALUES(?1,?2,?3,?4)", touch.kind, touch.key, ord,
                          touch.wrote ? 1 : 0));
  return {};
}

Status SqliteFile::untouch(std::int64_t ord) {
  PARCOURS_CHECK(x_db.run("DELETE FROM touched WHERE ord=?1", ord));
  return {};
}

Result<bool> SqliteFile::any_touched() const {
  PARCOURS_TRY(const auto some, x_db.number("SELECT EXISTS(SELECT 1 FROM touched)"));
  return some != 0;
}

Status SqliteFile::mark_dirty(std::string_view kind, std::string_view key) {
  PARCOURS_CHECK(
      x_db.run("INSERT OR IGNORE INTO dirty SELECT DISTINCT kind,key FROM touched "
               "WHERE kind=?1 AND key IN(?2,?3)",
               kind, key, folder_of(key)));
  return {};
}

Status SqliteFile::dirty_writes_of(std::int64_t ord) {
  PARCOURS_CHECK(
      x_db.run("INSERT OR IGNORE INTO dirty SELECT kind,key FROM touched "
               "WHERE ord=?1 AND wrote=1 UNION SELECT kind,substr(key,1,instr(key,'/')) "
               "FROM touched WHERE ord=?1 AND wrote=1 AND instr(key,'/')>0",
               ord));
  return {};
}

Result<std::int64_t> SqliteFile::spread_dirty() {
  return x_db.run(
      "INSERT OR IGNORE INTO dirty SELECT kind,key FROM touched "
      "WHERE wrote=1 AND ord IN(SELECT t.ord FROM dirty d "
      "JOIN touched t ON t.kind=d.kind AND t.key=d.key)");
}

Result<std::vector<PendingEvent>> SqliteFile::pending_on_dirty() const {
  PARCOURS_TRY(auto statement, x_db.cached("SELECT ord,bytes FROM pending WHERE hidden=0 AND ord "
                                           "IN(SELECT t.ord FROM dirty d JOIN touched t "
                                           "ON t.kind=d.kind AND t.key=d.key) ORDER BY ord"));
  return read_pending(statement);
}

Status SqliteFile::wipe_dirty() {
  PARCOURS_CHECK(x_db.run("DELETE FROM overlay WHERE (kind,key) IN (SELECT kind,key FROM dirty)"));
  PARCOURS_CHECK(x_db.run("DELETE FROM dirty"));
  return {};
}

Status SqliteFile::wipe_overlay() {
  for (const char* sql : {"DELETE FROM overlay", "DELETE FROM touched", "DELETE FROM dirty"}) {
    PARCOURS_CHECK(x_db.run(sql));
  }
  return {};
}

}  // namespace parcours::journal
