// SPDX-License-Identifier: Apache-2.0
// The `--rules FILE` option that scan and parse share: a retailer's rules tried before they are set
// for all terminals. Command line only.
#pragma once

#include <string>

#include "kiosk/scan/rules.h"
#include "platform/base/result.h"

namespace parcours::app {

/// The built-in rules without a path; Invalid names the file and the rule.
[[nodiscard]] Result<scan::Rules> read_rules(const std::string& path);

}  // namespace parcours::app
