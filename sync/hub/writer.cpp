// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/writer.h"

#include <chrono>
#include <utility>

#include "platform/base/log.h"

namespace parcours::hub {

namespace {
/// More requests a transaction win nothing (measured); fewer waste the disk's flush.
constexpr std::size_t kGroupMax = 256;
}  // namespace

Writer::Writer(HubDb& db, std::size_t queue_max, std::function<void(const Commit&)> committed)
    : x_db(db),
      x_committed(std::move(committed)),
      x_queue(queue_max),
      x_thread([this] { loop(); }) {}

Writer::~Writer() {
  stop();
}

bool Writer::submit(Work work) {
  return x_queue.try_push(std::move(work));
}

void Writer::stop() {
  x_queue.close();
  if (x_thread.joinable()) x_thread.join();
}

void Writer::loop() {
  while (true) {
    auto first = x_queue.pop_for(std::chrono::seconds{60});
    if (!first) {
      if (x_queue.closed()) return;
      continue;
    }
    std::vector<Work> group;
    group.push_back(std::move(*first));
    while (group.size() < kGroupMax) {
      auto more = x_queue.try_pop();
      if (!more) break;
      group.push_back(std::move(*more));
    }
    run_group(group);
  }
}

void Writer::run_group(std::vector<Work>& group) {
  const Status all = run_once(group, 0, group.size());
  if (all || group.size() == 1) {
    for (auto& work : group) work.done(all);
    return;
  }
  // One of them made the transaction fail: alone, the others must not suffer from it.
  for (std::size_t i = 0; i < group.size(); ++i) group[i].done(run_once(group, i, 1));
}

Status Writer::run_once(std::vector<Work>& group, std::size_t first, std::size_t count) {
  PARCOURS_CHECK(x_db.begin());
  for (std::size_t i = first; i < first + count; ++i) {
    auto ran = group[i].run(x_db);
    if (ran) continue;
    x_db.rollback();
    log(LogLevel::Error, "write_failed", {{"reason", ran.error().text()}});
    return ran;
  }
  auto commit = x_db.commit();
  if (!commit) {
    log(LogLevel::Error, "commit_failed", {{"reason", commit.error().text()}});
    return fail(commit.error());
  }
  x_committed(*commit);
  return {};
}

}  // namespace parcours::hub
