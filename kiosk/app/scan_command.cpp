// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/scan_command.h"

#include <array>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "kiosk/app/command.h"
#include "kiosk/app/scan_rules.h"
#include "kiosk/scan/recognise.h"
#include "platform/barcode/decode.h"
#include "platform/json/writer.h"

namespace parcours::app {
namespace {

constexpr std::string_view kHelp =
    "usage: parcours-kiosk scan [--rules FILE] FILE...\n"
    "Reads the codes in pictures (PNG, JPEG, BMP, GIF, PNM) and says what they mean: one JSON\n"
    "object a picture with its symbols (format, text, AIM identifier), the meaning and the CPU\n"
    "time in milliseconds. A file that is no picture is an error; the others are still read.\n";

double thread_cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

bool is_bank_card(const scan::Meaning& meaning) {
  const auto* unknown = std::get_if<scan::Unknown>(&meaning);
  return unknown != nullptr && unknown->reason == "bank_card";
}

/// The first symbol that means something speaks for the picture; without one the first does.
const scan::Meaning* best_of(const std::vector<scan::Meaning>& meanings) {
  for (const scan::Meaning& meaning : meanings) {
    if (!std::holds_alternative<scan::Unknown>(meaning)) return &meaning;
  }
  return meanings.empty() ? nullptr : &meanings.front();
}

Result<std::string> scan_file(const std::string& path, const scan::Rules& rules, WallTime now) {
  PARCOURS_TRY(const barcode::Image image, barcode::read_image_file(path));
  const double started = thread_cpu_ms();
  PARCOURS_TRY(const auto symbols, barcode::decode(image.view()));
  const double spent = thread_cpu_ms() - started;
  std::vector<scan::Meaning> meanings;
  for (const barcode::Symbol& symbol : symbols) {
    meanings.push_back(scan::recognise(scan::from_symbol(symbol), rules, now));
  }
  json::Writer line;
  line.begin_object().field("file", std::string_view{path}).key("symbols").begin_array();
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    line.begin_object().field("format", barcode::to_string(symbols[i].format));
    if (!is_bank_card(meanings[i])) line.field("text", std::string_view{symbols[i].text});
    line.field("aim", std::string_view{symbols[i].aim}).field("inverted", symbols[i].is_inverted);
    line.end_object();
  }
  line.end_array();
  const scan::Meaning nothing = scan::Unknown{"unreadable", "no code in the picture"};
  const scan::Meaning* best = best_of(meanings);
  line.raw_field("meaning", scan::to_json(best != nullptr ? *best : nothing));
  line.field("cpu_ms", spent).end_object();
  return line.take();
}

constexpr std::array kOptions{OptionSpec{"--rules"}};
constexpr CommandText kCommand{"scan", kHelp, kOptions, {1, WordsSpec::kAny, "FILE"}};

Result<int> scan_all(const Arguments& arguments, std::ostream& out, std::ostream& errors) {
  PARCOURS_TRY(const auto rules, read_rules(arguments.text("--rules")));
  const WallTime now = SystemClock{}.wall();
  int code = 0;
  for (const auto& path : arguments.words()) {
    const auto line = scan_file(path, rules, now);
    if (line) {
      out << *line << "\n";
      continue;
    }
    json::Writer refusal;
    refusal.begin_object().field("file", path).field("error", line.error().message);
    refusal.field("code", to_string(line.error().code)).end_object();
    out << refusal.text() << "\n";
    errors << complaint("parcours-kiosk scan", line.error()) << "\n";
    code = kExitFailed;
  }
  return code;
}

}  // namespace

int run_scan(std::span<const std::string_view> words, std::ostream& out, std::ostream& errors) {
  return run_command(kCommand, words, out, errors,
                     [&](const Arguments& arguments) { return scan_all(arguments, out, errors); });
}

int run_scan(std::span<const std::string_view> words) {
  return run_scan(words, std::cout, std::cerr);
}

}  // namespace parcours::app
