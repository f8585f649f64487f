// SPDX-License-Identifier: Apache-2.0
// The commands of parcours-hub: what each is called, takes and does. A command prints JSON, one
// object a line, on standard output, and what went wrong on standard error. Runs on the main
// thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/arguments.h"
#include "platform/base/result.h"

namespace parcours::hub {

struct Command {
  std::string_view name;
  std::string_view help;  ///< the whole text of --help, first line the usage
  std::vector<OptionSpec> options;
  WordsSpec words;
  /// The exit code; an error is printed and means 1.
  Result<int> (*run)(const Arguments& arguments);
};

[[nodiscard]] Command serve_command();
[[nodiscard]] Command backup_command();
[[nodiscard]] Command import_command();
[[nodiscard]] Command demo_command();
[[nodiscard]] Command train_command();
[[nodiscard]] Command evaluate_command();
[[nodiscard]] Command devices_command();
[[nodiscard]] Command enrol_command();
[[nodiscard]] Command schema_command();

/// `words` are those after the program's name. 0 done, 1 failed, 2 not understood.
[[nodiscard]] int run_command_line(std::span<const std::string_view> words);

/// One line on standard output, flushed.
void print_line(std::string_view json);

}  // namespace parcours::hub
