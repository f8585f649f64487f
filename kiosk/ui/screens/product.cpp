// SPDX-License-Identifier: Apache-2.0
// One product: picture, price, stock here and nearby with its age, what goes with it and why,
// basket and advice.
#include "kiosk/ui/widgets/product.h"
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/navigation.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

using visit::ProductView;
using visit::ViewState;

constexpr float kStockRow = 84, kFactRow = 46, kPromise = 52, kPicture = 440;
constexpr float kActions = size::kTouch + 24;
constexpr std::size_t kStockNear = 4;  // this shop and the three nearest

struct Promise {
  std::string_view icon;
  std::string words;
};

void rating(Frame& frame, const Rect& line, const journey::Product& product) {
  for (int i = 0; i < 5; ++i) {
    const bool full = product.rating_tenths >= i * 10 + 5;
    frame.canvas.icon({line.x + 16 + static_cast<float>(i) * 34, line.center().y}, 32,
                      full ? frame.theme.gold : frame.theme.line, "star");
  }
  const std::string mark = frame.format.tenths(product.rating_tenths);
  const std::string words = mark + " · " + frame.n("product.reviews", product.reviews);
  const Style style{Face::Medium, 23};
  const float room = line.w - 184;
  frame.canvas.text({line.x + 184, line.y, room, line.h},
                    frame.canvas.measure(words, style) > room ? mark : words,
                    {style, frame.theme.muted});
}

const visit::StockLine* here(const ProductView& view) {
  for (const visit::StockLine& line : view.stock) {
    if (line.here) return &line;
  }
  return nullptr;
}

/// "allée 3" as the shelves say it; what the shop wrote otherwise is shown as it is.
std::string aisle_words(Frame& frame, const std::string& aisle) {
  constexpr std::string_view kAisle = "allée ";
  if (!aisle.starts_with(kAisle)) return aisle;
  const std::string number = aisle.substr(kAisle.size(), aisle.find(',') - kAisle.size());
  return frame.t("product.aisle", {number});
}

/// What the shop can keep now; promises that no row makes are not made here.
std::vector<Promise> promises_of(Frame& frame, const ViewState& state) {
  const ProductView& view = *state.product;
  const visit::StockLine* shelf = here(view);
  const int available = shelf == nullptr ? 0 : shelf->available;
  std::string shelf_words = shelf == nullptr ? frame.t("stock.unknown_here")
                            : available > 0  ? frame.n("stock.here", available)
                                             : frame.t("stock.none_here");
  if (available > 0 && !view.product.aisle.empty()) {
    shelf_words += " · " + aisle_words(frame, view.product.aisle);
  }
  std::vector<Promise> promises{{"store", std::move(shelf_words)}};
  if (available > 0 && state.terms.collect_hours > 0) {
    promises.push_back(
        {"local_shipping", frame.n("product.collect_promise", state.terms.collect_hours)});
  }
  if (state.terms.return_days > 0) {
    promises.push_back(
        {"assignment_return", frame.n("product.return_promise", state.terms.return_days)});
  }
  return promises;
}

void promise(Frame& frame, const Rect& line, const Promise& what) {
  frame.canvas.icon({line.x + 18, line.center().y}, 34, frame.theme.accent, what.icon);
  frame.canvas.text({line.x + 52, line.y, line.w - 52, line.h}, what.words,
                    {{Face::Regular, 25}, frame.theme.ink});
}

bool is_reduced(const journey::Product& product) {
  return product.was.cents > product.price.cents;
}

float facts_height(Frame& frame, float width, const ViewState& state) {
  const journey::Product& product = state.product->product;
  return 36 + frame.canvas.paragraph_height(width, frame.name(product.name), type::kH1, 3) + 8 +
         (product.rating_tenths > 0 ? 52.f : 0.f) + 96 +
         static_cast<float>(promises_of(frame, state).size()) * kPromise +
         (is_reduced(product) ? 64.f : 0.f);
}

/// Name, rating, price and promises beside the picture.
void facts_beside(Frame& frame, const Rect& box, const ViewState& state) {
  const ProductView& view = *state.product;
  const journey::Product& product = view.product;
  Rect rest = box;
  frame.canvas.text(rest.cut_top(36), product.brand,
                    {{Face::SemiBold, 24}, frame.theme.accent, Align::Left, true});
  rest.cut_top(frame.canvas.paragraph(rest, frame.name(product.name),
                                      {type::kH1, frame.theme.ink, Align::Left, true}, 3) +
               8);
  if (product.rating_tenths > 0) rating(frame, rest.cut_top(44, 8), product);
  price(frame, rest.cut_top(84, 12), product.price, product.was, type::kPriceBig);
  for (const Promise& what : promises_of(frame, state)) {
    promise(frame, rest.cut_top(kPromise - 8, 8), what);
  }
  if (is_reduced(product) && rest.h >= 60) {
    frame.canvas.paragraph(rest.cut_top(64), frame.t("product.was_note"),
                           {{Face::Regular, 20}, frame.theme.muted}, 2);
  }
}

