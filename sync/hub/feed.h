// SPDX-License-Identifier: Apache-2.0
// Terminals that wait for news: parked here, woken by the first commit that touches one of their
// scopes or by their time-out. One thread serves all of them; it makes the answers, so neither the
// writer nor an HTTP thread ever waits. Owned by the server. It reads no database itself.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "sync/hub/hub_db.h"

namespace parcours::hub {

struct Waiter {
  std::vector<std::string> scopes;
  std::int64_t seen = 0;  ///< the head that the waiter's empty page was read at
  std::chrono::steady_clock::time_point until;
  std::function<bool()> gone;    ///< true when nobody listens any more
  std::function<void()> answer;  ///< called once, on the feed's thread
};

class Feed {
 public:
  Feed();
  ~Feed();
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;

  /// Any thread. A commit between the waiter's page and this call is not missed.
  void wait(Waiter waiter);
  /// Called by the writer after each commit.
  void committed(const Commit& commit);
  [[nodiscard]] std::size_t waiting() const;
  /// Answers everybody and ends the thread.
  void stop();

 private:
  void loop();
  [[nodiscard]] bool has_news(const Waiter& waiter) const;
  [[nodiscard]] std::vector<Waiter> take_due(std::chrono::steady_clock::time_point now);

  mutable std::mutex x_mutex;
  std::condition_variable x_wake;
  std::map<std::string, std::int64_t, std::less<>> x_changed;  ///< scope -> its latest commit
  std::vector<Waiter> x_waiters;
  bool x_dirty = false;
  bool x_stopping = false;
  std::thread x_thread;
};

}  // namespace parcours::hub
