// SPDX-License-Identifier: Apache-2.0
// The two files of words against each other and against the sources that use them.
#include "kiosk/ui/words.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace parcours::ui {
namespace {

namespace fs = std::filesystem;
using visit::Language;

std::string source_folder() {
  return PARCOURS_SOURCE_DIR;
}

Words open_words() {
  auto words = Words::open(source_folder() + "/assets/i18n");
  if (!words) ADD_FAILURE() << words.error().text();
  return std::move(*words);
}

std::string sources() {
  std::stringstream all;
  for (const auto& entry : fs::recursive_directory_iterator(source_folder() + "/kiosk")) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
    all << std::ifstream(entry.path()).rdbuf();
  }
  return all.str();
}

std::set<std::string> matches(const std::string& text, const char* pattern) {
  std::set<std::string> found;
  const std::regex expression(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) {
    found.insert((*at)[1].str());
  }
  return found;
}

TEST(Words, HaveTheSameKeysInBothLanguages) {
  const Words words = open_words();
  for (const auto& [key, text] : words.all(Language::French)) {
    EXPECT_TRUE(words.all(Language::English).contains(key)) << key << " has no English";
    EXPECT_FALSE(text.empty()) << key;
  }
  EXPECT_EQ(words.all(Language::French).size(), words.all(Language::English).size());
}

TEST(Words, HaveTheSameHolesInBothLanguages) {
  const Words words = open_words();
  for (const auto& [key, french] : words.all(Language::French)) {
    const std::string& english = words.all(Language::English).at(key);
    for (const char* hole : {"{0}", "{1}", "{2}"}) {
      EXPECT_EQ(french.find(hole) == std::string::npos, english.find(hole) == std::string::npos)
          << key << " " << hole;
    }
    EXPECT_EQ(french.find('|') == std::string::npos, english.find('|') == std::string::npos) << key;
  }
}

TEST(Words, AreThereForEveryKeyOfTheSources) {
  const Words words = open_words();
  const std::string text = sources();
  for (const std::string& key :
       matches(text, R"x((?:\bt|\bn|\.text|\.count)\(\s*"([a-z0-9_]+\.[a-zA-Z0-9_.-]+)")x")) {
    if (key.ends_with('.')) continue;
    EXPECT_TRUE(words.has(key)) << key << " is in no file of words";
  }
  for (const std::string& family : matches(text, R"x(\bof\(\s*"([a-z0-9_.]+)")x")) {
    EXPECT_TRUE(words.has(family + ".other")) << family << ".other is missing";
  }
}

TEST(Words, AreAllUsed) {
  const Words words = open_words();
  const std::string text = sources();
  auto families = matches(text, R"x(\bof\(\s*"([a-z0-9_.]+)")x");
  // Keys that the sources put together: "toast.moved." + action.
  families.merge(matches(text, R"x("([a-z0-9_.]+)\."\s*\+)x"));
  for (const auto& [key, french] : words.all(Language::French)) {
    bool used = text.find('"' + key + '"') != std::string::npos;
    for (const std::string& family : families) used = used || key.starts_with(family + ".");
    for (const char* family : {"month.", "weekday."}) used = used || key.starts_with(family);
    EXPECT_TRUE(used) << key << " is used nowhere";
  }
}

TEST(Words, ChooseSingularAndPluralByLanguage) {
  Words words = open_words();
  words.use(Language::French);
  EXPECT_EQ(words.count("search.count", 0), "0 résultat");
  EXPECT_EQ(words.count("search.count", 2), "2 résultats");
  EXPECT_EQ(words.count("search.count", 1842), "1\u202f842 résultats");
  EXPECT_EQ(words.count("pilot.percent_points", -1), "\u22121\u202fpt");
  EXPECT_EQ(words.count("pilot.percent_points", -19), "\u221219\u202fpts");
  words.use(Language::English);
  EXPECT_EQ(words.count("search.count", 0), "0 results");
  EXPECT_EQ(words.count("search.count", 1), "1 result");
  EXPECT_EQ(words.text("no.such.key"), "?no.such.key?");
}

TEST(Words, NameTheMissingFile) {
  const auto none = Words::open("/nowhere");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::NotFound);
  EXPECT_EQ(none.error().where, "/nowhere/fr.json");
}

TEST(Words, InviteToTouchInOneWayInEachLanguage) {
  const Words words = open_words();
  const auto& french = words.all(Language::French);
  const auto& english = words.all(Language::English);
  for (const auto* of : {&french, &english})
    EXPECT_EQ(of->at("attract.label"), of->at("attract.line_1") + " " + of->at("attract.line_2"));
  EXPECT_TRUE(french.at("attract.languages").starts_with(english.at("attract.label")));
  EXPECT_TRUE(english.at("attract.languages").starts_with(french.at("attract.label")));
}

}  // namespace
}  // namespace parcours::ui
