// SPDX-License-Identifier: Apache-2.0
// `parcours-kiosk act`: one act of a person, decided and recorded as the screens would, with the
// same refusals. Needs no hub.
#pragma once

#include <span>
#include <string_view>

namespace parcours::app {

/// 0 recorded, 1 refused or failed, 2 wrong arguments.
[[nodiscard]] int run_act(std::span<const std::string_view> words);

}  // namespace parcours::app
