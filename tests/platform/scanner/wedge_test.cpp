// SPDX-License-Identifier: Apache-2.0
#include "platform/scanner/wedge.h"

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

#include <vector>

#include "platform/base/random.h"

namespace parcours::scanner {
namespace {

/// A scanner that types like a US keyboard, one key every 5 ms.
class Typist {
 public:
  explicit Typist(WedgeOptions options = {}) : wedge(options) {}

  void key(std::uint16_t usage, KeyAction action = KeyAction::Press) {
    x_now += std::chrono::milliseconds{5};
    keep(wedge.on_key({usage, action, x_now}));
    if (action == KeyAction::Press) keep(wedge.on_key({usage, KeyAction::Release, x_now}));
  }
  void with(std::uint16_t modifier, std::uint16_t usage) {
    x_now += std::chrono::milliseconds{1};
    keep(wedge.on_key({modifier, KeyAction::Press, x_now}));
    key(usage);
    keep(wedge.on_key({modifier, KeyAction::Release, x_now}));
  }
  /// Letters, digits and the marks that a US keyboard has.
  void type(std::string_view text) {
    static constexpr std::string_view kPlain = "-=[]\\#;'`,./";
    static constexpr std::string_view kShifted = "_+{}|~:\"~<>?";
    for (const char c : text) {
      if (c >= 'a' && c <= 'z')
        key(static_cast<std::uint16_t>(0x04 + (c - 'a')));
      else if (c >= 'A' && c <= 'Z')
        with(0xE1, static_cast<std::uint16_t>(0x04 + (c - 'A')));
      else if (c >= '1' && c <= '9')
        key(static_cast<std::uint16_t>(0x1E + (c - '1')));
      else if (c == '0')
        key(0x27);
      else if (c == ' ')
        key(0x2C);
      else if (c == '\x1D')
        with(0xE0, 0x30);
      else if (const auto at = std::string_view{"!@#$%^&*()"}.find(c); at != std::string_view::npos)
        with(0xE5, static_cast<std::uint16_t>(0x1E + at));
      else if (const auto mark = kPlain.find(c); mark != std::string_view::npos)
        key(static_cast<std::uint16_t>(0x2D + mark));
      else if (const auto shifted = kShifted.find(c); shifted != std::string_view::npos)
        with(0xE1, static_cast<std::uint16_t>(0x2D + shifted));
    }
  }
  void enter() { key(0x28); }
  void pause(int ms) {
    x_now += std::chrono::milliseconds{ms};
    keep(wedge.on_time(x_now));
  }

  Wedge wedge;
  std::vector<std::string> lines;

 private:
  void keep(std::optional<std::string> line) {
    if (line) lines.push_back(*line);
  }
  MonoTime x_now{std::chrono::seconds{10}};
};

using Lines = std::vector<std::string>;

TEST(Wedge, GivesTheLineAsTheScannerMeantIt) {
  Typist scanner;
  scanner.type("]Q3https://id.gs1.org/01/09520123456788?17=201225&x=%2F_(A)");
  scanner.enter();
  EXPECT_EQ(scanner.lines, (Lines{"]Q3https://id.gs1.org/01/09520123456788?17=201225&x=%2F_(A)"}));
  EXPECT_FALSE(scanner.wedge.in_line());
}

TEST(Wedge, KeepsTheSeparatorInEveryFormItIsSent) {
  Typist scanner;
  scanner.type("10AB\x1D");  // Ctrl+]
  scanner.type("21X");
  scanner.key(0x42);  // a mapped key
  scanner.type("17261231");
  for (const std::uint16_t digit : {0x62, 0x5A, 0x61}) {  // Alt 0 2 9
    if (digit == 0x62)
      static_cast<void>(scanner.wedge.on_key({0xE2, KeyAction::Press, MonoTime{}}));
    scanner.key(digit);
  }
  static_cast<void>(scanner.wedge.on_key({0xE2, KeyAction::Release, MonoTime{}}));
  scanner.type("30A");
  scanner.enter();
  EXPECT_EQ(scanner.lines, (Lines{"10AB\x1D"
                                  "21X\x1D"
                                  "17261231\x1D"
                                  "30A"}));
}

TEST(Wedge, EndsALineWithoutSuffixAfterAPause) {
  Typist scanner;
  scanner.type("3017620422003");
  EXPECT_TRUE(scanner.wedge.in_line());
  EXPECT_TRUE(scanner.lines.empty());
  scanner.pause(30);
  EXPECT_TRUE(scanner.lines.empty());
  scanner.pause(40);
  EXPECT_EQ(scanner.lines, (Lines{"3017620422003"}));
  scanner.type("2900000000018");
  scanner.enter();
  EXPECT_EQ(scanner.lines.size(), 2u);
}

TEST(Wedge, LeavesAPersonAtTheKeyboardAlone) {
  Typist person;
  for (const char c : std::string_view{"bonjour"}) {
    person.type(std::string_view{&c, 1});
    person.pause(150);
  }
  person.enter();
  EXPECT_TRUE(person.lines.empty());
}

TEST(Wedge, ReadsCapitalsUnderCapsLockAsTheyWereMeant) {
  Typist scanner;
  scanner.key(0x39);
  scanner.type("abCD");
  scanner.enter();
  EXPECT_EQ(scanner.lines, (Lines{"ABcd"}));  // what a keyboard under Caps Lock types
}

TEST(Wedge, DropsNoiseThatNeverEnds) {
  WedgeOptions options;
  options.length_max = 20;
  Typist scanner{options};
  scanner.type(std::string(100, '7'));
  scanner.enter();
  EXPECT_TRUE(scanner.lines.empty());
  scanner.type("3017620422003");
  scanner.enter();
  EXPECT_EQ(scanner.lines, (Lines{"3017620422003"}));
}

TEST(Wedge, KnowsTheKeysOfLinux) {
  EXPECT_EQ(usage_of_evdev(KEY_A), 0x04);
  EXPECT_EQ(usage_of_evdev(KEY_Z), 0x1D);
  EXPECT_EQ(usage_of_evdev(KEY_1), 0x1E);
  EXPECT_EQ(usage_of_evdev(KEY_0), 0x27);
  EXPECT_EQ(usage_of_evdev(KEY_ENTER), 0x28);
  EXPECT_EQ(usage_of_evdev(KEY_RIGHTBRACE), 0x30);
  EXPECT_EQ(usage_of_evdev(KEY_SLASH), 0x38);
  EXPECT_EQ(usage_of_evdev(KEY_LEFTSHIFT), 0xE1);
  EXPECT_EQ(usage_of_evdev(KEY_KP0), 0x62);
  EXPECT_EQ(usage_of_evdev(KEY_KPENTER), 0x58);
  EXPECT_EQ(usage_of_evdev(KEY_RIGHTALT), 0xE6);
  EXPECT_EQ(usage_of_evdev(KEY_POWER), 0);
  EXPECT_EQ(usage_of_evdev(-1), 0);
}

TEST(Wedge, SurvivesAnyKeys) {
  Random random{3};
  Wedge wedge;
  MonoTime now{};
  std::size_t longest = 0;
  for (int i = 0; i < 200000; ++i) {
    now += std::chrono::milliseconds{random.below(70)};
    const auto usage = static_cast<std::uint16_t>(random.below(300));
    const auto line = wedge.on_key({usage, static_cast<KeyAction>(random.below(3)), now});
    if (line) longest = std::max(longest, line->size());
  }
  EXPECT_GT(longest, 0u);
  EXPECT_LE(longest, 4096u);
}

}  // namespace
}  // namespace parcours::scanner
