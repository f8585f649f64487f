// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/commands/command.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace parcours::hub {

namespace {

const std::vector<Command>& commands() {
  static const std::vector<Command> kCommands{
      serve_command(),    backup_command(),  import_command(), demo_command(),  train_command(),
      evaluate_command(), devices_command(), enrol_command(),  schema_command()};
  return kCommands;
}

std::string overview() {
  std::string text =
      "parcours-hub COMMAND ...: the journey hub, central or in the shop\n\n"
      "Commands (each explains itself with --help):\n";
  for (const auto& command : commands()) {
    text += "  ";
    text += command.help.substr(0, command.help.find('\n'));
    text += '\n';
  }
  return text;
}

int complain(const std::string& about, const Error& error, int exit_code) {
  std::cerr << complaint("parcours-hub" + about, error)
            << (exit_code == kExitNotUnderstood ? "; see --help\n" : "\n");
  return exit_code;
}

}  // namespace

void print_line(std::string_view json) {
  std::cout << json << std::endl;
}

int run_command_line(std::span<const std::string_view> words) {
  if (words.empty()) {
    std::cerr << overview();
    return kExitNotUnderstood;
  }
  if (wants_help(words.first(1))) {
    std::cout << overview();
    return 0;
  }
  const auto command = std::find_if(commands().begin(), commands().end(),
                                    [&](const auto& known) { return known.name == words.front(); });
  if (command == commands().end()) {
    return complain("",
                    {ErrorCode::Invalid, "there is no such command", std::string{words.front()}},
                    kExitNotUnderstood);
  }
  words = words.subspan(1);
  if (wants_help(words)) {
    std::cout << "parcours-hub " << command->help << '\n';
    return 0;
  }
  const std::string about = " " + std::string{command->name};
  const auto arguments = Arguments::parse(words, command->options, command->words);
  if (!arguments) return complain(about, arguments.error(), kExitNotUnderstood);
  const auto done = command->run(*arguments);
  return done ? *done : complain(about, done.error(), kExitFailed);
}

}  // namespace parcours::hub
