// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/feed.h"

#include <algorithm>
#include <utility>

namespace parcours::hub {

using std::chrono::steady_clock;

Feed::Feed() : x_thread([this] { loop(); }) {}

Feed::~Feed() {
  stop();
}

void Feed::wait(Waiter waiter) {
  {
    const std::lock_guard lock(x_mutex);
    if (!x_stopping) {
      x_waiters.push_back(std::move(waiter));
      x_dirty = true;
      x_wake.notify_one();
      return;
    }
  }
  waiter.answer();
}

void Feed::committed(const Commit& commit) {
  if (commit.scopes.empty()) return;
  {
    const std::lock_guard lock(x_mutex);
    for (const auto& scope : commit.scopes) x_changed[scope] = commit.head;
    x_dirty = true;
  }
  x_wake.notify_one();
}

std::size_t Feed::waiting() const {
  const std::lock_guard lock(x_mutex);
  return x_waiters.size();
}

void Feed::stop() {
  {
    const std::lock_guard lock(x_mutex);
    x_stopping = true;
  }
  x_wake.notify_one();
  if (x_thread.joinable()) x_thread.join();
}

bool Feed::has_news(const Waiter& waiter) const {
  return std::any_of(waiter.scopes.begin(), waiter.scopes.end(), [&](const auto& scope) {
    const auto changed = x_changed.find(scope);
    return changed != x_changed.end() && changed->second > waiter.seen;
  });
}

std::vector<Waiter> Feed::take_due(steady_clock::time_point now) {
  const auto due = std::partition(x_waiters.begin(), x_waiters.end(), [&](const Waiter& waiter) {
    return !x_stopping && waiter.until > now && !waiter.gone() && !has_news(waiter);
  });
  std::vector<Waiter> taken{std::make_move_iterator(due), std::make_move_iterator(x_waiters.end())};
  x_waiters.erase(due, x_waiters.end());
  return taken;
}

void Feed::loop() {
  std::unique_lock lock(x_mutex);
  while (true) {
    auto next = steady_clock::time_point::max();
    for (const auto& waiter : x_waiters) next = std::min(next, waiter.until);
    const auto woken = [this] { return x_dirty || x_stopping; };
    // wait_until with time_point::max overflows in some libraries; an hour is as good.
    x_wake.wait_until(lock, std::min(next, steady_clock::now() + std::chrono::hours{1}), woken);
    x_dirty = false;
    auto due = take_due(steady_clock::now());
    const bool stopping = x_stopping;
    lock.unlock();
    for (auto& waiter : due) waiter.answer();
    due.clear();
    if (stopping) return;
    lock.lock();
  }
}

}  // namespace parcours::hub
