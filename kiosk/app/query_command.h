// SPDX-License-Identifier: Apache-2.0
// `parcours-kiosk query`: what the screens would show, as JSON, from the desk alone. Needs no
// hub, and no folder to itself: it reads beside a running terminal. Writes nothing; only a file
// found damaged is moved aside, as by every command that opens it.
#pragma once

#include <span>
#include <string_view>

namespace parcours::app {

[[nodiscard]] int run_query(std::span<const std::string_view> words);

}  // namespace parcours::app
