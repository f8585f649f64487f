// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/commands/command.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace parcours::hub {

namespace {

constexpr int kNotUnderstood = 2;

const std::vector<Command>& commands() {
  static const std::vector<Command> kCommands{
      serve_command(),    import_command(),  demo_command(),  train_command(),
      evaluate_command(), devices_command(), schema_command()};
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

bool asks_for_help(const std::string& word) {
  return word == "--help" || word == "-h";
}

int complain(std::string_view about, const Error& error, std::string_view way_out) {
  std::cerr << "parcours-hub" << about << ": ";
  if (!error.where.empty()) std::cerr << error.where << ": ";
  std::cerr << error.message << way_out << '\n';
  return error.code == ErrorCode::Invalid ? kNotUnderstood : 1;
}

}  // namespace

void print_line(std::string_view json) {
  std::cout << json << std::endl;
}

int run_command_line(std::span<const std::string> words) {
  if (words.empty()) {
    std::cerr << overview();
    return kNotUnderstood;
  }
  if (asks_for_help(words.front())) {
    std::cout << overview();
    return 0;
  }
  const auto command = std::find_if(commands().begin(), commands().end(),
                                    [&](const auto& known) { return known.name == words.front(); });
  if (command == commands().end()) {
    return complain("", {ErrorCode::Invalid, "there is no such command", words.front()},
                    "; see parcours-hub --help");
  }
  words = words.subspan(1);
  if (std::any_of(words.begin(), words.end(), asks_for_help)) {
    std::cout << "parcours-hub " << command->help << '\n';
    return 0;
  }
  const std::string about = " " + std::string{command->name};
  const auto arguments = Arguments::parse(words, command->options, command->files);
  if (!arguments) return complain(about, arguments.error(), "; see --help");
  const auto done = command->run(*arguments);
  if (done) return *done;
  complain(about, done.error(), "");
  return 1;
}

}  // namespace parcours::hub
