// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/parse_command.h"

#include <array>
#include <iostream>
#include <string>

#include "kiosk/app/command.h"
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

constexpr std::array kOptions{OptionSpec{"--rules"}};
constexpr CommandText kCommand{"parse", kHelp, kOptions, {}};

Result<int> parse(const Arguments& arguments, std::istream& in, std::ostream& out) {
  PARCOURS_TRY(const auto rules, read_rules(arguments.text("--rules")));
  const WallTime now = SystemClock{}.wall();
  std::int64_t number = 0;
  // Each answer goes out at once: whoever drives this by a pipe waits for it.
  for (std::string raw; std::getline(in, raw);) {
    out << parse_line(raw, ++number, rules, now) << "\n" << std::flush;
  }
  return 0;
}

}  // namespace

int run_parse(std::span<const std::string_view> words, std::istream& in, std::ostream& out,
              std::ostream& errors) {
  return run_command(kCommand, words, out, errors,
                     [&](const Arguments& arguments) { return parse(arguments, in, out); });
}

int run_parse(std::span<const std::string_view> words) {
  return run_parse(words, std::cin, std::cout, std::cerr);
}

}  // namespace parcours::app
