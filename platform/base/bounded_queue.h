// SPDX-License-Identifier: Apache-2.0
// The only way values cross between threads: a bounded, blocking queue. Any number of writers and
// readers.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "platform/base/assert.h"

namespace parcours {

template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : x_capacity(capacity) {
    PARCOURS_ASSERT(capacity > 0);
  }

  /// False when full or closed: the caller decides what to drop. Never waits.
  [[nodiscard]] bool try_push(T value) {
    {
      const std::lock_guard lock(x_mutex);
      if (x_closed || x_values.size() >= x_capacity) return false;
      x_values.push_back(std::move(value));
    }
    x_ready.notify_one();
    return true;
  }

  /// Never waits.
  [[nodiscard]] std::optional<T> try_pop() {
    const std::lock_guard lock(x_mutex);
    return take();
  }

  /// Waits until a value, `timeout` or close; empty on the last two.
  [[nodiscard]] std::optional<T> pop_for(std::chrono::milliseconds timeout) {
    std::unique_lock lock(x_mutex);
    x_ready.wait_for(lock, timeout, [&] { return x_closed || !x_values.empty(); });
    return take();
  }

  /// Wakes every reader; values already inside can still be taken.
  void close() {
    {
      const std::lock_guard lock(x_mutex);
      x_closed = true;
    }
    x_ready.notify_all();
  }

  [[nodiscard]] bool closed() const {
    const std::lock_guard lock(x_mutex);
    return x_closed;
  }

 private:
  std::optional<T> take() {
    if (x_values.empty()) return std::nullopt;
    std::optional<T> value{std::move(x_values.front())};
    x_values.pop_front();
    return value;
  }

  const std::size_t x_capacity;
  mutable std::mutex x_mutex;
  std::condition_variable x_ready;
  std::deque<T> x_values;
  bool x_closed = false;
};

}  // namespace parcours
