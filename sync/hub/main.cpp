// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <string_view>
#include <vector>

#include "platform/base/output.h"
#include "sync/hub/commands/command.h"

int main(int argc, char** argv) {
  // Customers' names and keys lie in the files that this program makes: for its own user only.
  ::umask(0077);
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  return parcours::after_output(parcours::hub::run_command_line(words), "parcours-hub");
}
