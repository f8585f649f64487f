// SPDX-License-Identifier: Apache-2.0
// Orders and their pickup: ranked states, goods that follow, incidents that nobody may overlook.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

constexpr int kReady = 5;
constexpr int kHandedOver = 7;

std::string short_name(const Customer& customer) {
  // The first letter may take several bytes of UTF-8.
  std::size_t length = customer.first_name.empty() ? 0 : 1;
  while (length > 0 && length < customer.first_name.size() &&
         (static_cast<unsigned char>(customer.first_name[length]) & 0xC0) == 0x80)
    ++length;
  if (length == 0) return customer.last_name;
  return fmt::format("{}. {}", customer.first_name.substr(0, length), customer.last_name);
}

void attach(Fold& fold) {
  auto& order = *fold.order;
  const auto& customer = *fold.customer;
  order.customer = customer.id;
  order.customer_name = short_name(customer);
  json::Writer out;
  out.begin_object().field("order", order.id).end_object();
  fold.sheet.put(customer_scope(customer), kind::kCustomerOrder,
                 fmt::format("{}/{}", customer.id, order.id), out.take());
  put_identity(fold.sheet, customer, "order:" + order.id);
}

bool picked_by_line(const Order& order) {
  return std::any_of(order.lines.begin(), order.lines.end(),
                     [](const OrderLine& line) { return line.picked > 0; });
}

/// What an order does to its shop's stock in the state it is in; moves are the difference of two.
std::map<std::string, StockMove> effect_of(const Order& order) {
  std::map<std::string, StockMove> effect;
  const int rank = order_rank(order.state);
  const bool open = rank >= 0 && rank < kHandedOver;
  const bool gone = order.state == "handed_over" || order.state == "closed";
  const bool by_line = picked_by_line(order);
  for (const auto& line : order.lines) {
    auto& move = effect[line.product];
    if (open) move.reserved += line.quantity;
    if (gone) move.on_hand -= by_line ? line.picked : line.quantity;
  }
  return effect;
}

Status move_goods(Fold& fold, const std::map<std::string, StockMove>& before) {
  for (const auto& [product, after] : effect_of(*fold.order)) {
    StockMove move{product, fold.order->shop, after.on_hand, after.reserved};
    if (const auto at = before.find(product); at != before.end()) {
      move.on_hand -= at->second.on_hand;
      move.reserved -= at->second.reserved;
    }
    PARCOURS_CHECK(move_stock(fold.sheet, move, fold.time_ms(), "order"));
  }
  return {};
}

/// A code in use opens one order only, else one person would be handed the goods of another. The
/// message names the code and not whose it is: who places an order need not know.
Status claim_pickup_code(Fold& fold) {
  const auto& order = *fold.order;
  if (order.pickup_code.empty()) return {};
  const auto key = "pickup:" + order.pickup_code;
  PARCOURS_TRY(const auto former, fold.sheet.find(kind::kIdentity, key));
  if (former) {
    PARCOURS_TRY(const auto document, json::Document::parse(former->body));
    PARCOURS_TRY(const auto row, fold.sheet.find(kind::kOrder, document.root().string("order")));
    if (row) {
      PARCOURS_TRY(const auto holder, parse_order(row->body));
      if (order_rank(holder.state) < kHandedOver)
        return fail(ErrorCode::Invalid,
                    fmt::format("order.placed: data.pickup_code \"{}\" is that of another open "
                                "order; give this one a code of its own",
                                order.pickup_code),
                    "pickup_code");
    }
    // It may lie in another scope, where the new one would not replace it.
    fold.sheet.remove(former->scope, kind::kIdentity, key);
  }
  json::Writer out;
  out.begin_object().field("order", order.id).end_object();
  const auto scope =
      order.shop.empty() && fold.customer ? customer_scope(*fold.customer) : shop_scope(order.shop);
  fold.sheet.put(scope, kind::kIdentity, key, out.take());
  return {};
}

Status place(Fold& fold) {
  if (fold.order) {
    // Known already, perhaps before its customer was: only the person is new.
    if (fold.customer && fold.order->customer.empty()) {
      attach(fold);
      put_order(fold);
    }
    return {};
  }
  if (fold.order_id.find('/') != std::string::npos)
    return fail(ErrorCode::Invalid, "order.placed: data.order must not contain '/'", "order");
  PARCOURS_CHECK(check_shop(fold));
  Order order;
  order.id = fold.order_id;
  order.customer_name = fold.text("customer_name");
  order.shop = fold.text("shop");
  order.channel = fold.data.string("channel", fold.event.channel);
  order.state = "placed";
  order.lines = read_lines(fold.data);
  order.pickup_code = fold.text("pickup_code");
  order.paid = fold.data.boolean("paid");
  order.placed_ms = fold.time_ms();
  if (const auto promised = fold.text("promised_at"); !promised.empty()) {
    PARCOURS_TRY(const auto time, parse_rfc3339(promised));
    order.promised_ms = to_ms(time);
  }
  order.moves.push_back({"placed", fold.text("actor"), "", fold.time_ms(), ""});
  fold.order = std::move(order);
  if (fold.customer) attach(fold);
  PARCOURS_CHECK(claim_pickup_code(fold));
  put_order(fold);
  return move_goods(fold, {});
}

void note_picks(Order& order, std::string_view move, const Fold& fold) {
  if (move != "picking" && move != "picked") return;
  const auto product = fold.text("product");
  const bool all = move == "picked" && product.empty() && !picked_by_line(order);
  for (auto& line : order.lines) {
    if (!all && (product.empty() || line.product != product)) continue;
    const auto quantity = fold.data.integer("quantity", line.quantity);
    line.picked = all ? line.quantity
                      : static_cast<int>(std::clamp<std::int64_t>(quantity, 0, line.quantity));
  }
}

