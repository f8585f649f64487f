// SPDX-License-Identifier: Apache-2.0
#include "platform/sqlite/connection.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "tests/support/folder.h"

namespace parcours::sqlite {
namespace {

constexpr Migration kFirst[] = {{1, "CREATE TABLE rows(key TEXT PRIMARY KEY, body TEXT) STRICT"}};
constexpr Migration kSecond[] = {
    {1, "CREATE TABLE rows(key TEXT PRIMARY KEY, body TEXT) STRICT"},
    {2, "ALTER TABLE rows ADD COLUMN seq INTEGER; CREATE INDEX s ON rows(seq)"}};

std::int64_t count(Connection& db) {
  return db.number("SELECT count(*) FROM rows").value();
}

struct Database : testing::Test {
  Folder folder;
  std::filesystem::path path = folder.file("shop.db");

  Connection open(const Options& options = {}) {
    auto db = Connection::open(path, options).value();
    EXPECT_TRUE(migrate(db, kFirst));
    return db;
  }
  void overwrite(std::streamoff at, const std::string& bytes) const {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file << bytes;
  }
};

TEST_F(Database, KeepsCommittedRowsOverReopen) {
  {
    auto db = open();
    auto transaction = Transaction::begin(db).value();
    ASSERT_EQ(db.run("INSERT INTO rows VALUES(?1,?2)", "a", "1").value(), 1);
    EXPECT_TRUE(db.in_transaction());
    ASSERT_TRUE(transaction.commit());
    EXPECT_FALSE(db.in_transaction());
  }
  auto db = open();
  EXPECT_EQ(count(db), 1);
  EXPECT_EQ(db.number("PRAGMA synchronous").value(), 2) << "FULL";
  auto mode = db.prepare("PRAGMA journal_mode").value();
  ASSERT_TRUE(mode.step().value());
  EXPECT_EQ(mode.column_text(0), "wal");
}

TEST_F(Database, RollsBackWhatIsNotCommitted) {
  auto db = open();
  {
    auto transaction = Transaction::begin(db).value();
    ASSERT_TRUE(db.run("INSERT INTO rows VALUES('a','1')"));
    EXPECT_EQ(count(db), 1);
  }
  EXPECT_EQ(count(db), 0);
  EXPECT_FALSE(db.in_transaction());
  auto nested = Transaction::begin(db).value();
  const auto inner = Transaction::begin(db);
  ASSERT_FALSE(inner);
  EXPECT_TRUE(db.in_transaction()) << "a refused inner transaction must not end the outer one";
}

TEST_F(Database, LosesOnlyTheOpenTransactionWhenTheProcessDies) {
  // The child commits one row, writes a second without commit and dies without closing anything.
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto db = Connection::open(path).value();
    // A tiny page cache spills the open transaction into the file before the commit.
    bool fine = migrate(db, kFirst) && db.execute("PRAGMA cache_size=5");
    fine = fine && db.run("INSERT INTO rows VALUES('kept','1')");
    auto transaction = Transaction::begin(db);
    for (int i = 0; fine && i < 500; ++i)
      fine = db.run("INSERT INTO rows VALUES(?1,?2)", i, std::string(2000, 'x')).has_value();
    ::_exit(fine ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  auto db = open();
  EXPECT_EQ(count(db), 1);
  EXPECT_EQ(db.number("SELECT count(*) FROM rows WHERE key='kept'").value(), 1);
  EXPECT_TRUE(db.quick_check());
}

TEST_F(Database, MigratesStepByStepAndOnlyOnce) {
  {
    auto db = open();
    ASSERT_TRUE(db.run("INSERT INTO rows VALUES('a','1')"));
    EXPECT_EQ(db.number("PRAGMA user_version").value(), 1);
  }
  auto db = Connection::open(path).value();
  ASSERT_TRUE(migrate(db, kSecond));
  ASSERT_TRUE(migrate(db, kSecond));
  EXPECT_EQ(db.number("PRAGMA user_version").value(), 2);
  EXPECT_EQ(db.number("SELECT count(*) FROM rows WHERE seq IS NULL").value(), 1);
}

TEST_F(Database, IsLeftAloneWhenANewerProgramWroteIt) {
  auto db = Connection::open(path).value();
  ASSERT_TRUE(migrate(db, kSecond));
  const auto old = migrate(db, kFirst);
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().code, ErrorCode::Unsupported);
  EXPECT_NE(old.error().text().find("shop.db"), std::string::npos);
  EXPECT_NE(old.error().text().find("version 2"), std::string::npos);
  EXPECT_EQ(db.number("PRAGMA user_version").value(), 2);
  EXPECT_FALSE(db.in_transaction());
}

TEST_F(Database, KeepsTheOldVersionWhenAMigrationFails) {
  auto db = open();
  const Migration broken[] = {kFirst[0], {2, "CREATE TABLE extra(a); CREATE TABLE rows(a)"}};
  const auto migrated = migrate(db, broken);
  ASSERT_FALSE(migrated);
  EXPECT_NE(migrated.error().message.find("already exists"), std::string::npos);
  EXPECT_EQ(db.number("PRAGMA user_version").value(), 1);
  EXPECT_EQ(db.number("SELECT count(*) FROM sqlite_schema WHERE name='extra'").value(), 0);
}

TEST_F(Database, ThatIsNoDatabaseIsCorruptAtOpenAndUntouched) {
  std::ofstream(path) << std::string(5000, 'n');
  const auto db = Connection::open(path);
  ASSERT_FALSE(db);
  EXPECT_EQ(db.error().code, ErrorCode::Corrupt);
  EXPECT_NE(db.error().where.find("shop.db"), std::string::npos);
  EXPECT_EQ(std::filesystem::file_size(path), 5000U);
}

TEST_F(Database, WithADamagedPageIsFoundByTheCheck) {
  {
    auto db = open({.wal = false});
    for (int i = 0; i < 200; ++i)
      ASSERT_TRUE(db.run("INSERT INTO rows VALUES(?1,?2)", i, std::string(300, 'x')));
    ASSERT_TRUE(db.quick_check());
  }
  // The head of the fourth page, a page of rows.
  overwrite(std::streamoff{3} * 4096, std::string(64, '\xEE'));
  auto db = Connection::open(path).value();
  const auto check = db.quick_check();
  ASSERT_FALSE(check);
  EXPECT_EQ(check.error().code, ErrorCode::Corrupt);
  const auto read = db.number("SELECT sum(length(body)) FROM rows");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
  EXPECT_NE(read.error().where.find("shop.db"), std::string::npos);
}

TEST_F(Database, TellsAFullDiskAndGoesOnWhenThereIsRoomAgain) {
  auto db = open();
  ASSERT_TRUE(db.execute("PRAGMA max_page_count=8"));
  {
    auto transaction = Transaction::begin(db).value();
    const auto row = db.run("INSERT INTO rows VALUES('big',?1)", std::string(100'000, 'x'));
    ASSERT_FALSE(row);
    EXPECT_EQ(row.error().code, ErrorCode::Full);
    EXPECT_NE(row.error().message.find("free room"), std::string::npos);
  }
  EXPECT_EQ(count(db), 0);
  ASSERT_TRUE(db.execute("PRAGMA max_page_count=100000"));
  EXPECT_TRUE(db.run("INSERT INTO rows VALUES('big',?1)", std::string(100'000, 'x')));
  EXPECT_EQ(count(db), 1);
}

TEST_F(Database, HeldByAnotherConnectionIsAConflict) {
  auto first = open();
  auto second = open({.busy_ms = 1});
  auto transaction = Transaction::begin(first).value();
  const auto blocked = Transaction::begin(second);
  ASSERT_FALSE(blocked);
  EXPECT_EQ(blocked.error().code, ErrorCode::Conflict);
  EXPECT_TRUE(second.number("SELECT count(*) FROM rows")) << "reading goes on beside a writer";
  transaction.rollback();
  EXPECT_TRUE(Transaction::begin(second));
}

TEST_F(Database, OpenedExclusivelyAdmitsNobodyElse) {
  {
    const auto owner = open({.exclusive = true});
    const auto other = Connection::open(path, {.busy_ms = 1});
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::Conflict);
    const auto second_owner = Connection::open(path, {.busy_ms = 1, .exclusive = true});
    ASSERT_FALSE(second_owner);
    EXPECT_EQ(second_owner.error().code, ErrorCode::Conflict);
  }
  EXPECT_TRUE(Connection::open(path, {.busy_ms = 1}));
}

TEST_F(Database, OpenedForReadingDeniesWrites) {
  const auto absent = Connection::open(folder.file("absent.db"), {.read_only = true});
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::NotFound);
  EXPECT_FALSE(Connection::open(folder.file("absent.db"), {.create = false}));
  EXPECT_FALSE(std::filesystem::exists(folder.file("absent.db")));
  { open(); }
  auto db = Connection::open(path, {.read_only = true}).value();
  EXPECT_EQ(count(db), 0);
  const auto write = db.run("INSERT INTO rows VALUES('a','1')");
  ASSERT_FALSE(write);
  EXPECT_EQ(write.error().code, ErrorCode::Denied);
}

TEST_F(Database, ThatDoesNotChangeIsReadWithoutAFileBesideIt) {
  path = folder.file("à 50% ?mode=rw #1.db");
  { open(); }
  auto db = Connection::open(path, {.read_only = true, .unchanging = true}).value();
  EXPECT_EQ(count(db), 0);
  EXPECT_FALSE(db.run("INSERT INTO rows VALUES('a','1')"));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(path.parent_path())) {
    EXPECT_EQ(entry.path(), path);
    ++files;
  }
  EXPECT_EQ(files, 1U);
}

TEST_F(Database, InAFolderThatIsNotThereIsAnIoError) {
  const auto db = Connection::open(folder.file("no/such/folder.db"));
  ASSERT_FALSE(db);
  EXPECT_EQ(db.error().code, ErrorCode::Io);
  EXPECT_NE(db.error().where.find("no/such/folder.db"), std::string::npos);
}

TEST_F(Database, CopiesItselfWholeWhileOpen) {
  auto db = open();
  ASSERT_TRUE(db.run("INSERT INTO rows VALUES('a','1')"));
  const auto copy_path = folder.file("copy.db");
  std::ofstream(copy_path) << "an older copy";
  ASSERT_TRUE(db.backup_to(copy_path));
  ASSERT_TRUE(db.run("INSERT INTO rows VALUES('b','2')"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("copy.db.partial")));
  auto copy = Connection::open(copy_path, {.create = false}).value();
  EXPECT_TRUE(copy.quick_check());
  EXPECT_EQ(count(copy), 1);
  auto transaction = Transaction::begin(db).value();
  EXPECT_FALSE(db.backup_to(copy_path)) << "uncommitted rows must not get into a copy";
}

TEST_F(Database, TellsABrokenConstraintAsAConflict) {
  auto db = open();
  ASSERT_TRUE(db.run("INSERT INTO rows VALUES('a','1')"));
  const auto twice = db.run("INSERT INTO rows VALUES('a','2')");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, ErrorCode::Conflict);
  EXPECT_NE(twice.error().message.find("rows.key"), std::string::npos);
  EXPECT_EQ(db.run("INSERT INTO rows VALUES('a','3') ON CONFLICT DO NOTHING").value(), 0);
  const auto none = db.number("SELECT 1 FROM rows WHERE key='zzz'");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::NotFound);
}

TEST_F(Database, SearchesFullTextWithoutAccents) {
  auto db = open();
  ASSERT_TRUE(db.execute(
      "CREATE VIRTUAL TABLE words USING fts5(name, tokenize='unicode61 remove_diacritics 2')"));
  ASSERT_TRUE(db.run("INSERT INTO words VALUES(?1)", "Téléviseur OLED 55 pouces"));
  EXPECT_EQ(db.number("SELECT count(*) FROM words WHERE words MATCH ?1", "televiseur*").value(), 1);
  EXPECT_EQ(db.number("SELECT count(*) FROM words WHERE words MATCH ?1", "frigo*").value(), 0);
}

}  // namespace
}  // namespace parcours::sqlite
