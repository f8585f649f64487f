// SPDX-License-Identifier: Apache-2.0
// Home of the shopper: search box, a word of welcome with one picture, families, products in stock
// here.
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/product.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

using visit::ViewState;

constexpr float kSearch = 100, kHero = 430, kChips = 84, kGap = 26;
constexpr float kAside = 420;       ///< the banner beside the products…
constexpr float kAsideFrom = 1400;  ///< …where four of them have room there

void search_bar(Frame& frame, const Rect& box, Intents& intents) {
  const Id id("home.search");
  Rect rest = box;
  const float scan_width = frame.canvas.measure(frame.t("nav.scan"), type::kLabel) + 116;
  const Press press = tap(frame, id, {box.x, box.y, box.w - scan_width - 12, box.h},
                          {.role = Role::SearchBox, .label = frame.t("search.title")});
  const Theme& theme = frame.theme;
  const Rect shape = squeezed(box, press.amount, .012f);
  frame.canvas.shadow(shape, 16, 6, faded(theme.shadow, .6f));
  frame.canvas.fill(shape, theme.surface, size::kRadiusField);
  if (theme.outlined) frame.canvas.border(shape, theme.line, size::kRadiusField);
  frame.canvas.icon({shape.x + 54, shape.center().y}, 44, theme.muted, "search");
  const Rect scan = rest.cut_right(scan_width + 12).inset(0, 10).moved(-10, 0);
  const Press scan_press = tap(frame, Id("home.scan"), scan.inset(0, -6),
                               {.role = Role::Button, .label = frame.t("nav.scan")});
  const Rect soft = squeezed(scan, scan_press.amount);
  frame.canvas.fill(soft, theme.accent_soft, 28);
  {
    const InsideScope inside(frame.canvas, Id("home.scan"));
    frame.canvas.icon({soft.x + 48, soft.center().y}, 36, theme.accent_ink, "qr_code_scanner");
    frame.canvas.text({soft.x + 80, soft.y, soft.w - 84, soft.h}, frame.t("nav.scan"),
                      {type::kLabel, theme.accent_ink});
  }
  const InsideScope inside(frame.canvas, id);
  frame.canvas.text({shape.x + 96, shape.y, scan.x - shape.x - 110, shape.h},
                    frame.t("search.placeholder"), {{Face::Regular, 28}, theme.muted});
  if (press.tapped) intents.push_back(visit::Open{visit::Screen::Search});
  if (scan_press.tapped) frame.memory.flag(Id("sheet.scan")) = true;
}

std::string greeting(Frame& frame, const ViewState& state) {
  return state.customer_first_name.empty() ? frame.t("home.hero_kicker")
                                           : frame.t("home.hello", {state.customer_first_name});
}

void hero(Frame& frame, const Rect& box, const ViewState& state, Intents& intents) {
  const Theme& theme = frame.theme;
  const auto& products = state.home.products;
  const Id id("home.hero");
  const Press press =
      tap(frame, id, box, {.role = Role::Button, .label = frame.t("home.hero_label")});
  const Rect shape = squeezed(box, press.amount, .02f);
  frame.canvas.shadow(shape, 26, 12, faded(theme.shadow, .8f));
  frame.canvas.gradient(shape, theme.hero_from, theme.hero_to, 40);
  if (theme.outlined) frame.canvas.border(shape, theme.line, 40);
  frame.canvas.push_clip(shape);
  frame.canvas.circle({shape.right() - 190, shape.center().y + 30}, 250,
                      faded(theme.on_hero, .06f));
  frame.canvas.circle({shape.right() - 150, shape.center().y + 50}, 180,
                      faded(theme.on_hero, .07f));
  frame.canvas.pop_clip();
  const bool tall = shape.h > shape.w;
  Rect rest = shape.inset(tall ? 40 : 52, 34);
  if (!products.empty()) {
    const float edge = tall ? std::min(rest.w, rest.h - 390) : std::min(320.f, rest.w * .34f);
    const Rect strip = tall ? rest.cut_bottom(edge + 120) : rest.cut_right(edge, 30);
    const Rect picture =
        tall ? Rect{strip.center().x - edge / 2, strip.y, edge, edge} : strip.middle(edge, edge);
    frame.canvas.shadow(picture, 30, 14, theme.shadow);
    product_picture(frame, picture, products.front().picture, 30);
  }
  const InsideScope inside(frame.canvas, id);
  rest.cut_top(14);
  frame.canvas.text(rest.cut_top(36, 4), greeting(frame, state),
                    {{Face::SemiBold, 23}, theme.on_hero_soft, Align::Left, true});
  const bool narrow = rest.w < 520;
  const Style title = narrow ? Style{Face::Display, 52} : type::kDisplay;
  frame.canvas.text(rest.cut_top(76), frame.t("home.hero_1"), {title, theme.on_hero});
  frame.canvas.text(rest.cut_top(76, 4), frame.t("home.hero_2"), {title, theme.on_hero});
  frame.canvas.text(rest.cut_top(40), frame.t("home.hero_words"),
                    {type::kBody, theme.on_hero_soft});
  const Rect ask{rest.x, shape.bottom() - 120, 290, 84};
  frame.canvas.fill(ask, rgb(0xFFFFFF), 26);
  frame.canvas.text({ask.x + 40, ask.y, ask.w - 90, ask.h}, frame.t("home.discover"),
                    {type::kH3, rgb(0x0B4A3E)});
  frame.canvas.icon({ask.right() - 52, ask.center().y}, 36, rgb(0x0B4A3E), "arrow_forward");
  if (press.tapped && !products.empty()) intents.push_back(visit::OpenProduct{products.front().id});
}

