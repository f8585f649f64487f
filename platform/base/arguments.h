// SPDX-License-Identifier: Apache-2.0
// The words after a program's or a command's name: options with a value, flags, the rest in order.
// Checked whole before anything is done, so that a slip of the pen never leaves half a command
// behind. Pure; a value. Knows no command: each names what it takes.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours {

/// A Flag takes no value; a Day is 2026-11-21, an Address 127.0.0.1:8080.
enum class ValueKind { Text, Flag, Number, Day, Address };

struct OptionSpec {
  std::string_view name;  ///< "--data"
  ValueKind kind = ValueKind::Text;
  bool required = false;
  std::int64_t least = 0;  ///< of a Number
  std::int64_t most = 0;
};

/// How many words may stand beside the options, and what one is.
struct WordsSpec {
  static constexpr std::size_t kAny = SIZE_MAX;
  std::size_t least = 0;
  std::size_t most = 0;
  std::string_view name = "FILE";
};

class Arguments {
 public:
  /// `--name value` or `--name=value`; behind "--" every word is positional. Invalid names the word
  /// that is wrong, missing or not known, and what there is.
  [[nodiscard]] static Result<Arguments> parse(std::span<const std::string_view> words,
                                               std::span<const OptionSpec> options,
                                               const WordsSpec& positional = {});

  /// An option or a flag was given.
  [[nodiscard]] bool has(std::string_view name) const { return x_values.contains(name); }
  [[nodiscard]] std::string text(std::string_view name, std::string_view fallback = {}) const;
  [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t fallback) const;
  /// The positional words.
  [[nodiscard]] const std::vector<std::string>& words() const { return x_words; }

 private:
  [[nodiscard]] Status take_option(std::span<const std::string_view> words, std::size_t& at,
                                   std::span<const OptionSpec> options);

  std::map<std::string, std::string, std::less<>> x_values;
  std::vector<std::string> x_words;
};

/// A word before "--" is --help or -h.
[[nodiscard]] bool wants_help(std::span<const std::string_view> words);

/// "127.0.0.1:8080" or "[::1]:0" in its two halves.
struct Address {
  std::string host;
  std::uint16_t port = 0;
};
[[nodiscard]] Result<Address> parse_address(std::string_view text);

/// What a person reads when `program` failed: "parcours-kiosk sync: where: message".
[[nodiscard]] std::string complaint(std::string_view program, const Error& error);

/// The exit codes of both programs.
constexpr int kExitFailed = 1;
constexpr int kExitNotUnderstood = 2;

}  // namespace parcours
