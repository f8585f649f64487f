// SPDX-License-Identifier: Apache-2.0
// The shopper's own space: points and tier, coupons, orders, what was looked at. Nothing before a
// card; amounts masked until "Afficher".
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/survey_card.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/field.h"
#include "kiosk/ui/widgets/product.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

using visit::SpaceView;
using visit::ViewState;

constexpr float kCoupon = 128, kOrder = 116, kPoints = 62, kPicture = 300;
constexpr const char* kMask = "• • •";

std::string masked(const SpaceView& space, std::string words) {
  return space.shown ? std::move(words) : std::string(kMask);
}

void show_your_card(Frame& frame, const Rect& page, const ViewState& state) {
  empty_state(frame, page, "badge", frame.t("space.card_title"),
              frame.t(state.camera_working ? "space.card_words_camera" : "space.card_words"));
}

void loyalty_card(Frame& frame, const Rect& box, const SpaceView& space, Intents& intents) {
  const Theme& theme = frame.theme;
  frame.canvas.shadow(box, 26, 12, faded(theme.shadow, .8f));
  frame.canvas.gradient(box, theme.hero_from, theme.hero_to, 40);
  if (theme.outlined) frame.canvas.border(box, theme.line, 40);
  frame.canvas.push_clip(box);
  frame.canvas.circle({box.right() - 120, box.y + 40}, 230, faded(theme.on_hero, .06f));
  frame.canvas.pop_clip();
  Rect rest = box.inset(48, 36);
  Rect head = rest.cut_top(84, 20);
  const std::string word = frame.t(space.shown ? "space.hide" : "space.show");
  const float width = button_width(frame, word, true);
  if (button(frame, Id("space.amounts"), head.cut_right(width, 20), word,
             {.icon = space.shown ? "visibility_off" : "visibility",
              .emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::ShowAmounts{!space.shown});
  }
  frame.canvas.text(head, frame.t("space.hello", {space.first_name}),
                    {type::kH1, theme.on_hero, Align::Left, true});
  Rect figures = rest.cut_top(110, 16);
  const auto figure = [&](Rect part, const std::string& label, const std::string& value) {
    frame.canvas.text(part.cut_top(34, 4), label, {type::kSmall, theme.on_hero_soft});
    frame.canvas.text(part, value, {{Face::SemiBold, 44, true}, theme.on_hero});
  };
  figure(figures.column(0, 3, 20), frame.t("space.points"),
         masked(space, frame.format.number(space.points)));
  figure(figures.column(1, 3, 20), frame.t("space.value"),
         masked(space, frame.format.money(space.stored_value)));
  figure(figures.column(2, 3, 20), frame.t("space.tier"), frame.of("tier", space.tier));
  const std::string next = space.points_to_next_tier > 0
                               ? frame.n("space.next_tier", space.points_to_next_tier)
                               : frame.t("space.top_tier");
  frame.canvas.icon({rest.x + 14, rest.y + 20}, 30, theme.on_hero_soft, "trending_up");
  frame.canvas.text({rest.x + 44, rest.y, rest.w - 44, 40}, next,
                    {{Face::Regular, 24}, theme.on_hero_soft});
}

void birthday(Frame& frame, const Rect& box) {
  frame.canvas.fill(box, frame.theme.accent_soft, size::kRadiusCard);
  frame.canvas.icon({box.x + 54, box.center().y}, 48, frame.theme.accent_ink, "cake");
  frame.canvas.text({box.x + 104, box.y, box.w - 130, box.h}, frame.t("space.birthday"),
                    {type::kLabel, frame.theme.accent_ink});
}

void coupon_card(Frame& frame, const Rect& box, const visit::CouponCard& coupon) {
  const Theme& theme = frame.theme;
  card(frame, box);
  Rect rest = box.inset(24, 0);
  const Rect stub = rest.cut_left(116, 24).middle(116, 92);
  frame.canvas.fill(stub, coupon.usable_here ? theme.accent : theme.surface2, 18);
  const std::string worth = coupon.coupon.percent > 0
                                ? frame.format.percent(coupon.coupon.percent)
                                : frame.format.money_whole(coupon.coupon.amount);
  frame.canvas.text(stub, worth,
                    {{Face::SemiBold, 34, true},
                     coupon.usable_here ? theme.on_accent : theme.muted,
                     Align::Center});
  const Rect words = rest.middle(rest.w, 76);
  frame.canvas.text({words.x, words.y, words.w, 40}, frame.name(coupon.coupon.title),
                    {type::kH3, theme.ink, Align::Left, true});
  const std::string under =
      coupon.usable_here ? frame.t("coupon.until", {frame.format.day(coupon.coupon.until_ms)})
                         : frame.of("coupon.refusal", coupon.refusal);
  frame.canvas.text({words.x, words.y + 42, words.w, 32}, under,
                    {type::kSmall, coupon.usable_here ? theme.muted : theme.danger});
}

Tone state_tone(const std::string& state) {
  if (state == "ready" || state == "arrived") return Tone::Accent;
  if (state == "cancelled" || state == "expired") return Tone::Danger;
  return Tone::Neutral;
}

void order_row(Frame& frame, const Rect& box, const visit::OrderCard& order, Intents& intents) {
  const TappedCard row =
      tap_card(frame, Id("space.order", order.id), box, frame.t("order.number", {order.id}));
  const InsideScope inside(frame.canvas, Id("space.order", order.id));
  Rect rest = row.box.inset(28, 0);
  icon_tile(frame, rest.cut_left(68, 24).middle(68, 68), "receipt_long");
  const std::string state = frame.of("order.state", order.state);
  const float width = pill_width(frame, state, false);
  pill(frame, rest.cut_right(width, 20).middle(width, 46), state, state_tone(order.state));
  const Rect words = rest.middle(rest.w, 72);
  frame.canvas.text({words.x, words.y, words.w, 38}, frame.t("order.number", {order.id}),
                    {type::kH3, frame.theme.ink});
  frame.canvas.text(
      {words.x, words.y + 40, words.w, 32},
      frame.n("order.pieces", order.pieces) + " · " + frame.format.moment(order.placed_ms),
      {type::kSmall, frame.theme.muted});
  if (row.tapped) intents.push_back(visit::OpenOrder{order.id});
}

void points_rows(Frame& frame, Rect box, const SpaceView& space) {
  card(frame, box);
  box = box.inset(28, 10);
  for (const journey::PointsLine& line : space.points_lines) {
    const std::string sign = line.delta > 0 ? "+" : "";
    fact(frame, box.cut_top(kPoints),
         frame.of("points", line.why) + " · " + frame.format.day(line.time_ms),
         masked(space, sign + frame.format.number(line.delta)));
  }
}

void consent_rows(Frame& frame, Rect box, const SpaceView& space, Intents& intents) {
  card(frame, box);
  box = box.inset(28, 8);
  for (const auto& [purpose, given] : space.consents.by_purpose) {
    if (toggle(frame, Id("space.consent", purpose), box.cut_top(84), frame.of("consent", purpose),
               given)) {
      intents.push_back(visit::SetConsent{purpose, !given});
    }
  }
}

void viewed(Frame& frame, const Rect& box, const SpaceView& space, Intents& intents) {
  constexpr float kWidth = kPicture - 28;  // a square picture above two lines
  const ScrollArea row(frame, Id("space.viewed"), box,
                       static_cast<float>(space.viewed.size()) * (kWidth + 20), true);
  float x = row.content().x;
  for (const visit::ProductCard& product : space.viewed) {
    const Rect place{x, box.y, kWidth, box.h};
    const TappedCard tapped =
        tap_card(frame, Id("space.viewed", product.id), place, frame.name(product.name));
    const InsideScope inside(frame.canvas, Id("space.viewed", product.id));
    Rect rest = tapped.box;
    product_picture(frame, rest.cut_top(rest.h - 88), product.picture, size::kRadiusCard,
                    Corners::Top);
    rest = rest.inset(18, 8);
    frame.canvas.text(rest.row(0, 2, 0), frame.name(product.name),
                      {type::kSmallStrong, frame.theme.ink, Align::Left, true});
    frame.canvas.text(rest.row(1, 2, 0), frame.format.money(product.price),
                      {{Face::Medium, 21, true}, frame.theme.muted});
    if (tapped.tapped) intents.push_back(visit::OpenProduct{product.id});
    x += kWidth + 20;
  }
}

void section(Frame& frame, Rect& rest, std::string_view key) {
  rest.cut_top(16);
  heading(frame, rest.cut_top(56, 14), frame.t(key), {}, type::kH2);
}

float first_part(Frame& frame, Rect rest, const ViewState& state, Intents& intents) {
  const SpaceView& space = *state.space;
  const float from = rest.y;
  rest.cut_top(12);
  loyalty_card(frame, rest.cut_top(356, 26), space, intents);
  if (space.birthday_right) birthday(frame, rest.cut_top(92, 22));
  if (space.survey) {
    survey_card(frame, rest.cut_top(survey_height(*space.survey), 22), *space.survey, state.link,
                intents);
  }
  section(frame, rest, "space.coupons");
  for (const auto& coupon : space.coupons) coupon_card(frame, rest.cut_top(kCoupon, 16), coupon);
  if (space.coupons.empty()) {
    frame.canvas.text(rest.cut_top(60), frame.t(space.shown ? "space.no_coupons" : "space.masked"),
                      {type::kBody, frame.theme.muted});
  }
  section(frame, rest, "space.orders");
  for (const auto& order : space.orders) order_row(frame, rest.cut_top(kOrder, 16), order, intents);
  if (space.orders.empty()) {
    frame.canvas.text(rest.cut_top(60), frame.t(space.shown ? "space.no_orders" : "space.masked"),
                      {type::kBody, frame.theme.muted});
  }
  return rest.y - from;
}

float second_part(Frame& frame, Rect rest, const SpaceView& space, Intents& intents) {
  const float from = rest.y;
  if (!space.viewed.empty()) {
    section(frame, rest, "space.viewed");
    viewed(frame, rest.cut_top(kPicture + 60, 20), space, intents);
  }
  if (!space.points_lines.empty()) {
    section(frame, rest, "space.points_title");
    points_rows(frame,
                rest.cut_top(static_cast<float>(space.points_lines.size()) * kPoints + 20, 20),
                space);
  }
  // A found card is not its owner: choices are made by who asked to see them.
  if (space.shown && !space.consents.by_purpose.empty()) {
    section(frame, rest, "space.consents");
    consent_rows(frame,
                 rest.cut_top(static_cast<float>(space.consents.by_purpose.size()) * 84 + 16, 28),
                 space, intents);
  }
  if (button(frame, Id("space.leave"), rest.cut_top(size::kTouch + 10, 24), frame.t("space.leave"),
             {.icon = "logout", .emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::Leave{});
  }
  return rest.y - from;
}

}  // namespace

void draw_space(Frame& frame, const ViewState& state, Intents& intents) {
  Rect page = shopper_chrome(frame, state, intents);
  if (!state.space) {
    show_your_card(frame, page, state);
    return;
  }
  const SpaceView& space = *state.space;
  float& known = frame.memory.length(Id("space.length"));
  const ScrollArea list(frame, Id("space"), page, std::max(known, page.h));
  Rect rest = list.content();
  if (frame.portrait()) {
    const float first = first_part(frame, rest, state, intents);
    rest.cut_top(first);
    known = first + second_part(frame, rest, space, intents);
    return;
  }
  Rect left = rest.cut_left(rest.w * .5f, 44);
  known =
      std::max(first_part(frame, left, state, intents), second_part(frame, rest, space, intents));
}

}  // namespace parcours::ui
