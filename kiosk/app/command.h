// SPDX-License-Identifier: Apache-2.0
// What all commands of parcours-kiosk do alike: explain themselves, check their words whole before
// anything is done, say what went wrong. Main thread. Knows no command.
#pragma once

#include <functional>
#include <iosfwd>
#include <span>
#include <string_view>

#include "platform/base/arguments.h"
#include "platform/base/result.h"

namespace parcours::app {

/// A command's words, without what it does.
struct CommandText {
  std::string_view name;
  std::string_view help;
  std::span<const OptionSpec> options;
  WordsSpec words;
};

/// The exit code: that of `run`, 2 for words that are not understood, else 1 with the reason on
/// `errors`.
[[nodiscard]] int run_command(const CommandText& text, std::span<const std::string_view> words,
                              std::ostream& out, std::ostream& errors,
                              const std::function<Result<int>(const Arguments&)>& run);

}  // namespace parcours::app
