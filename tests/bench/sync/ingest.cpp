// SPDX-License-Identifier: Apache-2.0
// Durable events a second at the hub: several feeders wait for their batch to be on the disk while
// the one writer dedupes, folds and commits. The peer inserts the same event texts, as many a
// transaction as the hub had in the round before, and folds nothing.
#include <fmt/format.h>

#include <atomic>
#include <future>
#include <thread>

#include "platform/sqlite/connection.h"
#include "sync/hub/writer.h"
#include "tests/bench/support/demo_hub.h"
#include "tests/bench/sync/bench_sync.h"

namespace parcours::bench {
namespace {

constexpr std::size_t kEvents = 40'000;
constexpr std::size_t kBatch = 100;
constexpr std::size_t kFeeders = 8;
constexpr int kRounds = 3;

using Texts = std::vector<std::string>;

/// Sends one batch as a request would and waits until it is durable.
void feed(hub::Writer& writer, const Texts& texts, std::size_t from, std::size_t to,
          std::atomic<std::int64_t>& taken) {
  std::vector<journey::Event> events;
  for (std::size_t i = from; i < to; ++i)
    events.push_back(must(journey::parse_event(texts[i], WallTime{})));
  std::int64_t now = 0;
  std::promise<Status> durable;
  hub::Work work;
  work.run = [&](hub::HubDb& db) -> Status {
    now = 0;
    for (const auto& event : events) {
      PARCOURS_TRY(const auto verdict, db.take(event));
      if (verdict.outcome != hub::Outcome::Taken)
        return fail(ErrorCode::Invalid, verdict.reason, event.bytes);
      ++now;
    }
    return {};
  };
  work.done = [&durable](const Status& status) { durable.set_value(status); };
  if (!writer.submit(std::move(work))) must(Status{fail(ErrorCode::Full, "the queue is full")});
  must(durable.get_future().get());
  taken += now;
}

struct Ingest {
  double seconds = 0;
  std::size_t commits = 0;
};

/// Each feeder has its part of the stream, in order: a customer's journey is not torn.
Ingest ingest(const DemoShop& shop, const Texts& texts, const std::filesystem::path& folder) {
  const SystemClock clock;
  auto db = must(hub::HubDb::open(folder, clock));
  put_rows(*db, shop);
  std::atomic<std::size_t> commits = 0;
  std::atomic<std::int64_t> taken = 0;
  hub::Writer writer{*db, 4096, [&](const hub::Commit&) { ++commits; }};
  const Stopwatch watch;
  std::vector<std::thread> feeders;
  for (std::size_t feeder = 0; feeder < kFeeders; ++feeder) {
    feeders.emplace_back([&, feeder] {
      const std::size_t end = texts.size() * (feeder + 1) / kFeeders;
      for (std::size_t at = texts.size() * feeder / kFeeders; at < end; at += kBatch)
        feed(writer, texts, at, std::min(at + kBatch, end), taken);
    });
  }
  for (auto& thread : feeders) thread.join();
  const Ingest done{watch.seconds(), commits};
  writer.stop();
  if (taken != static_cast<std::int64_t>(texts.size()))
    must(Status{fail(ErrorCode::Corrupt, "the hub did not take every event")});
  return done;
}

double plain_insert(const Texts& texts, std::size_t commits, const std::filesystem::path& path) {
  auto database = must(sqlite::Connection::open(path));
  must(database.execute("CREATE TABLE event(number INTEGER PRIMARY KEY, bytes TEXT)"));
  const Stopwatch watch;
  for (std::size_t part = 0; part < commits; ++part) {
    auto transaction = must(sqlite::Transaction::begin(database));
    const std::size_t end = texts.size() * (part + 1) / commits;
    for (std::size_t i = texts.size() * part / commits; i < end; ++i)
      must(database.run("INSERT INTO event(bytes) VALUES(?1)", texts[i]));
    must(transaction.commit());
  }
  return watch.seconds();
}

}  // namespace

std::string bench_ingest() {
  const Scratch scratch;
  const DemoShop shop{2'000};
  Texts texts;
  for (std::size_t i = 0; i < std::min(kEvents, shop.events.size()); ++i)
    texts.push_back(shop.events[i].bytes);
  std::vector<double> ours, peer, commits;
  for (int round = 0; round < kRounds; ++round) {
    const auto done = ingest(shop, texts, scratch / fmt::format("hub{}", round));
    ours.push_back(done.seconds);
    commits.push_back(static_cast<double>(done.commits));
    peer.push_back(plain_insert(texts, done.commits, scratch / fmt::format("plain{}.db", round)));
  }
  const auto events = static_cast<double>(texts.size());
  const double a = quantile(ours, 0.5), b = quantile(peer, 0.5);
  return fmt::format(
      R"({{"events":{},"feeders":{},"events_a_request":{},"transactions":{:.0f},"hub_events_per_s":{:.0f},"plain_insert_events_per_s":{:.0f},"ratio":{:.3f}}})",
      texts.size(), kFeeders, kBatch, quantile(commits, 0.5), events / a, events / b, b / a);
}

}  // namespace parcours::bench
