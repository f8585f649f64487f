// SPDX-License-Identifier: Apache-2.0
// Where the words and pictures lie, beside an installed program or in a build tree.
#include <cstdlib>
#include <filesystem>

#include "kiosk/ui/shell.h"

namespace parcours::ui {
namespace {

namespace fs = std::filesystem;

std::string first_folder(const char* variable, const std::vector<fs::path>& candidates) {
  const char* own = std::getenv(variable);
  if (own != nullptr && *own != '\0') return own;
  std::error_code missing;
  for (const fs::path& candidate : candidates) {
    if (fs::is_directory(candidate, missing)) return candidate.lexically_normal().string();
  }
  return {};
}

/// The folder of the running program; empty when the system does not tell.
fs::path program_folder() {
  std::error_code unknown;
  return fs::read_symlink("/proc/self/exe", unknown).parent_path();
}

}  // namespace

Result<std::string> find_words_folder() {
  const fs::path program = program_folder();
  const std::string assets = first_folder(
      "PARCOURS_ASSETS", {program / "../share/parcours/assets", program / "../../../assets",
                          "assets", "/usr/share/parcours/assets"});
  if (assets.empty()) {
    return fail(ErrorCode::NotFound,
                "the folder of words is missing; set PARCOURS_ASSETS to the folder that holds i18n",
                "assets");
  }
  return (fs::path(assets) / "i18n").string();
}

std::string find_pictures_folder() {
  const fs::path program = program_folder();
  return first_folder("PARCOURS_PICTURES",
                      {program / "../share/parcours/pictures", program / "../assets/pictures",
                       "build/assets/pictures", "/usr/share/parcours/pictures"});
}

}  // namespace parcours::ui
