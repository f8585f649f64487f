// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/commands/command.h"

#include <gmock/gmock.h>

#include <array>

namespace parcours::hub {
namespace {

using testing::HasSubstr;

constexpr std::array kOptions{OptionSpec{"--data", ValueKind::Text, true},
                              OptionSpec{"--number", ValueKind::Number, false, 1, 9},
                              OptionSpec{"--listen", ValueKind::Address}};

std::string complaint(const std::vector<std::string>& words) {
  const auto arguments = Arguments::parse(words, kOptions, Files::None);
  return arguments ? std::string{} : arguments.error().text();
}

TEST(Arguments, AreReadWithOrWithoutAnEqualsSign) {
  const auto arguments =
      Arguments::parse(std::vector<std::string>{"--data=here", "--number", "3", "a", "b"}, kOptions,
                       Files::OneOrMore);
  ASSERT_TRUE(arguments.has_value());
  EXPECT_EQ(arguments->text("--data"), "here");
  EXPECT_EQ(arguments->number("--number", 1), 3);
  EXPECT_EQ(arguments->text("--listen", "default"), "default");
  EXPECT_THAT(arguments->files(), testing::ElementsAre("a", "b"));
}

TEST(Arguments, ThatAreWrongAreNamed) {
  EXPECT_EQ(complaint({"--data", "x"}), "");
  EXPECT_THAT(complaint({}), HasSubstr("--data"));
  EXPECT_THAT(complaint({"--data"}), HasSubstr("needs a value"));
  EXPECT_THAT(complaint({"--data", "x", "--nonsense", "1"}), HasSubstr("--nonsense"));
  EXPECT_THAT(complaint({"--data", "x", "--number", "10"}), HasSubstr("from 1 to 9"));
  EXPECT_THAT(complaint({"--data", "x", "--listen", "nowhere"}), HasSubstr("nowhere"));
  EXPECT_THAT(complaint({"--data", "x", "--data", "y"}), HasSubstr("twice"));
  EXPECT_THAT(complaint({"--data", "x", "file"}), HasSubstr("file"));
}

TEST(Commands, EndWithTwoWhenNotUnderstoodAndExplainThemselves) {
  EXPECT_EQ(run_command_line(std::vector<std::string>{}), 2);
  EXPECT_EQ(run_command_line(std::vector<std::string>{"fly"}), 2);
  EXPECT_EQ(run_command_line(std::vector<std::string>{"serve"}), 2);
  for (const std::string name :
       {"serve", "import", "demo", "train", "evaluate", "devices", "schema"}) {
    EXPECT_EQ(run_command_line(std::vector<std::string>{name, "--help"}), 0) << name;
  }
}

}  // namespace
}  // namespace parcours::hub
