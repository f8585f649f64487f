// SPDX-License-Identifier: Apache-2.0
// A new terminal over a real socket: by a ready file and by a stream of rows, beside the limit, a
// plain SQLite bulk insert of the same rows, and the stream's rows applied without a network.
#include <fmt/format.h>

#include "kiosk/app/hub_link.h"
#include "kiosk/app/sync_command.h"
#include "platform/base/clock.h"
#include "platform/http_client/curl_transport.h"
#include "platform/json/writer.h"
#include "platform/sqlite/connection.h"
#include "sync/hub/hub_db.h"
#include "sync/hub/server.h"
#include "sync/journal/exchange.h"
#include "tests/bench/support/bench.h"
#include "tests/bench/support/page.h"
#include "tests/bench/sync/bench_sync.h"

namespace parcours::bench {
namespace {

constexpr int kRows = 100'000;
constexpr int kManyRows = 1'000'000;
constexpr int kPage = 5'000;
constexpr int kRounds = 3;

journal::PulledRow make_row(int i, Random& random) {
  json::Writer body;
  body.begin_object().field("type", "web.product_viewed").field("channel", "web");
  body.field("time_ms", 1'790'000'000'000 + i)
      .field("product", fmt::format("P{:04}", random.below(2000)));
  body.field("detail", fmt::format("{:016x}", random.next())).end_object();
  return {kScope, "timeline", fmt::format("C{:05}/{:08}", i / 20, i), i + 1, body.take()};
}

std::vector<journal::PulledRow> make_rows() {
  Random random{7};
  std::vector<journal::PulledRow> rows;
  rows.reserve(kRows);
  for (int i = 0; i < kRows; ++i) rows.push_back(make_row(i, random));
  return rows;
}

/// A hub with so many rows of one shop, serving over a real socket.
class BigHub {
 public:
  BigHub(const std::filesystem::path& folder, int rows) {
    auto db = must(hub::HubDb::open(folder, x_clock));
    Random random{7};
    must(db->begin());
    must(db->put({"catalogue", "shop", "S1", R"({"id":"S1","name":"S1"})"}));
    for (int i = 0; i < rows; ++i) {
      const auto row = make_row(i, random);
      must(db->put({row.scope, row.kind, row.key, row.body}));
      if (i % 20'000 != 19'999) continue;
      must(db->commit());
      must(db->begin());
    }
    must(db->commit());
    hub::ServerOptions options;
    options.address = "127.0.0.1:0";
    options.snapshot_rows_min = 1;
    x_server = must(hub::HubServer::start(std::move(db), options));
  }

  enum class Way { Stream, Snapshot };
  /// Seconds of a new terminal from nothing to the hub's head, durable and checked.
  [[nodiscard]] double bootstrap(const std::filesystem::path& folder, Way way, int rows) {
    auto journal = must(journal::Journal::open(folder, x_clock));
    auto link = must(app::HubLink::create(*journal, "http://" + x_server->address(), 11));
    if (way == Way::Snapshot) link.fetch_snapshots(folder);
    const auto transport = must(http_client::CurlTransport::create());
    const Stopwatch watch;
    must(app::exchange_once(link, *transport, x_clock));
    const double seconds = watch.seconds();
    journal::Exchange exchange{*journal};
    if (must(exchange.rows()) != rows + 1)
      must(Result<int>{fail(ErrorCode::Invalid, "rows are missing")});
    bytes_down = link.traffic().bytes_down;
    return seconds;
  }

  std::int64_t bytes_down = 0;  ///< of the last one

 private:
  SystemClock x_clock;
  std::unique_ptr<hub::HubServer> x_server;
};

using Way = BigHub::Way;

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
  BigHub hub{scratch / "hub", kRows};
  // The first terminal waits until the file is made; the others find it.
  const double first = hub.bootstrap(scratch / "first", Way::Snapshot, kRows);
  const auto packed = hub.bytes_down;
  std::vector<double> applied, limit, streamed, snapshot;
  for (int round = 0; round < kRounds; ++round) {
    applied.push_back(replica(rows, scratch / fmt::format("replica{}", round)));
    limit.push_back(plain_insert(rows, scratch / fmt::format("plain{}.db", round)));
    streamed.push_back(hub.bootstrap(scratch / fmt::format("stream{}", round), Way::Stream, kRows));
    snapshot.push_back(hub.bootstrap(scratch / fmt::format("file{}", round), Way::Snapshot, kRows));
  }
  const double b = quantile(limit, 0.5), a = quantile(applied, 0.5);
  const double by_stream = quantile(streamed, 0.5), by_file = quantile(snapshot, 0.5);
  BigHub many{scratch / "many", kManyRows};
  const double many_first = many.bootstrap(scratch / "many_first", Way::Snapshot, kManyRows);
  const double many_file = many.bootstrap(scratch / "many_file", Way::Snapshot, kManyRows);
  return fmt::format(
      R"({{"rows":{},"plain_insert_s":{:.3f},"snapshot_s":{:.3f},"snapshot_ratio":{:.2f},)"
      R"("stream_s":{:.3f},"stream_ratio":{:.2f},"apply_only_s":{:.3f},"apply_only_ratio":{:.2f},)"
      R"("first_snapshot_s":{:.3f},"snapshot_bytes":{},"million_s":{:.3f},"million_first_s":{:.3f},)"
      R"("million_bytes":{}}})",
      kRows, b, by_file, by_file / b, by_stream, by_stream / b, a, a / b, first, packed, many_file,
      many_first, many.bytes_down);
}

std::string bench_threshold() {
  const Scratch scratch;
  std::string out;
  for (const int rows : {500, 1'000, 2'000, 5'000, 10'000, 20'000, 50'000}) {
    BigHub hub{scratch / fmt::format("hub{}", rows), rows};
    const auto folder = [&](const char* name, int round) {
      return scratch / fmt::format("{}{}-{}", name, rows, round);
    };
    const double first = hub.bootstrap(folder("first", 0), Way::Snapshot, rows);
    std::vector<double> streamed, snapshot;
    for (int round = 0; round < kRounds; ++round) {
      streamed.push_back(hub.bootstrap(folder("stream", round), Way::Stream, rows));
      snapshot.push_back(hub.bootstrap(folder("file", round), Way::Snapshot, rows));
    }
    out += fmt::format(R"({}"{}":{{"stream_ms":{:.0f},"snapshot_ms":{:.0f},"first_ms":{:.0f}}})",
                       out.empty() ? "" : ",", rows, quantile(streamed, 0.5) * 1000,
                       quantile(snapshot, 0.5) * 1000, first * 1000);
  }
  return "{" + out + "}";
}

}  // namespace parcours::bench
