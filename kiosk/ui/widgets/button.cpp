// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/button.h"

namespace parcours::ui {
namespace {

constexpr float kIcon = 36, kIconGap = 14, kPadding = 36;

struct Paint {
  Color fill, ink, edge;
  bool raised;
};

Paint paint_of(const Theme& theme, const ButtonLook& look) {
  if (!look.enabled) return {theme.surface2, theme.muted, theme.line, false};
  switch (look.emphasis) {
    case Emphasis::Primary:
      return {theme.accent, theme.on_accent, theme.accent, true};
    case Emphasis::Danger:
      return {theme.danger, theme.on_danger, theme.danger, true};
    case Emphasis::Quiet:
      return {faded(theme.surface, 0), theme.accent_ink, faded(theme.line, 0), false};
    case Emphasis::Secondary:
      break;
  }
  return {theme.surface2, theme.ink, theme.line, false};
}

/// The largest of three sizes at which the words fit.
Style style_that_fits(Frame& frame, std::string_view words, float room) {
  for (const float size : {28.f, 25.f, 22.f}) {
    const Style style{Face::SemiBold, size};
    if (frame.canvas.measure(words, style) <= room) return style;
  }
  return {Face::SemiBold, 20};
}

void draw_words(Frame& frame, const Rect& box, const std::string& words, const ButtonLook& look,
                Color ink) {
  const float icons = (look.icon.empty() ? 0 : kIcon + kIconGap) +
                      (look.trailing_icon.empty() ? 0 : kIcon + kIconGap);
  const Style style = style_that_fits(frame, words, box.w - icons - 24);
  const float width = std::min(frame.canvas.measure(words, style), box.w - icons - 24);
  Rect line = box.middle(width + icons, box.h);
  const float middle = box.center().y;
  if (!look.icon.empty()) {
    frame.canvas.icon({line.x + kIcon / 2, middle}, kIcon, ink, look.icon);
    line.cut_left(kIcon + kIconGap);
  }
  frame.canvas.text({line.x, line.y, width + 1, line.h}, words, {style, ink});
  if (!look.trailing_icon.empty()) {
    frame.canvas.icon({line.x + width + kIconGap + kIcon / 2, middle}, kIcon, ink,
                      look.trailing_icon);
  }
}

}  // namespace

bool button(Frame& frame, const Id& id, const Rect& box, const Label& words, ButtonLook look) {
  const Press press =
      tap(frame, id, box, {.role = Role::Button, .label = words, .enabled = look.enabled});
  const InsideScope inside(frame.canvas, id);
  const Paint paint = paint_of(frame.theme, look);
  const Rect shape = squeezed(box, press.amount);
  const float radius = std::min(shape.h * .32f, 26.f);
  if (paint.raised) frame.canvas.shadow(shape, 14, 7, faded(frame.theme.shadow, .55f));
  frame.canvas.fill(shape, mixed(paint.fill, frame.theme.ink, .12f * press.amount), radius);
  if (frame.theme.outlined && look.emphasis != Emphasis::Quiet) {
    frame.canvas.border(shape, paint.edge, radius);
  }
  draw_words(frame, shape, words.text(), look, paint.ink);
  return press.tapped;
}

float button_width(Frame& frame, std::string_view words, bool with_icon) {
  return frame.canvas.measure(words, type::kButton) + 2 * kPadding +
         (with_icon ? kIcon + kIconGap : 0);
}

bool icon_button(Frame& frame, const Id& id, const Rect& box, std::string_view icon,
                 const Label& label) {
  const Press press = tap(frame, id, box, {.role = Role::Button, .label = label});
  const float radius = std::min(box.w, box.h) / 2 * (1 - .06f * press.amount);
  frame.canvas.circle(box.center(), radius, frame.theme.surface2);
  if (frame.theme.outlined) frame.canvas.ring(box.center(), radius, frame.theme.line, 2);
  frame.canvas.icon(box.center(), radius, frame.theme.ink, icon);
  return press.tapped;
}

bool header_button(Frame& frame, const Id& id, const Rect& box, std::string_view icon,
                   const Label& label, std::string_view letters) {
  const Press press = tap(frame, id, box, {.role = Role::Button, .label = label});
  const InsideScope inside(frame.canvas, id);
  const Rect shape = squeezed(box, press.amount);
  frame.canvas.fill(shape, frame.theme.surface, 30);
  frame.canvas.border(shape, frame.theme.line, 30);
  if (letters.empty()) {
    frame.canvas.icon(shape.center(), 46, frame.theme.ink, icon);
    return press.tapped;
  }
  const float width = frame.canvas.measure(letters, type::kButton);
  Rect line = shape.middle(36 + 12 + width, shape.h);
  frame.canvas.icon({line.x + 18, line.center().y}, 36, frame.theme.ink, icon);
  line.cut_left(48);
  frame.canvas.text({line.x, line.y, width + 1, line.h}, letters, {type::kButton, frame.theme.ink});
  return press.tapped;
}

bool link(Frame& frame, const Id& id, const Rect& box, const Label& words, Align align) {
  const float width = std::min(frame.canvas.measure(words.text(), type::kLabel), box.w);
  float x = box.x;
  if (align == Align::Center) x += (box.w - width) / 2;
  if (align == Align::Right) x += box.w - width;
  const Rect target{x - 12, box.center().y - size::kTouchMin / 2, width + 24, size::kTouchMin};
  const Press press = tap(frame, id, target, {.role = Role::Link, .label = words});
  const InsideScope inside(frame.canvas, id);
  frame.canvas.text(
      box, words.text(),
      {type::kLabel, mixed(frame.theme.accent, frame.theme.ink, press.amount), align});
  return press.tapped;
}

}  // namespace parcours::ui
