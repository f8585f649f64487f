// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "sync/hub/commands/command.h"

int main(int argc, char** argv) {
  return parcours::hub::run_command_line(std::vector<std::string>(argv + 1, argv + argc));
}
