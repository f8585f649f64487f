// SPDX-License-Identifier: Apache-2.0
#include "sync/affinity/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <unordered_set>

#include "platform/base/clock.h"

namespace parcours::affinity {
namespace {

constexpr std::size_t kRanksSeen = 20;

/// The last calendar month (UTC) of the sales; everything before it trains.
Split settle_split(const std::vector<Basket>& baskets, Split split) {
  using namespace std::chrono;
  std::int64_t last = 0;
  for (const auto& basket : baskets) last = std::max(last, basket.time_ms);
  const year_month_day day{floor<days>(sys_time<milliseconds>{milliseconds{last}})};
  const auto month = day.year() / day.month();
  const auto ms = [](year_month of) {
    return duration_cast<milliseconds>(sys_days{of / 1}.time_since_epoch()).count();
  };
  if (split.test_from_ms == 0) split.test_from_ms = ms(month);
  if (split.train_before_ms == 0) split.train_before_ms = split.test_from_ms;
  if (split.test_until_ms == 0) split.test_until_ms = std::max(ms(month + months{1}), last + 1);
  return split;
}

std::string day_text(std::int64_t ms) {
  return to_rfc3339(from_ms(ms)).substr(0, 10);
}

struct Hits {
  std::int64_t at_3 = 0;
  std::int64_t at_5 = 0;
  double reciprocal = 0;

  /// `rank` from 1; 0: not among the first twenty.
  void add(std::size_t rank) {
    if (rank == 0 || rank > kRanksSeen) return;
    at_3 += rank <= 3;
    at_5 += rank <= 5;
    reciprocal += 1.0 / static_cast<double>(rank);
  }
  [[nodiscard]] Quality over(std::int64_t targets) const {
    const auto all = static_cast<double>(targets);
    return {static_cast<double>(at_3) / all, static_cast<double>(at_5) / all, reciprocal / all};
  }
};

/// Products by sales, most first.
std::vector<std::string> by_sales(const Model& model) {
  auto products = model.products();
  std::stable_sort(products.begin(), products.end(),
                   [&](const auto& a, const auto& b) { return model.sales(a) > model.sales(b); });
  return products;
}

std::vector<std::string> distinct(const Basket& basket) {
  auto products = basket.products;
  std::sort(products.begin(), products.end());
  products.erase(std::unique(products.begin(), products.end()), products.end());
  return products;
}

/// Where the left-out product stands among the most sold that are not in the rest of the basket.
std::size_t popular_rank(const std::vector<std::string>& popular, const std::string& target,
                         const std::unordered_set<std::string>& whole) {
  std::size_t rank = 0;
  for (const auto& product : popular) {
    if (product == target) return rank + 1;
    if (whole.count(product) == 0 && ++rank >= kRanksSeen) return 0;
  }
  return 0;
}

}  // namespace

Result<Evaluation> evaluate(const std::vector<Basket>& baskets, Split split, Tuning tuning) {
  Evaluation result;
  result.split = settle_split(baskets, split);
  if (result.split.train_before_ms > result.split.test_from_ms)
    return fail(
        ErrorCode::Invalid,
        fmt::format("train-before {} is later than test-from {}: what is measured would "
                    "have been learnt",
                    day_text(result.split.train_before_ms), day_text(result.split.test_from_ms)),
        "train-before");
  Model model{tuning};
  std::vector<std::vector<std::string>> tests;
  for (const auto& basket : baskets) {
    if (basket.time_ms < result.split.train_before_ms) {
      model.learn(basket);
    } else if (basket.time_ms >= result.split.test_from_ms &&
               basket.time_ms < result.split.test_until_ms) {
      ++result.test_baskets;
      auto products = distinct(basket);
      if (products.size() > 1 && products.size() <= tuning.basket_max)
        tests.push_back(std::move(products));
    }
  }
  result.train_baskets = model.baskets();
  if (result.train_baskets == 0)
    return fail(ErrorCode::Invalid, "no sale is earlier than the training limit", "train-before");
  if (tests.empty())
    return fail(ErrorCode::Invalid, "no sale of two products lies in the test window", "test-from");
  model.refit();
  const auto popular = by_sales(model);
  Hits by_model, by_popularity;
  for (const auto& products : tests) {
    const std::unordered_set<std::string> whole(products.begin(), products.end());
    for (std::size_t out = 0; out < products.size(); ++out) {
      auto rest = products;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(out));
      const auto ranked = model.rank(rest, kRanksSeen);
      const auto at = std::find(ranked.begin(), ranked.end(), products[out]);
      by_model.add(at == ranked.end() ? 0 : static_cast<std::size_t>(at - ranked.begin()) + 1);
      by_popularity.add(popular_rank(popular, products[out], whole));
      ++result.targets;
    }
  }
  result.model = by_model.over(result.targets);
  result.most_sold = by_popularity.over(result.targets);
  return result;
}

}  // namespace parcours::affinity
