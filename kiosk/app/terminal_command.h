// SPDX-License-Identifier: Apache-2.0
// The commands with a window: the terminal itself, `play` (a script on the real window) and `tour`
// (every screen of every role).
#pragma once

#include <span>
#include <string_view>

namespace parcours::app {

[[nodiscard]] int run_terminal(std::span<const std::string_view> words);
[[nodiscard]] int run_play(std::span<const std::string_view> words);
[[nodiscard]] int run_tour(std::span<const std::string_view> words);

}  // namespace parcours::app
