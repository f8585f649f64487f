// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/script/script.h"

#include <gtest/gtest.h>

namespace parcours::app {
namespace {

TEST(Script, ReadsStepsWithQuotesKeysAndComments) {
  const auto script = parse_script(
      "# story\ntap \"Mon espace\"\n\nwait screen Space\nwait @nav.home\nleave\n", "x.play");
  ASSERT_TRUE(script);
  EXPECT_EQ(script->role, "");
  ASSERT_EQ(script->steps.size(), 4u);
  EXPECT_EQ(script->steps[0].argument, "Mon espace");
  EXPECT_EQ(script->steps[0].line, 2);
  EXPECT_EQ(script->steps[1].verb, Verb::WaitScreen);
  EXPECT_EQ(script->steps[1].argument, "Space");
  EXPECT_EQ(script->steps[2].argument, "@nav.home");
}

TEST(Script, NamesFileAndLineOfAWrongStep) {
  for (const char* text :
       {"tap a\njump b\n", "tap a\ntap\n", "tap a\npause soon\n", "tap a\nlanguage de\n",
        "tap a\nshot ../x\n", "tap a\nleave now\n", "tap a\nrole manager\n",
        "role manager\nrole manager\ntap a\n", "# who\nrole king\ntap a\n"}) {
    const auto steps = parse_script(text, "story.play");
    ASSERT_FALSE(steps) << text;
    EXPECT_EQ(steps.error().where, "story.play line 2") << text;
  }
}

TEST(Script, SaysWhoPlaysItBeforeItsFirstStep) {
  const auto script = parse_script("# story\nrole associate\nwait screen Unlock\n", "x.play");
  ASSERT_TRUE(script) << script.error().text();
  EXPECT_EQ(script->role, "associate");
  ASSERT_EQ(script->steps.size(), 1u);
  EXPECT_EQ(script->steps[0].line, 3);
}

TEST(Script, RefusesAnEmptyOrMissingFile) {
  EXPECT_FALSE(parse_script("# nothing\n", "x.play"));
  EXPECT_EQ(read_script("/nonexistent.play").error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace parcours::app
