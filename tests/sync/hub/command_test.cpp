// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/commands/command.h"

#include <gmock/gmock.h>

#include "platform/json/value.h"
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

TEST(Commands, EndWithTwoWhenNotUnderstoodAndExplainThemselves) {
  EXPECT_EQ(run_command_line(Words{}), 2);
  EXPECT_EQ(run_command_line(Words{"fly"}), 2);
  EXPECT_EQ(run_command_line(Words{"serve"}), 2);
  for (const std::string_view name :
       {"serve", "import", "demo", "train", "evaluate", "devices", "schema"}) {
    EXPECT_EQ(run_command_line(Words{name, "--help"}), 0) << name;
  }
}

}  // namespace
}  // namespace parcours::hub
