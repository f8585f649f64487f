// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/demo.h"

#include "platform/base/clock.h"
#include "platform/crypto/hash.h"
#include "platform/json/writer.h"
#include "sync/hub/commands/command.h"
#include "sync/hub/hub_db.h"
#include "sync/hub/signing_key.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(demo --data DIR [--customers N] [--products N] [--seed S] [--today DAY]   make the demo shop

A made-up retailer with customers, journeys, orders and stock: the same options give the same shop.
Prints what it made as one JSON object.
  --data DIR        an empty directory, or one with the same demo shop
  --customers N     5000 unless given (10 to 1000000)
  --products N      2000 unless given (100 to 20000)
  --seed S          1 unless given
  --today DAY       the day its stories are ready to be played on; today unless given)";

constexpr std::int64_t kEventsPerCommit = 5000;

/// Folds the demo's events as if they came from outside, many a transaction.
class BulkSink final : public demo::Sink {
 public:
  explicit BulkSink(HubDb& db) : x_db(db) {}

  [[nodiscard]] Status row(const journey::Row& row) override {
    PARCOURS_TRY(const auto applied, x_db.put({row.scope, row.kind, row.key, row.body}));
    static_cast<void>(applied);
    return pause();
  }

  [[nodiscard]] Status event(const journey::Event& event) override {
    PARCOURS_TRY(const auto verdict, x_db.take(event));
    if (verdict.outcome == Outcome::Conflict) {
      return fail(ErrorCode::Conflict,
                  "the directory holds another shop; take an empty one, or the same options",
                  event.id);
    }
    if (verdict.outcome == Outcome::Refused) {
      return fail(ErrorCode::Corrupt,
                  "the demo made an event that the hub refuses: " + verdict.reason,
                  event.type + " " + event.id);
    }
    return pause();
  }

 private:
  Status pause() {
    if (++x_taken % kEventsPerCommit != 0) return {};
    PARCOURS_TRY(const auto commit, x_db.commit());
    static_cast<void>(commit);
    return x_db.begin();
  }

  HubDb& x_db;
  std::int64_t x_taken = 0;
};

Result<demo::Options> read_options(const Arguments& arguments, const Clock& clock) {
  demo::Options options;
  options.customers = static_cast<int>(arguments.number("--customers", options.customers));
  options.products = static_cast<int>(arguments.number("--products", options.products));
  options.seed = static_cast<std::uint64_t>(arguments.number("--seed", 1));
  // Orders wait relative to the hour it is; a named day has its own.
  const auto now = demo::local_time(clock.wall());
  options.today = now.day;
  if (const auto day = arguments.text("--today"); !day.empty()) {
    PARCOURS_TRY(options.today, demo::parse_day(day));
  } else {
    options.minute = now.minute / 60 * 60;
  }
  return options;
}

/// Of the seed: the demo's coupons are the same on every machine, and guard nothing.
std::string demo_key_seed(std::uint64_t seed) {
  return std::string{
      crypto::blake2b_256("parcours demo signing key " + std::to_string(seed)).view()};
}

/// Remembers with which options the shop was made.
journey::RowChange options_row(const demo::Options& options) {
  json::Writer out;
  out.begin_object().field("customers", options.customers).field("products", options.products);
  out.field("seed", static_cast<std::int64_t>(options.seed));
  out.field("today", to_rfc3339(WallTime{options.today})).field("minute", options.minute);
  out.end_object();
  return {"catalogue", std::string{journey::kind::kSetting}, "demo", out.take()};
}

/// Two shops in one directory would be neither of both.
Status check_same_shop(const HubDb& db, const journey::RowChange& wanted) {
  PARCOURS_TRY(const auto shops, db.rows().scan(journey::kind::kShop, "", 1, false));
  PARCOURS_TRY(const auto made, db.rows().find(wanted.kind, wanted.key));
  if (shops.empty() && !made) return {};
  if (made && made->body == *wanted.body) return {};
  return fail(ErrorCode::Conflict,
              "the directory holds another shop" + (made ? ", made with " + made->body : "") +
                  "; take an empty directory or the same options",
              db.file().parent_path().string());
}

Status fill(HubDb& db, const demo::Options& options, const journey::RowChange& key_row,
            demo::Made& made) {
  const auto marked = options_row(options);
  PARCOURS_CHECK(check_same_shop(db, marked));
  BulkSink sink{db};
  PARCOURS_CHECK(db.begin());
  for (const auto& change : {marked, key_row}) {
    PARCOURS_TRY(const auto applied, db.put(change));
    static_cast<void>(applied);
  }
  PARCOURS_TRY(made, demo::generate(options, sink));
  PARCOURS_TRY(const auto commit, db.commit());
  static_cast<void>(commit);
  return {};
}

Result<int> run(const Arguments& arguments) {
  const SystemClock clock;
  const std::filesystem::path directory = arguments.text("--data");
  PARCOURS_TRY(auto options, read_options(arguments, clock));
  PARCOURS_TRY(const auto db, HubDb::open(directory, clock));
  PARCOURS_TRY(const auto key, signing_key(directory, demo_key_seed(options.seed)));
  options.sign_coupon = [&key](const journey::Coupon& coupon) -> Result<std::string> {
    return sign_coupon(key, coupon);
  };
  demo::Made made;
  const auto filled = fill(*db, options, public_key_row(key), made);
  if (!filled) {
    db->rollback();
    return fail(filled.error());
  }
  json::Writer out;
  out.begin_object().field("rows", made.rows).field("events", made.events);
  out.field("orders_open", made.orders_open).field("head", db->head()).end_object();
  print_line(out.text());
  return 0;
}

}  // namespace

Command demo_command() {
  return {"demo",
          kHelp,
          {{"--data", ValueKind::Text, true},
           {"--customers", ValueKind::Number, false, 10, 1'000'000},
           {"--products", ValueKind::Number, false, 100, 20'000},
           {"--seed", ValueKind::Number, false, 0, 1'000'000'000'000},
           {"--today", ValueKind::Day}},
          {},
          run};
}

}  // namespace parcours::hub
