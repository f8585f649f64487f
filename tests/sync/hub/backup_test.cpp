// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/backup.h"

#include <fstream>

#include "sync/hub/intake.h"
#include "sync/hub/push.h"
#include "tests/sync/hub/running_hub.h"

namespace parcours::hub {
namespace {

namespace fs = std::filesystem;

/// A database with one lane, written as the writer does, and its folder.
class Books {
 public:
  [[nodiscard]] fs::path directory() const { return x_folder.file("hub"); }
  [[nodiscard]] fs::path file(const std::string& name) const { return x_folder.file(name); }
  [[nodiscard]] Result<Backup> back_up(const fs::path& to) {
    return make_backup(directory(), to, x_clock);
  }
  void open() {
    auto db = HubDb::open(directory(), x_clock);
    ASSERT_TRUE(db) << db.error().text();
    x_db = std::move(*db);
  }
  void close() { x_db.reset(); }
  [[nodiscard]] HubDb& db() { return *x_db; }

  /// One more event of the lane; what the hub answers.
  protocol::PushAnswer push(const std::string& id) {
    protocol::PushRequest push;
    push.device = "d1";
    push.first_seq = x_sent.seq + 1;
    push.prev_chain = x_sent.chain;
    push.events = {event_json(id, "kiosk.scanned", "", R"({"product":"P1"})", "kiosk/d1")};
    x_sent = {push.first_seq, push.end_chain()};
    EXPECT_TRUE(x_db->begin());
    const auto pushed = take_push(x_db->intake(), push);
    EXPECT_TRUE(pushed);
    EXPECT_TRUE(x_db->commit());
    return pushed ? pushed->answer : protocol::PushAnswer{};
  }

