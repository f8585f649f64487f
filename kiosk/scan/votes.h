// SPDX-License-Identifier: Apache-2.0
// Two agreeing reads before a camera's read is believed: a line of bars passes its check digit by
// accident about once in 1,400 frames, and a wrong card would open a stranger's profile. Pure;
// owned by the camera thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "platform/barcode/symbol.h"
#include "platform/base/clock.h"

namespace parcours::scan {

class Votes {
 public:
  /// What one frame showed, at `now`. Gives back the symbol to act on, once per presentation:
  /// linear codes after two equal reads within a second, matrix codes at once. The same code counts
  /// anew after it was out of view for 1.5 s.
  [[nodiscard]] std::optional<barcode::Symbol> see(const std::vector<barcode::Symbol>& symbols,
                                                   MonoTime now);
  /// Forgets everything (end of a visit).
  void clear() { x_seen.clear(); }

 private:
  struct Seen {
    std::string aim;
    std::string text;
    int reads = 0;
    MonoTime last{};
    bool told = false;
  };
  std::vector<Seen> x_seen;
};

}  // namespace parcours::scan
