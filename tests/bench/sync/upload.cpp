// SPDX-License-Identifier: Apache-2.0
// A day without network goes up: events committed in the journal of a terminal, drained over a
// socket to the hub until all are durable there and gone from the outbox. The limit: one SQLite
// transaction of the same event texts, as durable.
#include <fmt/format.h>

#include "platform/sqlite/connection.h"
#include "sync/journal/exchange.h"
#include "tests/bench/support/demo_hub.h"
#include "tests/bench/sync/bench_sync.h"

namespace parcours::bench {
namespace {

constexpr int kEvents = 20'000;
constexpr int kCommit = 20;  // what one visit records
constexpr int kRounds = 3;
constexpr int kCustomers = 500;

/// Four looks for one sale, by customers that the terminal holds.
journal::EventDraft draft(int number, const std::vector<journey::Row>& customers, Random& random) {
  journal::EventDraft one;
  one.subject = "customer:" + customers[random.below(customers.size())].key;
  const auto product = fmt::format("P{:04}", 1 + random.below(2000));
  if (number % 5 == 0) {
    one.type = "purchase.completed";
    one.channel = "till";
    one.data = fmt::format(
        R"({{"shop":"S1","total_cents":1990,"lines":[{{"product":"{}","quantity":1,"price_cents":1990}}]}})",
        product);
  } else {
    one.type = "kiosk.product_viewed";
    one.data = fmt::format(R"({{"product":"{}","shop":"S1"}})", product);
  }
  return one;
}

double commit_offline(Terminal& terminal, Random& random) {
  const auto customers = must(terminal.journal->scan(journey::kind::kCustomer, "", 1000));
  if (customers.empty()) must(Result<int>{fail(ErrorCode::NotFound, "no customer came down")});
  const Stopwatch watch;
  for (int at = 0; at < kEvents; at += kCommit) {
    std::vector<journal::EventDraft> visit;
    for (int i = 0; i < kCommit; ++i) visit.push_back(draft(at + i, customers, random));
    must(terminal.journal->commit(visit));
  }
  return watch.seconds();
}

std::vector<std::string> waiting_texts(Terminal& terminal) {
  std::vector<std::string> texts;
  const journal::Exchange exchange{*terminal.journal};
  for (const auto lane : journal::kLanes) {
    for (std::int64_t after = 0;;) {
      const auto batch = must(exchange.next_batch(lane, after, {}));
      if (!batch) break;
      for (const auto& event : batch->events) texts.push_back(event.bytes);
      after = batch->events.back().seq;
    }
  }
  return texts;
}

std::int64_t pending(const Terminal& terminal) {
  return must(terminal.journal->outbox_state()).pending;
}

double drain(Terminal& terminal, const Clock& clock) {
  const Stopwatch watch;
  while (pending(terminal) > 0) {
    for (const auto channel : {engine::Channel::Control, engine::Channel::Telemetry}) {
      const auto outgoing = must(terminal.link.next(channel, clock.mono()));
      if (!outgoing) continue;
      const auto answer = terminal.transport->send(outgoing->request);
      const auto done = must(terminal.link.on_answer(channel, clock.mono(), clock.wall(), answer));
      if (done.trouble != engine::Trouble::None)
        must(Result<int>{fail(ErrorCode::Unavailable, done.detail)});
    }
  }
  return watch.seconds();
}

double plain_insert(const std::vector<std::string>& texts, const std::filesystem::path& path) {
  auto database = must(sqlite::Connection::open(path));
  must(database.execute("CREATE TABLE event(number INTEGER PRIMARY KEY, bytes TEXT)"));
  const Stopwatch watch;
  auto transaction = must(sqlite::Transaction::begin(database));
  for (const auto& text : texts) must(database.run("INSERT INTO event(bytes) VALUES(?1)", text));
  must(transaction.commit());
  return watch.seconds();
}

}  // namespace

std::string bench_upload() {
  const Scratch scratch;
  const DemoHub hub{scratch / "hub", kCustomers};
  Terminal terminal{scratch / "kiosk", hub};
  Random random{5};
  std::vector<double> commits, ours, limit;
  for (int round = 0; round < kRounds; ++round) {
    commits.push_back(commit_offline(terminal, random));
    const auto texts = waiting_texts(terminal);
    if (texts.size() != kEvents)
      must(Result<int>{fail(ErrorCode::Corrupt, "the outbox does not hold what was committed")});
    ours.push_back(drain(terminal, hub.clock));
    limit.push_back(plain_insert(texts, scratch / fmt::format("plain{}.db", round)));
    must(app::exchange_once(terminal.link, *terminal.transport, hub.clock));
  }
  const double a = quantile(ours, 0.5), b = quantile(limit, 0.5);
  const auto refused = must(terminal.journal->outbox_state()).quarantined;
  return fmt::format(
      R"({{"events":{},"refused":{},"drain_s":{:.3f},"one_transaction_s":{:.3f},"ratio":{:.2f},"events_per_s":{:.0f},"offline_commits_s":{:.3f}}})",
      kEvents, refused, a, b, a / b, kEvents / a, quantile(commits, 0.5));
}

}  // namespace parcours::bench
