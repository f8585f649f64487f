// SPDX-License-Identifier: Apache-2.0
// Snapshots on the terminal's disk: written, downloaded in pieces, checked, and put in the place of
// a replica whose outbox must survive every moment of it.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "platform/crypto/compress.h"
#include "platform/crypto/hash.h"
#include "sync/journal/download.h"
#include "sync/journal/schema.h"
#include "sync/journal/snapshot_writer.h"
#include "sync/journal/sqlite_file.h"
#include "sync/journal/store.h"
#include "sync/journal/swap.h"
#include "tests/sync/journal/replica.h"

namespace parcours::journal {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return (std::ostringstream{} << in.rdbuf()).str();
}

/// A shop's snapshot as the hub makes one: Camille with 40 points, her card, `stock` other rows.
struct Sample {
  explicit Sample(int stock = 300) {
    const fs::path file = folder.file("rows.db");
    auto writer = SnapshotWriter::create(file);
    EXPECT_TRUE(writer) << writer.error().text();
    EXPECT_TRUE(writer->put(camille(40, 50)));
    EXPECT_TRUE(writer->put(camilles_card(50)));
    for (int i = 0; i < stock; ++i) {
      EXPECT_TRUE(writer->put(
          row("catalogue", "stock", std::to_string(100'000 + i), R"({"on_hand":1})", 60)));
    }
    EXPECT_TRUE(writer->finish({"S1", {"catalogue", "customers:S1", "shop:S1"}, 9, 60}));
    snapshot.rows = writer->rows();
    const std::string bytes = contents(file);
    packed = *crypto::compress(bytes);
    snapshot.name = crypto::blake2b_256(packed).hex();
    snapshot.schema = snapshot_schema();
    snapshot.epoch = 9;
    snapshot.upto = 60;
    snapshot.bytes = static_cast<std::int64_t>(packed.size());
    snapshot.unpacked_bytes = static_cast<std::int64_t>(bytes.size());
    snapshot.shop = "S1";
  }

  /// All pieces of `size` from `from` on; the first error.
  Status download(const fs::path& to, std::size_t size, std::size_t from = 0) const {
    for (std::size_t at = from; at < packed.size(); at += size) {
      PARCOURS_CHECK(take_piece({to, snapshot, static_cast<std::int64_t>(at)},
                                std::string_view{packed}.substr(at, size)));
    }
    return {};
  }

  Folder folder;
  protocol::Snapshot snapshot;
  std::string packed;
};

int files_of_downloads(const fs::path& folder) {
  int count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with("journal.snapshot.")) ++count;
  }
  return count;
}

sqlite::Connection& connection_of(Replica& replica) {
  return dynamic_cast<SqliteFile&>(*replica.journal().impl().file).connection();
}

TEST(Download, LaysPiecesEndToEndAndGoesOnAfterARestart) {
  const Sample sample;
  const Folder folder;
  const fs::path to = folder.file("");
  const auto half = sample.packed.size() / 2;
  ASSERT_TRUE(
      take_piece({to, sample.snapshot, 0}, std::string_view{sample.packed}.substr(0, half)));
  const auto parts = parts_in(to);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].name, sample.snapshot.name);
  EXPECT_EQ(parts[0].bytes, static_cast<std::int64_t>(half));
  const Status gap = take_piece({to, sample.snapshot, static_cast<std::int64_t>(half) + 1}, "x");
  ASSERT_FALSE(gap);
  EXPECT_EQ(gap.error().code, ErrorCode::Invalid);
  EXPECT_EQ(parts_in(to).size(), 1U) << "what is there stays good";
  EXPECT_FALSE(fs::exists(ready_file(to)));
  ASSERT_TRUE(sample.download(to, 100, half));
  EXPECT_EQ(contents(ready_file(to)), contents(sample.folder.file("rows.db")));
  // The power went before it was installed: its last byte is asked for again.
  ASSERT_TRUE(sample.download(to, 1, sample.packed.size() - 1));
  EXPECT_TRUE(fs::exists(ready_file(to)));
  discard_downloads(to);
  EXPECT_EQ(files_of_downloads(to), 0);
}

