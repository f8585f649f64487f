// SPDX-License-Identifier: Apache-2.0
// Reads a golden wire file. Fails the test when it is not there.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

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

}  // namespace parcours::protocol::test
