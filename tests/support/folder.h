// SPDX-License-Identifier: Apache-2.0
// A scratch folder that goes away with the test.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "parcours-test-XXXXXX").string();
    x_path = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(x_path, ignored);
  }
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return x_path / name; }

 private:
  std::filesystem::path x_path;
};
