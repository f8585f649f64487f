// SPDX-License-Identifier: Apache-2.0
// Money, times, dates and ages as a person reads them, in both languages, in the time zone of
// the shop. Pure.
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/ui/words.h"
#include "platform/base/money.h"
#include "platform/base/zone.h"

namespace parcours::ui {

class Format {
 public:
  /// Without a zone: the French one.
  Format(const Words& words, std::int64_t now_ms, const Zone& zone = {})
      : x_words(words), x_now_ms(now_ms), x_zone(zone) {}

  /// "1 249,90 €" with narrow no-break spaces (U+202F), "€1,249.90".
  [[nodiscard]] std::string money(Money amount) const;
  /// Without cents: "18 420 €".
  [[nodiscard]] std::string money_whole(Money amount) const;
  /// "18 420", "18,420".
  [[nodiscard]] std::string number(std::int64_t value) const;
  /// "−19 %", from a price before and now; "" when not reduced.
  [[nodiscard]] std::string reduction(Money now, Money before) const;
  [[nodiscard]] std::string percent(std::int64_t value) const;
  /// "4,3" of 43.
  [[nodiscard]] std::string tenths(int value) const;
  /// "15 h 42", "3:42 pm".
  [[nodiscard]] std::string time(std::int64_t ms) const;
  /// Shop hours as stored ("20:00"): "20 h", "8 pm".
  [[nodiscard]] std::string hour(const std::string& stored) const;
  /// Minutes since midnight, now; of shop hours as stored, -1 when there are none.
  [[nodiscard]] int minute_of_day() const;
  [[nodiscard]] static int minute_of(const std::string& stored);
  /// "12 mai", "12 May".
  [[nodiscard]] std::string day(std::int64_t ms) const;
  /// "12 mai 2026".
  [[nodiscard]] std::string date(std::int64_t ms) const;
  /// "mardi 12 mai 2026".
  [[nodiscard]] std::string long_date(std::int64_t ms) const;
  /// "aujourd’hui 10 h 12", "hier 18 h 05", "12 mai, 9 h 30".
  [[nodiscard]] std::string moment(std::int64_t ms) const;
  /// "à l’instant", "il y a 3 min", "il y a 2 h", "hier", "12 mai".
  [[nodiscard]] std::string age(std::int64_t ms) const;
  /// "dans 12 min", "dans 2 h", or the moment when further.
  [[nodiscard]] std::string until(std::int64_t ms) const;
  /// "3 min", "1 h 05".
  [[nodiscard]] std::string duration(std::int64_t ms) const;
  /// How long ago, as a duration: "3 min".
  [[nodiscard]] std::string since(std::int64_t ms) const { return duration(x_now_ms - ms); }
  /// "2,4 km".
  [[nodiscard]] std::string distance(double km) const;

 private:
  [[nodiscard]] bool french() const { return x_words.language() == visit::Language::French; }
  [[nodiscard]] int days_ago(std::int64_t ms) const;
  [[nodiscard]] LocalTime local(std::int64_t ms) const { return x_zone.local(from_ms(ms)); }
  const Words& x_words;
  std::int64_t x_now_ms;
  Zone x_zone;
};

}  // namespace parcours::ui
