// SPDX-License-Identifier: Apache-2.0
// Moves of an order: what each needs, and why it is refused.
#include <algorithm>
#include <array>

#include "kiosk/visit/action_data.h"
#include "kiosk/visit/actions.h"

namespace parcours::visit {
namespace {

constexpr std::chrono::minutes kUndoWindow{15};
constexpr std::string_view kUnknown = "unknown_action";

using journey::order_rank;

int rank_of(const journey::Order& order) {
  return order_rank(order.state);
}

bool is_cancelled(const journey::Order& order) {
  return order.state == "cancelled" || order.state == "expired";
}

bool all_picked(const journey::Order& order) {
  return std::all_of(order.lines.begin(), order.lines.end(),
                     [](const auto& line) { return line.picked >= line.quantity; });
}

const journey::OrderLine* line_to_pick(const journey::Order& order, std::string_view product) {
  const journey::OrderLine* full = nullptr;
  for (const auto& line : order.lines) {
    if (!product.empty() && line.product != product) continue;
    if (line.picked < line.quantity) return &line;
    full = &line;
  }
  return full;
}

bool within_undo(const journey::Order& order, WallTime now) {
  for (auto move = order.moves.rbegin(); move != order.moves.rend(); ++move) {
    if (move->state == "handed_over") return now - from_ms(move->time_ms) <= kUndoWindow;
  }
  return false;
}

std::string refuse_accept(const journey::Order& order) {
  return rank_of(order) == order_rank("placed") ? "" : "already_accepted";
}

std::string refuse_pick(const journey::Order& order, std::string_view product) {
  if (rank_of(order) < order_rank("accepted")) return "not_accepted";
  if (rank_of(order) >= order_rank("picked") || all_picked(order)) return "all_picked";
  const auto* line = line_to_pick(order, product);
  if (line == nullptr) return "wrong_product";
  return line->picked >= line->quantity ? "all_picked" : "";
}

std::string refuse_stage(const journey::Order& order, std::string_view bin) {
  if (rank_of(order) >= order_rank("ready")) return "already_ready";
  if (rank_of(order) < order_rank("picked")) return "not_picked";
  return bin.empty() ? "no_bin" : "";
}

std::string refuse_ready(const journey::Order& order) {
  if (rank_of(order) >= order_rank("ready")) return "already_ready";
  return rank_of(order) < order_rank("picked") ? "not_picked" : "";
}

std::string refuse_hand_over(const journey::Order& order) {
  if (rank_of(order) < order_rank("ready")) return "not_ready";
  return order.paid ? "" : "not_paid";
}

std::string refuse_undo(const journey::Order& order, const Actor& actor, std::string_view reason,
                        WallTime now) {
  if (order.state != "handed_over") return "not_handed_over";
  if (actor.role != Role::Manager) return "not_allowed";
  if (!within_undo(order, now)) return "undo_too_late";
  return reason.empty() ? "no_reason" : "";
}

// The refusal, "" when the move may be made. `argument` "*" stands for any bin or reason.
std::string refusal_of(const journey::Order& order, const Actor& actor, const OrderAction& what,
                       WallTime now) {
  if (actor.role == Role::Shopper && what.action != "arrive") return "not_allowed";
  if (is_cancelled(order)) return "cancelled";
  if (what.action == "undo") return refuse_undo(order, actor, what.argument, now);
  if (what.action == "close") {
    return order.state == "handed_over" ? "" : rank_of(order) > 7 ? "closed" : "not_handed_over";
  }
  if (rank_of(order) >= order_rank("handed_over")) return "already_handed_over";
  if (what.action == "accept") return refuse_accept(order);
  if (what.action == "pick") return refuse_pick(order, what.argument);
  if (what.action == "stage") return refuse_stage(order, what.argument);
  if (what.action == "ready") return refuse_ready(order);
  // Who comes too early is noted too: the order is theirs to wait for, and staff know that somebody
  // waits.
  if (what.action == "arrive") return order.arrived_ms != 0 ? "already_arrived" : "";
  if (what.action == "hand_over") return refuse_hand_over(order);
  if (what.action == "cancel") return "";
  return std::string(kUnknown);
}

struct MoveContext {
  const Facts& facts;
  const Actor& actor;
  const journey::Order& order;
  const OrderAction& what;
};

journal::EventDraft moved(const MoveContext& move, std::string_view state, ActionData data) {
  return draft("pickup." + std::string(state), "order:" + move.order.id,
               data.text("order", move.order.id).done(), move.actor);
}

std::vector<journal::EventDraft> pick_events(const MoveContext& move) {
  std::vector<journal::EventDraft> events;
  int left = 0;
  for (const auto& line : move.order.lines) {
    const int missing = line.quantity - line.picked;
    if (missing <= 0) continue;
    const bool wanted = move.what.argument.empty() || line.product == move.what.argument;
    if (!wanted) {
      left += missing;
      continue;
    }
    ActionData data(move.facts, move.actor);
    data.field("product", line.product).field("quantity", missing);
    events.push_back(moved(move, "picking", std::move(data)));
  }
  if (left == 0) events.push_back(moved(move, "picked", ActionData(move.facts, move.actor)));
  return events;
}

std::vector<journal::EventDraft> events_of(const MoveContext& move) {
  struct StateOf {
    std::string_view action, state;
  };
  constexpr std::array<StateOf, 8> kStates{{{"accept", "accepted"},
                                            {"stage", "staged"},
                                            {"ready", "ready"},
                                            {"arrive", "arrived"},
                                            {"hand_over", "handed_over"},
                                            {"undo", "undone"},
                                            {"cancel", "cancelled"},
                                            {"close", "closed"}}};
  if (move.what.action == "pick") return pick_events(move);
  ActionData data(move.facts, move.actor);
  const bool bin = move.what.action == "stage" || move.what.action == "ready";
  data.text(bin ? "bin" : "reason", move.what.argument);
  for (const auto& known : kStates) {
    if (known.action == move.what.action) return {moved(move, known.state, std::move(data))};
  }
  return {};
}

}  // namespace

Result<Decision> move_order(const Facts& facts, const Actor& actor, const OrderAction& action,
                            WallTime now) {
  const auto order = facts.clienteling.order(action.order);
  if (!order) {
    if (order.error().code == ErrorCode::NotFound) return refuse("unknown_order");
    return fail(order.error());
  }
  const std::string refusal = refusal_of(*order, actor, action, now);
  if (!refusal.empty()) return refuse(refusal);
  if (order->shop != facts.catalogue.here()) return refuse("other_shop");
  return Decision{events_of({facts, actor, *order, action}), {}};
}

std::vector<std::string> allowed_actions(const journey::Order& order, const Actor& actor,
                                         WallTime now) {
  constexpr std::array<std::string_view, 8> kActions{"accept", "pick",      "stage", "ready",
                                                     "arrive", "hand_over", "undo",  "cancel"};
  std::vector<std::string> allowed;
  for (const auto action : kActions) {
    OrderAction what{order.id, std::string(action), {}};
    // Which bin, and why, is asked when it is tapped.
    if (action == "stage" || action == "undo") what.argument = "*";
    if (refusal_of(order, actor, what, now).empty()) allowed.emplace_back(action);
  }
  return allowed;
}

Result<Decision> announce(const Facts& facts, std::string_view pickup_code, WallTime now) {
  const auto order = facts.clienteling.by_pickup_code(pickup_code);
  if (!order) {
    if (order.error().code == ErrorCode::NotFound) return refuse("unknown_pickup_code");
    return fail(order.error());
  }
  if (order->shop != facts.catalogue.here()) return refuse("other_shop");
  // Showing the code a second time is no mistake: the person still waits.
  if (order->arrived_ms != 0 && rank_of(*order) < order_rank("handed_over")) return Decision{};
  return move_order(facts, Actor{}, {order->id, "arrive", {}}, now);
}

}  // namespace parcours::visit
