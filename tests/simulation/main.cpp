// SPDX-License-Identifier: Apache-2.0
// parcours-sim: runs simulated shops and says what broke. JSON, one object a line; exit 1 on a
// violation.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "platform/base/arguments.h"
#include "platform/base/log.h"
#include "platform/json/writer.h"
#include "tests/simulation/regression.h"
#include "tests/simulation/world.h"

namespace parcours::simulation {
namespace {

constexpr std::string_view kHelp =
    R"(parcours-sim: the sync of the product in a simulated shop where everything fails.

  parcours-sim --seeds A-B --hours H [--mutation NAME] [--terminals N] [--faults a,b]
               [--keep FILE] [--twice]
  parcours-sim --mutations [--seconds S]   every known-bad switch must be caught
  parcours-sim --replay FILE               runs a regression file again
  parcours-sim --list-mutations | --list-invariants | --list-faults

--twice         each seed is run again: the same options must give the same trace
--keep FILE     the first violation is shrunk and written there, for --replay
Answers are JSON, one object a line. Exit 1 on a violation (--mutations: on one not caught).
)";

using Seconds = std::chrono::duration<double>;

double since(std::chrono::steady_clock::time_point start) {
  return Seconds(std::chrono::steady_clock::now() - start).count();
}

void print(const std::string& line) {
  std::puts(line.c_str());
  std::fflush(stdout);
}

struct Range {
  std::uint64_t first = 1;
  std::uint64_t last = 20;
};

Result<Range> range_of(const std::string& text) {
  Range range;
  char* end = nullptr;
  range.first = range.last = std::strtoull(text.c_str(), &end, 10);
  if (*end == '-') range.last = std::strtoull(end + 1, &end, 10);
  if (text.empty() || *end != '\0' || range.last < range.first)
    return fail(ErrorCode::Invalid, "must be A-B such as 1-100", "--seeds");
  return range;
}

struct Ways {
  std::string keep;    ///< where the first violation is kept
  bool twice = false;  ///< each seed again: its trace must be the same
};

int run_seeds(const Range& range, Options options, const Ways& ways) {
  const auto start = std::chrono::steady_clock::now();
  std::uint64_t steps = 0;
  std::uint64_t faults = 0;
  std::uint64_t events = 0;
  std::uint64_t violations = 0;
  std::uint64_t trace = 0;
  for (auto seed = range.first; seed <= range.last; ++seed) {
    options.seed = seed;
    Report report = simulate(options);
    if (ways.twice && simulate(options).trace != report.trace)
      report.violation = "0: the same options gave another trace";
    steps += report.steps, faults += report.faults, events += report.events;
    trace = mix(trace, report.trace);
    if (report.violation.empty()) continue;
    ++violations;
    print(line_of(options, report));
    if (violations > 1 || ways.keep.empty()) continue;
    const Options small = shrink(options, report);
    const Status kept = write_regression(ways.keep, small, simulate(small));
    if (!kept) std::fputs((complaint("parcours-sim", kept.error()) + "\n").c_str(), stderr);
  }
  json::Writer out;
  const double seconds = since(start);
  out.begin_object().field("seeds", range.last - range.first + 1).field("hours", options.hours);
  out.field("mutation", to_string(options.mutation)).field("steps", steps);
  out.field("steps_per_second", static_cast<std::int64_t>(static_cast<double>(steps) / seconds));
  out.field("faults", faults).field("events", events).field("violations", violations);
  out.field("seconds", seconds).field("trace", fmt::format("{:016x}", trace)).end_object();
  print(out.take());
  return violations == 0 ? 0 : 1;
}

/// Seeds one after the other until the mutation shows.
int run_mutations(double seconds_each, double hours) {
  int missed = 0;
  for (std::size_t i = 1; i < kMutations; ++i) {
    const auto start = std::chrono::steady_clock::now();
    Options options;
    options.hours = hours;
    options.mutation = static_cast<Mutation>(i);
    Report report;
    for (options.seed = 1; since(start) < seconds_each; ++options.seed) {
      report = simulate(options);
      if (!report.violation.empty()) break;
    }
    const bool caught = !report.violation.empty();
    missed += caught ? 0 : 1;
    json::Writer out;
    out.begin_object().field("mutation", to_string(options.mutation)).field("caught", caught);
    out.field("seed", options.seed).field("seconds", since(start));
    print(out.field("violation", report.violation).end_object().take());
  }
  return missed == 0 ? 0 : 1;
}

int run_replay(const std::string& file) {
  const auto regression = read_regression(file);
  if (!regression) {
    std::fputs((complaint("parcours-sim", regression.error()) + "\n").c_str(), stderr);
    return kExitNotUnderstood;
  }
  const Report report = simulate(*regression);
  print(line_of(*regression, report));
  return report.violation.empty() ? 0 : 1;
}

void list(std::string_view name, std::string_view meaning) {
  json::Writer out;
  print(out.begin_object().field("name", name).field("meaning", meaning).end_object().take());
}

bool run_list(const Arguments& arguments) {
  if (arguments.has("--list-mutations")) {
    for (std::size_t i = 1; i < kMutations; ++i)
      list(to_string(static_cast<Mutation>(i)), meaning_of(static_cast<Mutation>(i)));
  } else if (arguments.has("--list-faults")) {
    for (std::size_t i = 0; i < kFaults; ++i) list(to_string(static_cast<Fault>(i)), "");
  } else if (arguments.has("--list-invariants")) {
    for (const auto& one : invariants()) {
      json::Writer out;
      out.begin_object().field("number", one.number).field("meaning", one.meaning);
      print(out.field("checked", one.checked).end_object().take());
    }
  } else {
    return false;
  }
  return true;
}

Result<int> run(const Arguments& arguments) {
  if (run_list(arguments)) return 0;
  if (arguments.has("--replay")) return run_replay(arguments.text("--replay"));
  Options options;
  options.hours = std::strtod(arguments.text("--hours", "2").c_str(), nullptr);
  if (!(options.hours > 0)) return fail(ErrorCode::Invalid, "must be above 0", "--hours");
  if (arguments.has("--mutations"))
    return run_mutations(static_cast<double>(arguments.number("--seconds", 60)), options.hours);
  const auto mutation = mutation_of(arguments.text("--mutation", "none"));
  if (!mutation) return fail(ErrorCode::Invalid, "see --list-mutations", "--mutation");
  options.mutation = *mutation;
  options.terminals = static_cast<int>(arguments.number("--terminals", 0));
  if (arguments.has("--faults")) options.faults = names_in(arguments.text("--faults"));
  PARCOURS_TRY(const auto range, range_of(arguments.text("--seeds", "1-20")));
  return run_seeds(range, options, {arguments.text("--keep"), arguments.has("--twice")});
}

}  // namespace
}  // namespace parcours::simulation

