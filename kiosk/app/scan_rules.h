// SPDX-License-Identifier: Apache-2.0
// The `--rules FILE` option that scan and parse share: a retailer's rules tried before they are set
// for all terminals. Command line only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/scan/rules.h"
#include "platform/base/result.h"

namespace parcours::app {

/// Takes `--rules FILE` out of `arguments`. The built-in rules without it; Invalid names the file
/// or the rule.
[[nodiscard]] Result<scan::Rules> take_rules(std::vector<std::string_view>& arguments);

}  // namespace parcours::app
