// SPDX-License-Identifier: Apache-2.0
// The local time of a shop, from a POSIX time zone rule such as "CET-1CEST,M3.5.0,M10.5.0/3". Pure
// value: needs no time zone package and never asks the machine for its own zone.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"

namespace parcours {

/// A moment on the wall clock of a zone; its "UTC" fields are the local ones.
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

class Zone {
 public:
  /// Metropolitan France: summer time by directive 2000/84/EC.
  Zone() = default;
  /// Names of letters or "<+01>", an offset, and for summer time the two rules "Mmonth.week.day"
  /// with an optional "/hour". Invalid says which part is not understood.
  [[nodiscard]] static Result<Zone> parse(std::string_view rule);

  [[nodiscard]] std::chrono::minutes offset(WallTime at) const;
  [[nodiscard]] LocalTime local(WallTime at) const {
    return LocalTime{at.time_since_epoch() + offset(at)};
  }
  /// "2026-11-20", `back` calendar days before.
  [[nodiscard]] std::string day(WallTime at, int back = 0) const;

 private:
  /// The `week`-th (5: last) `weekday` of `month`, at `time` after midnight.
  struct Change {
    unsigned month = 0;
    unsigned week = 0;
    unsigned weekday = 0;
    std::chrono::minutes time{120};
  };
  struct Summer {
    std::chrono::minutes offset;
    Change begins;
    Change ends;
  };
  friend class ZoneReader;
  [[nodiscard]] static std::chrono::local_time<std::chrono::minutes> moment(std::chrono::year year,
                                                                            const Change& change);

  std::chrono::minutes x_winter{60};
  std::optional<Summer> x_summer{Summer{std::chrono::minutes{120},
                                        {3, 5, 0, std::chrono::minutes{120}},
                                        {10, 5, 0, std::chrono::minutes{180}}}};
};

}  // namespace parcours