TEST(Download, ThrowsAwayWhatIsNotWhatItsNameSays) {
  const Sample sample;
  const Folder folder;
  const fs::path to = folder.file("");
  for (const std::size_t place : {std::size_t{3}, sample.packed.size() / 2}) {
    Sample damaged;
    damaged.packed[place] ^= 1;
    const Status done = damaged.download(to, damaged.packed.size() / 3);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::Corrupt) << done.error().text();
    EXPECT_EQ(files_of_downloads(to), 0);
  }
  Sample renamed;
  renamed.snapshot.name = std::string(64, 'a');
  EXPECT_EQ(renamed.download(to, 4000).error().code, ErrorCode::Corrupt);
  Sample larger;  // than it says: a few bytes may stand for gigabytes
  larger.snapshot.unpacked_bytes /= 2;
  EXPECT_EQ(larger.download(to, 4000).error().code, ErrorCode::Corrupt);
  EXPECT_EQ(files_of_downloads(to), 0);
}

/// The right name over wrong contents: a hub whose disk gave it bad pages.
Status download_of(const std::string& bytes, const fs::path& to) {
  Sample sample;
  sample.packed = *crypto::compress(bytes);
  sample.snapshot.name = crypto::blake2b_256(sample.packed).hex();
  sample.snapshot.bytes = static_cast<std::int64_t>(sample.packed.size());
  sample.snapshot.unpacked_bytes = static_cast<std::int64_t>(bytes.size());
  return sample.download(to, sample.packed.size());
}