/// A line picked for itself means picking until every line is whole.
std::string_view meant_state(const Order& order, std::string_view move, const Fold& fold) {
  if (move != "picked" || fold.text("product").empty()) return move;
  const bool whole = std::all_of(order.lines.begin(), order.lines.end(), [](const OrderLine& line) {
    return line.picked >= line.quantity;
  });
  return whole ? "picked" : "picking";
}

std::string next_state(const Order& order, std::string_view move) {
  const int rank = order_rank(order.state);
  const auto stays = order.state;
  const auto when = [&](bool allowed) { return allowed ? std::string{move} : stays; };
  if (move == "undone") return order.state == "handed_over" ? "ready" : stays;
  if (move == "cancelled" || move == "expired") return when(rank < kHandedOver);
  if (move == "closed") return when(order.state == "handed_over");
  if (move == "arrived") return when(rank == kReady);
  if (move == "ready" && rank < kReady && order.arrived_ms != 0) return "arrived";
  return when(order_rank(move) > rank);
}

Status check_undo(const Fold& fold) {
  const auto actor = fold.text("actor");
  PARCOURS_TRY(const auto row, fold.sheet.find(kind::kStaff, actor));
  if (row) {
    PARCOURS_TRY(const auto staff, parse_staff(row->body));
    if (staff.role == "manager") return {};
  }
  return fail(ErrorCode::Denied,
              fmt::format("pickup.undone: data.actor \"{}\" is not a manager; ask one", actor),
              "actor");
}

void raise_incidents(Fold& fold, const Order& before, std::string_view move) {
  const int rank = order_rank(before.state);
  const auto& shop = before.shop;
  if (move == "handed_over" && (before.state == "handed_over" || before.state == "closed"))
    open_incident(fold, shop, "incident.second_hand_over");
  else if (move == "handed_over" && rank > kHandedOver)
    open_incident(fold, shop, "incident.handed_over_after_cancel");
  else if (move == "cancelled" && (before.state == "handed_over" || before.state == "closed"))
    open_incident(fold, shop, "incident.cancelled_after_hand_over");
}

/// The arrival stands among the tasks of the shop while the customer waits; then it goes: the
/// order's moves remember it.
Status settle_arrival(Fold& fold, std::string_view move) {
  const auto& order = *fold.order;
  const auto id = "arrival-" + order.id;
  const auto key = fmt::format("{}/{}", order.shop, id);
  PARCOURS_TRY(const auto row, fold.sheet.find(kind::kTask, key));
  const bool waits = order.arrived_ms != 0 && order_rank(order.state) < kHandedOver;
  if (row && !waits) fold.sheet.remove(shop_scope(order.shop), kind::kTask, key);
  if (row || !waits || move != "arrived") return {};
  Task task;
  task.id = id;
  task.shop = order.shop;
  task.type = "arrival";
  task.customer = order.customer;
  task.order = order.id;
  task.state = "open";
  task.opened_ms = fold.time_ms();
  fold.sheet.put(shop_scope(order.shop), kind::kTask, key, to_json(task));
  return {};
}

}  // namespace

void put_order(Fold& fold) {
  const auto& order = *fold.order;
  const auto body = to_json(order);
  if (!order.shop.empty()) fold.sheet.put(shop_scope(order.shop), kind::kOrder, order.id, body);
  if (fold.customer && fold.customer->id == order.customer &&
      fold.customer->home_shop != order.shop)
    fold.sheet.put(customer_scope(*fold.customer), kind::kOrder, order.id, body);
  else if (order.shop.empty() && !fold.customer)
    // Nobody's yet and of no shop: kept at the hub until its customer is known.
    fold.sheet.put("hub", kind::kOrder, order.id, body);
}

Status fold_order(Fold& fold) {
  if (fold.event.type == "order.placed") return place(fold);
  if (fold.event.type != "order.paid" || !fold.order || fold.order->paid) return {};
  fold.order->paid = true;
  put_order(fold);
  return {};
}

Status fold_pickup(Fold& fold) {
  const std::string_view move = std::string_view{fold.event.type}.substr(7);
  if (!fold.order || (move != "undone" && order_rank(move) < 1)) return {};
  if (move == "undone") PARCOURS_CHECK(check_undo(fold));
  auto& order = *fold.order;
  const Order before = order;
  note_picks(order, move, fold);
  if (const auto bin = fold.text("bin"); !bin.empty()) order.bin = bin;
  if (move == "arrived" && order.arrived_ms == 0 && order_rank(order.state) < kHandedOver)
    order.arrived_ms = fold.time_ms();
  order.state = next_state(order, meant_state(order, move, fold));
  if (order_rank(order.state) >= kHandedOver || move == "undone") order.arrived_ms = 0;
  order.moves.push_back({std::string{move}, fold.text("actor"), fold.text("terminal"),
                         fold.time_ms(), fold.text("reason")});
  raise_incidents(fold, before, move);
  const int rank = order_rank(order.state);
  if (order_rank(before.state) < kReady && rank >= kReady && rank < kHandedOver)
    PARCOURS_CHECK(count_ready(fold));
  PARCOURS_CHECK(move_goods(fold, effect_of(before)));
  if (!order.shop.empty()) PARCOURS_CHECK(settle_arrival(fold, move));
  put_order(fold);
  return {};
}

}  // namespace parcours::journey
