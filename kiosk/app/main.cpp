// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/app/act_command.h"
#include "kiosk/app/codes_command.h"
#include "kiosk/app/enrol_command.h"
#include "kiosk/app/parse_command.h"
#include "kiosk/app/query_command.h"
#include "kiosk/app/scan_command.h"
#include "kiosk/app/sync_command.h"
#include "kiosk/app/terminal_command.h"
#include "platform/base/arguments.h"
#include "platform/base/output.h"

namespace {

using Words = std::span<const std::string_view>;
using Command = int (*)(Words);
constexpr std::array<std::pair<std::string_view, Command>, 9> kCommands{{
    {"scan", [](Words words) { return parcours::app::run_scan(words); }},
    {"parse", [](Words words) { return parcours::app::run_parse(words); }},
    {"sync", parcours::app::run_sync},
    {"enrol", parcours::app::run_enrol},
    {"query", parcours::app::run_query},
    {"act", parcours::app::run_act},
    {"play", parcours::app::run_play},
    {"tour", parcours::app::run_tour},
    {"codes", [](Words words) { return parcours::app::run_codes(words); }},
}};

}  // namespace

int main(int argc, char** argv) {
  // Customers' names and keys lie in the files that this program makes: for its own user only.
  ::umask(0077);
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  const std::span<const std::string_view> all{words};
  for (const auto& [name, command] : kCommands)
    if (!words.empty() && words.front() == name)
      return parcours::after_output(command(all.subspan(1)), "parcours-kiosk");
  if (!words.empty() && words.front().substr(0, 1) == "-") return parcours::app::run_terminal(all);
  std::fprintf(stderr, "parcours-kiosk: %s; see parcours-kiosk --help\n",
               words.empty() ? "say what to do"
                             : (std::string{words.front()} + ": there is no such command").c_str());
  return parcours::kExitNotUnderstood;
}
