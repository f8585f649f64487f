// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/commands/command.h"

#include <gtest/gtest.h>

namespace parcours::hub {
namespace {

using Words = std::vector<std::string_view>;

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
