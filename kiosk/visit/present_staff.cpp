// SPDX-License-Identifier: Apache-2.0
// What an associate's screens know.
#include <algorithm>
#include <set>

#include "kiosk/visit/actions.h"
#include "kiosk/visit/present.h"
#include "kiosk/visit/shelves.h"

namespace parcours::visit {
namespace {

constexpr std::size_t kLookUpMax = 20;

TimelineLine to_line(const clienteling::TimelineLine& line) {
  return {line.entry, line.product_name};
}

// The most telling product of a journey: what was last looked at, else last bought.
std::vector<std::string> products_of(const journey::Customer& customer) {
  if (!customer.viewed.empty()) return {customer.viewed.front()};
  const journey::Owned* last = nullptr;
  for (const auto& owned : customer.owned) {
    if (last == nullptr || owned.last_ms > last->last_ms) last = &owned;
  }
  if (last == nullptr) return {};
  return {last->product};
}

// A person who waits at the counter, among the requests.
TaskCard arrival_of(const clienteling::OrderSummary& summary) {
  TaskCard card;
  card.task.id = "arrival/" + summary.order.id;
  card.task.shop = summary.order.shop;
  card.task.type = "arrival";
  card.task.customer = summary.order.customer;
  card.task.order = summary.order.id;
  card.task.state = "open";
  card.task.opened_ms = summary.order.arrived_ms;
  card.customer_name = summary.order.customer_name;
  return card;
}

// People know each other by name. A number stays where the person left, or works in another shop.
void name_staff(const Facts& facts, std::string& staff) {
  if (staff.empty()) return;
  const auto found = facts.clienteling.staff(staff);
  if (found) staff = found->name;
}

Result<std::string> next_detail(const Facts& facts, const clienteling::NextAction& next) {
  const bool product = next.key == "interrupted_view" || next.key == "lapsed";
  if (!product || next.detail.empty()) return next.detail;
  const auto found = facts.catalogue.product(next.detail);
  if (found) return found->name.fr;
  if (found.error().code == ErrorCode::NotFound) return next.detail;
  return fail(found.error());
}

}  // namespace

OrderCard to_card(const clienteling::OrderSummary& summary) {
  const journey::Order& order = summary.order;
  OrderCard card;
  card.id = order.id;
  card.customer_name = order.customer_name;
  card.state = order.state;
  card.pieces = order.pieces();
  card.bin = order.bin;
  card.promised_ms = order.promised_ms;
  card.arrived_ms = order.arrived_ms;
  card.placed_ms = order.placed_ms;
  card.total = order.total();
  card.late = summary.late;
  return card;
}

std::vector<OrderCard> to_cards(const std::vector<clienteling::OrderSummary>& orders) {
  std::vector<OrderCard> cards;
  cards.reserve(orders.size());
  for (const auto& summary : orders) cards.push_back(to_card(summary));
  return cards;
}

CouponCard to_card(const clienteling::CouponState& state) {
  return {state.coupon, state.usable, state.refusal};
}

TaskCard to_card(const clienteling::TaskLine& line) {
  return {line.task, line.masked_name, line.product_name};
}

void present_unlock(const Presenting& from, ViewState& view) {
  const UnlockState& unlock = from.state.unlock;
  view.unlock.badge_name = unlock.name;
  view.unlock.digits = unlock.digits;
  view.unlock.refusal = unlock.refusal;
  view.unlock.locked_until_ms = unlock.locked_until_ms;
}

Status present_associate_home(const Presenting& from, ViewState& view) {
  const std::string& shop = from.facts.catalogue.here();
  PARCOURS_TRY(const auto board, from.facts.clienteling.board(shop, from.now));
  view.associate.to_prepare = to_cards(board.late);
  const auto in_time = to_cards(board.to_prepare);
  view.associate.to_prepare.insert(view.associate.to_prepare.end(), in_time.begin(), in_time.end());
  PARCOURS_TRY(const auto tasks, from.facts.clienteling.tasks(shop));
  std::set<std::string> announced;
  for (const auto& line : tasks) {
    if (line.task.type != "call" && line.task.type != "arrival") continue;
    view.associate.requests.push_back(to_card(line));
    if (line.task.type == "arrival") announced.insert(line.task.order);
  }
  for (const auto& summary : board.here) {
    if (announced.contains(summary.order.id)) continue;
    view.associate.requests.push_back(arrival_of(summary));
  }
  std::sort(view.associate.requests.begin(), view.associate.requests.end(),
            [](const auto& a, const auto& b) { return a.task.opened_ms < b.task.opened_ms; });
  PARCOURS_TRY(const auto figures, from.facts.clienteling.figures(shop, 1));
  if (!figures.empty()) view.associate.customers_today = figures.front().baskets;
  return {};
}

Status present_look_up(const Presenting& from, ViewState& view) {
  view.look_up.words = from.state.staff.look_up_words;
  PARCOURS_TRY(const auto hits, from.facts.clienteling.look_up(view.look_up.words, kLookUpMax));
  for (const auto& hit : hits) {
    view.look_up.hits.push_back({hit.customer, hit.masked_name, hit.city, hit.tier});
  }
  return {};
}

Result<std::optional<Customer360View>> customer_view(const Presenting& from,
                                                     const std::string& id) {
  const auto found = from.facts.clienteling.profile(id, from.now);
  if (!found) {
    if (found.error().code == ErrorCode::NotFound) return std::nullopt;
    return fail(found.error());
  }
  const clienteling::Profile& profile = *found;
  Customer360View view;
  view.customer = profile.customer;
  view.adviser_name = profile.adviser_name;
  view.headline_where = profile.headline_where;
  view.next_action = profile.next.key;
  PARCOURS_TRY(view.next_detail, next_detail(from.facts, profile.next));
  for (const auto& line : profile.timeline) view.timeline.push_back(to_line(line));
  for (const auto& line : profile.automation) {
    view.automation.push_back(to_line(line));
    name_staff(from.facts, view.automation.back().entry.actor);
  }
  for (const auto& state : profile.coupons) view.coupons.push_back(to_card(state));
  view.orders = to_cards(profile.orders);
  view.notes = profile.notes;
  for (auto& note : view.notes) name_staff(from.facts, note.author);
  view.automation_paused = profile.customer.automation_paused;
  const auto about = products_of(profile.customer);
  if (!about.empty()) {
    PARCOURS_TRY(view.goes_with, goes_with(from.facts, from.state, about));
  }
  PARCOURS_TRY(view.buy_again, buy_again(from.facts, profile.customer));
  return std::optional(std::move(view));
}

Status present_customer(const Presenting& from, ViewState& view) {
  PARCOURS_TRY(view.customer, customer_view(from, from.state.staff.customer));
  return {};
}

Status present_order(const Presenting& from, ViewState& view) {
  const auto order = from.facts.clienteling.order(from.state.place.about);
  if (!order) {
    if (order.error().code == ErrorCode::NotFound) return {};
    return fail(order.error());
  }
  OrderView shown;
  shown.order = *order;
  for (auto& move : shown.order.moves) name_staff(from.facts, move.actor);
  for (const auto& line : order->lines) {
    OrderView::Line drawn;
    const auto card = from.facts.catalogue.card(line.product);
    if (card) {
      drawn.product = to_card(*card);
    } else if (card.error().code == ErrorCode::NotFound) {
      drawn.product.id = line.product;
      drawn.product.name.fr = line.product;
    } else {
      return fail(card.error());
    }
    drawn.product.price = line.price;
    drawn.quantity = line.quantity;
    drawn.picked = line.picked;
    shown.lines.push_back(std::move(drawn));
  }
  const Actor actor{from.state.role, from.state.staff.staff};
  if (order->shop == from.facts.catalogue.here()) {
    shown.actions = allowed_actions(*order, actor, from.now);
  }
  shown.refusal = from.state.staff.order_refusal;
  view.order = std::move(shown);
  return {};
}

Status present_tasks(const Presenting& from, ViewState& view) {
  PARCOURS_TRY(const auto tasks, from.facts.clienteling.tasks(from.facts.catalogue.here()));
  for (const auto& line : tasks) view.tasks.push_back(to_card(line));
  return {};
}

}  // namespace parcours::visit
