// SPDX-License-Identifier: Apache-2.0
// A story to be played on the real window: one step a line, tapped by label as a person would. Used
// by `parcours-kiosk play` and by the tour. Pure: parsing only; script/player runs the steps.
//
// README.md lists the steps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::app {

enum class Verb {
  Tap,
  Try,
  Type,
  Scan,
  Open,
  Wait,
  WaitScreen,
  Absent,
  Pause,
  Language,
  Theme,
  TypeSize,
  Leave,
  Shot
};

struct Step {
  Verb verb = Verb::Pause;
  std::string argument;  ///< without its quotes; a word's key keeps its '@'
  int line = 0;          ///< of the file, from 1
};

struct Script {
  std::string role;  ///< of `role associate` before the first step; "" when it names none
  std::vector<Step> steps;
};

/// Invalid names file and line.
[[nodiscard]] Result<Script> parse_script(std::string_view text, std::string_view file);
/// The same of a file; NotFound names it.
[[nodiscard]] Result<Script> read_script(const std::string& file);

}  // namespace parcours::app
