// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/journey.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 36> kEventIcons{{
    {"web.product_viewed", "web"},
    {"web.basket_abandoned", "remove_shopping_cart"},
    {"web.", "web"},
    {"app.", "smartphone"},
    {"kiosk.scanned", "qr_code_scanner"},
    {"kiosk.", "touch_app"},
    {"profile.", "folder_open"},
    {"automation.", "pause"},
    {"reward.", "card_giftcard"},
    {"ad.", "campaign"},
    {"message.opened", "drafts"},
    {"message.capped", "block"},
    {"message.", "sms"},
    {"shop.", "store"},
    {"coupon.refused", "block"},
    {"coupon.", "confirmation_number"},
    {"order.", "receipt_long"},
    {"pickup.handed_over", "check_circle"},
    {"pickup.arrived", "place"},
    {"pickup.", "inventory_2"},
    {"purchase.returned", "undo"},
    {"purchase.", "shopping_bag"},
    {"points.", "stars"},
    {"value.", "account_balance_wallet"},
    {"survey.", "rate_review"},
    {"appointment.", "event"},
    {"note.", "edit_note"},
    {"task.", "task_alt"},
    {"suggestion.", "auto_awesome"},
    {"consent.", "verified_user"},
    {"identity.", "link"},
    {"customer.", "person"},
    {"referral.", "group_add"},
    {"basket.", "shopping_cart"},
    {"call.", "notifications"},
    {"", "circle"},
}};

Color tone_color(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::Danger:
      return theme.danger;
    case Tone::Gold:
      return theme.gold;
    case Tone::Neutral:
      return theme.outline;
    case Tone::Accent:
      break;
  }
  return theme.accent;
}

std::string order_line(Frame& frame, const visit::OrderCard& order) {
  return order.customer_name + " · " + frame.n("order.pieces_short", order.pieces);
}

}  // namespace

std::string_view event_icon(std::string_view type) {
  for (const auto& [prefix, icon] : kEventIcons) {
    if (type.starts_with(prefix)) return icon;
  }
  return "circle";
}

void journey_line(Frame& frame, const Rect& box, const Label& label,
                  const std::vector<JourneyStep>& steps) {
  if (steps.empty()) return;
  const Theme& theme = frame.theme;
  describe(frame, Role::Chart, label, box);
  const int count = static_cast<int>(steps.size());
  const float y = box.y + 56;
  const Rect first = box.column(0, count, 0), last = box.column(count - 1, count, 0);
  const float grown = frame.touch.spring_from(Id("journey.grown"), 0, 1, {18, 1});
  frame.canvas.line({first.center().x, y}, {box.right(), y}, theme.line, 6);
  const float reach = last.center().x - first.center().x;
  frame.canvas.line({first.center().x, y}, {first.center().x + reach * grown, y}, theme.accent, 6);
  for (int i = 0; i < count; ++i) {
    const JourneyStep& step = steps[static_cast<std::size_t>(i)];
    const Rect slot = box.column(i, count, 0);
    const Point at{slot.center().x, y};
    const bool now = i == count - 1;
    if (now) frame.canvas.circle(at, 42, faded(theme.accent, .22f));
    frame.canvas.circle(at, 36, theme.surface);
    frame.canvas.circle(at, 30, step.strong || now ? theme.accent : theme.surface2);
    frame.canvas.icon(at, 32, step.strong || now ? theme.on_accent : theme.ink, step.icon);
    frame.canvas.text({slot.x + 4, y + 48, slot.w - 8, 32}, step.title,
                      {{Face::SemiBold, 20}, theme.ink, Align::Center, true});
    frame.canvas.text({slot.x + 4, y + 80, slot.w - 8, 30}, step.under,
                      {{Face::Regular, 19}, theme.muted, Align::Center, true});
  }
}

float timeline_height(const TimelineRow& row) {
  return row.under.empty() ? 88 : 116;
}

void timeline_row(Frame& frame, const Rect& box, const TimelineRow& row) {
  const Theme& theme = frame.theme;
  const Point at{box.x + 32, box.y + 36};
  if (!row.last) {
    frame.canvas.fill({at.x - 2, at.y, 4, box.h}, theme.line);
  }
  frame.canvas.circle(at, 32, theme.surface);
  frame.canvas.circle(at, 27, row.strong ? theme.accent : theme.surface2);
  frame.canvas.icon(at, 29, row.strong ? theme.on_accent : theme.ink, row.icon);
  Rect words{box.x + 84, box.y + 4, box.w - 84, box.h};
  frame.canvas.text(words.cut_top(34), row.title,
                    {{Face::SemiBold, 23}, theme.ink, Align::Left, true});
  if (!row.under.empty()) {
    frame.canvas.text(words.cut_top(32), row.under, {type::kSmall, theme.ink, Align::Left, true});
  }
  frame.canvas.text(words.cut_top(28), row.when, {type::kCaption, theme.muted, Align::Left, true});
}

