// SPDX-License-Identifier: Apache-2.0
// A look at a replica: beside its terminal, and in a folder that stays as it is.
#include <fstream>
#include <map>
#include <sstream>

#include "sync/journal/sqlite_file.h"
#include "sync/journal/store.h"
#include "tests/sync/journal/replica.h"

namespace parcours::journal {
namespace {

std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    files[entry.path().filename()] = (std::ostringstream{} << in.rdbuf()).str();
  }
  return files;
}

std::size_t notes_in(const Journal& journal) {
  const auto rows = journal.scan("note", "C00001/");
  EXPECT_TRUE(rows) << rows.error().text();
  return rows ? rows->size() : 0;
}

TEST(Look, ReadsBesideTheTerminalThatRecords) {
  Replica replica;
  const auto folder = replica.folder.file("kiosk");
  replica.pull({camille(40), camilles_card()}, 1);
  replica.note("un");
  const auto look = Journal::open_to_read(folder, replica.clock);
  ASSERT_TRUE(look) << look.error().text();
  EXPECT_EQ((*look)->device_id(), replica.journal().device_id());
  EXPECT_EQ(notes_in(**look), 1U) << "with the terminal's own pending events";
  EXPECT_EQ((*look)->search("customer", "cam", 5)->size(), 1U);
  replica.note("deux");
  EXPECT_EQ(notes_in(**look), 1U) << "all of one moment";
  EXPECT_EQ(notes_in(**Journal::open_to_read(folder, replica.clock)), 2U);
}

TEST(Look, RecordsNothingAndMovesNoFence) {
  Replica replica;
  replica.note("un");
  {
    const auto look = Journal::open_to_read(replica.folder.file("kiosk"), replica.clock);
    ASSERT_TRUE(look);
    EXPECT_FALSE((*look)->commit({{"note.added", "customer:C00001", R"({"text":"non"})"}}));
    EXPECT_FALSE((*look)->set_setting("role", "manager"));
  }
  replica.note("deux");
  replica.restart();
  EXPECT_EQ(replica.exchange().standing()->epoch, 1);
  EXPECT_EQ(replica.journal().outbox_state()->pending, 2);
}

TEST(Look, LeavesTheFolderOfAStoppedTerminalAsItIs) {
  Replica replica;
  replica.pull({camille(40)}, 1);
  replica.note("un");
  replica.stop();
  const auto before = files_of(replica.folder.file("kiosk"));
  {
    const auto look = Journal::open_to_read(replica.folder.file("kiosk"), replica.clock);
    ASSERT_TRUE(look) << look.error().text();
    EXPECT_EQ(notes_in(**look), 1U);
  }
  EXPECT_TRUE(files_of(replica.folder.file("kiosk")) == before);
}

TEST(Look, NamesWhatItCannotReadAndTouchesNothing) {
  Replica replica;
  const auto folder = replica.folder.file("kiosk");
  EXPECT_EQ(Journal::open_to_read(replica.folder.file("none"), replica.clock).error().code,
            ErrorCode::NotFound);
  EXPECT_FALSE(std::filesystem::exists(replica.folder.file("none")));
  auto& db = dynamic_cast<SqliteFile&>(*replica.journal().impl().file).connection();
  ASSERT_TRUE(db.execute("PRAGMA user_version=9999"));
  replica.stop();
  EXPECT_EQ(Journal::open_to_read(folder, replica.clock).error().code, ErrorCode::Unsupported);
  for (const std::string& damaged : {std::string{}, std::string(9000, 'x')}) {
    std::ofstream(folder / "journal.db", std::ios::binary | std::ios::trunc) << damaged;
    const auto before = files_of(folder);
    EXPECT_EQ(Journal::open_to_read(folder, replica.clock).error().code, ErrorCode::Corrupt);
    EXPECT_TRUE(files_of(folder) == before);
  }
}

}  // namespace
}  // namespace parcours::journal
