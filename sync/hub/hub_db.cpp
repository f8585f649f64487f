// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/hub_db.h"

#include <utility>

#include "platform/base/assert.h"
#include "sync/hub/backup.h"

namespace parcours::hub {

Result<std::unique_ptr<HubDb>> HubDb::open(const std::filesystem::path& directory,
                                           const Clock& clock, Creating creating) {
  PARCOURS_TRY(auto database, open_database(directory, clock, creating));
  PARCOURS_TRY(const auto head,
               database.connection.number("SELECT value FROM meta WHERE name='head'"));
  std::unique_ptr<HubDb> db{new HubDb(std::move(database), clock, head)};
  PARCOURS_TRY(const auto record, read_backup_record(directory));
  if (record) {
    PARCOURS_CHECK(db->begin());
    PARCOURS_CHECK(note_backup(db->intake().store(), *record));
    PARCOURS_TRY(const auto commit, db->commit());
    static_cast<void>(commit);
  }
  return db;
}

HubDb::HubDb(Database database, const Clock& clock, std::int64_t head)
    : x_database(std::move(database)),
      x_store(x_database.connection),
      x_intake(x_store, clock, head) {}

HubDb::~HubDb() = default;

Status HubDb::begin() {
  PARCOURS_ASSERT(!x_transaction);
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(x_database.connection));
  x_transaction.emplace(std::move(transaction));
  return {};
}

Result<Commit> HubDb::commit() {
  PARCOURS_ASSERT(x_transaction.has_value());
  const auto written = [&]() -> Status {
    PARCOURS_CHECK(x_store.write_back());
    if (x_intake.writing() != x_intake.head()) {
      PARCOURS_TRY(const auto count,
                   x_database.connection.run("UPDATE meta SET value=?1 WHERE name='head'",
                                             x_intake.writing()));
      PARCOURS_ASSERT(count == 1);
    }
    return x_transaction->commit();
  }();
  if (!written) {
    rollback();
    return fail(written.error());
  }
  x_transaction.reset();
  return x_intake.committed();
}

void HubDb::rollback() {
  x_transaction.reset();
  x_store.forget();
  x_intake.rolled_back();
}

Result<Verdict> HubDb::take(const journey::Event& event) {
  PARCOURS_ASSERT(x_transaction.has_value());
  return x_intake.take(event);
}

Result<Applied> HubDb::put(const journey::RowChange& change) {
  PARCOURS_ASSERT(x_transaction.has_value());
  return x_intake.put(change);
}

}  // namespace parcours::hub
