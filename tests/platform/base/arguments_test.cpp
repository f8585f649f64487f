// SPDX-License-Identifier: Apache-2.0
#include "platform/base/arguments.h"

#include <gmock/gmock.h>

#include <array>

namespace parcours {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Words = std::vector<std::string_view>;

constexpr std::array kOptions{
    OptionSpec{"--data", ValueKind::Text, true},
    OptionSpec{"--number", ValueKind::Number, false, 1, 9}, OptionSpec{"--day", ValueKind::Day},
    OptionSpec{"--listen", ValueKind::Address}, OptionSpec{"--once", ValueKind::Flag}};

std::string complaint_of(const Words& words, const WordsSpec& positional = {}) {
  const auto arguments = Arguments::parse(words, kOptions, positional);
  return arguments ? std::string{} : complaint("program", arguments.error());
}

TEST(Arguments, AreReadWithOrWithoutAnEqualsSign) {
  const auto arguments =
      Arguments::parse(Words{"--data=a=b", "--number", "3", "a", "--once", "--day", "2026-02-28"},
                       kOptions, {1, WordsSpec::kAny});
  ASSERT_TRUE(arguments.has_value()) << arguments.error().text();
  EXPECT_EQ(arguments->text("--data"), "a=b");
  EXPECT_EQ(arguments->number("--number", 1), 3);
  EXPECT_EQ(arguments->text("--day"), "2026-02-28");
  EXPECT_EQ(arguments->text("--listen", "default"), "default");
  EXPECT_TRUE(arguments->has("--once"));
  EXPECT_FALSE(arguments->has("--listen"));
  EXPECT_THAT(arguments->words(), ElementsAre("a"));
}

TEST(Arguments, BehindTwoDashesAreWordsWhateverTheyLookLike) {
  const auto arguments = Arguments::parse(Words{"--data", "x", "note", "--", "--once", "--"},
                                          kOptions, {1, WordsSpec::kAny});
  ASSERT_TRUE(arguments.has_value()) << arguments.error().text();
  EXPECT_THAT(arguments->words(), ElementsAre("note", "--once", "--"));
  EXPECT_FALSE(arguments->has("--once"));
  EXPECT_FALSE(wants_help(Words{"note", "--", "--help"}));
  EXPECT_TRUE(wants_help(Words{"note", "--help"}));
  EXPECT_TRUE(wants_help(Words{"-h"}));
}

TEST(Arguments, ThatAreWrongAreNamedWithWhatThereIs) {
  EXPECT_EQ(complaint_of({"--data", "x"}), "");
  EXPECT_EQ(complaint_of({}), "program: --data: is needed");
  EXPECT_EQ(complaint_of({"--data"}), "program: --data: needs a value after it");
  EXPECT_THAT(complaint_of({"--data", "--once"}), HasSubstr("needs a value"));
  EXPECT_THAT(complaint_of({"--data="}), HasSubstr("empty"));
  EXPECT_EQ(complaint_of({"--data", "x", "--nonsense", "1"}),
            "program: --nonsense: is no option here; there are: --data, --number, --day, --listen, "
            "--once");
  EXPECT_THAT(complaint_of({"--data", "x", "--data", "y"}), HasSubstr("--data: is given twice"));
  EXPECT_THAT(complaint_of({"--data", "x", "--once", "--once"}), HasSubstr("twice"));
  EXPECT_THAT(complaint_of({"--data", "x", "--once=yes"}), HasSubstr("--once: takes no value"));
}

TEST(Arguments, KeepToTheirKind) {
  EXPECT_THAT(complaint_of({"--data", "x", "--number", "10"}), HasSubstr("\"10\" is not a whole"));
  EXPECT_THAT(complaint_of({"--data", "x", "--number", "3x"}), HasSubstr("from 1 to 9"));
  EXPECT_THAT(complaint_of({"--data", "x", "--day", "2026-02-30"}), HasSubstr("not a day"));
  EXPECT_THAT(complaint_of({"--data", "x", "--listen", "nowhere"}), HasSubstr("\"nowhere\""));
  EXPECT_THAT(complaint_of({"--data", "x", "--listen", "[::1]:70000"}),
              HasSubstr("not an address"));
  EXPECT_EQ(complaint_of({"--data", "x", "--listen", "[::1]:0"}), "");
}

TEST(Arguments, AreCountedWhenTheyStandAlone) {
  EXPECT_THAT(complaint_of({"--data", "x", "file"}), HasSubstr("file: is not understood here"));
  EXPECT_EQ(complaint_of({"--data", "x"}, {1, 1, "SCRIPT"}), "program: SCRIPT: is needed");
  EXPECT_EQ(complaint_of({"--data", "x"}, {1, WordsSpec::kAny}),
            "program: FILE: at least one is needed");
  EXPECT_THAT(complaint_of({"--data", "x", "a", "b"}, {1, 1, "SCRIPT"}), HasSubstr("b: is not"));
  EXPECT_EQ(complaint_of({"--data", "x", "a", "b"}, {1, WordsSpec::kAny}), "");
}

TEST(Address, SplitsIntoHostAndPort) {
  const auto address = parse_address("[::1]:8080");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "::1");
  EXPECT_EQ(address->port, 8080);
  EXPECT_FALSE(parse_address(":80"));
  EXPECT_FALSE(parse_address("host:"));
}

}  // namespace
}  // namespace parcours
