// SPDX-License-Identifier: Apache-2.0
// What was typed behind `parcours-kiosk COMMAND`: options by name, flags, the rest in order. A
// value. Knows no command; each takes what it knows and refuses the rest by name.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::app {

/// Names of options that take a value, and of those that do not, without "--".
struct Known {
  std::set<std::string_view> valued;
  std::set<std::string_view> flags;
};

class Arguments {
 public:
  /// Invalid names an unknown option, one without its value, or one given twice. After "--" all
  /// are positional.
  [[nodiscard]] static Result<Arguments> parse(std::span<const std::string_view> words,
                                               const Known& known);

  [[nodiscard]] bool has(std::string_view flag) const { return x_flags.contains(flag); }
  [[nodiscard]] std::string value(std::string_view name, std::string_view fallback = {}) const;
  /// Invalid when the option is missing.
  [[nodiscard]] Result<std::string> required(std::string_view name) const;
  /// A whole number from 1; `fallback` when the option is missing.
  [[nodiscard]] Result<std::int64_t> number(std::string_view name, std::int64_t fallback) const;
  [[nodiscard]] const std::vector<std::string>& words() const { return x_words; }

 private:
  std::map<std::string, std::string, std::less<>> x_values;
  std::set<std::string, std::less<>> x_flags;
  std::vector<std::string> x_words;
};

/// True when a word asks for help.
[[nodiscard]] bool wants_help(std::span<const std::string_view> words);

/// Writes the error as `parcours-kiosk: …` to standard error. 2 for a wrong command line, else 1.
[[nodiscard]] int report(const Error& error, std::string_view command);

}  // namespace parcours::app
