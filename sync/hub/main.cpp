// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <string_view>
#include <vector>

#include "sync/hub/commands/command.h"

int main(int argc, char** argv) {
  // Customers' names and keys lie in the files that this program makes: for its own user only.
  ::umask(0077);
  return parcours::hub::run_command_line(std::vector<std::string_view>(argv + 1, argv + argc));
}
