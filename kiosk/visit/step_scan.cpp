// SPDX-License-Identifier: Apache-2.0
// What each kind of scanned code does, for a shopper and for staff.
#include <array>
#include <utility>

#include "kiosk/visit/action_data.h"
#include "kiosk/visit/step.h"

namespace parcours::visit {
namespace {

constexpr std::size_t kTextShownMax = 40;  // characters

struct ScanStep {
  Step& step;
  const scan::Meaning& meaning;
  const Scanned& scanned;
};

void note_scan(const ScanStep& scan, const ScanResult& result) {
  scan.step.record(scanned(scan.step.facts, scan.step.actor(), scan.meaning, result));
}

std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {'<', kDigits[byte >> 4], kDigits[byte & 15], '>'};
}

// The characters of a text, one an entry; a control character as "<GS>" or "<0A>".
std::vector<std::string> visible_characters(std::string_view text) {
  std::vector<std::string> out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80 && !out.empty())
      out.back() += c;
    else if (byte == 0x1D)
      out.emplace_back("<GS>");
    else if (byte < 0x20 || byte == 0x7F)
      out.push_back(hexadecimal(byte));
    else
      out.emplace_back(1, c);
  }
  return out;
}

// Head and tail tell two long codes apart; the middle goes.
std::string shown_text(std::string_view text) {
  const auto characters = visible_characters(text);
  const std::size_t count = characters.size();
  std::string shown;
  for (std::size_t i = 0; i < count; ++i) {
    if (count > kTextShownMax && i == kTextShownMax * 3 / 5) {
      shown += "\u2026";
      i = count - kTextShownMax * 2 / 5;
    }
    shown += characters[i];
  }
  return shown;
}

// The symbol that an AIM identifier (ISO/IEC 15424) names; the same word in every language.
std::string_view symbol_name(std::string_view aim) {
  if (aim.size() < 2) return {};
  if (aim == "]E4") return "EAN-8";
  constexpr std::array<std::pair<char, std::string_view>, 9> kNames{{{'E', "EAN-13"},
                                                                     {'C', "Code 128"},
                                                                     {'Q', "QR Code"},
                                                                     {'d', "Data Matrix"},
                                                                     {'z', "Aztec"},
                                                                     {'L', "PDF417"},
                                                                     {'A', "Code 39"},
                                                                     {'I', "ITF"},
                                                                     {'e', "GS1 DataBar"}}};
  for (const auto& [letter, name] : kNames) {
    if (aim[1] == letter) return name;
  }
  return {};
}

// The number of a card names a person, a token is a right: neither is repeated on a public screen.
bool may_show(const scan::Meaning& meaning) {
  if (const auto* unknown = std::get_if<scan::Unknown>(&meaning)) {
    return unknown->reason != "bank_card" && unknown->reason != "expired" &&
           unknown->reason != "bad_signature";
  }
  if (const auto* coupon = std::get_if<scan::Coupon>(&meaning)) return coupon->token.empty();
  return std::holds_alternative<scan::Product>(meaning) ||
         std::holds_alternative<scan::Gs1Coupon>(meaning);
}

void show_unknown(const ScanStep& scan, std::string_view reason) {
  UnknownCodeView& shown = scan.step.next.unknown;
  shown.reason = reason;
  shown.kind =
      std::holds_alternative<scan::Unknown>(scan.meaning) ? "other" : scan::kind_of(scan.meaning);
  shown.symbol = symbol_name(scan.scanned.aim);
  shown.text = may_show(scan.meaning) ? shown_text(scan.scanned.text) : std::string{};
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
    show_unknown(scan, reason);
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
    const bool emptied = !guest_before && !step.next.shopper.basket.empty();
    if (guest_before) fresh = std::move(step.next.shopper);
    if (emptied) step.toast("toast.basket_of_other_emptied");
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
    if (step.customer().empty()) return show_unknown(scan, "coupon_needs_card");
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

// A PIN typed quickly on a real keyboard ends like the line of a scanner; the pad has its digits.
bool is_quick_pin(const Step& step, std::string_view text) {
  return step.next.place.screen == Screen::Unlock && !step.next.unlock.staff.empty() &&
         !text.empty() && text.size() <= kPinDigits &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

struct Visitor {
  const ScanStep& scan;
  void operator()(const scan::Unknown& unknown) const { show_unknown(scan, unknown.reason); }
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
  void operator()(const scan::HandOff&) const { show_unknown(scan, "hand_off_elsewhere"); }
};

}  // namespace

void on_scan(Step& step, const Scanned& scanned) {
  if (step.next.place.screen == Screen::Failure || step.next.place.screen == Screen::Pairing) {
    return;
  }
  if (is_quick_pin(step, scanned.text)) return;
  std::visit(Visitor{{step, scanned.meaning, scanned}}, scanned.meaning);
}

}  // namespace parcours::visit
