// SPDX-License-Identifier: Apache-2.0
// The basket: lines with their quantity, coupon, total, what still goes with it, and the way to the
// till.
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/field.h"
#include "kiosk/ui/widgets/navigation.h"
#include "kiosk/ui/widgets/product.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

using visit::ViewState;

constexpr float kLine = 156, kGap = 18;
constexpr float kLockRoom = 120;  // the lock of staff sits at the upper right in portrait

bool is_staff(const ViewState& state) {
  return state.role != visit::Role::Shopper;
}

void line(Frame& frame, const Rect& box, const visit::BasketLine& what, Intents& intents) {
  card(frame, box);
  Rect rest = box.inset(16);
  product_picture(frame, rest.cut_left(rest.h, 24), what.product.picture, 20);
  const std::string name = frame.name(what.product.name);
  const Rect steps = rest.cut_right(232, 20).middle(232, 72);
  if (const auto quantity =
          stepper(frame, Id("basket.quantity", what.product.id), steps, name, what.quantity)) {
    intents.push_back(visit::SetQuantity{what.product.id, *quantity});
  }
  const Rect words = rest.middle(rest.w, 108);
  frame.canvas.text({words.x, words.y, words.w, 38}, name,
                    {type::kH3, frame.theme.ink, Align::Left, true});
  frame.canvas.text({words.x, words.y + 38, words.w, 28}, what.product.brand,
                    {type::kCaption, frame.theme.muted, Align::Left, true});
  price(frame, {words.x, words.y + 66, words.w, 44}, what.product.price, what.product.was);
}

float coupon_height(const ViewState& state) {
  float count = 0;
  if (state.space) {
    for (const auto& coupon : state.space->coupons) count += coupon.usable_here ? 1.f : 0.f;
  }
  return count * 124;
}

void coupons(Frame& frame, Rect box, const ViewState& state, Intents& intents) {
  if (!state.space) return;
  for (const visit::CouponCard& coupon : state.space->coupons) {
    if (!coupon.usable_here) continue;
    const bool used = coupon.coupon.code == state.basket.coupon;
    const Rect row = box.cut_top(108, 16);
    frame.canvas.fill(row, frame.theme.accent_soft, size::kRadiusCard);
    Rect rest = row.inset(28, 0);
    frame.canvas.icon({rest.x + 22, rest.center().y}, 44, frame.theme.accent_ink,
                      "confirmation_number");
    rest.cut_left(64);
    const std::string word = frame.t(used ? "basket.coupon_used" : "basket.coupon_use");
    const Rect action = rest.cut_right(button_width(frame, word, used), 20)
                            .middle(button_width(frame, word, used), 76);
    if (button(frame, Id("basket.coupon", coupon.coupon.code), action, word,
               {.icon = used ? "check" : "",
                .emphasis = used ? Emphasis::Primary : Emphasis::Secondary})) {
      intents.push_back(visit::UseCoupon{used ? "" : coupon.coupon.code});
    }
    const Rect words = rest.middle(rest.w, 72);
    frame.canvas.text({words.x, words.y, words.w, 38}, frame.name(coupon.coupon.title),
                      {type::kLabel, frame.theme.accent_ink, Align::Left, true});
    frame.canvas.text({words.x, words.y + 38, words.w, 32},
                      frame.t("coupon.until", {frame.format.day(coupon.coupon.until_ms)}),
                      {type::kSmall, frame.theme.accent_ink});
  }
}

float lines_and_more(Frame& frame, Rect box, const ViewState& state, Intents& intents) {
  const float from = box.y;
  box.cut_top(8);
  for (const visit::BasketLine& what : state.basket.lines)
    line(frame, box.cut_top(kLine, kGap), what, intents);
  const float height = coupon_height(state);
  if (height > 0) {
    box.cut_top(10);
    coupons(frame, box.cut_top(height, 8), state, intents);
  }
  if (!state.basket.goes_with.empty()) {
    heading(frame, box.cut_top(56, 12), frame.t("basket.goes_with"), {}, type::kH2);
    for (const visit::SuggestionCard& suggestion : state.basket.goes_with) {
      const auto tapped = suggestion_row(frame, Id("basket.with", suggestion.product.id),
                                         box.cut_top(kSuggestionRow, 18), suggestion);
      if (tapped == SuggestionTap::Open)
        intents.push_back(visit::OpenProduct{suggestion.product.id});
      if (tapped == SuggestionTap::Add)
        intents.push_back(visit::AcceptSuggestion{suggestion.product.id, true});
    }
  }
  return box.y - from + 20;
}

float summary_height(const ViewState& state) {
  const visit::BasketView& basket = state.basket;
  return 28 + (basket.discount.cents > 0 ? 52.f : 0.f) +
         (basket.coupon_refusal.empty() ? 0.f : 44.f) + 84 + size::kTouch + 20 + 28;
}