void actions(Frame& frame, const Rect& row, const ViewState& state, Intents& intents) {
  const std::string& id = state.product->product.id;
  Rect rest = row;
  const Rect beside = rest.cut_left(rest.w * .34f, 20);
  if (state.role != visit::Role::Shopper) {
    const std::string words =
        frame.t("product.basket_button", {std::to_string(state.basket_pieces)});
    if (button(frame, Id("product.basket"), beside, words,
               {.icon = "shopping_cart", .emphasis = Emphasis::Secondary})) {
      intents.push_back(visit::Open{visit::Screen::Basket});
    }
  } else if (button(frame, Id("product.call"), beside, frame.t("product.advice_button"),
                    {.icon = "chat", .emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::CallAssociate{id});
  }
  const int inside = state.product->in_basket;
  if (button(frame, Id("product.add"), rest,
             inside > 0 ? frame.n("product.add_again", inside) : frame.t("product.add"),
             {.icon = "add_shopping_cart"})) {
    intents.push_back(visit::AddToBasket{id});
  }
}

/// A long list of far shops would push away all that stands below.
std::size_t stock_shown(Frame& frame, const ProductView& view) {
  if (frame.memory.flag(Id("product.all_shops", view.product.id))) return view.stock.size();
  return std::min(view.stock.size(), kStockNear);
}

float stock_height(Frame& frame, const ProductView& view) {
  const bool more = view.stock.size() > kStockNear;
  return (static_cast<float>(stock_shown(frame, view)) + (more ? 1.f : 0.f)) * kStockRow + 16;
}

void stock_rows(Frame& frame, Rect box, const ProductView& view, Intents& intents) {
  card(frame, box);
  Rect rest = box.inset(28, 8);
  const std::size_t shown = stock_shown(frame, view);
  if (view.stock.size() > kStockNear) {
    bool& all = frame.memory.flag(Id("product.all_shops", view.product.id));
    const std::string words =
        all ? frame.t("product.fewer_shops")
            : frame.n("product.all_shops", static_cast<std::int64_t>(view.stock.size()));
    if (link(frame, Id("product.shops", view.product.id), rest.cut_bottom(kStockRow), words,
             Align::Center)) {
      all = !all;
    }
  }
  for (std::size_t i = 0; i < shown; ++i) {
    const visit::StockLine& line = view.stock[i];
    Rect row = rest.cut_top(kStockRow);
    if (i > 0) divider(frame, {row.x, row.y - 1, row.w, 2});
    const bool can_reserve = !line.here && line.available > 0;
    if (can_reserve) {
      const float width = frame.canvas.measure(frame.t("product.reserve"), type::kLabel);
      if (link(frame, Id("product.reserve", line.shop), row.cut_right(width + 8, 20),
               frame.t("product.reserve"), Align::Right)) {
        intents.push_back(visit::ReserveElsewhere{view.product.id, line.shop});
      }
    }
    const Rect words = row.middle(row.w, 66);
    const std::string place =
        line.here ? frame.t("stock.this_shop", {line.shop_name})
                  : line.shop_name + " · " + frame.format.distance(line.distance_km);
    frame.canvas.text({words.x, words.y, words.w, 36}, place,
                      {{Face::SemiBold, 24}, frame.theme.ink, Align::Left, true});
    const std::string count =
        line.available > 0 ? frame.n("stock.pieces", line.available) : frame.t("stock.none");
    frame.canvas.text({words.x, words.y + 34, words.w, 32},
                      count + " · " + frame.of("stock.source", line.source) + " " +
                          frame.format.age(line.counted_ms),
                      {type::kSmall, frame.theme.muted});
  }
}

void suggestions(Frame& frame, Rect box, const ProductView& view, Intents& intents) {
  for (const visit::SuggestionCard& suggestion : view.goes_with) {
    const Rect row = box.cut_top(kSuggestionRow, 18);
    const auto tapped =
        suggestion_row(frame, Id("product.with", suggestion.product.id), row, suggestion);
    if (tapped == SuggestionTap::Open) intents.push_back(visit::OpenProduct{suggestion.product.id});
    if (tapped == SuggestionTap::Add)
      intents.push_back(visit::AcceptSuggestion{suggestion.product.id, true});
  }
}

float about_height(Frame& frame, float width, const ProductView& view) {
  float height = static_cast<float>(view.product.facts.size()) * kFactRow;
  const std::string& advice = frame.name(view.product.advice);
  if (!advice.empty()) {
    height += frame.canvas.paragraph_height(width - 140, advice, type::kBody, 6) + 76;
  }
  return height;
}

void about(Frame& frame, Rect box, const ProductView& view) {
  for (const journey::Text2& fact_text : view.product.facts) {
    const Rect row = box.cut_top(kFactRow);
    frame.canvas.icon({row.x + 14, row.center().y}, 28, frame.theme.accent, "check");
    frame.canvas.text({row.x + 44, row.y, row.w - 44, row.h}, frame.name(fact_text),
                      {{Face::Regular, 25}, frame.theme.ink, Align::Left, true});
  }
  const std::string& advice = frame.name(view.product.advice);
  if (advice.empty()) return;
  box.cut_top(20);
  const float text = frame.canvas.paragraph_height(box.w - 140, advice, type::kBody, 6);
  const Rect soft = box.cut_top(text + 48);
  frame.canvas.fill(soft, frame.theme.accent_soft, size::kRadiusCard);
  frame.canvas.icon({soft.x + 52, soft.center().y}, 44, frame.theme.accent_ink, "tips_and_updates");
  frame.canvas.paragraph({soft.x + 104, soft.y + 24, soft.w - 140, text}, advice,
                         {type::kBody, frame.theme.accent_ink, Align::Left, true}, 6);
}

void stock_part(Frame& frame, Rect& box, const ProductView& view, Intents& intents) {
  if (view.stock.empty()) return;
  heading(frame, box.cut_top(56, 12), frame.t("product.stock_title"), {}, type::kH2);
  stock_rows(frame, box.cut_top(stock_height(frame, view), 36), view, intents);
}

void shelf_part(Frame& frame, Rect& box, const ProductView& view, Intents& intents) {
  if (view.goes_with.empty()) return;
  heading(frame, box.cut_top(56, 12), frame.t("product.goes_with"), {}, type::kH2);
  const float rows = static_cast<float>(view.goes_with.size()) * (kSuggestionRow + 18);
  suggestions(frame, box.cut_top(rows, 20), view, intents);
}

/// Facts, what goes with it and stock, from top to bottom. Who cannot have it here asks first where
/// it is. Returns the height used.
float details(Frame& frame, Rect box, const ViewState& state, Intents& intents) {
  const ProductView& view = *state.product;
  const float from = box.y;
  const float words = about_height(frame, box.w, view);
  if (words > 0) about(frame, box.cut_top(words, 32), view);
  const visit::StockLine* shelf = here(view);
  const bool sold_out = shelf == nullptr || shelf->available <= 0;
  if (sold_out) stock_part(frame, box, view, intents);
  shelf_part(frame, box, view, intents);
  if (!sold_out) stock_part(frame, box, view, intents);
  return box.y - from;
}

/// The whole picture, square as it was drawn, and the facts beside it.
void head_part(Frame& frame, Rect head, const ViewState& state, float gap) {
  const float edge = std::min({kPicture, head.w * .46f, head.h});
  product_picture(frame, {head.x, head.y, edge, edge}, state.product->product.picture, 34);
  head.cut_left(edge, gap);
  facts_beside(frame, head, state);
}

void portrait(Frame& frame, const Rect& box, const ViewState& state, Intents& intents) {
  float& known = frame.memory.length(Id("product.length", state.product->product.id));
  const ScrollArea page(frame, Id("product", state.product->product.id), box,
                        std::max(known, box.h));
  Rect rest = page.content();
  const float from = rest.y;
  rest.cut_top(12);
  constexpr float kBeside = 40;
  const float edge = std::min(kPicture, rest.w * .46f);
  const float facts = facts_height(frame, rest.w - edge - kBeside, state);
  head_part(frame, rest.cut_top(std::max(edge, facts), 32), state, kBeside);
  rest.cut_top(details(frame, rest, state, intents));
  known = rest.y - from + 40;
}

void landscape(Frame& frame, Rect box, const ViewState& state, Intents& intents) {
  Rect left = box.cut_left(box.w * .52f, 48);
  left.cut_bottom(28);
  actions(frame, left.cut_bottom(kActions, 20), state, intents);
  head_part(frame, left.cut_top(std::min(600.f, left.h)), state, 36);
  float& known = frame.memory.length(Id("product.length", state.product->product.id));
  const ScrollArea page(frame, Id("product", state.product->product.id), box,
                        std::max(known, box.h));
  known = details(frame, page.content(), state, intents) + 40;
}

}  // namespace

void draw_product(Frame& frame, const ViewState& state, Intents& intents) {
  Rect page = state.role == visit::Role::Shopper ? shopper_chrome(frame, state, intents)
                                                 : staff_chrome(frame, state, intents);
  if (!state.product) {
    empty_state(frame, page, "inventory_2", frame.t("product.none_title"),
                frame.t("product.none_words"));
    return;
  }
  if (title_bar(frame, Id("product"), page.cut_top(kTitleBar),
                frame.name(state.product->family_name), true)) {
    intents.push_back(visit::Back{});
  }
  if (!frame.portrait()) return landscape(frame, page, state, intents);
  page.cut_bottom(28);
  actions(frame, page.cut_bottom(kActions, 20), state, intents);
  portrait(frame, page, state, intents);
}

}  // namespace parcours::ui
