// SPDX-License-Identifier: Apache-2.0
// Puts together what a scanner types. Scanners pretend to be a US keyboard, so keys are read by
// position (scancode) and never through the system's layout, which turns "]Q3https-" into
// "$A\"https)" on a French machine. Pure state machine over key events with their time; owned by
// whoever reads the keys. Does not know what a code means.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "platform/base/clock.h"

namespace parcours::scanner {

enum class KeyAction { Press, Release, Repeat };

/// `usage`: USB HID usage of the keyboard page (0x04 = A, 0x28 = Enter), the number that SDL calls
/// a scancode.
struct KeyEvent {
  std::uint16_t usage = 0;
  KeyAction action = KeyAction::Press;
  MonoTime time{};
};

/// HID usage of a Linux key code (KEY_A…), 0 when the key has none that a scanner types.
[[nodiscard]] std::uint16_t usage_of_evdev(int code);

struct WedgeOptions {
  /// A pause longer than this ends a line that was typed by a scanner but has no suffix, and drops
  /// what a person typed.
  std::chrono::milliseconds gap_max{60};
  std::size_t length_min = 4;     ///< shorter lines are a person at a keyboard
  std::size_t length_max = 4096;  ///< longer is noise: dropped up to its end
  std::uint16_t gs_usage =
      0x42;  ///< a key that stands for GS (0x1D) beside Ctrl+]; 0x42 = F9; 0 for none
};

class Wedge {
 public:
  explicit Wedge(WedgeOptions options = {}) : x_options(options) {}

  /// A whole line, without its suffix (Enter, keypad Enter, or Tab), when this event ended one.
  [[nodiscard]] std::optional<std::string> on_key(const KeyEvent& event);
  /// A line without suffix is complete after a pause; call now and then while idle.
  [[nodiscard]] std::optional<std::string> on_time(MonoTime now);
  /// True while keys arrive too quickly for a person: the screen should not take them as typing.
  [[nodiscard]] bool in_line() const { return !x_line.empty(); }
  void clear();

 private:
  [[nodiscard]] std::optional<std::string> finish();
  void put(char character);

  WedgeOptions x_options;
  std::string x_line;
  MonoTime x_last{};
  bool x_shift = false;
  bool x_control = false;
  bool x_caps = false;
  bool x_alt = false;
  int x_alt_code = -1;
  bool x_overflow = false;
};

}  // namespace parcours::scanner
