// SPDX-License-Identifier: Apache-2.0
// Customers and orders as staff open and move them.
#include "kiosk/visit/step.h"

namespace parcours::visit {
namespace {

// A basket filled before anybody was known goes to the customer who is recognised now; one that was
// filled for somebody else does not. Neither happens without a word.
void attach_basket(Step& step, const journey::Customer& customer) {
  const std::string& before = step.next.staff.customer;
  if (before == customer.id) return;
  const bool filled = !step.next.shopper.basket.empty();
  if (!before.empty()) step.next.shopper = {};
  if (!filled) return;
  step.toast(before.empty() ? "toast.basket_attached" : "toast.basket_of_other_emptied",
             customer.first_name);
}

}  // namespace

void open_customer(Step& step, std::string_view customer, std::string_view purpose) {
  if (!step.is_staff()) return step.refuse("not_allowed");
  const auto found = step.facts.clienteling.customer(customer);
  if (!found) {
    if (found.error().code != ErrorCode::NotFound) return step.trouble(found.error());
    return step.refuse("unknown_customer");
  }
  attach_basket(step, *found);
  step.next.staff.customer = found->id;
  step.record(
      open_profile(step.facts, step.actor(), found->id, purpose.empty() ? "unstated" : purpose));
  step.go(Screen::Customer360, found->id);
}

void open_order(Step& step, std::string_view id) {
  const auto order = step.facts.clienteling.order(id);
  if (!order) {
    if (order.error().code != ErrorCode::NotFound) return step.trouble(order.error());
    return step.refuse("unknown_order");
  }
  step.next.staff.order_refusal.clear();
  if (step.is_staff()) return step.go(Screen::OrderDetail, order->id);
  if (order->customer.empty() || order->customer != step.next.shopper.customer) {
    return step.refuse("not_allowed");
  }
  // A shopper's own order: one touch is left to say "I am here".
  step.next.shopper.pickup_typed = order->pickup_code;
  step.next.shopper.pickup_refusal.clear();
  step.go(Screen::Collect);
}

void move(Step& step, const OrderAction& action) {
  auto decision = move_order(step.facts, step.actor(), action, step.wall);
  if (!decision) return step.trouble(decision.error());
  step.next.staff.order_refusal = decision->refusal;
  if (!step.take(std::move(decision))) return;
  step.toast("toast.moved." + action.action, action.order);
  step.sound(Sound::Success);
}

}  // namespace parcours::visit
