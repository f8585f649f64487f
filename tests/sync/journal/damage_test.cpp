// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "sync/journal/sqlite_file.h"
#include "sync/journal/store.h"
#include "tests/sync/journal/replica.h"

namespace parcours::journal {
namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return (std::ostringstream{} << in.rdbuf()).str();
}

void overwrite(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

sqlite::Connection& connection_of(Replica& replica) {
  return dynamic_cast<SqliteFile&>(*replica.journal().impl().file).connection();
}

TEST(DamagedJournal, IsMovedAsideWholeAndNamed) {
  Replica replica;
  replica.note("avant");
  const std::string device = replica.journal().device_id();
  replica.stop();
  const auto file = replica.folder.file("kiosk") / "journal.db";
  const std::string damaged(9000, 'x');
  overwrite(file, damaged);
  const auto opened = Journal::open(replica.folder.file("kiosk"), replica.clock);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::Corrupt);
  EXPECT_EQ(contents(opened.error().where), damaged);
  EXPECT_FALSE(std::filesystem::exists(file));
  replica.start();
  EXPECT_EQ(replica.journal().device_id(), device) << "the same terminal";
  EXPECT_EQ(replica.exchange().standing()->epoch, 2) << "as another incarnation";
}

TEST(DamagedJournal, IsFoundInTheMiddleOfTheFileToo) {
  Replica replica;
  std::vector<PulledRow> rows;
  for (int i = 0; i < 3000; ++i) {
    rows.push_back(row("catalogue", "stock", std::to_string(i), R"({"on_hand":1})"));
  }
  replica.pull(rows, 1);
  replica.stop();
  const auto file = replica.folder.file("kiosk") / "journal.db";
  std::string bytes = contents(file);
  ASSERT_GT(bytes.size(), 80000U);
  bytes.replace(40000, 20000, std::string(20000, '\x5a'));
  overwrite(file, bytes);
  const auto opened = Journal::open(replica.folder.file("kiosk"), replica.clock);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::Corrupt);
  EXPECT_EQ(contents(opened.error().where), bytes);
}

TEST(EmptiedJournal, IsMovedAsideWithItsLogAndNotTakenForANewOne) {
  Replica replica;
  replica.note("seulement dans le journal");
  const std::string device = replica.journal().device_id();
  const auto file = replica.folder.file("kiosk") / "journal.db";
  const auto log = replica.folder.file("kiosk") / "journal.db-wal";
  const std::string logged = contents(log);
  ASSERT_FALSE(logged.empty());
  replica.stop();
  for (const bool there : {true, false}) {  // emptied, and gone
    overwrite(log, logged);
    if (there) overwrite(file, "");
    const auto opened = Journal::open(replica.folder.file("kiosk"), replica.clock);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::Corrupt);
    EXPECT_EQ(contents(opened.error().where + "-wal"), logged) << "what was not sent is kept";
    EXPECT_EQ(std::filesystem::exists(opened.error().where), there);
    EXPECT_FALSE(std::filesystem::exists(file));
  }
  replica.start();
  EXPECT_EQ(replica.journal().device_id(), device);
  EXPECT_EQ(replica.exchange().standing()->epoch, 2);
}

TEST(EmptiedJournal, IsKnownByItsFenceAlone) {
  Replica replica;
  replica.note("un");
  replica.stop();
  const auto file = replica.folder.file("kiosk") / "journal.db";
  overwrite(file, "");
  const auto opened = Journal::open(replica.folder.file("kiosk"), replica.clock);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::Corrupt);
  EXPECT_NE(opened.error().message.find("empty"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(opened.error().where));
}

TEST(Journal, BeginsInAnEmptyFileWhereNothingWasRecorded) {
  const Folder folder;
  const ManualClock clock{from_ms(1'790'000'000'000)};
  std::filesystem::create_directories(folder.file("kiosk"));
  overwrite(folder.file("kiosk") / "journal.db", "");
  const auto opened = Journal::open(folder.file("kiosk"), clock);
  ASSERT_TRUE(opened) << opened.error().text();
  EXPECT_EQ(Exchange{**opened}.standing()->epoch, 1);
}

TEST(Journal, RefusesANewerFileAndLeavesItAlone) {
  Replica replica;
  ASSERT_TRUE(connection_of(replica).execute("PRAGMA user_version=9999"));
  replica.stop();
  const auto file = replica.folder.file("kiosk") / "journal.db";
  const std::string before = contents(file);
  const auto opened = Journal::open(replica.folder.file("kiosk"), replica.clock);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::Unsupported);
  EXPECT_EQ(contents(file), before);
}

