// SPDX-License-Identifier: Apache-2.0
#include "sync/affinity/evaluate.h"

#include <iterator>

#include "platform/base/clock.h"
#include "platform/json/writer.h"
#include "sync/affinity/transactions.h"
#include "sync/hub/commands/command.h"
#include "sync/hub/import/source_file.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(evaluate --transactions FILE... [--train-before D] [--test-from D] [--test-until D]

How good the suggestions are on sales they have not seen: learns from what was sold before one day,
leaves each product of each later basket out once and measures the rank it gets back; most sold
beside it. Files in the layout of the Online Retail data, .zst accepted. Without days: the last
calendar month is the test. Prints one JSON object.
  --train-before DAY   learn from sales before it
  --test-from DAY      measure on sales from it
  --test-until DAY     and before it)";

Status read_day(const Arguments& arguments, std::string_view name, std::int64_t& out) {
  const auto day = arguments.text(name);
  if (day.empty()) return {};
  PARCOURS_TRY(out, affinity::day_ms(day));
  return {};
}

Result<std::vector<affinity::Basket>> read_baskets(const Arguments& arguments) {
  auto files = arguments.words();
  files.insert(files.begin(), arguments.text("--transactions"));
  std::vector<affinity::Basket> baskets;
  for (const auto& file : files) {
    PARCOURS_TRY(const auto text, read_source_file(file));
    auto sales = affinity::read_transactions(text);
    if (!sales) {
      Error error = sales.error();
      error.where = error.where.empty() ? file : file + ": " + error.where;
      return fail(std::move(error));
    }
    std::move(sales->baskets.begin(), sales->baskets.end(), std::back_inserter(baskets));
  }
  return baskets;
}

void write_quality(json::Writer& out, std::string_view name, const affinity::Quality& quality) {
  out.key(name).begin_object().field("hit_at_3", quality.hit_at_3);
  out.field("hit_at_5", quality.hit_at_5).field("mrr_at_20", quality.mrr_at_20).end_object();
}

Result<int> run(const Arguments& arguments) {
  affinity::Split split;
  PARCOURS_CHECK(read_day(arguments, "--train-before", split.train_before_ms));
  PARCOURS_CHECK(read_day(arguments, "--test-from", split.test_from_ms));
  PARCOURS_CHECK(read_day(arguments, "--test-until", split.test_until_ms));
  PARCOURS_TRY(const auto baskets, read_baskets(arguments));
  PARCOURS_TRY(const auto measured, affinity::evaluate(baskets, split));
  json::Writer out;
  out.begin_object().field("baskets", baskets.size());
  out.field("train_baskets", measured.train_baskets).field("test_baskets", measured.test_baskets);
  out.field("targets", measured.targets);
  out.field("train_before", to_rfc3339(from_ms(measured.split.train_before_ms)));
  out.field("test_from", to_rfc3339(from_ms(measured.split.test_from_ms)));
  out.field("test_until", to_rfc3339(from_ms(measured.split.test_until_ms)));
  write_quality(out, "model", measured.model);
  write_quality(out, "most_sold", measured.most_sold);
  print_line(out.end_object().text());
  return 0;
}

}  // namespace

Command evaluate_command() {
  return {"evaluate",
          kHelp,
          {{"--transactions", ValueKind::Text, true},
           {"--train-before", ValueKind::Day},
           {"--test-from", ValueKind::Day},
           {"--test-until", ValueKind::Day}},
          {0, WordsSpec::kAny},
          run};
}

}  // namespace parcours::hub
