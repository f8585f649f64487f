// SPDX-License-Identifier: Apache-2.0
// Reads a golden wire file, and damages its text. Fails the test when file or place is not there.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace parcours::protocol::test {

/// The file's text without its last line end when `trim`.
inline std::string golden(const std::string& name, bool trim = true) {
  std::ifstream file(std::string{PARCOURS_SOURCE_DIR} + "/tests/golden/wire/" + name);
  EXPECT_TRUE(file) << name;
  std::stringstream text;
  text << file.rdbuf();
  auto out = text.str();
  if (trim && !out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

/// `text` with the one place changed; fails the test when it is not there.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

}  // namespace parcours::protocol::test
