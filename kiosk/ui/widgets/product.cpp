// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/product.h"

#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chip.h"

namespace parcours::ui {
namespace {

constexpr float kPictureShare = .635f;  ///< of a card's height
constexpr int kFew = 2;
constexpr int kSmallPicture = 480;  ///< pixels: cards and rows
constexpr int kBigPicture = 1000;

std::string spoken(Frame& frame, const visit::ProductCard& product) {
  return frame.name(product.name) + ", " + product.brand + ", " + frame.format.money(product.price);
}

void reduction_tag(Frame& frame, const Rect& picture, const visit::ProductCard& product) {
  const std::string off = frame.format.reduction(product.price, product.was);
  if (off.empty()) return;
  const Rect tag{picture.x + 16, picture.y + 16, 96, 42};
  frame.canvas.fill(tag, frame.theme.danger, 21);
  frame.canvas.text(tag, off, {{Face::SemiBold, 21, true}, frame.theme.on_danger, Align::Center});
}

}  // namespace

void product_picture(Frame& frame, const Rect& box, const std::string& file, float radius,
                     Corners corners) {
  const float pixels = box.w * frame.canvas.scale();
  const Picture picture =
      frame.pictures.find(file, pixels > kSmallPicture * .9f ? kBigPicture : kSmallPicture);
  const bool there = picture.texture != nullptr;
  const Id id("picture", file + std::to_string(static_cast<int>(box.w)));
  const float shown = frame.touch.spring(id, there ? 1.f : 0.f, {90, 1});
  if (!there || shown < .99f) {
    frame.canvas.fill(box, frame.theme.surface2, radius, corners);
    if (!there) {
      frame.canvas.icon(box.center(), std::min(96.f, box.h * .4f), frame.theme.line, "image");
    }
  }
  if (there) frame.canvas.picture(box, picture, radius, corners, {1.04f, .5f, shown});
}

namespace {

Style struck_style(const Style& style) {
  return {Face::Medium, std::max(20.f, style.size * .52f), true};
}

/// Both prices must be seen: the law asks for the struck one too. The type gets smaller until they
/// fit.
Style style_for_both(Frame& frame, float room, Money now, Money was, Style style) {
  const auto width = [&] {
    return frame.canvas.measure(frame.format.money(now), style) + style.size * .42f +
           frame.canvas.measure(frame.format.money(was), struck_style(style));
  };
  while (style.size > 22 && width() > room) style.size -= 1;
  return style;
}

}  // namespace

float price(Frame& frame, const Rect& box, Money now, Money was, Style wanted) {
  const bool reduced = was.cents > now.cents;
  const Style style = reduced ? style_for_both(frame, box.w, now, was, wanted) : wanted;
  const Theme& theme = frame.theme;
  const float width =
      frame.canvas.text(box, frame.format.money(now), {style, reduced ? theme.danger : theme.ink});
  if (!reduced) return width;
  const Style small = struck_style(style);
  const std::string struck = frame.format.money(was);
  const Rect rest{box.x + width + style.size * .42f, box.y + style.size * .06f,
                  frame.canvas.measure(struck, small), box.h};
  frame.canvas.text({rest.x, rest.y, rest.w + 1, rest.h}, struck, {small, theme.muted});
  const float middle = rest.center().y;
  frame.canvas.line({rest.x - 2, middle}, {rest.right() + 2, middle}, theme.muted, 2);
  return rest.right() - box.x;
}

void stock_line(Frame& frame, const Rect& box, const visit::ProductCard& product) {
  const int available = product.available_here;
  const Theme& theme = frame.theme;
  const bool none = available <= 0, few = available <= kFew;
  const Color dot = none ? theme.muted : few ? theme.gold : theme.accent;
  const Point center{box.x + 7, box.center().y};
  if (none)
    frame.canvas.ring(center, 6, dot, 2.5f);
  else
    frame.canvas.circle(center, 6.5f, dot);
  const std::string words = !product.counted_here ? frame.t("stock.unknown_here")
                            : none                ? frame.t("stock.none_here")
                            : few                 ? frame.n("stock.few_here", available)
                                                  : frame.n("stock.here", available);
  frame.canvas.text({box.x + 24, box.y, box.w - 24, box.h}, words,
                    {{Face::Medium, 20}, theme.muted});
}

float product_card_height(float width) {
  return std::max(width * 1.62f, width / .8f * .8f + 172);
}

int product_columns(float width) {
  return std::max(2, static_cast<int>((width + 26) / 300));
}

bool product_card(Frame& frame, const Id& id, const Rect& box, const visit::ProductCard& product) {
  const Press press = tap(frame, id, box, {.role = Role::Button, .label = spoken(frame, product)});
  if (!frame.canvas.visible(box.inset(-48))) return press.tapped;
  const InsideScope inside(frame.canvas, id);
  const Rect shape = squeezed(box, press.amount, .035f);
  card(frame, shape);
  Rect rest = shape;
  const Rect picture = rest.cut_top(std::min(shape.h * kPictureShare, shape.h - 172));
  product_picture(frame, picture, product.picture, size::kRadiusCard, Corners::Top);
  if (frame.theme.outlined) frame.canvas.border(shape, frame.theme.line, size::kRadiusCard);
  reduction_tag(frame, picture, product);
  Rect words = rest.inset(20, 0);
  words.cut_top(14);
  frame.canvas.text(words.cut_top(28), product.brand,
                    {type::kCaption, frame.theme.muted, Align::Left, true});
  frame.canvas.text(words.cut_top(36), frame.name(product.name),
                    {type::kLabel, frame.theme.ink, Align::Left, true});
  price(frame, words.cut_top(48), product.price, product.was);
  stock_line(frame, words.cut_top(30), product);
  return press.tapped;
}

bool product_row(Frame& frame, const Id& id, const Rect& box, const visit::ProductCard& product) {
  const TappedCard row = tap_card(frame, id, box, spoken(frame, product));
  if (!frame.canvas.visible(box.inset(-48))) return row.tapped;
  const InsideScope inside(frame.canvas, id);
  Rect rest = row.box.inset(12);
  product_picture(frame, rest.cut_left(rest.h, 26), product.picture, 20);
  frame.canvas.icon({rest.right() - 24, rest.center().y}, 36, frame.theme.muted, "chevron_right");
  rest.cut_right(52);
  const float width = frame.canvas.measure(frame.format.money(product.price), type::kPrice);
  price(frame, rest.cut_right(width + 2, 20), product.price, {}, type::kPrice);
  const Rect words = rest.middle(rest.w, 96);
  frame.canvas.text({words.x, words.y, words.w, 36}, frame.name(product.name),
                    {type::kH3, frame.theme.ink, Align::Left, true});
  frame.canvas.text({words.x, words.y + 36, words.w, 30}, product.brand,
                    {type::kCaption, frame.theme.muted, Align::Left, true});
  stock_line(frame, {words.x, words.y + 66, words.w, 30}, product);
  return row.tapped;
}

namespace {

constexpr Style kReason{Face::Medium, 20};

/// The reason with the name of the product that it is about; "" when there is none to name.
std::string named_reason(Frame& frame, const visit::SuggestionCard& suggestion) {
  const std::string& about = frame.name(suggestion.about_name);
  if (about.empty()) return {};
  if (suggestion.reason == "bought_together" && suggestion.customers > 0) {
    return frame.t("suggestion.bought_by_with", {frame.format.number(suggestion.customers), about});
  }
  const std::string key = "suggestion." + suggestion.reason + "_with";
  return frame.words.has(key) ? frame.t(key, {about}) : std::string{};
}

}  // namespace

std::string suggestion_reason(Frame& frame, const visit::SuggestionCard& suggestion, float width,
                              int lines) {
  const std::string named = named_reason(frame, suggestion);
  const float room = frame.canvas.line_height(kReason) * (static_cast<float>(lines) + .5f);
  if (!named.empty() && frame.canvas.paragraph_height(width, named, kReason) < room) return named;
  if (suggestion.reason == "bought_together" && suggestion.customers > 0) {
    return frame.n("suggestion.bought_by", suggestion.customers);
  }
  return frame.of("suggestion", suggestion.reason);
}

SuggestionTap suggestion_row(Frame& frame, const Id& id, const Rect& box,
                             const visit::SuggestionCard& suggestion) {
  const visit::ProductCard& product = suggestion.product;
  const TappedCard row = tap_card(frame, id, box, spoken(frame, product));
  SuggestionTap tapped = row.tapped ? SuggestionTap::Open : SuggestionTap::None;
  if (!frame.canvas.visible(box.inset(-48))) return tapped;
  Rect rest = row.box.inset(16);
  {
    const InsideScope inside(frame.canvas, id);
    const float edge = std::min(rest.h, kSuggestionRow - 32);
    product_picture(frame, rest.cut_left(edge, 24).middle(edge, edge), product.picture, 20);
  }
  const Rect add = rest.cut_right(size::kTouch + 12, 16).middle(size::kTouch, size::kTouch);
  const Id add_id(id, "add");
  const Press press = tap(
      frame, add_id, add,
      {.role = Role::Button, .label = frame.t("product.add_named", {frame.name(product.name)})});
  frame.canvas.circle(add.center(), add.w / 2 * (1 - .06f * press.amount), frame.theme.accent);
  frame.canvas.icon(add.center(), 40, frame.theme.on_accent, "add_shopping_cart");
  if (press.tapped) tapped = SuggestionTap::Add;
  const InsideScope inside(frame.canvas, id);
  const int lines = box.h >= kSuggestionTall ? 2 : 1;
  const Style title = lines == 2 ? type::kLabel : type::kH3;
  const std::string& name = frame.name(product.name);
  const float reason_width = rest.w - 34;
  const std::string reason = suggestion_reason(frame, suggestion, reason_width, lines);
  const float name_height = frame.canvas.paragraph_height(rest.w, name, title, lines);
  const float reason_height =
      std::max(30.f, frame.canvas.paragraph_height(reason_width, reason, kReason, lines));
  Rect words = rest.middle(rest.w, name_height + 50 + reason_height);
  frame.canvas.paragraph(words.cut_top(name_height, 2), name,
                         {title, frame.theme.ink, Align::Left, true}, lines);
  price(frame, words.cut_top(44, 4), product.price, product.was, type::kPrice);
  frame.canvas.icon({words.x + 13, words.y + 13}, 26, frame.theme.accent, "auto_awesome");
  frame.canvas.paragraph({words.x + 34, words.y, reason_width, reason_height}, reason,
                         {kReason, frame.theme.muted, Align::Left, true}, lines);
  return tapped;
}

}  // namespace parcours::ui
