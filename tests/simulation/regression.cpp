// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/regression.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "platform/json/value.h"
#include "platform/json/writer.h"

namespace parcours::simulation {
namespace {

/// "4: rows of…" and "4: other rows…" break the same rule.
std::string rule_of(const std::string& violation) {
  return violation.substr(0, violation.find(':'));
}

}  // namespace

Options shrink(const Options& options, const Report& report) {
  Options best = options;
  best.terminals = report.terminals;
  best.faults = report.drawn;
  const std::string rule = rule_of(report.violation);
  int tries = 0;
  const auto still = [&](const Options& candidate) {
    return ++tries <= 200 && rule_of(simulate(candidate).violation) == rule;
  };
  // Naming what the seed drew changes its draws: only what fails that way can be made smaller.
  if (!still(best)) return options;
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (std::size_t i = 0; i < best.faults->size(); ++i) {
      Options candidate = best;
      candidate.faults->erase(candidate.faults->begin() + static_cast<std::ptrdiff_t>(i));
      if (!still(candidate)) continue;
      best = std::move(candidate);
      smaller = true;
      break;
    }
    Options fewer = best;
    if (best.terminals > 1 && (--fewer.terminals, still(fewer))) best = fewer, smaller = true;
    Options shorter = best;
    shorter.hours = best.hours / 2;
    if (best.hours > 0.02 && still(shorter)) best = shorter, smaller = true;
  }
  return best;
}

std::string line_of(const Options& options, const Report& report) {
  json::Writer out;
  out.begin_object().field("seed", options.seed).field("hours", options.hours);
  out.field("terminals", report.terminals).key("faults").begin_array();
  for (const auto& name : report.drawn) out.value(name);
  out.end_array().field("named", options.faults.has_value());
  out.field("mutation", to_string(options.mutation)).field("steps", report.steps);
  out.field("violation", report.violation).field("at_ms", report.at_ms);
  return out.field("trace", fmt::format("{:016x}", report.trace)).end_object().take();
}

Status write_regression(const std::string& file, const Options& options, const Report& report) {
  std::ofstream out{file, std::ios::trunc};
  out << line_of(options, report) << '\n';
  out.close();
  if (!out) return fail(ErrorCode::Io, "cannot be written", file);
  return {};
}

Result<Options> read_regression(const std::string& file) {
  std::ifstream in{file};
  const std::string text = (std::ostringstream{} << in.rdbuf()).str();
  const auto document = json::Document::parse(text);
  if (!in || !document) return fail(ErrorCode::Invalid, "is no regression file", file);
  const auto root = document->root();
  Options options;
  options.seed = static_cast<std::uint64_t>(root.integer("seed"));
  options.hours = root.number("hours", 1);
  const auto mutation = mutation_of(root.string("mutation", "none"));
  if (!mutation) return fail(ErrorCode::Invalid, "names no mutation that there is", file);
  options.mutation = *mutation;
  if (!root.boolean("named")) return options;
  options.terminals = static_cast<int>(root.integer("terminals"));
  options.faults = root.strings("faults");
  return options;
}

std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in{text};
  for (std::string name; std::getline(in, name, ',');) {
    if (!name.empty()) out.push_back(name);
  }
  return out;
}

}  // namespace parcours::simulation
