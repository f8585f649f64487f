// SPDX-License-Identifier: Apache-2.0
// What this process counted since it started, for /metrics. Any thread. Figures of the database
// itself come from Reader::totals.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "sync/hub/hub_db.h"

namespace parcours::hub {

class Counters {
 public:
  void count(Outcome outcome, std::int64_t by = 1) {
    x_outcomes[static_cast<std::size_t>(outcome)].fetch_add(by, std::memory_order_relaxed);
  }
  [[nodiscard]] std::int64_t outcome(Outcome outcome) const {
    return x_outcomes[static_cast<std::size_t>(outcome)].load(std::memory_order_relaxed);
  }

  /// `route` is a pattern of ours, never a path as it was sent: its values are few.
  void count_request(std::string_view route, int status) {
    const std::lock_guard lock(x_mutex);
    ++x_requests[{std::string{route}, status}];
  }
  [[nodiscard]] std::map<std::pair<std::string, int>, std::int64_t> requests() const {
    const std::lock_guard lock(x_mutex);
    return x_requests;
  }

  void set_write_failed(bool failed) { x_write_failed.store(failed); }
  [[nodiscard]] bool write_failed() const { return x_write_failed.load(); }

 private:
  std::array<std::atomic<std::int64_t>, 4> x_outcomes{};
  mutable std::mutex x_mutex;
  std::map<std::pair<std::string, int>, std::int64_t> x_requests;
  std::atomic<bool> x_write_failed{false};
};

}  // namespace parcours::hub
