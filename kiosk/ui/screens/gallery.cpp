// SPDX-License-Identifier: Apache-2.0
// Every widget on one page, for eyes and golden pictures; opened from the service menu. Its figures
// are made up.
#include "kiosk/ui/screens/gallery.h"

#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chart.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/field.h"
#include "kiosk/ui/widgets/journey.h"
#include "kiosk/ui/widgets/navigation.h"
#include "kiosk/ui/widgets/product.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

constexpr std::int64_t kMinute = 60'000;

std::vector<std::int64_t> wave(int count, int low, int step) {
  std::vector<std::int64_t> values;
  values.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) values.push_back(low + (i * 37 % 11) * step + i * step / 2);
  return values;
}

visit::OrderCard sample_order(const visit::ViewState& state, std::string id, bool late) {
  visit::OrderCard order;
  order.id = std::move(id);
  order.customer_name = "C. Dubois";
  order.state = "placed";
  order.pieces = 2;
  order.late = late;
  order.promised_ms = state.now_ms + (late ? -30 : 12) * kMinute;
  return order;
}

void buttons(Frame& frame, Rect box) {
  const Rect row = box.cut_top(size::kTouch + 8, 20);
  (void)button(frame, Id("gallery.1"), row.column(0, 4, 16), frame.t("product.add"),
               {.icon = "add_shopping_cart"});
  (void)button(frame, Id("gallery.2"), row.column(1, 4, 16), frame.t("product.advice_button"),
               {.icon = "chat", .emphasis = Emphasis::Secondary});
  (void)button(frame, Id("gallery.3"), row.column(2, 4, 16), frame.t("action.back"),
               {.emphasis = Emphasis::Quiet});
  (void)button(frame, Id("gallery.4"), row.column(3, 4, 16), frame.t("key.erase"),
               {.emphasis = Emphasis::Danger});
  const Rect second = box.cut_top(size::kTouch + 8);
  (void)button(frame, Id("gallery.5"), second.column(0, 4, 16), frame.t("collect.announce"),
               {.enabled = false});
  (void)stepper(frame, Id("gallery.6"), second.column(1, 4, 16), frame.t("nav.basket"), 2);
  (void)toggle(frame, Id("gallery.7"), second.column(2, 4, 16), frame.t("theme.dark"), true);
  Rect pills = second.column(3, 4, 16).middle(second.column(3, 4, 16).w, 46);
  pills.cut_left(pill(frame, pills, frame.of("tier", "gold"), Tone::Gold, "star"), 12);
  pill(frame, pills, frame.of("order.state", "ready"), Tone::Accent);
}

void figures(Frame& frame, const Rect& row, int columns) {
  const FigureText texts[] = {
      {"paid", frame.t("basket.total"), frame.format.money_whole({1842000}), "+8,2 %", true,
       wave(14, 20, 4)},
      {"inventory_2", frame.t("space.orders"), "27", "−4", true, wave(14, 9, 2)},
      {"timer", frame.t("collect.queue"), frame.format.duration(11 * kMinute), "+2 min", false,
       wave(14, 30, 1)},
      {"people", frame.t("nav.customers"), frame.format.percent(38), "+3", true, wave(14, 2, 3)}};
  for (int i = 0; i < columns; ++i) figure_card(frame, row.column(i, columns, 20), texts[i]);
}

void charts(Frame& frame, Rect box) {
  BarSeries series;
  for (int hour = 9; hour <= 20; ++hour) series.labels.push_back(std::to_string(hour) + " h");
  series.now = wave(10, 600, 180);
  series.before = wave(12, 500, 170);
  series.now_name = frame.t("gallery.now");
  series.before_name = frame.t("gallery.before");
  series.words = [&frame](std::int64_t v) { return frame.format.money_whole({v * 100}); };
  const Rect left = box.column(0, 2, 24), right = box.column(1, 2, 24);
  card(frame, left);
  bar_chart(frame, Id("gallery.bars"), left.inset(28, 24), frame.t("nav.pilot"), series);
  card(frame, right);
  line_chart(frame, right.inset(36, 40), frame.t("nav.pilot"), wave(30, 10, 5));
}

void boards(Frame& frame, const Rect& box, const visit::ViewState& state) {
  BoardColumn first{frame.of("order.state", "placed"),
                    Tone::Gold,
                    {sample_order(state, "48213", false), sample_order(state, "48217", true)}};
  BoardColumn second{
      frame.of("order.state", "ready"), Tone::Accent, {sample_order(state, "48190", false)}};
  (void)board_column(frame, Id("gallery.board1"), box.column(0, 4, 20), first);
  (void)board_column(frame, Id("gallery.board2"), box.column(1, 4, 20), second);
  const Rect lines = box.column(2, 4, 20);
  timeline_row(frame, lines.row(0, 3, 0),
               {event_icon("web.product_viewed"), frame.t("space.viewed"), "web",
                frame.format.age(state.now_ms)});
  timeline_row(frame, lines.row(1, 3, 0),
               {event_icon("pickup.ready"), frame.of("order.state", "ready"), "48177",
                frame.format.age(state.now_ms - 90 * kMinute), true, true});
  skeleton(frame, lines.row(2, 3, 20), 3);
  std::vector<bool> modules;
  modules.reserve(441);
  for (int i = 0; i < 441; ++i) modules.push_back((i * 7 + i / 21 * 3) % 5 < 2);
  qr_code(frame, box.column(3, 4, 20), frame.t("scan.title"), modules, 21);
}

}  // namespace

void draw_gallery(Frame& frame, const visit::ViewState& state, bool& open) {
  Rect page = frame.area.inset(size::kPage, 0);
  if (title_bar(frame, Id("gallery"), page.cut_top(kTitleBar), frame.t("gallery.title"), true))
    open = false;
  const ScrollArea list(frame, Id("gallery"), page, 2080);
  Rect rest = list.content();
  rest.cut_top(12);
  buttons(frame, rest.cut_top(200, 28));
  const auto none = chip_row(frame, Id("gallery.chips"), rest.cut_top(84, 28),
                             {{frame.t("home.all"), "apps"},
                              {frame.t("nav.products")},
                              {frame.t("nav.tasks"), "task_alt"}},
                             0);
  (void)none;
  (void)segmented(frame, Id("gallery.seg"), rest.cut_top(96, 28),
                  {frame.t("theme.light"), frame.t("theme.dark"), frame.t("theme.contrast")}, 1);
  (void)text_field(
      frame, Id("gallery.field"), rest.cut_top(104, 28), frame.t("search.title"), "",
      {.placeholder = frame.t("search.placeholder"), .icon = "search", .focused = true});
  figures(frame, rest.cut_top(190, 28), frame.portrait() ? 2 : 4);
  charts(frame, rest.cut_top(480, 28));
  const Rect path = rest.cut_top(210, 28);
  card(frame, path);
  journey_line(
      frame, path.inset(30, 24), frame.t("nav.map"),
      {{"web", frame.t("space.viewed"), frame.format.age(state.now_ms - 90 * kMinute)},
       {"shopping_cart", frame.t("nav.basket"), frame.format.age(state.now_ms - 60 * kMinute)},
       {"inventory_2", frame.of("order.state", "ready"),
        frame.format.age(state.now_ms - 9 * kMinute), true},
       {"place", frame.of("order.state", "arrived"), frame.format.age(state.now_ms), true}});
  boards(frame, rest.cut_top(320, 28), state);
  if (!state.home.products.empty()) {
    (void)product_row(frame, Id("gallery.row"), rest.cut_top(kProductRow, 20),
                      state.home.products.front());
  }
}

}  // namespace parcours::ui