std::string order_age(Frame& frame, const visit::OrderCard& order) {
  const int rank = journey::order_rank(order.state);
  if (order.arrived_ms > 0 && rank < journey::order_rank("handed_over")) {
    return frame.t("order.waits", {frame.format.since(order.arrived_ms)});
  }
  if (order.late) return frame.t("order.late", {frame.format.since(order.promised_ms)});
  if (!order.bin.empty()) return frame.t("order.bin", {order.bin});
  // What was delivered was promised for no hour; what is done keeps its day.
  if (order.promised_ms == 0 || rank >= journey::order_rank("handed_over"))
    return frame.format.age(order.placed_ms);
  return frame.format.until(order.promised_ms);
}

std::optional<std::string> board_column(Frame& frame, const Id& id, const Rect& box,
                                        const BoardColumn& column) {
  const Theme& theme = frame.theme;
  const Color tone = tone_color(theme, column.tone);
  Rect rest = box;
  Rect head = rest.cut_top(44, 10);
  frame.canvas.circle({head.x + 9, head.center().y}, 8, tone);
  head.cut_left(28);
  const std::string total = std::to_string(column.orders.size());
  const float width = frame.canvas.measure(total, type::kSmall);
  frame.canvas.text(head.cut_right(width + 1, 10), total, {type::kSmall, theme.muted});
  frame.canvas.text(head, column.title, {type::kSmallStrong, theme.ink});
  std::optional<std::string> tapped;
  const auto most = static_cast<std::size_t>(std::max(0, column.shown_max));
  const std::size_t shown = std::min(column.orders.size(), most);
  // What has no room is a swipe away, never out of reach.
  constexpr float kCardGap = 12;
  const ScrollArea list(frame, Id(id, "list"), rest,
                        static_cast<float>(shown) * (kBoardCard + kCardGap));
  rest = list.content();
  for (std::size_t i = 0; i < shown; ++i) {
    const visit::OrderCard& order = column.orders[i];
    const Rect place = rest.cut_top(kBoardCard, kCardGap);
    if (!list.shows(place)) continue;
    const Id own(id, order.id);
    const std::string age = order_age(frame, order);
    const Press press = tap(frame, own, place,
                            {.role = Role::ListEntry,
                             .label = "#" + order.id,
                             .value = order_line(frame, order) + ", " + age});
    if (press.tapped) tapped = order.id;
    const InsideScope inside(frame.canvas, own);
    const Rect shape = squeezed(place, press.amount);
    frame.canvas.fill(shape, theme.surface2, 18);
    frame.canvas.fill({shape.x, shape.y, 6, shape.h}, order.late ? theme.danger : tone);
    const Rect lines{shape.x + 22, shape.y + 6, shape.w - 32, shape.h - 12};
    frame.canvas.text(lines.row(0, 3, 0), "#" + order.id,
                      {{Face::SemiBold, 22, true}, theme.ink, Align::Left, true});
    frame.canvas.text(lines.row(1, 3, 0), order_line(frame, order),
                      {type::kCaption, theme.muted, Align::Left, true});
    const bool waiting = order.arrived_ms > 0 || order.late;
    frame.canvas.text(
        lines.row(2, 3, 0), age,
        {{Face::SemiBold, 19}, waiting ? theme.danger : theme.ink, Align::Left, true});
  }
  return tapped;
}

void qr_code(Frame& frame, const Rect& box, const Label& label, const std::vector<bool>& modules,
             int size) {
  if (size <= 0 || modules.size() < static_cast<std::size_t>(size * size)) return;
  describe(frame, Role::Image, label, box);
  const float side = std::min(box.w, box.h);
  const Rect square = box.middle(side, side);
  frame.canvas.fill(square, rgb(0xFFFFFF), 20);
  // Whole pixels a module and four modules of quiet zone (ISO/IEC 18004).
  const float pixel = 1 / frame.canvas.scale();
  const float module = std::floor(side / static_cast<float>(size + 8) / pixel) * pixel;
  const Rect code =
      square.middle(module * static_cast<float>(size), module * static_cast<float>(size));
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      if (!modules[static_cast<std::size_t>(y * size + x)]) continue;
      int end = x + 1;
      while (end < size && modules[static_cast<std::size_t>(y * size + end)]) ++end;
      frame.canvas.fill(
          {code.x + module * static_cast<float>(x), code.y + module * static_cast<float>(y),
           module * static_cast<float>(end - x), module},
          rgb(0x000000));
      x = end;
    }
  }
}

}  // namespace parcours::ui
