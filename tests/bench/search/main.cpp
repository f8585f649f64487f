// SPDX-License-Identifier: Apache-2.0
// Search per key: what one more typed letter costs at 5,000 and at 250,000 customers. The peer is
// the way without an index: a LIKE over the same names in plain SQLite.
#include <fmt/format.h>

#include <array>

#include "platform/base/clock.h"
#include "platform/sqlite/connection.h"
#include "sync/journal/exchange.h"
#include "sync/journey/entities.h"
#include "tests/bench/support/bench.h"
#include "tests/bench/support/page.h"

namespace parcours::bench {
namespace {

constexpr std::array kFirst{"Camille", "Léa",      "Nadia", "Hélène", "Zoé",  "Thomas",
                            "Noël",    "François", "Inès",  "Jérôme", "Maël", "Chloé",
                            "Anaïs",   "Loïc",     "Manon", "Hugo"};
constexpr std::array kLast{"Dubois",  "Lefèvre", "Marchand", "Petit",  "Costa",   "Benali",
                           "Roche",   "Nguyen",  "Leroy",    "Müller", "Garnier", "Besançon",
                           "Château", "Durand",  "Moreau",   "Simon"};
constexpr int kPage = 10'000;

journey::Customer customer(int number, Random& random) {
  journey::Customer c;
  c.id = fmt::format("C{:06}", number);
  c.first_name = kFirst[random.below(kFirst.size())];
  c.last_name = fmt::format("{}{}", kLast[random.below(kLast.size())], number % 977);
  c.card = fmt::format("29{:011}", number);
  c.home_shop = "S1";
  return c;
}

struct Figures {
  double p50_ms = 0;
  double p99_ms = 0;
  double like_ms = 0;
};

Figures measure(int customers, const Scratch& scratch) {
  const SystemClock clock;
  Random random{11};
  auto journal = must(journal::Journal::open(scratch / fmt::format("journal{}", customers), clock));
  journal::Exchange exchange{*journal};
  must(exchange.apply(page_of({}, 0, true)));
  auto plain = must(sqlite::Connection::open(scratch / fmt::format("plain{}.db", customers)));
  must(plain.execute("CREATE TABLE customer(id TEXT PRIMARY KEY, name TEXT)"));
  auto transaction = must(sqlite::Transaction::begin(plain));
  for (int at = 0; at < customers; at += kPage) {
    std::vector<journal::PulledRow> rows;
    for (int i = at; i < std::min(at + kPage, customers); ++i) {
      const auto c = customer(i, random);
      rows.push_back({kScope, "customer", c.id, i + 1, journey::to_json(c)});
      must(plain.run("INSERT INTO customer VALUES(?1,?2)", c.id, c.first_name + " " + c.last_name));
    }
    const std::int64_t upto = rows.back().seq;
    must(exchange.apply(page_of(std::move(rows), upto, at + kPage < customers)));
  }
  must(transaction.commit());
  std::vector<double> keys, likes;
  for (const std::string_view name :
       {"helene march", "zoe dub", "francois", "camille dubois12", "noel leroy", "besancon"}) {
    for (std::size_t typed = 1; typed <= name.size(); ++typed) {
      const Stopwatch watch;
      const auto hits = must(journal->search("customer", name.substr(0, typed), 20));
      keys.push_back(watch.seconds() * 1000);
      if (typed == 1 && hits.empty())
        must(Result<int>{fail(ErrorCode::NotFound, "a search found nobody")});
    }
    const Stopwatch watch;
    must(plain.number("SELECT count(*) FROM (SELECT id FROM customer WHERE name LIKE ?1 LIMIT 20)",
                      fmt::format("%{}%", name)));
    likes.push_back(watch.seconds() * 1000);
  }
  return {quantile(keys, 0.5), quantile(keys, 0.99), quantile(likes, 0.5)};
}

}  // namespace
}  // namespace parcours::bench

int main() {
  using namespace parcours::bench;
  const Scratch scratch;
  const auto small = measure(5'000, scratch);
  const auto large = measure(250'000, scratch);
  const auto show = [](const Figures& f) {
    return fmt::format(
        R"({{"p50_ms":{:.3f},"p99_ms":{:.3f},"like_scan_ms":{:.3f},"ratio":{:.3f}}})", f.p50_ms,
        f.p99_ms, f.like_ms, f.p50_ms / f.like_ms);
  };
  fmt::print(R"({{"customers_5000":{},"customers_250000":{}}})"
             "\n",
             show(small), show(large));
}
