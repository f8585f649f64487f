// SPDX-License-Identifier: Apache-2.0
// What each kind of scanned code does, for a shopper and for staff.
#include "kiosk/visit/action_data.h"
#include "kiosk/visit/step.h"

namespace parcours::visit {
namespace {

constexpr std::size_t kTextShownMax = 40;

struct ScanStep {
  Step& step;
  const scan::Meaning& meaning;
  std::string_view typed;
};

void note_scan(const ScanStep& scan, const ScanResult& result) {
  scan.step.record(scanned(scan.step.facts, scan.step.actor(), scan.meaning, result));
}

// The start of a text, never cutting a UTF-8 character in two.
std::string cut(std::string_view text) {
  std::size_t size = std::min(text.size(), kTextShownMax);
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    --size;
  return std::string(text.substr(0, size));
}

void show_unknown(const ScanStep& scan, std::string_view reason, bool may_show_text) {
  scan.step.next.unknown.reason = reason;
  scan.step.next.unknown.text = may_show_text ? cut(scan.typed) : std::string{};
  scan.step.go(Screen::UnknownCode);
  scan.step.sound(Sound::Refusal);
  note_scan(scan, {{}, {}, std::string(reason)});
}

// True when the row is there; otherwise the screen says what is unknown, or that rows cannot be
// read.
template <typename T>
bool found(const ScanStep& scan, const Result<T>& result, std::string_view reason) {
  if (result) return true;
  if (result.error().code == ErrorCode::NotFound) {
    show_unknown(scan, reason, false);
  } else {
    scan.step.trouble(result.error());
  }
  return false;
}

void identified(Step& step, const std::string& customer) {
  ActionData data(step.facts, step.actor());
  step.record(draft("shop.identified", "customer:" + customer, data.done(), step.actor()));
}

void on_card(const ScanStep& scan, const scan::LoyaltyCard& card) {
  Step& step = scan.step;
  const auto customer = step.facts.clienteling.by_card(card.number);
  if (!found(scan, customer, "card_unknown")) return;
  note_scan(scan, {customer->id, {}, "opened"});
  identified(step, customer->id);
  step.sound(Sound::Scan);
  if (step.is_staff()) {
    open_customer(step, customer->id, "scan");
    return;
  }
  if (step.next.shopper.customer != customer->id) {
    // Another person's card: the basket may be theirs, what belongs to the one before may not stay.
    const bool guest_before = step.next.shopper.customer.empty();
    ShopperState fresh;
    if (guest_before) fresh = std::move(step.next.shopper);
    fresh.customer = customer->id;
    fresh.shown = false;
    step.next.shopper = std::move(fresh);
    if (!guest_before) step.next.back.clear();
    step.next.language = customer->language == "en" ? Language::English : step.next.language;
  }
  step.go(Screen::Space);
}

// A product scanned while an order is being prepared is the piece in hand.
bool picks_a_line(Step& step, const std::string& product) {
  if (!step.is_staff() || step.next.place.screen != Screen::OrderDetail) return false;
  const auto order = step.facts.clienteling.order(step.next.place.about);
  if (!order || (order->state != "accepted" && order->state != "picking")) return false;
  move(step, {order->id, "pick", product});
  return true;
}

void on_product(const ScanStep& scan, const scan::Product& code) {
  Step& step = scan.step;
  const auto product = step.facts.catalogue.by_code(code.gtin);
  if (!found(scan, product, "unknown_product")) return;
  note_scan(scan, {step.customer(), product->id, "opened"});
  step.sound(Sound::Scan);
  if (!picks_a_line(step, product->id)) open_product(step, product->id);
}

void on_pickup(const ScanStep& scan, const scan::PickupCode& pickup) {
  Step& step = scan.step;
  const auto order = step.facts.clienteling.by_pickup_code(pickup.code);
  if (!step.is_staff()) {
    note_scan(scan, {{}, {}, order ? "opened" : "unknown_pickup_code"});
    announce_pickup(step, pickup.code);
    step.go(Screen::Collect);
    return;
  }
  if (!found(scan, order, "unknown_pickup_code")) return;
  note_scan(scan, {order->customer, {}, "opened"});
  step.sound(Sound::Scan);
  open_order(step, order->id);
}

// A signed coupon names itself by a hash: its owner's coupons say which one it is.
Result<std::string> code_of_token(const Step& step, const std::string& token) {
  PARCOURS_TRY(const auto coupons, step.facts.clienteling.coupons(step.customer(), step.wall));
  for (const auto& state : coupons) {
    if (state.coupon.token == token) return state.coupon.code;
  }
  return fail(ErrorCode::NotFound, "no coupon of this customer has this token", "coupon");
}

void on_coupon(const ScanStep& scan, const scan::Coupon& coupon) {
  Step& step = scan.step;
  std::string code = coupon.code;
  if (code.empty()) {
    if (step.customer().empty()) return show_unknown(scan, "coupon_needs_card", false);
    auto named = code_of_token(step, coupon.token);
    if (!found(scan, named, "unknown_coupon")) return;
    code = std::move(*named);
  }
  const auto state = step.facts.clienteling.coupon(code, {step.wall, "shop", step.customer(), {}});
  if (!found(scan, state, "unknown_coupon")) return;
  note_scan(scan, {step.customer(), {}, state->usable ? "usable" : state->refusal});
  step.sound(state->usable ? Sound::Scan : Sound::Refusal);
  use_coupon(step, code);
  step.go(Screen::Basket);
}

struct Visitor {
  const ScanStep& scan;
  void operator()(const scan::Unknown& unknown) const {
    show_unknown(scan, unknown.reason, unknown.reason != "bank_card");
  }
  void operator()(const scan::Product& product) const { on_product(scan, product); }
  void operator()(const scan::LoyaltyCard& card) const { on_card(scan, card); }
  void operator()(const scan::PickupCode& pickup) const { on_pickup(scan, pickup); }
  void operator()(const scan::Coupon& coupon) const { on_coupon(scan, coupon); }
  void operator()(const scan::Gs1Coupon& coupon) const {
    on_coupon(scan, scan::Coupon{coupon.number, {}});
  }
  void operator()(const scan::Badge& badge) const {
    note_scan(scan, {{}, {}, "badge"});
    on_badge(scan.step, badge);
  }
  void operator()(const scan::HandOff&) const { show_unknown(scan, "hand_off_elsewhere", false); }
};

}  // namespace

void on_scan(Step& step, const scan::Meaning& meaning, std::string_view typed) {
  if (step.next.place.screen == Screen::Failure || step.next.place.screen == Screen::Pairing) {
    return;
  }
  std::visit(Visitor{{step, meaning, typed}}, meaning);
}

}  // namespace parcours::visit