int main(int count, char** words) {
  using namespace parcours;
  const std::vector<std::string_view> all(words + 1, words + count);
  if (wants_help(all)) {
    std::fputs(std::string{simulation::kHelp}.c_str(), stdout);
    return 0;
  }
  // Each thing that goes wrong on purpose would be a line.
  set_log_level(LogLevel::Error);
  const std::vector<OptionSpec> options{{"--seeds"},
                                        {"--hours"},
                                        {"--mutation"},
                                        {"--terminals", ValueKind::Number, false, 1, 64},
                                        {"--faults"},
                                        {"--keep"},
                                        {"--replay"},
                                        {"--seconds", ValueKind::Number, false, 1, 3600},
                                        {"--twice", ValueKind::Flag},
                                        {"--mutations", ValueKind::Flag},
                                        {"--list-mutations", ValueKind::Flag},
                                        {"--list-invariants", ValueKind::Flag},
                                        {"--list-faults", ValueKind::Flag}};
  const auto arguments = Arguments::parse(all, options);
  const auto done = arguments ? simulation::run(*arguments) : Result<int>{fail(arguments.error())};
  if (done) return *done;
  std::fputs((complaint("parcours-sim", done.error()) + "\n").c_str(), stderr);
  return kExitNotUnderstood;
}
