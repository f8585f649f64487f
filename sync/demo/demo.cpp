// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/demo.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/base/clock.h"
#include "sync/demo/books.h"
#include "sync/demo/stories.h"

namespace parcours::demo {
namespace {

Status check(const Options& options) {
  if (options.customers < 10 || options.customers > 1'000'000)
    return fail(ErrorCode::Invalid, "must be from 10 to 1000000", "customers");
  if (options.products < 100 || options.products > 20'000)
    return fail(ErrorCode::Invalid, "must be from 100 to 20000", "products");
  if (options.minute < 0 || options.minute > 1439)
    return fail(ErrorCode::Invalid, "must be from 0 to 1439", "minute");
  const auto year = std::chrono::year_month_day{options.today}.year();
  if (year < std::chrono::year{2000} || year > std::chrono::year{2100})
    return fail(ErrorCode::Invalid, "must be a day from 2000 to 2100", "today");
  return {};
}

/// Counts what goes through.
class Counting final : public Sink {
 public:
  Counting(Sink& to, Made& made) : x_to(to), x_made(made) {}
  Status row(const journey::Row& row) override {
    ++x_made.rows;
    return x_to.row(row);
  }
  Status event(const journey::Event& event) override {
    ++x_made.events;
    return x_to.event(event);
  }

 private:
  Sink& x_to;
  Made& x_made;
};

/// The orders that wait, handed to the first customers of each shop.
class Waiting {
 public:
  Waiting(const Retail& retail, const Options& options) {
    constexpr int kFirstOrder = 48178;
    Random random{options.seed ^ 0x5107U};
    int next = kFirstOrder;
    for (std::size_t shop = 0; shop < retail.shops.size(); ++shop) {
      x_plans.push_back(plan_open_orders(shop, next, random));
      next += static_cast<int>(x_plans.back().size());
      std::reverse(x_plans.back().begin(), x_plans.back().end());
    }
  }
  void write(Diary& diary, const Retail& retail, Ledger& ledger, const Options& options) {
    auto& plans = x_plans[diary.person.shop];
    if (plans.empty() || diary.person.joined_days_ago < 30 || !diary.random.chance(0.35)) return;
    const auto basket = make_basket(retail, diary.person, diary.random);
    const auto told = told_in(retail.shops[diary.person.shop], options.today, options.minute);
    write_open_order(diary, retail, ledger, plans.back(), basket, told);
    plans.pop_back();
  }

 private:
  std::vector<std::vector<OpenOrder>> x_plans;
};

Status write_customers(const Retail& retail, const Options& options, Ledger& ledger, Sink& sink) {
  Waiting waiting{retail, options};
  const auto now = local(options.today, options.minute);
  for (int number = 1; number <= options.customers; ++number) {
    const bool story = number <= kStories;
    const Person person =
        story ? story_person(retail, number, options) : make_person(retail, number, options.seed);
    Diary diary{person, options.today, random_of(number, options.seed ^ 0xD1A47U)};
    if (story) {
      PARCOURS_CHECK(write_story(diary, retail, ledger, options));
    } else {
      PARCOURS_CHECK(write_life(diary, retail, ledger, options.sign_coupon));
      write_referral(diary, retail, options.seed);
      waiting.write(diary, retail, ledger, options);
    }
    for (const auto& event : diary.take()) {
      // What the day would still have brought.
      if (event.time > now) break;
      PARCOURS_CHECK(sink.event(event));
    }
  }
  return {};
}

}  // namespace

Result<Made> generate(const Options& options, Sink& sink) {
  PARCOURS_CHECK(check(options));
  PARCOURS_TRY(const Retail retail, make_retail(options));
  Made made;
  Counting counting{sink, made};
  PARCOURS_CHECK(open_books(retail, counting));
  Ledger ledger{retail};
  PARCOURS_CHECK(write_customers(retail, options, ledger, counting));
  PARCOURS_CHECK(close_books(retail, options, ledger, counting));
  made.orders_open = ledger.orders_open;
  return made;
}

LocalTime local_time(WallTime time) {
  using namespace std::chrono;
  // The hour of difference is that of the day, not of the minute it changes in: nights are nobody's
  // opening hours.
  const auto shift = WallTime{floor<days>(time)} - local(floor<days>(time), 0);
  const auto here = time + shift;
  const auto day = floor<days>(here);
  return {day, static_cast<int>(duration_cast<minutes>(here - day).count())};
}

Result<std::chrono::sys_days> parse_day(std::string_view text) {
  const auto time = parse_rfc3339(fmt::format("{}T00:00:00Z", text));
  if (!time || text.size() != 10)
    return fail(ErrorCode::Invalid, fmt::format("'{}' is not a day such as 2026-11-21", text),
                "today");
  return std::chrono::floor<std::chrono::days>(*time);
}

}  // namespace parcours::demo
