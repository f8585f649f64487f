// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/parse_command.h"

#include <iostream>
#include <string>
#include <vector>

#include "kiosk/app/scan_rules.h"
#include "kiosk/scan/recognise.h"
#include "platform/json/writer.h"

namespace parcours::app {
namespace {

constexpr std::string_view kHelp =
    "usage: parcours-kiosk parse [--rules FILE]\n"
    "Reads raw scanner lines (with or without AIM prefix, GS as 0x1D) on standard input and\n"
    "prints one JSON object a line: what it means, or the reason why it means nothing.\n";

std::string parse_line(std::string_view raw, std::int64_t number, const scan::Rules& rules,
                       WallTime now) {
  const scan::Scanned scanned = scan::from_line(raw);
  const scan::Meaning meaning = scan::recognise(scanned, rules, now);
  const auto* unknown = std::get_if<scan::Unknown>(&meaning);
  json::Writer line;
  line.begin_object().field("line", number);
  if (!scanned.aim.empty()) line.field("aim", std::string_view{scanned.aim});
  if (unknown == nullptr || unknown->reason != "bank_card") {
    line.field("text", std::string_view{scanned.text});
  }
  line.raw_field("meaning", scan::to_json(meaning));
  if (const std::string gs1 = scan::gs1_text(scanned); !gs1.empty()) {
    line.field("gs1", std::string_view{gs1});
  }
  line.end_object();
  return line.take();
}

}  // namespace

int run_parse(std::span<const std::string_view> arguments, std::istream& in, std::ostream& out,
              std::ostream& errors) {
  std::vector<std::string_view> rest{arguments.begin(), arguments.end()};
  if (!rest.empty() && (rest.front() == "--help" || rest.front() == "-h")) {
    out << kHelp;
    return 0;
  }
  const auto rules = take_rules(rest);
  if (!rules || !rest.empty()) {
    errors << (rules ? std::string{kHelp} : rules.error().text() + "\n");
    return 2;
  }
  const WallTime now = SystemClock{}.wall();
  std::int64_t number = 0;
  // Each answer goes out at once: whoever drives this by a pipe waits for it.
  for (std::string raw; std::getline(in, raw);) {
    out << parse_line(raw, ++number, *rules, now) << "\n" << std::flush;
  }
  return 0;
}

int run_parse(std::span<const std::string_view> arguments) {
  return run_parse(arguments, std::cin, std::cout, std::cerr);
}

}  // namespace parcours::app
