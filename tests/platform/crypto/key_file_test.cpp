// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/key_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/folder.h"

namespace parcours::crypto {
namespace {

TEST(KeyFile, IsMadeOnceAndReadFromThenOn) {
  const Folder folder;
  const auto file = folder.file("device.key");
  const auto made = open_key_file(file, std::string(kSeedBytes, 'a'));
  ASSERT_TRUE(made) << made.error().text();
  const auto read = open_key_file(file, std::string(kSeedBytes, 'b'));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->public_key, made->public_key);
  EXPECT_EQ(made->public_key, keypair_from_seed(std::string(kSeedBytes, 'a'))->public_key);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
}

TEST(KeyFile, ThatIsDamagedIsNamedAndLeftAsItIs) {
  const Folder folder;
  const auto file = folder.file("device.key");
  for (const char* text : {"", "not hexadecimal", "ab", "00112233445566778899"}) {
    std::ofstream{file} << text;
    const auto key = open_key_file(file, std::string(kSeedBytes, 'a'));
    ASSERT_FALSE(key) << text;
    EXPECT_EQ(key.error().code, ErrorCode::Corrupt);
    EXPECT_EQ(key.error().where, file.string());
    std::string left;
    std::getline(std::ifstream{file}, left);
    EXPECT_EQ(left, text);
  }
}

}  // namespace
}  // namespace parcours::crypto