void families(Frame& frame, const Rect& box, const ViewState& state, Intents& intents) {
  std::vector<Chip> chips{{frame.t("home.all"), "apps"}};
  std::size_t selected = 0;
  for (const visit::FamilyChip& family : state.home.families) {
    if (family.id == state.home.family) selected = chips.size();
    chips.push_back({frame.name(family.name), family.icon});
  }
  const auto tapped = chip_row(frame, Id("home.families"), box, chips, selected);
  if (!tapped) return;
  intents.push_back(visit::ChooseFamily{*tapped == 0 ? "" : state.home.families[*tapped - 1].id});
}

void products(Frame& frame, const Rect& box, const ViewState& state, Intents& intents,
              const ScrollArea& page) {
  const auto& all = state.home.products;
  const int columns = product_columns(box.w);
  const float height = product_card_height(box.column(0, columns, kGap).w);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const int n = static_cast<int>(i);
    const int row = n / columns;
    Rect place = box.column(n % columns, columns, kGap);
    place.y = box.y + static_cast<float>(row) * (height + kGap);
    place.h = height;
    if (!page.shows(place)) continue;
    if (product_card(frame, Id("home.card", all[i].id), place, all[i])) {
      intents.push_back(visit::OpenProduct{all[i].id});
    }
  }
}

}  // namespace

void draw_home(Frame& frame, const ViewState& state, Intents& intents) {
  // The page is drawn first: header and navigation lie over its ends.
  Rect view = frame.area;
  if (frame.portrait())
    view.cut_bottom(size::kNavBar - 40);
  else
    view.cut_left(size::kRail);
  view.cut_top(size::kHeader);
  view = view.inset(size::kPage, 0);
  // A wide panel is not high: above the products the banner would leave no card whole. It stands
  // beside them, or not at all where large type leaves no room there either.
  const bool above = frame.portrait();
  if (!above && view.w > kAsideFrom) {
    Rect aside = view.cut_left(kAside, 36);
    aside.cut_top(16);
    aside.cut_bottom(36);
    hero(frame, aside, state, intents);
  }
  const auto& all = state.home.products;
  const int columns = product_columns(view.w);
  const int rows = (static_cast<int>(all.size()) + columns - 1) / columns;
  const float card = product_card_height(view.column(0, columns, kGap).w);
  const float gap = above ? 32 : 24, under = above ? 16 : 8;
  const float top = 16 + kSearch + gap + (above ? kHero + 36 : 0) + kChips + gap + 12 + 64 + under;
  const float grid = all.empty() ? 520 : static_cast<float>(rows) * (card + kGap);
  {
    const ScrollArea page(frame, Id("home"), view, top + grid + 70);
    Rect rest = page.content();
    rest.cut_top(16);
    search_bar(frame, rest.cut_top(kSearch, gap), intents);
    if (above) hero(frame, rest.cut_top(kHero, 36), state, intents);
    families(frame, rest.cut_top(kChips, gap + 12), state, intents);
    heading(frame, rest.cut_top(64, under), frame.t("home.title"),
            frame.n("home.count", state.home.products_total));
    if (all.empty()) {
      empty_state(frame, rest.cut_top(480), "storefront", frame.t("home.empty_title"),
                  frame.t("home.empty_words"));
    } else {
      products(frame, rest, state, intents, page);
    }
  }
  const Rect chrome{frame.area.x, frame.area.y, frame.area.w, size::kHeader};
  frame.canvas.fill(chrome, frame.theme.bg);
  (void)shopper_chrome(frame, state, intents);
}

}  // namespace parcours::ui
