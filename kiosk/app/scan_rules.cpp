// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/scan_rules.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace parcours::app {

Result<scan::Rules> take_rules(std::vector<std::string_view>& arguments) {
  const auto option = std::find(arguments.begin(), arguments.end(), "--rules");
  if (option == arguments.end()) return scan::Rules::built_in();
  if (std::next(option) == arguments.end()) {
    return fail(ErrorCode::Invalid, "--rules needs a file of scan rules (JSON)", "--rules");
  }
  const std::string path{*std::next(option)};
  arguments.erase(option, option + 2);
  std::ifstream file{path, std::ios::binary};
  if (!file) return fail(ErrorCode::NotFound, "cannot open the scan rules", path);
  const std::string json{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
  auto rules = scan::Rules::parse(json);
  if (!rules) rules.error().where = path + ": " + rules.error().where;
  return rules;
}

}  // namespace parcours::app
