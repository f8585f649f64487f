// SPDX-License-Identifier: Apache-2.0
// Time as values. Wall time is for people and stamps, monotonic time for waiting; a pure core gets
// both passed in.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace parcours {

/// Milliseconds since 1970-01-01T00:00:00Z. May be wildly wrong on a terminal; nothing but display
/// may depend on it.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
/// Milliseconds since an arbitrary start; never goes back.
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual WallTime wall() const = 0;
  [[nodiscard]] virtual MonoTime mono() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] WallTime wall() const override;
  [[nodiscard]] MonoTime mono() const override;
};

/// A clock that tests and the simulator move by hand.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(WallTime start) : x_wall(start) {}
  [[nodiscard]] WallTime wall() const override { return x_wall; }
  [[nodiscard]] MonoTime mono() const override { return x_mono; }
  void advance(std::chrono::milliseconds by) {
    x_wall += by;
    x_mono += by;
  }
  void set_wall(WallTime wall) { x_wall = wall; }

 private:
  WallTime x_wall;
  MonoTime x_mono{};
};

[[nodiscard]] inline std::int64_t to_ms(WallTime time) {
  return time.time_since_epoch().count();
}
[[nodiscard]] inline WallTime from_ms(std::int64_t ms) {
  return WallTime{std::chrono::milliseconds{ms}};
}

/// RFC 3339 in UTC: "2026-11-01T10:00:00Z", with ".123" when the milliseconds are not zero.
[[nodiscard]] std::string to_rfc3339(WallTime time);
/// Reads RFC 3339 with any offset and fraction; Invalid otherwise.
[[nodiscard]] Result<WallTime> parse_rfc3339(std::string_view text);

}  // namespace parcours
