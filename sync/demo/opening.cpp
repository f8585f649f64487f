// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/opening.h"

#include <charconv>

#include "sync/demo/diary.h"

namespace parcours::demo {
namespace {

using std::chrono::days;

constexpr int kUsualClosing = 1200;

int number_at(std::string_view text, std::size_t at) {
  int number = -1;
  if (text.size() >= at + 2) std::from_chars(text.data() + at, text.data() + at + 2, number);
  return number;
}

}  // namespace

int closing_of(const journey::Shop& shop) {
  const int hour = number_at(shop.open_until, 0);
  const int minute = number_at(shop.open_until, 3);
  return hour < 0 || minute < 0 ? kUsualClosing : hour * 60 + minute;
}

Told told_in(const journey::Shop& shop, std::chrono::sys_days today, int minute) {
  const int closes = closing_of(shop);
  if (minute < kOpensAt) return {{today - days{1}, closes}, closes, false};
  if (minute >= closes) return {{today, closes}, closes, false};
  return {{today, minute}, closes, true};
}

WallTime open_before(const Told& told, int minutes) {
  auto [day, minute] = told.at;
  for (; minutes > minute - kOpensAt; day -= days{1}, minute = told.closes_at)
    minutes -= minute - kOpensAt;
  return local(day, minute - minutes);
}

WallTime open_after(const Told& told, int minutes) {
  auto [day, minute] = told.at;
  for (; minutes >= told.closes_at - minute; day += days{1}, minute = kOpensAt)
    minutes -= told.closes_at - minute;
  return local(day, minute + minutes);
}

}  // namespace parcours::demo
