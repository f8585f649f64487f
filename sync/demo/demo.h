// SPDX-License-Identifier: Apache-2.0
// The demo shop: a made-up French retailer with customers whose journeys cross every channel.
// Deterministic: the same Options give the same bytes, but for the salts of PIN hashes. Pure but
// for `Options::sign_coupon` and the Sink; one thread. It stores nothing: the hub's `demo` command
// drives it into its bulk path.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/crypto/password.h"
#include "sync/journey/entities.h"
#include "sync/journey/event.h"
#include "sync/journey/row.h"

namespace parcours::demo {

struct Options {
  int customers = 5000;  ///< 10..1,000,000; C00001.. ; the first three are the stories
  int products = 2000;   ///< 100..20,000; P0001..
  std::uint64_t seed = 1;
  std::chrono::sys_days today{};  ///< the day the stories are ready to be played on; journeys go
                                  ///< back two years from it
  int minute =
      942;  ///< of that day, local time, 0..1439: how far it has gone; orders wait relative to it
  crypto::PasswordCost pin_cost;  ///< of the staff's PINs; tests take the least
  /// Signs a coupon ("K1:…"); without it coupons carry no token and no terminal takes them offline.
  std::function<Result<std::string>(const journey::Coupon&)> sign_coupon;
};

/// Where the demo shop goes, in this order: catalogue rows (setting, family, shop, staff, product,
/// code), the events of one customer after the other, each customer's in time order, then rows that
/// close the books (stock, figures, popularity).
class Sink {
 public:
  virtual ~Sink() = default;
  /// Replaces the row; `seq` is not set.
  [[nodiscard]] virtual Status row(const journey::Row& row) = 0;
  /// To be folded like an event from outside. Stock rows come later and already hold what open
  /// orders reserve.
  [[nodiscard]] virtual Status event(const journey::Event& event) = 0;
};

/// What was made, for the command's last line.
struct Made {
  std::int64_t rows = 0;
  std::int64_t events = 0;
  std::int64_t orders_open = 0;
};

/// Invalid names the option that is out of its range; an error of the sink stops the work and comes
/// back as it is.
[[nodiscard]] Result<Made> generate(const Options& options, Sink& sink);

/// A moment as the demo counts it: day and minute in France (Europe/Paris, summer time included).
struct LocalTime {
  std::chrono::sys_days day{};
  int minute = 0;
};
[[nodiscard]] LocalTime local_time(WallTime time);

/// "2026-11-21" as a day; Invalid otherwise.
[[nodiscard]] Result<std::chrono::sys_days> parse_day(std::string_view text);

}  // namespace parcours::demo
