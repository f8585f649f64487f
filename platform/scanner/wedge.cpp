// SPDX-License-Identifier: Apache-2.0
// Key positions of a US keyboard to characters. A second way in is "Alt plus three digits on the
// keypad", which scanners use for control characters such as GS (Alt 029).
#include "platform/scanner/wedge.h"

#include <array>
#include <string_view>
#include <utility>

namespace parcours::scanner {
namespace {

constexpr std::uint16_t kA = 0x04;
constexpr std::uint16_t kZ = 0x1D;
constexpr std::uint16_t kOne = 0x1E;
constexpr std::uint16_t kZero = 0x27;
constexpr std::uint16_t kEnter = 0x28;
constexpr std::uint16_t kTab = 0x2B;
constexpr std::uint16_t kSpace = 0x2C;
constexpr std::uint16_t kCapsLock = 0x39;
constexpr std::uint16_t kKeypadSlash = 0x54;
constexpr std::uint16_t kKeypadEnter = 0x58;
constexpr std::uint16_t kKeypadOne = 0x59;
constexpr std::uint16_t kKeypadZero = 0x62;
constexpr std::uint16_t kRightBracket = 0x30;
constexpr std::uint16_t kLeftControl = 0xE0;
constexpr std::uint16_t kLeftShift = 0xE1;
constexpr std::uint16_t kLeftAlt = 0xE2;
constexpr std::uint16_t kRightControl = 0xE4;
constexpr std::uint16_t kRightShift = 0xE5;
constexpr std::uint16_t kRightAlt = 0xE6;
constexpr char kGroupSeparator = '\x1D';

/// Keys from 0x2D to 0x38, without and with Shift; 0x32 is the key that only other keyboards have.
constexpr std::string_view kMarks = "-=[]\\#;'`,./";
constexpr std::string_view kMarksShifted = "_+{}|~:\"~<>?";
constexpr std::string_view kDigitsShifted = "!@#$%^&*()";
/// Keypad keys from 0x54 to 0x63.
constexpr std::string_view kKeypad = "/*-+\n1234567890.";

char character_of(std::uint16_t usage, bool shift, bool caps) {
  if (usage >= kA && usage <= kZ) {
    return static_cast<char>((shift != caps ? 'A' : 'a') + (usage - kA));
  }
  if (usage >= kOne && usage <= kZero) {
    const auto place = static_cast<std::size_t>(usage - kOne);
    return shift ? kDigitsShifted[place] : "1234567890"[place];
  }
  if (usage == kSpace) return ' ';
  if (usage >= 0x2D && usage <= 0x38) {
    return (shift ? kMarksShifted : kMarks)[static_cast<std::size_t>(usage - 0x2D)];
  }
  if (usage >= kKeypadSlash && usage <= 0x63) {
    return kKeypad[static_cast<std::size_t>(usage - kKeypadSlash)];
  }
  return '\0';
}

}  // namespace

std::uint16_t usage_of_evdev(int code) {
  // Linux key codes (linux/input-event-codes.h) of what a scanner types, in the order of the US
  // keyboard's rows.
  struct Row {
    int first_code;
    std::string_view usages;  ///< HID usages of consecutive codes
  };
  static constexpr std::array kRows = {
      Row{2, "\x1E\x1F\x20\x21\x22\x23\x24\x25\x26\x27\x2D\x2E"},           // 1 … 0 - =
      Row{15, "\x2B\x14\x1A\x08\x15\x17\x1C\x18\x0C\x12\x13\x2F\x30\x28"},  // Tab q … p [ ] Enter
      Row{29,
          "\xE0\x04\x16\x07\x09\x0A\x0B\x0D\x0E\x0F\x33\x34\x35\xE1"},  // Ctrl a … l ; ' ` Shift
      Row{43, "\x31\x1D\x1B\x06\x19\x05\x11\x10\x36\x37\x38\xE5"},      // \ z … m , . / Shift
      Row{55, "\x55\xE2\x2C\x39"},                                      // keypad * Alt space Caps
      Row{59, "\x3A\x3B\x3C\x3D\x3E\x3F\x40\x41\x42\x43"},              // F1 … F10
      Row{71, "\x5F\x60\x61\x56\x5C\x5D\x5E\x57\x59\x5A\x5B\x62\x63"},  // keypad 7 8 9 - … 0 .
      Row{87, "\x44\x45"},                                              // F11 F12
      Row{96, "\x58\xE4\x54"},                                          // keypad Enter, Ctrl, /
      Row{100, "\xE6"},                                                 // right Alt
  };
  for (const Row& row : kRows) {
    const int place = code - row.first_code;
    if (place >= 0 && place < static_cast<int>(row.usages.size())) {
      return static_cast<std::uint8_t>(row.usages[static_cast<std::size_t>(place)]);
    }
  }
  return 0;
}

std::optional<std::string> Wedge::on_key(const KeyEvent& event) {
  const bool is_down = event.action != KeyAction::Release;
  switch (event.usage) {
    case kLeftShift:
    case kRightShift:
      x_shift = is_down;
      return std::nullopt;
    case kLeftControl:
    case kRightControl:
      x_control = is_down;
      return std::nullopt;
    case kLeftAlt:
    case kRightAlt:
      x_alt = is_down;
      if (is_down) x_alt_code = -1;
      if (!is_down && x_alt_code > 0 && x_alt_code < 128) put(static_cast<char>(x_alt_code));
      return std::nullopt;
    default:
      break;
  }
  // A scanner lets go of each key; a repeat is a person leaning on the keyboard.
  if (event.action != KeyAction::Press) return std::nullopt;
  std::optional<std::string> ended;
  if (event.time - x_last > x_options.gap_max) ended = on_time(event.time);
  x_last = event.time;
  if (event.usage == kCapsLock) {
    x_caps = !x_caps;
    return ended;
  }
  if (event.usage == kEnter || event.usage == kKeypadEnter || event.usage == kTab) return finish();
  if (x_alt && event.usage >= kKeypadOne && event.usage <= kKeypadZero) {
    const int digit = event.usage == kKeypadZero ? 0 : event.usage - kKeypadOne + 1;
    x_alt_code = (x_alt_code < 0 ? 0 : x_alt_code % 1000) * 10 + digit;
    return ended;
  }
  if ((x_control && event.usage == kRightBracket) ||
      (x_options.gs_usage != 0 && event.usage == x_options.gs_usage)) {
    put(kGroupSeparator);
  } else if (const char c = character_of(event.usage, x_shift, x_caps); c != '\0' && !x_control) {
    put(c);
  }
  return ended;
}

std::optional<std::string> Wedge::on_time(MonoTime now) {
  if (x_line.empty() || now - x_last <= x_options.gap_max) return std::nullopt;
  return finish();
}

void Wedge::put(char character) {
  if (x_line.size() >= x_options.length_max) {
    x_overflow = true;
    return;
  }
  x_line += character;
}

std::optional<std::string> Wedge::finish() {
  std::string line = std::exchange(x_line, {});
  const bool is_noise = std::exchange(x_overflow, false) || line.size() < x_options.length_min;
  if (is_noise) return std::nullopt;
  return line;
}

void Wedge::clear() {
  x_line.clear();
  x_overflow = false;
  x_alt_code = -1;
}

}  // namespace parcours::scanner