 private:
  Folder x_folder;
  ManualClock x_clock{from_ms(1'800'000'000'000)};
  std::unique_ptr<HubDb> x_db;
  protocol::Mark x_sent;
};

void put_back(const fs::path& backup, const fs::path& directory) {
  fs::remove(directory / "hub.db");
  fs::copy_file(backup, directory / "hub.db");
}

TEST(Backup, BeginsAnotherWordForDurable) {
  Books books;
  books.open();
  EXPECT_EQ(books.push("a").durable.seq, 1) << "no backup was ever made";
  books.close();
  const auto first = books.back_up(books.file("first"));
  ASSERT_TRUE(first) << first.error().text();
  EXPECT_EQ(first->events, 1);
  books.open();
  const auto answer = books.push("b");
  EXPECT_EQ(answer.committed.seq, 2);
  EXPECT_EQ(answer.durable.seq, 1);
  EXPECT_NE(answer.durable.chain, protocol::kChainStart);
  books.db().intake().set_durability(Durability::Commit);
  EXPECT_EQ(books.push("c").durable.seq, 3);
  books.db().intake().set_durability(Durability::Backup);
  EXPECT_EQ(books.push("d").durable.seq, 1);
}

TEST(Backup, OfAnOperatorWhoWantsThemHoldsNothingBeforeTheFirst) {
  Books books;
  books.open();
  books.db().intake().set_durability(Durability::Backup);
  EXPECT_EQ(books.push("a").durable.seq, 0);
}

TEST(Backup, KnowsItselfToBeOneAndIsOneFile) {
  Books books;
  books.open();
  books.push("a");
  books.close();
  ASSERT_TRUE(books.back_up(books.file("first")));
  EXPECT_FALSE(fs::exists(books.file("first-wal")));
  // Into an empty folder: nothing beside it tells what it is.
  fs::remove_all(books.directory());
  fs::create_directory(books.directory());
  put_back(books.file("first"), books.directory());
  books.open();
  const auto answer = books.push("b");
  EXPECT_EQ(answer.committed.seq, 2);
  EXPECT_EQ(answer.durable.seq, 1);
}

TEST(Backup, OfAFutureThatARestoredOneDoesNotHaveSaysNothing) {
  Books books;
  books.open();
  books.push("a");
  books.close();
  ASSERT_TRUE(books.back_up(books.file("first")));
  books.open();
  books.push("b");
  books.push("c");
  books.close();
  ASSERT_TRUE(books.back_up(books.file("second")));
  const auto record = read_backup_record(books.directory());
  ASSERT_TRUE(record && *record);
  put_back(books.file("first"), books.directory());
  books.open();
  const LaneName lane{"d1", 1, protocol::Lane::Control};
  EXPECT_EQ(books.db().marks().marks({"d1", 1, (*record)->lanes.front().lane})->backed_up.seq, 1);
  ASSERT_TRUE(books.db().begin());
  ASSERT_TRUE(books.db().marks().set_mark(lane, (*record)->lanes.front().mark));
  ASSERT_TRUE(note_backup(books.db().intake().store(), **record));
  EXPECT_EQ(books.db().marks().marks(lane)->backed_up.seq, 1)
      << "numbers that were given again are no backup of what they are now";
}

TEST(Backup, PutOverADatabaseIsNotSpoiltByTheLogOfWhatWasLost) {
  Books books;
  books.open();
  books.push("a");
  books.close();
  ASSERT_TRUE(books.back_up(books.file("first")));
  books.open();
  books.push("b");
  // As a killed hub leaves it: the event is in the log beside the database alone.
  fs::copy_file(books.directory() / "hub.db-wal", books.file("log"));
  books.close();
  put_back(books.file("first"), books.directory());
  fs::copy_file(books.file("log"), books.directory() / "hub.db-wal",
                fs::copy_options::overwrite_existing);
  books.open();
  EXPECT_EQ(books.db().connection().number("SELECT count(*) FROM event").value_or(-1), 1);
  EXPECT_TRUE(books.db().connection().quick_check());
  books.close();
  int kept = 0;
  for (const auto& entry : fs::directory_iterator{books.directory()}) {
    kept += entry.path().filename().string().starts_with("hub.db-wal.before-restore-") ? 1 : 0;
  }
  EXPECT_EQ(kept, 1);
}

TEST(Backup, ReplacesNothingAndNamesWhatIsWrong) {
  Books books;
  EXPECT_EQ(books.back_up(books.file("x")).error().code, ErrorCode::NotFound) << "no database";
  books.open();
  books.push("a");
  books.close();
  std::ofstream{books.file("there")} << "of somebody";
  const auto twice = books.back_up(books.file("there"));
  EXPECT_EQ(twice.error().code, ErrorCode::Conflict);
  EXPECT_EQ(fs::file_size(books.file("there")), 11U);
  EXPECT_NE(books.back_up(books.directory()).error().message.find("folder"), std::string::npos);
  const auto nowhere = books.back_up(books.file("no") / "backup");
  EXPECT_EQ(nowhere.error().code, ErrorCode::NotFound);
  EXPECT_EQ(nowhere.error().where, books.file("no").string());
}

TEST(Backup, BesideARunningHubIsNotedByIt) {
  RunningHub hub;
  hub.start();
  protocol::PushRequest push;
  push.device = "d1";
  push.events = {event_json("a", "kiosk.scanned", "", "{}", "kiosk/d1")};
  ASSERT_TRUE(hub.push(push));
  const ManualClock clock{from_ms(1'800'000'000'000)};
  const auto to = hub.directory().parent_path() / "backup.db";
  const auto made = make_backup(hub.directory(), to, clock);
  ASSERT_TRUE(made) << made.error().text();
  push.first_seq = 2;
  push.prev_chain = push.end_chain();
  push.events = {event_json("b", "kiosk.scanned", "", "{}", "kiosk/d1")};
  const auto answer = hub.push(push);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->committed.seq, 2);
  EXPECT_LT(answer->durable.seq, 2) << "the hub knew before the copy was made";
}

}  // namespace
}  // namespace parcours::hub
