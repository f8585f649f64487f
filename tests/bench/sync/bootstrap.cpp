// SPDX-License-Identifier: Apache-2.0
// Row stream into a new replica beside the limit: a plain SQLite bulk insert of the same rows.
#include <fmt/format.h>

#include "platform/base/clock.h"
#include "platform/json/writer.h"
#include "platform/sqlite/connection.h"
#include "sync/journal/exchange.h"
#include "tests/bench/support/bench.h"
#include "tests/bench/support/page.h"
#include "tests/bench/sync/bench_sync.h"

namespace parcours::bench {
namespace {

constexpr int kRows = 100'000;
constexpr int kPage = 5'000;
constexpr int kRounds = 3;

std::vector<journal::PulledRow> make_rows() {
  Random random{7};
  std::vector<journal::PulledRow> rows;
  rows.reserve(kRows);
  for (int i = 0; i < kRows; ++i) {
    json::Writer body;
    body.begin_object().field("type", "web.product_viewed").field("channel", "web");
    body.field("time_ms", 1'790'000'000'000 + i)
        .field("product", fmt::format("P{:04}", random.below(2000)));
    body.field("detail", fmt::format("{:016x}", random.next())).end_object();
    rows.push_back(
        {kScope, "timeline", fmt::format("C{:05}/{:08}", i / 20, i), i + 1, body.take()});
  }
  return rows;
}

double plain_insert(const std::vector<journal::PulledRow>& rows,
                    const std::filesystem::path& path) {
  auto database = must(sqlite::Connection::open(path));
  must(
      database.execute("CREATE TABLE row(scope TEXT, kind TEXT, key TEXT, seq INTEGER, body TEXT, "
                       "PRIMARY KEY(scope, kind, key)) WITHOUT ROWID"));
  const Stopwatch watch;
  auto transaction = must(sqlite::Transaction::begin(database));
  for (const auto& row : rows)
    must(database.run("INSERT INTO row VALUES(?1,?2,?3,?4,?5)", row.scope, row.kind, row.key,
                      row.seq, *row.body));
  must(transaction.commit());
  return watch.seconds();
}

double replica(const std::vector<journal::PulledRow>& rows, const std::filesystem::path& folder) {
  const SystemClock clock;
  auto journal = must(journal::Journal::open(folder, clock));
  journal::Exchange exchange{*journal};
  must(exchange.apply(page_of({}, 0, true)));
  const Stopwatch watch;
  for (std::size_t at = 0; at < rows.size(); at += kPage) {
    const auto from = rows.begin() + static_cast<std::ptrdiff_t>(at);
    const auto page =
        page_of({from, from + kPage}, rows[at + kPage - 1].seq, at + kPage < rows.size());
    const auto applied = must(exchange.apply(page));
    if (applied.rows != kPage)
      must(Result<int>{fail(ErrorCode::Invalid, "a page was not applied whole")});
  }
  return watch.seconds();
}

}  // namespace

std::string bench_bootstrap() {
  const Scratch scratch;
  const auto rows = make_rows();
  std::vector<double> ours, limit;
  for (int round = 0; round < kRounds; ++round) {
    ours.push_back(replica(rows, scratch / fmt::format("replica{}", round)));
    limit.push_back(plain_insert(rows, scratch / fmt::format("plain{}.db", round)));
  }
  const double a = quantile(ours, 0.5), b = quantile(limit, 0.5);
  return fmt::format(
      R"({{"rows":{},"replica_s":{:.3f},"plain_insert_s":{:.3f},"ratio":{:.2f},"rows_per_s":{:.0f}}})",
      kRows, a, b, a / b, kRows / a);
}

}  // namespace parcours::bench
