// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {

void card(Frame& frame, const Rect& box, float radius) {
  frame.canvas.shadow(box, 20, 8, faded(frame.theme.shadow, .75f));
  frame.canvas.fill(box, frame.theme.surface, radius);
  if (frame.theme.outlined) frame.canvas.border(box, frame.theme.line, radius);
}

TappedCard tap_card(Frame& frame, const Id& id, const Rect& box, const Label& label,
                    bool selected) {
  const Press press =
      tap(frame, id, box, {.role = Role::ListEntry, .label = label, .selected = selected});
  const Rect shape = squeezed(box, press.amount, box.w > 600 ? .012f : .03f);
  if (frame.canvas.visible(shape.inset(-40))) {
    card(frame, shape);
    if (selected) frame.canvas.border(shape, frame.theme.accent, size::kRadiusCard, 4);
  }
  return {shape, press.tapped};
}

float heading(Frame& frame, const Rect& box, std::string_view words, std::string_view right,
              Style style) {
  constexpr Style kRight{Face::Medium, 24};
  const Rect line{box.x, box.y, box.w, 64};
  const float right_width = right.empty() ? 0 : frame.canvas.measure(right, kRight);
  const float room = line.w - (right.empty() ? 0 : right_width + 24);
  frame.canvas.text({line.x, line.y, room, line.h}, words, {style, frame.theme.ink});
  if (!right.empty()) {
    frame.canvas.text(line.moved(0, 4), right, {kRight, frame.theme.muted, Align::Right});
  }
  return line.h;
}

void icon_tile(Frame& frame, const Rect& box, std::string_view icon) {
  frame.canvas.fill(box, frame.theme.accent_soft, box.w * .3f);
  frame.canvas.icon(box.center(), box.w * .54f, frame.theme.accent_ink, icon);
}

void divider(Frame& frame, const Rect& box) {
  frame.canvas.fill({box.x, box.center().y, box.w, 2}, frame.theme.line);
}

void empty_state(Frame& frame, const Rect& box, std::string_view icon, std::string_view title,
                 std::string_view words) {
  const Theme& theme = frame.theme;
  const float width = std::min(box.w - 40, 720.f);
  const float text = frame.canvas.paragraph_height(width, words, type::kBody, 4);
  // The picture goes first, then the sentence, where a keyboard leaves little room.
  const bool picture = box.h >= 176 + 32 + 60 + text;
  const bool sentence = box.h >= 60 + text;
  Rect at = box.middle(width, (picture ? 208.f : 0.f) + 60 + (sentence ? text : 0.f));
  if (picture) {
    const Rect circle = at.cut_top(176, 32);
    frame.canvas.circle(circle.center(), 88, theme.accent_soft);
    frame.canvas.icon(circle.center(), 84, theme.accent_ink, icon);
  }
  frame.canvas.text(at.cut_top(60), title, {type::kH2, theme.ink, Align::Center});
  if (sentence) frame.canvas.paragraph(at, words, {type::kBody, theme.muted, Align::Center}, 4);
}

void emblem(Frame& frame, Rect& rest, const Emblem& what, float below) {
  const bool picture = rest.h >= below + 64 + 12 + 180 + 28;
  const float total = below + 76 + (picture ? 208.f : 0.f);
  rest = rest.middle(rest.w, std::min(rest.h, total));
  if (picture) {
    const Rect circle = rest.cut_top(180, 28);
    frame.canvas.circle(circle.center(), 90, what.fill);
    frame.canvas.icon(circle.center(), 94, what.ink, what.icon);
  }
  frame.canvas.text(rest.cut_top(64, 12), what.title, {type::kH1, frame.theme.ink, Align::Center});
}

void skeleton(Frame& frame, const Rect& box, int lines) {
  for (int i = 0; i < lines; ++i) {
    const Rect row = box.row(i, lines, 16);
    frame.canvas.fill({row.x, row.y, row.w * (i % 2 == 0 ? 1.f : .62f), std::min(row.h, 28.f)},
                      frame.theme.surface2, 14);
  }
}

void fact(Frame& frame, const Rect& box, std::string_view label, std::string_view value) {
  const float right = std::min(frame.canvas.measure(value, type::kBodyStrong), box.w * .6f);
  frame.canvas.text({box.x, box.y, box.w - right - 20, box.h}, label,
                    {type::kBody, frame.theme.muted});
  frame.canvas.text({box.right() - right - 1, box.y, right + 1, box.h}, value,
                    {type::kBodyStrong, frame.theme.ink, Align::Right, true});
}

}  // namespace parcours::ui