void summary(Frame& frame, const Rect& box, const ViewState& state, Intents& intents) {
  const visit::BasketView& basket = state.basket;
  const Theme& theme = frame.theme;
  card(frame, box, 36);
  Rect rest = box.inset(36, 24);
  if (basket.discount.cents > 0) {
    fact(frame, rest.cut_top(48, 4), frame.t("basket.discount"),
         frame.format.money(Money{} - basket.discount));
  }
  if (!basket.coupon_refusal.empty()) {
    frame.canvas.text(rest.cut_top(40, 4), frame.of("coupon.refusal", basket.coupon_refusal),
                      {type::kSmall, theme.danger});
  }
  Rect total = rest.cut_top(72, 12);
  frame.canvas.text(total, frame.t("basket.total"), {type::kH2, theme.ink});
  frame.canvas.text(total, frame.format.money(basket.total),
                    {type::kPriceBig, theme.ink, Align::Right});
  if (button(frame, Id("basket.checkout"), rest.cut_top(size::kTouch + 16),
             frame.t(is_staff(state) ? "basket.take_payment" : "basket.checkout"),
             {.icon = "point_of_sale"})) {
    intents.push_back(visit::Checkout{});
  }
}

// What a shopper takes to the till: a code that can be said, what is in the basket, what it costs.
void ticket(Frame& frame, const Rect& page, const ViewState& state, Intents& intents) {
  const Theme& theme = frame.theme;
  const float width = std::min(page.w, 760.f);
  const std::string words = frame.t("basket.ticket_words");
  const float text = frame.canvas.paragraph_height(width, words, type::kBody, 5);
  Rect rest = page.middle(width, page.h);
  emblem(frame, rest,
         {"point_of_sale", frame.t("basket.ticket_title", {state.basket.ticket}), theme.accent_soft,
          theme.accent_ink},
         text + 32 + 2 * 56 + 32 + 2 * size::kTouch + 52);
  frame.canvas.paragraph(rest.cut_top(text, 32), words,
                         {type::kBody, theme.muted, Align::Center, true}, 5);
  fact(frame, rest.cut_top(56), frame.t("basket.ticket_pieces"),
       frame.n("order.pieces", state.basket_pieces));
  fact(frame, rest.cut_top(56, 32), frame.t("basket.total"),
       frame.format.money(state.basket.total));
  if (button(frame, Id("ticket.back"), rest.cut_top(size::kTouch + 16, 20),
             frame.t("basket.ticket_back"), {.icon = "arrow_back"})) {
    intents.push_back(visit::Back{});
  }
  if (button(frame, Id("ticket.home"), rest.cut_top(size::kTouch + 16), frame.t("unknown.home"),
             {.icon = "home", .emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::Open{visit::Screen::Home});
  }
}

void head(Frame& frame, Rect box, const ViewState& state, Intents& intents) {
  if (!is_staff(state)) {
    title_bar(frame, Id("basket"), box, frame.t("basket.title"), false);
    return;
  }
  if (frame.portrait()) box.cut_right(kLockRoom);
  const std::string& name = state.basket.customer_name;
  const std::string title =
      name.empty() ? frame.t("basket.title_guest") : frame.t("basket.title_of", {name});
  if (title_bar(frame, Id("basket"), box, title, state.can_go_back)) {
    intents.push_back(visit::Back{});
  }
}

void empty_basket(Frame& frame, Rect page, const ViewState& state, Intents& intents) {
  page.cut_bottom(40);
  const Rect foot = page.cut_bottom(size::kTouch + 16);
  if (button(frame, Id("basket.search"), foot.middle(std::min(foot.w, 760.f), foot.h),
             frame.t("scan.by_name"), {.icon = "search"})) {
    intents.push_back(visit::Open{visit::Screen::Search});
  }
  const bool staff = is_staff(state);
  empty_state(frame, page, "shopping_cart",
              frame.t(staff ? "basket.empty_title_staff" : "basket.empty_title"),
              frame.t(staff ? "basket.empty_words_staff" : "basket.empty_words"));
}

}  // namespace

void draw_basket(Frame& frame, const ViewState& state, Intents& intents) {
  Rect page =
      is_staff(state) ? staff_chrome(frame, state, intents) : shopper_chrome(frame, state, intents);
  if (!state.basket.ticket.empty()) return ticket(frame, page, state, intents);
  if (state.basket.lines.empty()) {
    if (is_staff(state)) head(frame, page.cut_top(kTitleBar - 20), state, intents);
    return empty_basket(frame, page, state, intents);
  }
  head(frame, page.cut_top(kTitleBar - 20), state, intents);
  page.cut_bottom(24);
  const float height = summary_height(state);
  if (frame.portrait()) {
    summary(frame, page.cut_bottom(height, 24), state, intents);
  } else {
    Rect side = page.cut_right(page.w * .36f, 40);
    side.cut_top(8);
    summary(frame, side.cut_top(height), state, intents);
  }
  float& known = frame.memory.length(Id("basket.length"));
  const ScrollArea list(frame, Id("basket.lines"), page, std::max(known, page.h));
  known = lines_and_more(frame, list.content(), state, intents);
}

}  // namespace parcours::ui
