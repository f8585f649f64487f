// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "sync/demo/habits.h"

namespace parcours::demo {
namespace {

/// The moves that lead to a state, without the first (placed).
std::vector<std::string_view> moves_to(std::string_view state) {
  constexpr std::array<std::string_view, 7> kWay{"accepted", "picking", "picked",     "staged",
                                                 "ready",    "arrived", "handed_over"};
  if (state == "placed") return {};
  if (state == "cancelled") return {"accepted", "cancelled"};
  const std::string_view last = state == "expired" ? "ready" : state;
  const auto* end = std::find(kWay.begin(), kWay.end(), last);
  std::vector<std::string_view> moves(kWay.begin(), end == kWay.end() ? end : end + 1);
  if (state == "expired") moves.push_back("expired");
  return moves;
}

bool is_waiting(std::string_view state) {
  return state != "handed_over" && state != "cancelled" && state != "expired";
}

std::string_view who_moves(const Retail& retail, std::size_t shop, std::string_view move) {
  if (move == "arrived") return {};
  for (const auto& member : retail.staff)
    if (member.shop == retail.shops[shop].id && member.role == "associate") return member.id;
  return {};
}

/// Nobody is on the spot in a closed shop: who had come is expected tomorrow.
std::string_view state_told(std::string_view state, const Told& told) {
  return state == "arrived" && !told.open ? "ready" : state;
}

struct Move {
  std::string_view state;
  int minutes_ago = 0;
};

/// When each move was: spread from the placing on, but people do not wait for long.
std::vector<Move> minutes_ago(const OpenOrder& order, const std::vector<std::string_view>& states) {
  constexpr int kServedAgo = 40;
  constexpr int kServed = 6;
  const bool done = !states.empty() && states.back() == "handed_over";
  const int arrived = order.arrived_minutes_ago + (done ? kServedAgo : 0);
  const bool came = done || (!states.empty() && states.back() == "arrived");
  const int from = order.placed_minutes_ago;
  const int span = came ? from - arrived : from;
  const int steps = static_cast<int>(states.size()) + 1;
  std::vector<Move> moves;
  for (const auto state : states) {
    const int ago = from - span * (static_cast<int>(moves.size()) + 1) / steps;
    moves.push_back({state, state == "arrived"       ? arrived
                            : state == "handed_over" ? arrived - kServed
                                                     : ago});
  }
  return moves;
}

/// A closed shop has caught up: what was late is promised for the next morning.
WallTime promised_at(const OpenOrder& order, const Told& told) {
  const int minutes = order.promised_in_minutes;
  if (minutes < 0 && told.open) return open_before(told, -minutes);
  return open_after(told, std::abs(minutes));
}

/// Six characters that cannot be taken for one another, spoken or read.
std::string pickup_code(Random& random) {
  constexpr std::string_view kLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  std::string code;
  for (int i = 0; i < 6; ++i) code.push_back(kLetters[random.below(kLetters.size())]);
  return code;
}

}  // namespace

std::vector<OpenOrder> plan_open_orders(std::size_t shop, int first_id, Random& random) {
  static const std::vector<std::string_view> kFirstShop{
      "placed",      "ready",    "picking", "arrived",    "accepted", "placed",      "ready",
      "staged",      "ready",    "placed",  "picked",     "ready",    "handed_over", "accepted",
      "ready",       "placed",   "picking", "arrived",    "staged",   "ready",       "cancelled",
      "handed_over", "accepted", "expired", "handed_over"};
  static const std::vector<std::string_view> kOthers{
      "placed", "ready",  "accepted", "picking",     "arrived",  "ready",
      "staged", "placed", "picked",   "handed_over", "cancelled"};
  std::vector<OpenOrder> orders;
  for (const auto state : shop == 0 ? kFirstShop : kOthers) {
    OpenOrder order;
    order.id = std::to_string(first_id + static_cast<int>(orders.size()));
    order.pickup_code = pickup_code(random);
    order.state = state;
    order.bin = fmt::format("{}{}", "ABCD"[random.below(4)], random.between(1, 18));
    order.placed_minutes_ago =
        state == "expired" ? 9 * 600 : static_cast<int>(random.between(90, 560));
    if (state == "placed") order.placed_minutes_ago = static_cast<int>(random.between(4, 110));
    order.arrived_minutes_ago = static_cast<int>(random.between(3, 20));
    order.promised_in_minutes = static_cast<int>(random.between(15, 240));
    if (orders.size() % 6 == 4)
      order.promised_in_minutes = -static_cast<int>(random.between(10, 55));
    orders.push_back(std::move(order));
  }
  return orders;
}

void write_open_order(Diary& diary, const Retail& retail, Ledger& ledger, const OpenOrder& order,
                      const BasketOf& basket, const Told& told) {
  const auto& person = diary.person;
  const auto& shop = retail.shops[person.shop].id;
  const auto state = state_told(order.state, told);
  const auto ago = minutes_ago(order, moves_to(state));
  Data placed;
  placed.text("order", order.id).raw("lines", lines_of(retail, basket)).text("shop", shop);
  placed.text("channel", person.app ? "app" : "web");
  placed.time("promised_at", promised_at(order, told));
  placed.text("pickup_code", order.pickup_code).flag("paid", true);
  // What a board may show: the initial and the name.
  std::size_t initial = 1;
  while (initial < person.first_name.size() && (person.first_name[initial] & 0xC0) == 0x80)
    ++initial;
  placed.text("customer_name",
              fmt::format("{}. {}", person.first_name.substr(0, initial), person.last_name));
  diary.add(open_before(told, order.placed_minutes_ago), person.app ? "app/shop" : "web/shop",
            "order.placed", placed, person.app ? "app" : "web");

  for (const auto& [move, minutes_ago] : ago) {
    const auto at = std::max(open_before(told, minutes_ago),
                             move == "arrived" ? local(told.at.day, kOpensAt) : WallTime{});
    Data data;
    data.text("actor", who_moves(retail, person.shop, move)).text("terminal", "desk-" + shop);
    if (move == "staged") data.text("bin", order.bin);
    if (move == "cancelled") data.text("reason", "customer_changed_mind");
    if (move == "expired") data.text("reason", "not_collected");
    diary.add_about("order:" + order.id, at, "kiosk/demo-" + shop, fmt::format("pickup.{}", move),
                    data, move == "arrived" ? "kiosk" : "associate");
  }
  if (!is_waiting(state)) return;
  ++ledger.orders_open;
  for (const auto product : basket) ++ledger.reserved[slot(retail, product, person.shop)];
}

}  // namespace parcours::demo
