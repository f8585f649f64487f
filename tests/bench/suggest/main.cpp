// SPDX-License-Identifier: Apache-2.0
// The shelf beside a product: stock, rules, affinity and reasons, out of the journal of a terminal
// of the demo shop (2,000 products). The peer is the least that any screen does: reading the row of
// the product. In turn, product by product.
#include <fmt/format.h>

#include "kiosk/advice/advice.h"
#include "tests/bench/support/demo_hub.h"

namespace parcours::bench {
namespace {

constexpr int kCustomers = 1'000;
constexpr int kAsked = 2'000;

struct Times {
  std::vector<double> shelf_ms;
  std::vector<double> row_ms;
  std::size_t suggested = 0;
};

void ask(const journal::Journal& journal, const std::string& product, Times& times) {
  const Stopwatch reading;
  const auto row = must(journal.find(journey::kind::kProduct, product));
  times.row_ms.push_back(reading.seconds() * 1000);
  if (!row) must(Result<int>{fail(ErrorCode::NotFound, "the demo lacks a product", product)});
  advice::Ask about;
  about.shop = "S1";
  about.about = {product};
  const Stopwatch advising;
  const auto shelf = must(advice::goes_with(about, journal));
  times.shelf_ms.push_back(advising.seconds() * 1000);
  times.suggested += shelf.size();
}

std::string run() {
  const Scratch scratch;
  const DemoHub hub{scratch / "hub", kCustomers};
  const Terminal terminal{scratch / "kiosk", hub};
  const auto products = must(terminal.journal->scan(journey::kind::kProduct, "", 10'000));
  if (products.empty()) must(Result<int>{fail(ErrorCode::NotFound, "no product came down")});
  Random random{3};
  Times times;
  for (int i = 0; i < kAsked; ++i) {
    ask(*terminal.journal, products[random.below(products.size())].key, times);
  }
  if (times.suggested == 0) must(Result<int>{fail(ErrorCode::NotFound, "nothing was suggested")});
  const double shelf = quantile(times.shelf_ms, 0.5);
  const double row = quantile(times.row_ms, 0.5);
  return fmt::format(
      R"({{"products":{},"asked":{},"suggested_each":{:.2f},"shelf_p50_ms":{:.3f},"shelf_p99_ms":{:.3f},"product_row_p50_ms":{:.4f},"product_row_p99_ms":{:.4f},"ratio":{:.1f}}})",
      products.size(), kAsked, static_cast<double>(times.suggested) / kAsked, shelf,
      quantile(times.shelf_ms, 0.99), row, quantile(times.row_ms, 0.99), shelf / row);
}

}  // namespace
}  // namespace parcours::bench

int main() {
  fmt::print("{}\n", parcours::bench::run());
}
