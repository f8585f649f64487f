// SPDX-License-Identifier: Apache-2.0
// Products, basket, coupons, pickup and suggestions.
#include <algorithm>

#include "kiosk/visit/action_data.h"
#include "kiosk/visit/shelves.h"
#include "kiosk/visit/step.h"

namespace parcours::visit {
namespace {

constexpr int kQuantityMax = 99;
constexpr std::size_t kTicketCharacters = 4;

BasketEntry* in_basket(ShopperState& shopper, std::string_view product) {
  for (auto& entry : shopper.basket) {
    if (entry.product == product) return &entry;
  }
  return nullptr;
}

// What is shown is recorded once per visit, so that the gain of advice can be measured.
void record_shown(Step& step, const std::vector<std::string>& about) {
  const auto shelf = goes_with(step.facts, step.next, about);
  if (!shelf) {
    step.trouble(shelf.error());
    return;
  }
  for (const auto& card : *shelf) {
    if (!step.next.shopper.suggested.insert(card.product.id).second) continue;
    step.record(suggestion(step.facts, step.actor(), SuggestionFate::Shown,
                           {step.customer(), card.product.id, card.about, card.reason}));
  }
}

void refuse_coupon(Step& step, std::string_view code, const std::string& reason) {
  step.next.shopper.coupon.clear();
  step.next.shopper.coupon_refusal = reason;
  ActionData data(step.facts, step.actor());
  data.text("code", code).text("reason", reason);
  step.record(draft("coupon.refused", "coupon:" + std::string(code), data.done(), step.actor()));
}

// Nobody is paid at an unattended screen: a shopper gets a code for the till, and keeps the basket.
void show_ticket(Step& step) {
  auto& shopper = step.next.shopper;
  if (shopper.basket.empty()) return step.refuse("empty_basket");
  if (shopper.ticket.empty()) {
    const std::string now = std::to_string(to_ms(step.wall));
    shopper.ticket =
        short_code("basket|" + step.facts.terminal.device + "|" + now, kTicketCharacters);
  }
  step.go(Screen::Basket, kTicket);
  step.sound(Sound::Success);
}

}  // namespace

void open_product(Step& step, std::string_view product) {
  const auto found = step.facts.catalogue.product(product);
  if (!found) {
    if (found.error().code != ErrorCode::NotFound) return step.trouble(found.error());
    step.next.unknown = {"unknown_product", "product", {}, {}};
    step.go(Screen::UnknownCode);
    return;
  }
  step.go(Screen::Product, found->id);
  record_shown(step, {found->id});
}

void add_to_basket(Step& step, std::string_view product) {
  if (!step.facts.catalogue.product(product)) return step.refuse("unknown_product");
  BasketEntry* entry = in_basket(step.next.shopper, product);
  if (entry == nullptr) {
    step.next.shopper.basket.push_back({std::string(product), 1});
  } else if (entry->quantity < kQuantityMax) {
    ++entry->quantity;
  } else {
    return step.refuse("bad_quantity");
  }
  step.toast("toast.added_to_basket");
  step.sound(Sound::Success);
}

void set_quantity(Step& step, std::string_view product, int quantity) {
  if (quantity > kQuantityMax) return step.refuse("bad_quantity");
  if (quantity <= 0) {
    std::erase_if(step.next.shopper.basket,
                  [&](const BasketEntry& entry) { return entry.product == product; });
    return;
  }
  if (BasketEntry* entry = in_basket(step.next.shopper, product)) entry->quantity = quantity;
}

void use_coupon(Step& step, std::string_view code) {
  auto& shopper = step.next.shopper;
  shopper.coupon_refusal.clear();
  shopper.coupon.clear();
  if (code.empty()) return;
  const auto lines = coupon_lines(step.facts, shopper.basket);
  if (!lines) return step.trouble(lines.error());
  const auto state =
      step.facts.clienteling.coupon(code, {step.wall, "shop", step.customer(), *lines});
  if (!state) {
    if (state.error().code != ErrorCode::NotFound) return step.trouble(state.error());
    return refuse_coupon(step, code, "unknown_coupon");
  }
  if (!state->usable) return refuse_coupon(step, code, state->refusal);
  shopper.coupon = state->coupon.code;
}

void choose_coupon(Step& step, std::string_view code) {
  use_coupon(step, code);
  if (!step.is_staff() || code.empty() || step.next.place.screen == Screen::Basket) return;
  const auto& shopper = step.next.shopper;
  if (!shopper.coupon_refusal.empty()) return step.refuse(shopper.coupon_refusal);
  // An empty basket explains nothing: the file stays open, and the coupon waits for its article.
  if (shopper.basket.empty()) return step.toast("toast.coupon_waits");
  step.go(Screen::Basket);
}

void check_out(Step& step) {
  if (!step.is_staff()) return show_ticket(step);
  auto& shopper = step.next.shopper;
  BasketToTill basket;
  basket.customer = step.customer();
  basket.coupon = shopper.coupon;
  for (const auto& entry : shopper.basket) {
    basket.lines.push_back({entry.product, entry.quantity});
    basket.advised = basket.advised || shopper.accepted.contains(entry.product);
  }
  if (!step.take(checkout(step.facts, step.actor(), basket, step.wall))) return;
  shopper.basket.clear();
  shopper.coupon.clear();
  shopper.coupon_refusal.clear();
  step.toast("toast.checked_out");
  step.sound(Sound::Success);
}

void announce_pickup(Step& step, std::string_view code) {
  auto& shopper = step.next.shopper;
  shopper.pickup_typed = code;
  shopper.announced_order.clear();
  auto decision = announce(step.facts, code, step.wall);
  if (!decision) return step.trouble(decision.error());
  shopper.pickup_refusal = decision->refusal;
  if (!decision->allowed()) return step.sound(Sound::Refusal);
  const auto order = step.facts.clienteling.by_pickup_code(code);
  if (!order) return step.trouble(order.error());
  for (auto& event : decision->events) step.record(std::move(event));
  shopper.announced_order = order->id;
  step.sound(Sound::Success);
}

void answer_survey(Step& step, int score) {
  const auto customer = step.facts.clienteling.customer(step.customer());
  if (!customer) return step.refuse("unknown_customer");
  const auto waiting = step.facts.clienteling.survey(*customer, step.wall);
  if (!waiting) return step.trouble(waiting.error());
  if (!step.take(answer_survey(step.facts, step.actor(), step.customer(), score, step.wall)))
    return;
  SurveyCard thanks{(*waiting)->survey, 0, {}, true};
  if (const auto& coupon = (*waiting)->coupon) {
    thanks.percent = coupon->percent;
    thanks.amount = coupon->amount;
  }
  step.next.shopper.answered = std::move(thanks);
  step.sound(Sound::Success);
}

void answer_suggestion(Step& step, const AcceptSuggestion& answer) {
  auto& shopper = step.next.shopper;
  SuggestionEvent what{step.customer(), answer.product, {}, {}};
  if (step.next.place.screen == Screen::Product) what.about = step.next.place.about;
  const auto fate = answer.accepted ? SuggestionFate::Accepted : SuggestionFate::Refused;
  step.record(suggestion(step.facts, step.actor(), fate, what));
  if (!answer.accepted) {
    shopper.refused.insert(answer.product);
    return;
  }
  shopper.accepted.insert(answer.product);
  add_to_basket(step, answer.product);
}

}  // namespace parcours::visit
