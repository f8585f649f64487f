// SPDX-License-Identifier: Apache-2.0
// `parcours-kiosk enrol --hub URL --data DIR --code CODE`: shows the hub the code that its operator
// gave out, and this terminal's public key. One thread. Downloads nothing: the next sync does.
#pragma once

#include <span>
#include <string_view>

namespace parcours::app {

[[nodiscard]] int run_enrol(std::span<const std::string_view> words);

}  // namespace parcours::app
