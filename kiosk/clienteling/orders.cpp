// SPDX-License-Identifier: Apache-2.0
// Orders: one, those of a customer, and the board of a shop.
#include <algorithm>

#include "kiosk/clienteling/clienteling.h"
#include "platform/json/value.h"

namespace parcours::clienteling {
namespace {

constexpr std::size_t kCustomerOrdersMax = 200;
// Newest first: what is still open is among the latest orders of a shop.
constexpr std::size_t kBoardOrdersMax = 5'000;

bool is_open(const journey::Order& order) {
  const int rank = journey::order_rank(order.state);
  return rank >= 0 && rank < journey::order_rank("handed_over");
}

bool is_late(const journey::Order& order, WallTime now) {
  return order.promised_ms != 0 && to_ms(now) > order.promised_ms &&
         journey::order_rank(order.state) < journey::order_rank("ready") &&
         journey::order_rank(order.state) >= 0;
}

void sort_by_promise(std::vector<OrderSummary>& orders) {
  std::sort(orders.begin(), orders.end(), [](const auto& a, const auto& b) {
    if (a.order.promised_ms != b.order.promised_ms)
      return a.order.promised_ms < b.order.promised_ms;
    return a.order.id < b.order.id;
  });
}

}  // namespace

Result<journey::Order> Clienteling::order(std::string_view id) const {
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kOrder, id));
  if (!row) {
    return fail(ErrorCode::NotFound, "order '" + std::string(id) + "' is not on this terminal",
                "order");
  }
  return journey::parse_order(row->body);
}

Result<journey::Order> Clienteling::by_pickup_code(std::string_view code) const {
  std::string upper(code);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kIdentity, "pickup:" + upper));
  if (!row) return fail(ErrorCode::NotFound, "no order has this pickup code here", "pickup");
  PARCOURS_TRY(const auto document, json::Document::parse(row->body));
  return order(document.root().string("order"));
}

Result<std::vector<OrderSummary>> Clienteling::orders_of(std::string_view customer_id,
                                                         WallTime now) const {
  PARCOURS_TRY(const auto rows,
               x_rows.scan(journey::kind::kCustomerOrder, std::string(customer_id) + "/",
                           kCustomerOrdersMax, /*descending=*/true));
  std::vector<OrderSummary> orders;
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto document, json::Document::parse(row.body));
    auto found = order(document.root().string("order"));
    if (!found) {
      // An order collected in another shop may not be in this terminal's scopes.
      if (found.error().code == ErrorCode::NotFound) continue;
      return fail(std::move(found).error());
    }
    OrderSummary summary{std::move(*found), false};
    summary.late = is_late(summary.order, now);
    orders.push_back(std::move(summary));
  }
  std::sort(orders.begin(), orders.end(), [](const auto& a, const auto& b) {
    if (is_open(a.order) != is_open(b.order)) return is_open(a.order);
    return a.order.placed_ms > b.order.placed_ms;
  });
  return orders;
}

Result<Board> Clienteling::board(std::string_view shop, WallTime now) const {
  PARCOURS_TRY(const auto rows,
               x_rows.scan(journey::kind::kOrder, "", kBoardOrdersMax, /*descending=*/true));
  Board board;
  for (const auto& row : rows) {
    const std::size_t hash = std::hash<std::string>{}(row.body);
    const auto closed = x_closed_orders.find(row.key);
    if (closed != x_closed_orders.end() && closed->second == hash) continue;
    PARCOURS_TRY(auto found, journey::parse_order(row.body));
    if (!is_open(found)) {
      x_closed_orders.insert_or_assign(row.key, hash);
      continue;
    }
    if (found.shop != shop) continue;
    OrderSummary summary{std::move(found), false};
    summary.late = is_late(summary.order, now);
    auto& group = summary.order.arrived_ms != 0    ? board.here
                  : summary.late                   ? board.late
                  : summary.order.state == "ready" ? board.ready
                                                   : board.to_prepare;
    group.push_back(std::move(summary));
  }
  sort_by_promise(board.to_prepare);
  sort_by_promise(board.ready);
  sort_by_promise(board.late);
  std::sort(board.here.begin(), board.here.end(),
            [](const auto& a, const auto& b) { return a.order.arrived_ms < b.order.arrived_ms; });
  return board;
}

}  // namespace parcours::clienteling
