// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/scan_rules.h"

#include <fstream>
#include <iterator>

namespace parcours::app {

Result<scan::Rules> read_rules(const std::string& path) {
  if (path.empty()) return scan::Rules::built_in();
  std::ifstream file{path, std::ios::binary};
  if (!file) return fail(ErrorCode::NotFound, "cannot open the scan rules", path);
  const std::string json{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
  auto rules = scan::Rules::parse(json);
  if (!rules) rules.error().where = path + ": " + rules.error().where;
  return rules;
}

}  // namespace parcours::app