TEST(Journal, BelongsToOneProcess) {
  Replica replica;
  const auto second = Journal::open(replica.folder.file("kiosk"), replica.clock);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::Conflict);
  EXPECT_NE(second.error().where.find("kiosk"), std::string::npos);
  replica.note("le premier continue");
  EXPECT_EQ(replica.journal().outbox_state()->pending, 1);
}

TEST(FullDisk, RecordsNothingAndGoesOnWhenThereIsRoom) {
  Replica replica;
  replica.pull({camille()}, 1);
  sqlite::Connection& db = connection_of(replica);
  ASSERT_TRUE(db.execute("PRAGMA max_page_count=1"));  // SQLite takes the present size
  int kept = 0;
  Result<std::vector<journey::Event>> full = fail(ErrorCode::Invalid, "not yet");
  for (; kept < 500; ++kept) {
    full = replica.journal().commit(
        {{"note.added", "customer:C00001", R"({"text":")" + std::string(3000, 'x') + R"("})"}});
    if (!full) break;
  }
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, ErrorCode::Full) << full.error().text();
  EXPECT_EQ(replica.notes().size(), static_cast<std::size_t>(kept));
  EXPECT_EQ(replica.journal().outbox_state()->pending, kept);
  ASSERT_TRUE(db.execute("PRAGMA max_page_count=1000000"));
  replica.note("après");
  replica.restart();
  EXPECT_EQ(replica.notes().size(), static_cast<std::size_t>(kept) + 1);
  EXPECT_EQ(replica.exchange().standing()->epoch, 1);
}

TEST(RolledBackDisk, BecomesAnotherEpochAndSendsWhatItHasAgain) {
  Replica replica;
  const std::string first = replica.note("un");
  replica.stop();
  const auto file = replica.folder.file("kiosk") / "journal.db";
  const std::string before = contents(file);
  replica.start();
  replica.note("perdue avec le disque");
  replica.stop();
  overwrite(file, before);
  replica.start();
  const auto standing = *replica.exchange().standing();
  EXPECT_EQ(standing.epoch, 2);
  const auto batch = *replica.exchange().next_batch(Lane::Control, 0, {});
  ASSERT_TRUE(batch);
  ASSERT_EQ(batch->events.size(), 1U);
  EXPECT_EQ(batch->events[0].event_id, first);
  replica.restart();
  EXPECT_EQ(replica.exchange().standing()->epoch, 2) << "only once";
}

TEST(RolledBackDisk, IsAssumedWhenTheFenceIsGone) {
  Replica replica;
  replica.note("un");
  replica.stop();
  std::filesystem::remove(replica.folder.file("kiosk") / "journal.fence");
  replica.start();
  EXPECT_EQ(replica.exchange().standing()->epoch, 2);
  EXPECT_EQ(replica.journal().outbox_state()->pending, 1);
}

/// Commits in a loop and tells each number once it is recorded, until it is killed.
[[noreturn]] void commit_until_killed(const std::filesystem::path& folder, int from, int out) {
  const SystemClock clock;
  auto journal = Journal::open(folder, clock);
  if (!journal) ::_exit(1);
  for (int n = from;; ++n) {
    const auto done = (*journal)->commit(
        {{"note.added", "customer:C00001", R"({"text":")" + std::to_string(n) + R"("})"},
         {"kiosk.scanned", "", R"({"meaning":"product"})"}});
    if (!done || ::write(out, &n, sizeof n) != sizeof n) ::_exit(1);
  }
}

TEST(Kill9, LosesNothingThatWasToldAndKeepsBothEventsOrNone) {
  Replica replica;
  replica.pull({camille()}, 1);
  replica.stop();
  int told = 0;
  for (int round = 0; round < 15; ++round) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) commit_until_killed(replica.folder.file("kiosk"), told + 1, pipe[1]);
    ::close(pipe[1]);
    int number = 0;
    const int last = told + 1 + round * 2;  // killed after another number of commits each time
    while (::read(pipe[0], &number, sizeof number) == sizeof number) {
      told = number;
      if (number >= last) break;
    }
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    while (::read(pipe[0], &number, sizeof number) == sizeof number) told = number;
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    ::close(pipe[0]);
    replica.start();
    const auto notes = replica.notes();
    EXPECT_EQ(replica.journal().outbox_state()->pending,
              static_cast<std::int64_t>(notes.size()) * 2);
    // One more may be recorded than was told: the kill fell between both.
    EXPECT_GE(static_cast<int>(notes.size()), told);
    EXPECT_LE(static_cast<int>(notes.size()), told + 1);
    told = static_cast<int>(notes.size());
    replica.stop();
  }
  EXPECT_GE(told, 15);
}

}  // namespace
}  // namespace parcours::journal