TEST(Download, ThrowsAwayWhatIsNoWholeReplica) {
  const Sample sample{3000};
  const Folder folder;
  const fs::path to = folder.file("");
  std::string bytes = contents(sample.folder.file("rows.db"));
  ASSERT_GT(bytes.size(), 100'000U);
  EXPECT_TRUE(download_of(bytes, to));
  discard_downloads(to);
  bytes.replace(bytes.size() / 2, 9000, std::string(9000, '\x5a'));
  EXPECT_EQ(download_of(bytes, to).error().code, ErrorCode::Corrupt) << "pages are damaged";
  EXPECT_EQ(download_of("no database", to).error().code, ErrorCode::Corrupt);
  {
    auto db = sqlite::Connection::open(folder.file("newer.db"), {.wal = false});
    ASSERT_TRUE(db && db->execute("CREATE TABLE t(a); PRAGMA user_version=99"));
  }
  EXPECT_EQ(download_of(contents(folder.file("newer.db")), to).error().code,
            ErrorCode::Unsupported);
  EXPECT_EQ(files_of_downloads(to), 0);
}

TEST(Download, LeavesNothingOnADiskThatIsFull) {
  const Sample sample{3000};
  const Folder folder;
  const fs::path to = folder.file("");
  Sample huge;
  huge.snapshot.unpacked_bytes = std::int64_t{1} << 60;
  EXPECT_EQ(huge.download(to, 4000).error().code, ErrorCode::Full) << "told before the download";
  EXPECT_EQ(files_of_downloads(to), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    // Room for what is packed, not for what it holds.
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{sample.packed.size() + 10, sample.packed.size() + 10};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Status done = sample.download(to, 4000);
    ::_exit(!done && done.error().code == ErrorCode::Full ? 0 : 1);
  }
  int status = 1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(files_of_downloads(to), 0);
}

/// A terminal with rows, notes that were not sent, one that is durable, settings and a quarantine.
struct Busy {
  Busy() {
    replica.pull({camille(10), camilles_card()}, 1);
    durable = replica.note("durable");
    first = replica.note("une");
    EXPECT_TRUE(replica.journal().commit({{"kiosk.scanned", "", R"({"meaning":"product"})"}}));
    const Batch batch = replica.exchange().next_batch(Lane::Control, 0, {}).value().value();
    const Mark mark{1, protocol::next_chain(batch.prev_chain, batch.events[0].bytes)};
    EXPECT_TRUE(replica.exchange().trim(Lane::Control, mark, 1));
    EXPECT_TRUE(replica.exchange().quarantine(replica.note("refusée"), "refused"));
    EXPECT_TRUE(replica.journal().set_setting("role", "associate"));
    device = replica.journal().device_id();
  }
  fs::path folder() const { return replica.folder.file("kiosk"); }
  fs::path file() const { return folder() / "journal.db"; }

  /// Whatever rows there are, this is kept.
  void check_own() {
    const auto standing = *replica.exchange().standing();
    EXPECT_EQ(standing.device, device);
    EXPECT_EQ(standing.epoch, 1) << "the fence knows the file";
    EXPECT_EQ(standing.lanes[0].last_seq, 3);
    EXPECT_EQ(standing.lanes[0].durable_seq, 1);
    EXPECT_EQ(standing.lanes[1].last_seq, 1);
    EXPECT_EQ(*replica.journal().setting("role"), "associate");
    const Batch batch = replica.exchange().next_batch(Lane::Control, 0, {}).value().value();
    EXPECT_EQ(batch.first_seq, 2);
    EXPECT_EQ(batch.events.at(0).event_id, first);
    EXPECT_EQ(replica.exchange().quarantined()->size(), 1U);
    EXPECT_EQ(replica.journal().outbox_state()->pending, 3);
  }

  Replica replica;
  std::string device, durable, first;
};

TEST(Install, BringsTheRowsAndKeepsWhatIsTheTerminalsOwn) {
  const Sample sample;
  Busy busy;
  ASSERT_TRUE(sample.download(busy.folder(), 5000));
  ASSERT_TRUE(busy.replica.exchange().install(ready_file(busy.folder())));
  discard_downloads(busy.folder());
  for (int round = 0; round < 2; ++round) {
    busy.check_own();
    const auto standing = *busy.replica.exchange().standing();
    EXPECT_EQ(standing.cursor, 60);
    EXPECT_EQ(standing.hub_epoch, 9);
    EXPECT_EQ(standing.shop, "S1");
    EXPECT_EQ(standing.device_cursor, 0);
    EXPECT_TRUE(standing.rebuilding);
    EXPECT_EQ(*busy.replica.exchange().rows(), 302);
    EXPECT_EQ(busy.replica.journal().search("customer", "cam dub", 5)->size(), 1U) << "indexed";
    EXPECT_FALSE(fs::exists(ready_file(busy.folder())));
    busy.replica.restart();
  }
  // Places in the order go on: nothing that was recorded is written over.
  const std::string later = busy.replica.note("plus tard");
  EXPECT_FALSE(later.empty());
  EXPECT_EQ(busy.replica.journal().outbox_state()->pending, 4);
}

TEST(Install, ShowsOwnWritesOnceAfterTheNextPage) {
  const Sample sample;
  Busy busy;
  ASSERT_TRUE(sample.download(busy.folder(), 5000));
  ASSERT_TRUE(busy.replica.exchange().install(ready_file(busy.folder())));
  const std::string scope = "device:" + busy.device;
  Page own{{"S1", {scope}, 9}, {row(scope, "command", "c1", "{}", 30)}, {70, false, {}}};
  EXPECT_EQ(busy.replica.exchange().apply_device_rows(own)->rows, 1);
  const auto standing = *busy.replica.exchange().standing();
  EXPECT_FALSE(standing.device_cursor);
  EXPECT_EQ(standing.cursor, 60) << "only the device's rows moved";
  // The hub took the first note meanwhile and tells it as a row.
  journey::Note taken;
  taken.event_id = busy.first;
  taken.text = "une";
  Page page{{"S1", {"catalogue", "customers:S1", scope, "shop:S1"}, 9},
            {row("customers:S1", "note", "C00001/1", journey::to_json(taken), 65)},
            {70, false, protocol::OwnMarks{2, 0, {}, {}}}};
  const auto applied = busy.replica.exchange().apply(page);
  ASSERT_TRUE(applied) << applied.error().text();
  EXPECT_FALSE(applied->scopes_changed);
  EXPECT_FALSE(busy.replica.exchange().standing()->rebuilding);
  EXPECT_EQ(busy.replica.points(), 40) << "of the snapshot";
  EXPECT_EQ(busy.replica.notes(), (std::vector<std::string>{"une"}));
  EXPECT_EQ(*busy.replica.exchange().rows(), 304);
}

TEST(Install, RefusesRowsOfOthersAsThoseOfTheDevice) {
  Busy busy;
  Page page{{"S1", {"shop:S2"}, 9}, {row("shop:S2", "task", "t", "{}", 3)}, {70, false, {}}};
  const auto applied = busy.replica.exchange().apply_device_rows(page);
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().code, ErrorCode::Invalid);
}

