// SPDX-License-Identifier: Apache-2.0
// A story to be played on the real window: one step a line, tapped by label as a person would. Used
// by `parcours-kiosk play` and by the tour. Pure: parsing only; script/player runs the steps.
//
//   tap "Mon espace"      the widget with this label (quotes may be left out); `tap @nav.home`
//   takes the word of a key try @sheet.close      the same if it is there, else nothing type lampe
//   taps the keys of the on-screen keyboard scan 2900000000017    what a hardware scanner would
//   send open Tasks            goes to a screen as its navigation would wait "Camille"        until
//   the screen says it (10 s at most); `wait screen Space` until that screen absent "Camille" fails
//   when the screen says it pause 300             milliseconds language en           and `theme
//   dark`, `type-size large` leave                 ends the visit: everything personal goes shot
//   space            a picture <role>-space.png and its texts and targets
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

/// Invalid names file and line.
[[nodiscard]] Result<std::vector<Step>> parse_script(std::string_view text, std::string_view file);
/// The same of a file; NotFound names it.
[[nodiscard]] Result<std::vector<Step>> read_script(const std::string& file);

}  // namespace parcours::app
