// SPDX-License-Identifier: Apache-2.0
// What an associate's screens know.
#include <algorithm>
#include <set>

#include "kiosk/visit/actions.h"
#include "kiosk/visit/present.h"
#include "kiosk/visit/shelves.h"
#include "kiosk/visit/timeline.h"

namespace parcours::visit {
namespace {

constexpr std::size_t kLookUpMax = 20;

TimelineLine to_line(const clienteling::TimelineLine& line) {
  return {line.entry, line.product_name};
}

std::vector<std::string> products_of_order(const clienteling::Profile& profile) {
  std::vector<std::string> products;
  for (const auto& summary : profile.orders) {
    if (summary.order.id != profile.next.detail) continue;
    for (const auto& line : summary.order.lines) products.push_back(line.product);
  }
  return products;
}

// The first product of interest that the coupon is for; "" when there is none.
Result<std::string> product_of_coupon(const Facts& facts, const clienteling::Profile& profile,
                                      const std::vector<std::string>& interests) {
  for (const auto& state : profile.coupons) {
    const auto& families = state.coupon.families;
    if (state.coupon.code != profile.next.detail) continue;
    for (const auto& id : interests) {
      const auto product = facts.catalogue.product(id);
      if (!product && product.error().code == ErrorCode::NotFound) continue;
      if (!product) return fail(product.error());
      if (families.empty() ||
          std::find(families.begin(), families.end(), product->family) != families.end()) {
        return id;
      }
    }
  }
  return std::string{};
}

// What the journey is about: the basket in hand, then what the headline says to do, then the latest
// interest, then what was bought last.
Result<std::vector<std::string>> products_of(const Presenting& from,
                                             const clienteling::Profile& profile) {
  std::vector<std::string> about;
  for (const auto& entry : from.state.shopper.basket) about.push_back(entry.product);
  if (!about.empty()) return about;
  const std::string& next = profile.next.key;
  if (next == "order_here" || next == "order_ready") return products_of_order(profile);
  if (next == "interrupted_view") return std::vector{profile.next.detail};
  std::vector<TimelineLine> lines;
  for (const auto& line : profile.timeline) lines.push_back(to_line(line));
  const auto wanted = interests(profile.customer, lines, from.now);
  if (next == "coupon_expiring") {
    PARCOURS_TRY(auto product, product_of_coupon(from.facts, profile, wanted));
    if (!product.empty()) return std::vector{std::move(product)};
  }
  if (!wanted.empty()) return std::vector{wanted.front()};
  const journey::Owned* last = nullptr;
  for (const auto& owned : profile.customer.owned) {
    if (last == nullptr || owned.last_ms > last->last_ms) last = &owned;
  }
  if (last != nullptr) about.push_back(last->product);
  return about;
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

// A product that left the catalogue goes by its number.
Result<journey::Text2> name_of(const Facts& facts, const std::string& product) {
  const auto found = facts.catalogue.product(product);
  if (found) return found->name;
  if (found.error().code == ErrorCode::NotFound) return journey::Text2{product, product};
  return fail(found.error());
}

Status present_next(const Facts& facts, const clienteling::NextAction& next,
                    Customer360View& view) {
  view.next_action = next.key;
  const bool product = next.key == "interrupted_view" || next.key == "lapsed";
  if (!product || next.detail.empty()) {
    view.next_detail = next.detail;
    return {};
  }
  PARCOURS_TRY(view.next_product, name_of(facts, next.detail));
  return {};
}

// The shelves, and what they go with.
Status present_shelves(const Presenting& from, const clienteling::Profile& profile,
                       Customer360View& view) {
  PARCOURS_TRY(const auto about, products_of(from, profile));
  if (!about.empty()) {
    PARCOURS_TRY(view.about, name_of(from.facts, about.front()));
    PARCOURS_TRY(view.goes_with, goes_with(from.facts, from.state, about));
  }
  PARCOURS_TRY(view.buy_again, buy_again(from.facts, profile.customer));
  return {};
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

std::vector<OrderCard> to_prepare(const clienteling::Board& board) {
  auto cards = to_cards(board.late);
  const auto in_time = to_cards(board.to_prepare);
  cards.insert(cards.end(), in_time.begin(), in_time.end());
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
  view.associate.to_prepare = to_prepare(board);
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
  const auto today = view.terms.zone.day(from.now);
  if (!figures.empty() && figures.front().day == today)
    view.associate.customers_today = figures.front().baskets;
  return {};
}

namespace {

// Who waits at the counter is the likeliest to be asked for.
Status present_here(const Presenting& from, LookUpView& look_up) {
  PARCOURS_TRY(const auto board,
               from.facts.clienteling.board(from.facts.catalogue.here(), from.now));
  for (const auto& summary : board.here) {
    const journey::Order& order = summary.order;
    if (order.customer.empty()) continue;
    look_up.here.push_back({order.customer, order.customer_name, "", "", "", order.id});
  }
  return {};
}

}  // namespace

Status present_look_up(const Presenting& from, ViewState& view) {
  view.look_up.words = from.state.staff.look_up_words;
  if (view.look_up.words.empty()) return present_here(from, view.look_up);
  PARCOURS_TRY(auto hits, from.facts.clienteling.look_up(view.look_up.words, kLookUpMax + 1));
  view.look_up.more = hits.size() > kLookUpMax;
  if (view.look_up.more) hits.pop_back();
  for (const auto& hit : hits) {
    view.look_up.hits.push_back(
        {hit.customer, hit.masked_name, hit.city, hit.tier, hit.card_end, ""});
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
  PARCOURS_CHECK(present_next(from.facts, profile.next, view));
  for (const auto& line : profile.timeline) view.timeline.push_back(to_line(line));
  view.timeline = condensed(view.timeline);
  for (const auto& line : profile.automation) {
    view.automation.push_back(to_line(line));
    view.automation.back().outcome = line.outcome;
    view.automation.back().in_your_name =
        !line.entry.actor.empty() && line.entry.actor == from.state.staff.staff;
    name_staff(from.facts, view.automation.back().entry.actor);
  }
  for (const auto& state : profile.coupons) view.coupons.push_back(to_card(state));
  view.orders = to_cards(profile.orders);
  view.notes = profile.notes;
  for (auto& note : view.notes) name_staff(from.facts, note.author);
  view.birthday_right = profile.tier.birthday_right && profile.history_allowed;
  view.automation_paused = profile.customer.automation_paused;
  PARCOURS_CHECK(present_shelves(from, profile, view));
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
