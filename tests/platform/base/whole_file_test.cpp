// SPDX-License-Identifier: Apache-2.0
#include "platform/base/whole_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/support/folder.h"

namespace parcours {
namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(WholeFile, HoldsTheNewBytesAloneAndIsItsOwnersAlone) {
  const Folder folder;
  const auto file = folder.file("secret");
  ASSERT_TRUE(replace_file(file, "a long first text"));
  ASSERT_TRUE(replace_file(file, std::string_view{"b\0c", 3}));
  EXPECT_EQ(contents(file), std::string("b\0c", 3));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_FALSE(std::filesystem::exists(folder.file("secret.new")));
}

TEST(WholeFile, ThatCannotBeWrittenIsNamedAndTheOldOneStays) {
  const Folder folder;
  const auto refused = replace_file(folder.file("no folder") / "file", "x");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Io);
  EXPECT_NE(refused.error().where.find("no folder"), std::string::npos);
  const auto file = folder.file("kept");
  ASSERT_TRUE(replace_file(file, "old"));
  std::filesystem::create_directory(folder.file("kept.new"));
  EXPECT_FALSE(replace_file(file, "new"));
  EXPECT_EQ(contents(file), "old");
}

}  // namespace
}  // namespace parcours
