// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/query_command.h"

#include <array>
#include <iostream>

#include "kiosk/advice/advice.h"
#include "kiosk/app/answers.h"
#include "kiosk/app/command.h"
#include "kiosk/app/desk.h"
#include "sync/journal/exchange.h"

namespace parcours::app {
namespace {

constexpr std::string_view kHelp =
    "usage: parcours-kiosk query --data DIR WHAT\n"
    "  customer ID|CARD          the 360 view: headlines, timeline, coupons, orders, notes\n"
    "  product ID|GTIN           the product, its stock in every shop, what goes with it\n"
    "  stock ID|GTIN             stock in every shop, one line each, with age and source\n"
    "  orders [CUSTOMER]         orders of the shop, or of a customer\n"
    "  suggest ID|CARD [PRODUCT] what goes with a product, or what a customer would be offered\n"
    "  search WORDS...           products for words\n"
    "  lookup WORDS...           customers for words, masked\n"
    "  tasks | status            open tasks of the shop | how this terminal stands\n"
    "What the screens would show, one JSON object a line, from the local replica; [] when\n"
    "nothing was found. Only reads: works beside a terminal that runs on DIR, and in a DIR that\n"
    "must not be written.\n";

std::string joined(std::span<const std::string> words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

Result<journey::Customer> find_customer(const Desk& desk, const std::string& name) {
  auto by_id = desk.clienteling().customer(name);
  if (by_id || by_id.error().code != ErrorCode::NotFound) return by_id;
  const bool qualified = name.find(':') != std::string::npos;
  return desk.clienteling().by_identity(qualified ? name : "card:" + name);
}

Result<std::string> query_customer(const Desk& desk, const std::string& name, WallTime now) {
  PARCOURS_TRY(const auto customer, find_customer(desk, name));
  PARCOURS_TRY(const auto profile, desk.clienteling().profile(customer.id, now));
  PARCOURS_TRY(const auto points, desk.clienteling().points_lines(customer.id));
  return answer(profile, points);
}

Result<std::vector<advice::Advice>> suggestions(const Desk& desk, const std::string& about,
                                                const journey::Customer* customer) {
  advice::Ask ask;
  ask.shop = desk.shop();
  if (!about.empty()) ask.about = {about};
  ask.customer = customer;
  ask.limit = 5;
  return advice::goes_with(ask, desk.facts().rows);
}

Result<std::string> query_product(const Desk& desk, const std::string& code) {
  PARCOURS_TRY(const auto product, desk.catalogue().by_code(code));
  PARCOURS_TRY(const auto stock, desk.catalogue().stock(product.id));
  PARCOURS_TRY(const auto shelf, suggestions(desk, product.id, nullptr));
  return answer(product, stock, shelf);
}

Result<std::vector<std::string>> query_stock(const Desk& desk, const std::string& code) {
  PARCOURS_TRY(const auto product, desk.catalogue().by_code(code));
  PARCOURS_TRY(const auto stock, desk.catalogue().stock(product.id));
  std::vector<std::string> lines;
  for (const auto& line : stock) lines.push_back(answer(product.id, line));
  return lines;
}

Result<std::vector<std::string>> query_orders(const Desk& desk, std::span<const std::string> names,
                                              WallTime now) {
  std::vector<std::string> lines;
  if (!names.empty()) {
    PARCOURS_TRY(const auto customer, find_customer(desk, names.front()));
    PARCOURS_TRY(const auto orders, desk.clienteling().orders_of(customer.id, now));
    for (const auto& order : orders) lines.push_back(answer(order, "customer"));
    return lines;
  }
  PARCOURS_TRY(const auto board, desk.clienteling().board(desk.shop(), now));
  for (const auto& order : board.late) lines.push_back(answer(order, "late"));
  for (const auto& order : board.here) lines.push_back(answer(order, "here"));
  for (const auto& order : board.to_prepare) lines.push_back(answer(order, "to_prepare"));
  for (const auto& order : board.ready) lines.push_back(answer(order, "ready"));
  return lines;
}

Result<std::vector<std::string>> query_suggest(const Desk& desk,
                                               std::span<const std::string> names) {
  std::vector<std::string> lines;
  const auto product = desk.catalogue().by_code(names.front());
  if (product) {
    PARCOURS_TRY(const auto shelf, suggestions(desk, product->id, nullptr));
    for (const auto& one : shelf) lines.push_back(answer(one, "goes_with"));
    return lines;
  }
  PARCOURS_TRY(const auto customer, find_customer(desk, names.front()));
  PARCOURS_TRY(const auto shelf, suggestions(desk, names.size() > 1 ? names[1] : "", &customer));
  for (const auto& one : shelf) lines.push_back(answer(one, "goes_with"));
  advice::Ask ask;
  ask.shop = desk.shop();
  ask.customer = &customer;
  PARCOURS_TRY(const auto again, advice::buy_again(ask, desk.facts().rows));
  for (const auto& one : again) lines.push_back(answer(one, "buy_again"));
  return lines;
}

Result<std::vector<std::string>> query_search(const Desk& desk, const std::string& words) {
  PARCOURS_TRY(const auto cards, desk.catalogue().search(words, 20));
  std::vector<std::string> lines;
  for (const auto& card : cards) lines.push_back(answer(card));
  return lines;
}

Result<std::vector<std::string>> query_lookup(const Desk& desk, const std::string& words) {
  PARCOURS_TRY(const auto hits, desk.clienteling().look_up(words, 20));
  std::vector<std::string> lines;
  for (const auto& hit : hits) lines.push_back(answer(hit));
  return lines;
}

Result<std::vector<std::string>> query_tasks(const Desk& desk) {
  PARCOURS_TRY(const auto tasks, desk.clienteling().tasks(desk.shop()));
  std::vector<std::string> lines;
  for (const auto& task : tasks) lines.push_back(answer(task));
  return lines;
}

Result<std::vector<std::string>> one(Result<std::string> line) {
  PARCOURS_TRY(auto text, std::move(line));
  return std::vector<std::string>{std::move(text)};
}

Result<std::vector<std::string>> run(Desk& desk, const std::string& what,
                                     std::span<const std::string> names, WallTime now) {
  if (what == "status") return one(status_answer(desk));
  PARCOURS_CHECK(desk.check_not_revoked());
  if (what == "orders") return query_orders(desk, names, now);
  if (what == "tasks") return query_tasks(desk);
  const bool known = what == "customer" || what == "product" || what == "stock" ||
                     what == "suggest" || what == "search" || what == "lookup";
  if (!known) return fail(ErrorCode::Invalid, "no such query (see --help)", what);
  if (names.empty())
    return fail(ErrorCode::Invalid, "the query needs a name after it (see --help)", what);
  if (what == "customer") return one(query_customer(desk, names.front(), now));
  if (what == "product") return one(query_product(desk, names.front()));
  if (what == "stock") return query_stock(desk, names.front());
  if (what == "suggest") return query_suggest(desk, names);
  if (what == "lookup") return query_lookup(desk, joined(names));
  return query_search(desk, joined(names));
}

constexpr std::array kOptions{OptionSpec{"--data", ValueKind::Text, true}};
constexpr CommandText kCommand{"query", kHelp, kOptions, {1, WordsSpec::kAny, "WHAT"}};

Result<std::vector<std::string>> ask(Result<std::unique_ptr<Desk>> desk, const Clock& clock,
                                     std::span<const std::string> words) {
  PARCOURS_TRY(const auto opened, std::move(desk));
  auto lines = run(*opened, words.front(), words.subspan(1), clock.wall());
  // What a reader met and left out of an answer is no answer.
  const auto& damage = journal::Exchange{opened->journal()}.damage();
  if (damage) return fail(*damage);
  return lines;
}

Result<int> query(const Arguments& arguments) {
  const SystemClock clock;
  const std::filesystem::path folder = arguments.text("--data");
  const std::span<const std::string> words{arguments.words()};
  auto lines = ask(Desk::open_to_read(folder, clock), clock, words);
  if (!lines && lines.error().code == ErrorCode::Corrupt) {
    // A look moves nothing. Opened by its owner, a damaged file is moved aside whole, and one that
    // only changed under the look is found whole; a running terminal sees to its own file.
    auto owned = Desk::open_existing(folder, clock);
    if (owned || owned.error().code == ErrorCode::Corrupt)
      lines = ask(std::move(owned), clock, words);
  }
  if (!lines) return fail(std::move(lines).error());
  if (lines->empty()) std::cout << "[]\n";
  for (const auto& line : *lines) std::cout << line << '\n';
  return 0;
}

}  // namespace

int run_query(std::span<const std::string_view> words) {
  return run_command(kCommand, words, std::cout, std::cerr, query);
}

}  // namespace parcours::app
