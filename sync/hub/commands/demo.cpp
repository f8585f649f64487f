// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/demo.h"

#include <fmt/format.h>

#include <iostream>
#include <optional>

#include "platform/base/clock.h"
#include "platform/crypto/hash.h"
#include "platform/json/value.h"
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
  --data DIR        an empty directory; one with a demo shop keeps that shop and its day
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

/// The demo shop that a directory holds already.
struct Standing {
  demo::Options options;
  std::string day;
  bool whole = false;  ///< false: its making was interrupted
};

std::string day_text(std::chrono::sys_days day) {
  return to_rfc3339(WallTime{day}).substr(0, 10);
}

Result<std::optional<Standing>> read_standing(const HubDb& db) {
  PARCOURS_TRY(const auto row, db.rows().find(journey::kind::kSetting, "demo"));
  if (!row) return std::optional<Standing>{};
  PARCOURS_TRY(const auto document, json::Document::parse(row->body));
  const auto root = document.root();
  Standing found;
  PARCOURS_TRY(const auto day, parse_rfc3339(root.string("today")));
  found.options.today = std::chrono::floor<std::chrono::days>(day);
  found.options.customers = static_cast<int>(root.integer("customers"));
  found.options.products = static_cast<int>(root.integer("products"));
  found.options.seed = static_cast<std::uint64_t>(root.integer("seed"));
  found.options.minute = static_cast<int>(root.integer("minute"));
  found.day = day_text(found.options.today);
  found.whole = root.boolean("whole");
  return std::optional{std::move(found)};
}

/// What is not named stays as it is in the shop that stands, or is the usual one.
Result<demo::Options> read_options(const Arguments& arguments,
                                   const std::optional<Standing>& standing, const Clock& clock) {
  demo::Options options;
  // Orders wait relative to the hour it is; a named day has its own.
  const auto now = demo::local_time(clock.wall());
  options.today = now.day;
  const auto day = arguments.text("--today");
  if (day.empty()) options.minute = now.minute;
  if (standing) options = standing->options;
  options.customers = static_cast<int>(arguments.number("--customers", options.customers));
  options.products = static_cast<int>(arguments.number("--products", options.products));
  options.seed = static_cast<std::uint64_t>(
      arguments.number("--seed", static_cast<std::int64_t>(options.seed)));
  if (!day.empty()) {
    PARCOURS_TRY(options.today, demo::parse_day(day));
  }
  return options;
}

/// Of the seed: the demo's coupons are the same on every machine, and guard nothing.
std::string demo_key_seed(std::uint64_t seed) {
  return std::string{
      crypto::blake2b_256("parcours demo signing key " + std::to_string(seed)).view()};
}

/// Remembers with which options the shop was made, and that all of it is there.
journey::RowChange options_row(const demo::Options& options, bool whole) {
  json::Writer out;
  out.begin_object().field("customers", options.customers).field("products", options.products);
  out.field("seed", static_cast<std::int64_t>(options.seed));
  out.field("today", to_rfc3339(WallTime{options.today})).field("minute", options.minute);
  if (whole) out.field("whole", true);
  out.end_object();
  return {"catalogue", std::string{journey::kind::kSetting}, "demo", out.take()};
}

/// Two shops in one directory would be neither of both.
Status check_same_shop(const HubDb& db, const std::optional<Standing>& standing,
                       const demo::Options& wanted) {
  const auto directory = db.file().parent_path().string();
  if (!standing) {
    PARCOURS_TRY(const auto shops, db.rows().scan(journey::kind::kShop, "", 1, false));
    if (shops.empty()) return {};
    return fail(ErrorCode::Conflict,
                "the directory holds a shop that is no demo; take an empty directory", directory);
  }
  const auto& made = standing->options;
  if (made.customers == wanted.customers && made.products == wanted.products &&
      made.seed == wanted.seed && made.today == wanted.today) {
    return {};
  }
  return fail(ErrorCode::Conflict,
              fmt::format("the directory holds another shop, made for {} with {} customers, {} "
                          "products, seed {}; take an empty directory or the same options",
                          standing->day, made.customers, made.products, made.seed),
              directory);
}

Status put(HubDb& db, const journey::RowChange& change) {
  PARCOURS_TRY(const auto applied, db.put(change));
  static_cast<void>(applied);
  return {};
}

Status fill(HubDb& db, const demo::Options& options, const journey::RowChange& key_row,
            demo::Made& made) {
  BulkSink sink{db};
  PARCOURS_CHECK(db.begin());
  PARCOURS_CHECK(put(db, options_row(options, false)));
  PARCOURS_CHECK(put(db, key_row));
  PARCOURS_TRY(made, demo::generate(options, sink));
  PARCOURS_CHECK(put(db, options_row(options, true)));
  PARCOURS_TRY(const auto commit, db.commit());
  static_cast<void>(commit);
  return {};
}

Result<int> say_already_made(const HubDb& db, const Standing& standing) {
  std::cerr << "parcours-hub demo: already made for " << standing.day << "; nothing changed\n";
  json::Writer out;
  out.begin_object().field("already_made", true).field("today", standing.day);
  out.field("head", db.head()).end_object();
  print_line(out.text());
  return 0;
}

Result<int> run(const Arguments& arguments) {
  const SystemClock clock;
  const std::filesystem::path directory = arguments.text("--data");
  PARCOURS_TRY(const auto db, HubDb::open(directory, clock));
  PARCOURS_TRY(const auto standing, read_standing(*db));
  PARCOURS_TRY(auto options, read_options(arguments, standing, clock));
  PARCOURS_CHECK(check_same_shop(*db, standing, options));
  if (standing && standing->whole) return say_already_made(*db, *standing);
  PARCOURS_TRY(const auto key, signing_key(directory, demo_key_seed(options.seed)));
  options.sign_coupon = [&key](const journey::Coupon& coupon) -> Result<std::string> {
    return sign_coupon(key, coupon);
  };
  demo::Made made;
  const auto filled = fill(*db, options, public_key_row(key), made);
  if (!filled) {
    db->rollback();
    return fail(unwritable(filled.error(), directory));
  }
  json::Writer out;
  out.begin_object().field("rows", made.rows).field("events", made.events);
  out.field("orders_open", made.orders_open).field("head", db->head());
  out.field("today", day_text(options.today)).end_object();
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
