// SPDX-License-Identifier: Apache-2.0
// Bodies of the rows of a shop's own scope: order, staff, task, figures.
#include <array>

#include "sync/journey/body_reader.h"
#include "sync/journey/body_writer.h"
#include "sync/journey/entities.h"

namespace parcours::journey {
namespace {

struct Rank {
  std::string_view state;
  int rank;
};

constexpr std::array<Rank, 11> kRanks{{{"placed", 0},
                                       {"accepted", 1},
                                       {"picking", 2},
                                       {"picked", 3},
                                       {"staged", 4},
                                       {"ready", 5},
                                       {"arrived", 6},
                                       {"handed_over", 7},
                                       {"closed", 8},
                                       {"cancelled", 9},
                                       {"expired", 9}}};

void write_lines(json::Writer& out, const std::vector<OrderLine>& lines) {
  out.key("lines").begin_array();
  for (const auto& line : lines) {
    out.begin_object().field("product", line.product).field("quantity", line.quantity);
    write_number(out, "picked", line.picked);
    out.field("price_cents", line.price.cents).end_object();
  }
  out.end_array();
}

void write_moves(json::Writer& out, const std::vector<OrderMove>& moves) {
  if (moves.empty()) return;
  out.key("moves").begin_array();
  for (const auto& move : moves) {
    out.begin_object().field("state", move.state);
    write_text(out, "actor", move.actor);
    write_text(out, "terminal", move.terminal);
    out.field("time_ms", move.time_ms);
    write_text(out, "reason", move.reason);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

int order_rank(std::string_view state) {
  for (const auto& one : kRanks)
    if (one.state == state) return one.rank;
  return -1;
}

Money Order::total() const {
  Money sum;
  for (const auto& line : lines) sum += line.price * line.quantity;
  return sum;
}

int Order::pieces() const {
  int sum = 0;
  for (const auto& line : lines) sum += line.quantity;
  return sum;
}

std::string to_json(const Order& order) {
  json::Writer out;
  out.begin_object().field("id", order.id);
  write_text(out, "customer", order.customer);
  write_text(out, "customer_name", order.customer_name);
  write_text(out, "shop", order.shop);
  write_text(out, "channel", order.channel);
  write_text(out, "state", order.state);
  write_lines(out, order.lines);
  write_text(out, "pickup_code", order.pickup_code);
  write_text(out, "bin", order.bin);
  write_flag(out, "paid", order.paid);
  write_number(out, "placed_ms", order.placed_ms);
  write_number(out, "promised_ms", order.promised_ms);
  write_number(out, "arrived_ms", order.arrived_ms);
  write_moves(out, order.moves);
  return out.end_object().take();
}

Result<Order> parse_order(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("order", body));
  Order order;
  in.need("id", order.id).text("customer", order.customer);
  in.text("customer_name", order.customer_name).text("shop", order.shop);
  in.text("channel", order.channel).text("state", order.state);
  in.each("lines", [&](BodyReader& one) {
    auto& line = order.lines.emplace_back();
    one.need("product", line.product).integer("quantity", line.quantity);
    one.integer("picked", line.picked).money("price_cents", line.price);
  });
  in.text("pickup_code", order.pickup_code).text("bin", order.bin).flag("paid", order.paid);
  in.integer("placed_ms", order.placed_ms).integer("promised_ms", order.promised_ms);
  in.integer("arrived_ms", order.arrived_ms);
  in.each("moves", [&](BodyReader& one) {
    auto& move = order.moves.emplace_back();
    one.need("state", move.state).text("actor", move.actor).text("terminal", move.terminal);
    one.integer("time_ms", move.time_ms).text("reason", move.reason);
  });
  PARCOURS_CHECK(in.status());
  return order;
}

std::string to_json(const Staff& staff) {
  json::Writer out;
  out.begin_object().field("id", staff.id).field("name", staff.name);
  write_text(out, "badge", staff.badge);
  write_text(out, "role", staff.role);
  write_text(out, "shop", staff.shop);
  write_text(out, "pin_hash", staff.pin_hash);
  return out.end_object().take();
}

Result<Staff> parse_staff(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("staff", body));
  Staff staff;
  in.need("id", staff.id).text("name", staff.name).text("badge", staff.badge);
  in.text("role", staff.role).text("shop", staff.shop).text("pin_hash", staff.pin_hash);
  PARCOURS_CHECK(in.status());
  return staff;
}

std::string to_json(const Task& task) {
  json::Writer out;
  out.begin_object().field("id", task.id);
  write_text(out, "shop", task.shop);
  write_text(out, "type", task.type);
  write_text(out, "customer", task.customer);
  write_text(out, "order", task.order);
  write_text(out, "product", task.product);
  write_text(out, "state", task.state);
  write_text(out, "words", task.words);
  write_text(out, "owner", task.owner);
  write_number(out, "opened_ms", task.opened_ms);
  return out.end_object().take();
}

Result<Task> parse_task(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("task", body));
  Task task;
  in.need("id", task.id).text("shop", task.shop).text("type", task.type);
  in.text("customer", task.customer).text("order", task.order).text("product", task.product);
  in.text("state", task.state).text("words", task.words).text("owner", task.owner);
  in.integer("opened_ms", task.opened_ms);
  PARCOURS_CHECK(in.status());
  return task;
}

std::string to_json(const Figures& figures) {
  json::Writer out;
  out.begin_object().field("shop", figures.shop).field("day", figures.day);
  out.field("revenue_cents", figures.revenue.cents).field("baskets", figures.baskets);
  write_number(out, "advised_baskets", figures.advised_baskets);
  write_number(out, "pickups_ready", figures.pickups_ready);
  write_number(out, "preparation_median_min", figures.preparation_median_min);
  out.key("revenue_by_hour_cents").begin_array();
  for (const auto cents : figures.revenue_by_hour_cents) out.value(cents);
  return out.end_array().end_object().take();
}

Result<Figures> parse_figures(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("figures", body));
  Figures figures;
  in.need("shop", figures.shop).need("day", figures.day);
  in.money("revenue_cents", figures.revenue).integer("baskets", figures.baskets);
  in.integer("advised_baskets", figures.advised_baskets);
  in.integer("pickups_ready", figures.pickups_ready);
  in.integer("preparation_median_min", figures.preparation_median_min);
  for (const auto& element : in.value().find("revenue_by_hour_cents").elements()) {
    if (const auto cents = element.as_int())
      figures.revenue_by_hour_cents.push_back(*cents);
    else
      in.complain("revenue_by_hour_cents", "has an element that is not a whole number");
  }
  PARCOURS_CHECK(in.status());
  return figures;
}

}  // namespace parcours::journey
