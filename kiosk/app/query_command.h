// SPDX-License-Identifier: Apache-2.0
// `parcours-kiosk query`: what the screens would show, as JSON, from the desk alone. Needs no
// hub. Writes nothing.
#pragma once

#include <span>
#include <string_view>

namespace parcours::app {

[[nodiscard]] int run_query(std::span<const std::string_view> words);

}  // namespace parcours::app
