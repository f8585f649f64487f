// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/commands/command.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "platform/json/value.h"
#include "sync/hub/database.h"
#include "sync/hub/hub_db.h"
#include "sync/protocol/enrol.h"
#include "tests/support/folder.h"

namespace parcours::hub {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string_view>;

TEST(Commands, WithoutOptionsSaySo) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_command_line(Words{"schema", "--bogus"}), 2);
  const auto words = testing::internal::GetCapturedStderr();
  EXPECT_THAT(words, HasSubstr("--bogus"));
  EXPECT_THAT(words, HasSubstr("there are none"));
}

/// The one object that a command printed.
std::string printed(const Words& words) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_command_line(words), 0) << words.front();
  static_cast<void>(testing::internal::GetCapturedStderr());
  return testing::internal::GetCapturedStdout();
}

std::int64_t head_in(const std::string& line) {
  const auto document = json::Document::parse(line);
  return document ? document->root().integer("head", -1) : -1;
}

TEST(Commands, DemoKeepsTheShopThatStandsAndItsDay) {
  const Folder folder;
  const auto data = folder.file("hub").string();
  const auto made = printed(
      {"demo", "--data", data, "--customers", "10", "--products", "100", "--today", "2026-11-20"});
  EXPECT_THAT(made, HasSubstr("\"today\":\"2026-11-20\""));
  const auto again = printed({"demo", "--data", data});
  EXPECT_THAT(again, HasSubstr("\"already_made\":true"));
  EXPECT_THAT(again, HasSubstr("\"today\":\"2026-11-20\""));
  EXPECT_EQ(head_in(again), head_in(made));
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_command_line(Words{"demo", "--data", data, "--today", "2026-11-21"}), 1);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("made for 2026-11-20"));
}

TEST(Commands, EvaluateRefusesToMeasureWhatItLearnt) {
  const Folder folder;
  const auto sales = folder.file("sales.csv").string();
  std::ofstream{sales} << "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,"
                          "CustomerID,Country\n"
                          "1,A1,Lampe,1,2011-07-05 10:00:00,2.5,17850,France\n"
                          "1,A2,Lit,1,2011-07-05 10:00:00,2.5,17850,France\n"
                          "2,A1,Lampe,1,2011-08-05 10:00:00,2.5,17850,France\n"
                          "2,A2,Lit,1,2011-08-05 10:00:00,2.5,17850,France\n";
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_command_line(Words{"evaluate", "--transactions", sales, "--train-before",
                                   "2011-09-01", "--test-from", "2011-08-01"}),
            1);
  EXPECT_THAT(
      testing::internal::GetCapturedStderr(),
      testing::AllOf(HasSubstr("train-before 2011-09-01"), HasSubstr("test-from 2011-08-01")));
}

/// No file of this process may grow beyond this, as on a full disk, while it lives.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &x_before);
    const rlimit less{bytes, x_before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &less);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &x_before); }

 private:
  rlimit x_before{};
};

TEST(Commands, DemoOnADiskThatIsFullNamesTheDirectoryAndNoSql) {
  const Folder folder;
  const auto data = folder.file("hub").string();
  testing::internal::CaptureStderr();
  {
    const FullDisk full{400'000};
    EXPECT_EQ(run_command_line(Words{"demo", "--data", data, "--customers", "50"}), 1);
  }
  const auto words = testing::internal::GetCapturedStderr();
  EXPECT_THAT(words, HasSubstr("demo: " + data + ": this directory cannot be used"));
  for (const auto* sql : {"INSERT", "UPDATE", "COMMIT", "SELECT"})
    EXPECT_THAT(words, testing::Not(HasSubstr(sql)));
  const auto told =
      unwritable({ErrorCode::Full, "database or disk is full", "hub.db: INSERT"}, data);
  EXPECT_EQ(told.message, "the disk of this directory is full: make room");
  EXPECT_EQ(told.where, data);
}

TEST(Commands, EnrolGivesACodeThatIsKeptNowhere) {
  const Folder folder;
  const auto data = folder.file("hub").string();
  printed({"demo", "--data", data, "--customers", "10", "--products", "100"});
  const auto line = json::Document::parse(printed({"enrol", "--data", data, "--shop", "S2"}));
  ASSERT_TRUE(line);
  const auto text = line->root().string("code");
  const auto code = protocol::parse_enrol_code(text);
  ASSERT_TRUE(code) << text;
  EXPECT_EQ(line->root().string("shop"), "S2");
  std::stringstream kept;
  kept << std::ifstream{folder.file("hub") / "hub.terminals"}.rdbuf();
  EXPECT_THAT(kept.str(), HasSubstr(code->hash().hex()));
  EXPECT_THAT(kept.str(), testing::Not(HasSubstr(text)));
  const auto other = printed({"enrol", "--data", data, "--shop", "S1", "--minutes", "1"});
  EXPECT_THAT(other, testing::Not(HasSubstr(text)));
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_command_line(Words{"enrol", "--data", data, "--shop", "S99"}), 1);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("knows no such shop"));
}

TEST(Commands, DevicesRevokesAndRestoresWhoItKnows) {
  const Folder folder;
  const auto data = folder.file("hub").string();
  {
    const SystemClock clock;
    auto db = HubDb::open(data, clock);
    ASSERT_TRUE(db) << db.error().text();
    ASSERT_TRUE((*db)->begin());
    ASSERT_TRUE((*db)->marks().heard("d1", 1, "S1", 7));
    ASSERT_TRUE((*db)->commit());
  }
  EXPECT_THAT(printed({"devices", "--data", data}),
              HasSubstr("\"enrolled\":null,\"revoked\":false"));
  EXPECT_THAT(printed({"devices", "--data", data, "--revoke", "d1"}),
              HasSubstr("\"revoked\":true"));
  EXPECT_THAT(printed({"devices", "--data", data}), HasSubstr("\"revoked\":true"));
  EXPECT_THAT(printed({"devices", "--data", data, "--restore", "d1"}),
              HasSubstr("\"revoked\":false"));
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_command_line(Words{"devices", "--data", data, "--revoke", "d2"}), 1);
  EXPECT_EQ(run_command_line(Words{"devices", "--data", data, "--revoke", "d1", "--restore", "d1"}),
            1);
  EXPECT_THAT(
      testing::internal::GetCapturedStderr(),
      testing::AllOf(HasSubstr("heard no such terminal"), HasSubstr("one ruling at a time")));
}

TEST(Commands, ServeNamesAPolicyThatIsNone) {
  const Folder folder;
  const auto data = folder.file("hub").string();
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_command_line(Words{"serve", "--data", data, "--enrol", "maybe"}), 1);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("must be open or code"));
  EXPECT_FALSE(std::filesystem::exists(data));
}

TEST(Commands, EndWithTwoWhenNotUnderstoodAndExplainThemselves) {
  EXPECT_EQ(run_command_line(Words{}), 2);
  EXPECT_EQ(run_command_line(Words{"fly"}), 2);
  EXPECT_EQ(run_command_line(Words{"serve"}), 2);
  for (const std::string_view name :
       {"serve", "import", "demo", "train", "evaluate", "devices", "enrol", "schema"}) {
    EXPECT_EQ(run_command_line(Words{name, "--help"}), 0) << name;
  }
}

}  // namespace
}  // namespace parcours::hub
