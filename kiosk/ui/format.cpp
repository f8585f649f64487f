// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/format.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace parcours::ui {
namespace {
constexpr const char* kNarrowSpace = "\u202f";
constexpr const char* kMinus = "\u2212";
constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute;
constexpr std::int64_t kHoursSaid = 6 * kHour;  // past midnight too: nobody waits "since yesterday"

using std::chrono::floor;
using Days = std::chrono::days;

struct Clock {
  int hour, minute;
};

Clock clock_of(LocalTime at) {
  const auto past = std::chrono::duration_cast<std::chrono::minutes>(at - floor<Days>(at)).count();
  return {static_cast<int>(past / 60), static_cast<int>(past % 60)};
}

std::chrono::year_month_day date_of(LocalTime at) {
  return std::chrono::year_month_day{floor<Days>(at)};
}

std::string grouped(std::int64_t value, const char* separator) {
  std::string digits = std::to_string(std::llabs(value));
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, separator);
  }
  return digits;
}
}  // namespace

std::string Format::number(std::int64_t value) const {
  return (value < 0 ? kMinus : "") + grouped(value, french() ? kNarrowSpace : ",");
}

std::string Format::money(Money amount) const {
  const char* sign = amount.cents < 0 ? kMinus : "";
  const std::int64_t cents = std::llabs(amount.cents);
  if (french()) {
    return fmt::format("{}{},{:02}{}€", sign, grouped(cents / 100, kNarrowSpace), cents % 100,
                       kNarrowSpace);
  }
  return fmt::format("{}€{}.{:02}", sign, grouped(cents / 100, ","), cents % 100);
}

std::string Format::money_whole(Money amount) const {
  const std::int64_t euros = (amount.cents + 50) / 100;
  return french() ? number(euros) + kNarrowSpace + "€" : "€" + number(euros);
}

std::string Format::percent(std::int64_t value) const {
  return french() ? number(value) + kNarrowSpace + "%" : number(value) + "%";
}

std::string Format::reduction(Money now, Money before) const {
  if (before.cents <= now.cents || before.cents <= 0) return {};
  const std::int64_t off = ((before.cents - now.cents) * 100 + before.cents / 2) / before.cents;
  return kMinus + percent(off);
}

std::string Format::tenths(int value) const {
  return fmt::format("{}{}{}", value / 10, french() ? "," : ".", value % 10);
}

std::string Format::time(std::int64_t ms) const {
  const Clock t = clock_of(local(ms));
  if (french()) return fmt::format("{}\u00a0h\u00a0{:02}", t.hour, t.minute);
  const int hour = t.hour % 12 == 0 ? 12 : t.hour % 12;
  return fmt::format("{}:{:02}\u00a0{}", hour, t.minute, t.hour < 12 ? "am" : "pm");
}

std::string Format::hour(const std::string& stored) const {
  const int hour = std::atoi(stored.c_str());
  const std::size_t colon = stored.find(':');
  const int minute = colon == std::string::npos ? 0 : std::atoi(stored.c_str() + colon + 1);
  if (french()) {
    return minute == 0 ? fmt::format("{}\u00a0h", hour)
                       : fmt::format("{}\u00a0h\u00a0{:02}", hour, minute);
  }
  const char* half = hour < 12 ? "am" : "pm";
  const int twelve = hour % 12 == 0 ? 12 : hour % 12;
  return minute == 0 ? fmt::format("{}\u00a0{}", twelve, half)
                     : fmt::format("{}:{:02}\u00a0{}", twelve, minute, half);
}

int Format::minute_of_day() const {
  const Clock t = clock_of(local(x_now_ms));
  return t.hour * 60 + t.minute;
}

int Format::minute_of(const std::string& stored) {
  int hour = 0, minute = 0;
  if (std::sscanf(stored.c_str(), "%d:%d", &hour, &minute) != 2) return -1;
  const bool valid = hour >= 0 && hour <= 24 && minute >= 0 && minute < 60;
  return valid ? hour * 60 + minute : -1;
}

std::string Format::day(std::int64_t ms) const {
  const auto at = date_of(local(ms));
  const auto number = static_cast<unsigned>(at.day());
  const std::string month =
      x_words.text("month." + std::to_string(static_cast<unsigned>(at.month())));
  if (french() && number == 1) return "1\u1d49\u02b3 " + month;
  return std::to_string(number) + "\u00a0" + month;
}

std::string Format::date(std::int64_t ms) const {
  return day(ms) + " " + std::to_string(static_cast<int>(date_of(local(ms)).year()));
}

std::string Format::long_date(std::int64_t ms) const {
  const std::chrono::weekday weekday{floor<Days>(local(ms))};
  return x_words.text("weekday." + std::to_string(weekday.c_encoding())) + " " + date(ms);
}

int Format::days_ago(std::int64_t ms) const {
  return static_cast<int>((floor<Days>(local(x_now_ms)) - floor<Days>(local(ms))).count());
}

std::string Format::moment(std::int64_t ms) const {
  const int days = days_ago(ms);
  if (days == 0) return x_words.text("moment.today", {time(ms)});
  if (days == 1) return x_words.text("moment.yesterday", {time(ms)});
  if (days == -1) return x_words.text("moment.tomorrow", {time(ms)});
  if (days > 300 || days < -300) return date(ms);
  return x_words.text("moment.day", {day(ms), time(ms)});
}

std::string Format::age(std::int64_t ms) const {
  const std::int64_t past = x_now_ms - ms;
  if (past < kMinute) return x_words.text("age.now");
  if (past < kHour) return x_words.text("age.minutes", {std::to_string(past / kMinute)});
  const int days = days_ago(ms);
  if (days == 0 || past < kHoursSaid)
    return x_words.text("age.hours", {std::to_string(past / kHour)});
  if (days == 1) return x_words.text("age.yesterday");
  return days > 300 ? date(ms) : day(ms);
}

std::string Format::until(std::int64_t ms) const {
  const std::int64_t ahead = ms - x_now_ms;
  if (ahead <= 0) return age(ms);
  if (ahead < kHour) return x_words.text("until.minutes", {std::to_string(ahead / kMinute + 1)});
  if (days_ago(ms) == 0) return x_words.text("until.hours", {std::to_string(ahead / kHour)});
  return moment(ms);
}

std::string Format::duration(std::int64_t ms) const {
  const std::int64_t minutes = std::max<std::int64_t>(0, ms) / kMinute;
  if (minutes < 1) return "<\u00a01\u00a0min";
  if (minutes < 60) return fmt::format("{}\u00a0min", minutes);
  return fmt::format("{}\u00a0h\u00a0{:02}", minutes / 60, minutes % 60);
}

std::string Format::distance(double km) const {
  if (km < 1) return fmt::format("{}\u00a0m", std::lround(km * 20) * 50);
  const auto tenth = static_cast<int>(std::lround(km * 10));
  if (tenth >= 100) return fmt::format("{}\u00a0km", tenth / 10);
  return tenths(tenth) + "\u00a0km";
}

}  // namespace parcours::ui