TEST(Install, WaitsForAReaderAndLeavesTheReplicaWorking) {
  const Sample sample;
  Busy busy;
  ASSERT_TRUE(connection_of(busy.replica).execute("PRAGMA busy_timeout=20"));
  ASSERT_TRUE(sample.download(busy.folder(), 5000));
  {
    const auto look = Journal::open_to_read(busy.folder(), busy.replica.clock);
    ASSERT_TRUE(look);
    const Status refused = busy.replica.exchange().install(ready_file(busy.folder()));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Conflict) << refused.error().text();
    busy.check_own();
    EXPECT_EQ(busy.replica.exchange().standing()->cursor, 1);
  }
  ASSERT_TRUE(sample.download(busy.folder(), 5000));
  EXPECT_TRUE(busy.replica.exchange().install(ready_file(busy.folder())));
  EXPECT_EQ(busy.replica.exchange().standing()->cursor, 60);
}

/// Ends after the first `steps` of the swap as a power cut would: nothing is closed.
[[noreturn]] void swap_until_killed(const fs::path& folder, int steps) {
  const ManualClock clock{from_ms(1'790'000'000'000)};
  auto journal = Journal::open(folder, clock);
  if (!journal) ::_exit(1);
  auto& db = dynamic_cast<SqliteFile&>(*(*journal)->impl().file).connection();
  const fs::path ready = ready_file(folder);
  bool done = true;
  if (done && steps > 0) done = carry_over(db, ready).has_value();
  if (done && steps > 1) done = fold_log(db).has_value();
  if (done && steps > 2) done = put_in_place(ready, folder / "journal.db").has_value();
  ::_exit(done ? 0 : 1);
}

TEST(Install, LeavesTheOldFileOrTheNewOneWhereverThePowerGoes) {
  const Sample sample;
  for (int steps = 0; steps <= 3; ++steps) {
    SCOPED_TRACE(steps);
    Busy busy;
    ASSERT_TRUE(sample.download(busy.folder(), 5000));
    busy.replica.stop();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) swap_until_killed(busy.folder(), steps);
    int status = 1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    busy.replica.start();
    busy.check_own();
    EXPECT_EQ(busy.replica.exchange().standing()->cursor, steps == 3 ? 60 : 1);
    EXPECT_EQ(*busy.replica.exchange().rows(), steps == 3 ? 302 : 2);
    // And it goes on: the same snapshot again, as after any restart.
    if (steps == 3) continue;
    ASSERT_TRUE(sample.download(busy.folder(), 1, sample.packed.size() - 1));
    ASSERT_TRUE(busy.replica.exchange().install(ready_file(busy.folder())));
    busy.check_own();
    EXPECT_EQ(busy.replica.exchange().standing()->cursor, 60);
  }
}

TEST(Install, KeepsTheOldFileWhenThereIsNoRoomForTheNewOne) {
  const Sample sample{3000};
  Busy busy;
  ASSERT_TRUE(sample.download(busy.folder(), 5000));
  busy.replica.stop();
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    auto journal = Journal::open(busy.folder(), busy.replica.clock);
    if (!journal) ::_exit(1);
    const rlimit limit{4096, 4096};  // bytes: no page but the first can be written
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Status done = Exchange{**journal}.install(ready_file(busy.folder()));
    ::_exit(!done && (*journal)->outbox_state()->pending == 3 ? 0 : 1);
  }
  int status = 1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  busy.replica.start();
  busy.check_own();
  EXPECT_EQ(busy.replica.exchange().standing()->cursor, 1);
}

TEST(SnapshotOfAnOlderProgram, IsBroughtUpToDate) {
  Busy busy;
  {
    sqlite::Options options;
    options.wal = false;
    auto db = sqlite::Connection::open(ready_file(busy.folder()), options);
    ASSERT_TRUE(db);
    ASSERT_TRUE(sqlite::migrate(*db, migrations().first(1)));
    ASSERT_TRUE(
        db->execute("INSERT INTO meta VALUES('cursor','60'),('hub_epoch','9'),"
                    "('run','1'),('rebuilding','snapshot'),('setting/shop','S1'),"
                    "('scopes','[\"catalogue\"]')"));
  }
  ASSERT_TRUE(busy.replica.exchange().install(ready_file(busy.folder())));
  busy.check_own();
  EXPECT_EQ(busy.replica.exchange().standing()->cursor, 60);
  EXPECT_EQ(busy.replica.exchange().standing()->lanes[0].stored_seq, 1);
  busy.replica.restart();
  EXPECT_EQ(busy.replica.exchange().standing()->scopes.back(), "device:" + busy.device);
}

}  // namespace
}  // namespace parcours::journal
