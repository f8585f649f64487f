// SPDX-License-Identifier: Apache-2.0
#include "platform/base/zone.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace parcours {

using std::chrono::minutes;

/// Reads a rule from left to right; a part that is not there is an empty optional.
class ZoneReader {
 public:
  explicit ZoneReader(std::string_view rule) : x_rest(rule) {}

  Result<Zone> read(std::string_view whole) {
    const auto bad = [&](const char* part) {
      return fail(
          ErrorCode::Invalid,
          fmt::format("{} is not understood; a rule reads CET-1CEST,M3.5.0,M10.5.0/3", part),
          std::string{whole.substr(0, 64)});
    };
    Zone zone;
    zone.x_summer.reset();
    if (!name()) return bad("the name of the zone");
    const auto west = time();
    if (!west) return bad("the offset");
    zone.x_winter = -*west;
    if (x_rest.empty()) return zone;
    if (!name()) return bad("the name of the summer time");
    Zone::Summer summer{zone.x_winter + minutes{60}, {}, {}};
    if (!x_rest.empty() && x_rest.front() != ',') {
      const auto summer_west = time();
      if (!summer_west) return bad("the offset of the summer time");
      summer.offset = -*summer_west;
    }
    if (!change(summer.begins)) return bad("the begin of the summer time");
    if (!change(summer.ends)) return bad("the end of the summer time");
    if (!x_rest.empty()) return bad("what follows the rule");
    zone.x_summer = summer;
    return zone;
  }

 private:
  bool skip(char c) {
    if (x_rest.empty() || x_rest.front() != c) return false;
    x_rest.remove_prefix(1);
    return true;
  }

  bool name() {
    const bool quoted = skip('<');
    std::size_t size = 0;
    const auto belongs = [&](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return std::isalpha(byte) || (quoted && (std::isdigit(byte) || c == '+' || c == '-'));
    };
    while (size < x_rest.size() && belongs(x_rest[size])) ++size;
    x_rest.remove_prefix(size);
    return size >= 3 && (!quoted || skip('>'));
  }

  std::optional<int> number(int most) {
    int value = 0;
    std::size_t size = 0;
    for (; size < x_rest.size() && size < 3 && x_rest[size] >= '0' && x_rest[size] <= '9'; ++size)
      value = value * 10 + (x_rest[size] - '0');
    x_rest.remove_prefix(size);
    if (size == 0 || value > most) return std::nullopt;
    return value;
  }

  /// "[+-]h[:mm]"; hours up to a week, as POSIX allows for changes.
  std::optional<minutes> time() {
    const bool negative = skip('-');
    if (!negative) (void)skip('+');
    const auto hours = number(167);
    if (!hours) return std::nullopt;
    const auto past = skip(':') ? number(59) : std::optional<int>{0};
    if (!past) return std::nullopt;
    const minutes total{*hours * 60 + *past};
    return negative ? -total : total;
  }

  /// ",Mm.w.d[/time]"
  bool change(Zone::Change& change) {
    if (!skip(',') || !skip('M')) return false;
    const int month = number(12).value_or(0);
    const int week = skip('.') ? number(5).value_or(0) : 0;
    const int weekday = skip('.') ? number(6).value_or(-1) : -1;
    if (month == 0 || week == 0 || weekday < 0) return false;
    change.month = static_cast<unsigned>(month);
    change.week = static_cast<unsigned>(week);
    change.weekday = static_cast<unsigned>(weekday);
    if (!skip('/')) return true;
    const auto at = time();
    if (at) change.time = *at;
    return at.has_value();
  }

  std::string_view x_rest;
};

Result<Zone> Zone::parse(std::string_view rule) {
  return ZoneReader{rule}.read(rule);
}

std::chrono::local_time<minutes> Zone::moment(std::chrono::year year, const Change& change) {
  using namespace std::chrono;
  const year_month month = year / std::chrono::month{change.month};
  const std::chrono::weekday weekday{change.weekday};
  const auto day = change.week == 5 ? local_days{month / weekday[last]}
                                    : local_days{month / weekday[change.week]};
  return local_time<minutes>{day.time_since_epoch()} + change.time;
}

minutes Zone::offset(WallTime at) const {
  if (!x_summer) return x_winter;
  using namespace std::chrono;
  const auto year = year_month_day{floor<days>(at + x_winter)}.year();
  const WallTime begins{moment(year, x_summer->begins).time_since_epoch() - x_winter};
  const WallTime ends{moment(year, x_summer->ends).time_since_epoch() - x_summer->offset};
  // South of the equator the summer goes over the new year.
  const bool summer = begins < ends ? at >= begins && at < ends : at >= begins || at < ends;
  return summer ? x_summer->offset : x_winter;
}

std::string Zone::day(WallTime at, int back) const {
  using namespace std::chrono;
  const year_month_day date{floor<days>(local(at)) - days{back}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace parcours
