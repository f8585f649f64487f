// SPDX-License-Identifier: Apache-2.0
// What only the screen knows: an open sheet, text typed but not yet answered by the core. Wiped
// when a visit ends. Ui thread.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>

#include "kiosk/ui/tree/tree.h"

namespace parcours::ui {

/// Text that a person types here while the core, a moment later, sends it back. Late echoes do not
/// undo newer letters.
class Draft {
 public:
  /// The text to show: what was typed, or what came from outside.
  std::string& follow(const std::string& from_state) {
    if (from_state == x_seen) return x_text;
    x_seen = from_state;
    for (std::size_t i = 0; i < x_sent.size(); ++i) {
      if (x_sent[i] != from_state) continue;
      x_sent.erase(x_sent.begin(), x_sent.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return x_text;
    }
    x_sent.clear();
    x_text = from_state;
    return x_text;
  }
  /// Call after the text was changed by hand.
  void sent() {
    x_sent.push_back(x_text);
    if (x_sent.size() > 64) x_sent.pop_front();
  }

 private:
  std::string x_text;
  std::string x_seen;
  std::deque<std::string> x_sent;
};

class Memory {
 public:
  [[nodiscard]] bool& flag(const Id& id) { return x_flags[id.value()]; }
  [[nodiscard]] int& number(const Id& id) { return x_numbers[id.value()]; }
  /// A length measured in the frame before (how long a page turned out).
  [[nodiscard]] float& length(const Id& id) { return x_lengths[id.value()]; }
  [[nodiscard]] Draft& draft(const Id& id) { return x_drafts[id.value()]; }
  [[nodiscard]] double& time(const Id& id) { return x_times[id.value()]; }
  void wipe() { *this = {}; }

 private:
  std::unordered_map<std::uint64_t, bool> x_flags;
  std::unordered_map<std::uint64_t, int> x_numbers;
  std::unordered_map<std::uint64_t, float> x_lengths;
  std::unordered_map<std::uint64_t, Draft> x_drafts;
  std::unordered_map<std::uint64_t, double> x_times;
};

}  // namespace parcours::ui
