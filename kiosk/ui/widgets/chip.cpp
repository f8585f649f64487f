// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/chip.h"

#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

constexpr Style kChip{Face::Medium, 25};
constexpr float kIcon = 30, kIconGap = 12;

float chip_width(Frame& frame, const Chip& chip) {
  return frame.canvas.measure(chip.label, kChip) + 60 + (chip.icon.empty() ? 0 : kIcon + kIconGap);
}

bool chip(Frame& frame, const Id& id, const Rect& box, const Chip& what, bool selected) {
  const Press press =
      tap(frame, id, box, {.role = Role::Tab, .label = what.label, .selected = selected});
  const InsideScope inside(frame.canvas, id);
  const Theme& theme = frame.theme;
  const float on = frame.touch.spring(Id(id, "on"), selected ? 1.f : 0.f, {420, 1});
  const Rect shape = squeezed(box, press.amount, .04f);
  frame.canvas.fill(shape, mixed(theme.surface, theme.ink, on), shape.h / 2);
  if (on < .99f) frame.canvas.border(shape, faded(theme.line, 1 - on), shape.h / 2);
  const Color ink = mixed(theme.ink, theme.bg, on);
  const float width = frame.canvas.measure(what.label, kChip);
  Rect line = shape.middle(width + (what.icon.empty() ? 0 : kIcon + kIconGap), shape.h);
  if (!what.icon.empty()) {
    frame.canvas.icon({line.x + kIcon / 2, line.center().y}, kIcon, ink, what.icon);
    line.cut_left(kIcon + kIconGap);
  }
  frame.canvas.text({line.x, line.y, width + 1, line.h}, what.label, {kChip, ink});
  return press.tapped;
}

struct Paint {
  Color fill, ink;
};

Paint paint_of(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::Danger:
      return {theme.danger, theme.on_danger};
    case Tone::Gold:
      return {theme.gold, theme.on_gold};
    case Tone::Neutral:
      return {theme.surface2, theme.ink};
    case Tone::Accent:
      break;
  }
  return {theme.accent_soft, theme.accent_ink};
}

}  // namespace

std::optional<std::size_t> chip_row(Frame& frame, const Id& id, const Rect& box,
                                    const std::vector<Chip>& chips, std::size_t selected) {
  float total = 0;
  for (const Chip& one : chips) total += chip_width(frame, one) + size::kGap;
  const ScrollArea row(frame, id, box, total - size::kGap, true);
  std::optional<std::size_t> tapped;
  float x = row.content().x;
  for (std::size_t i = 0; i < chips.size(); ++i) {
    const float width = chip_width(frame, chips[i]);
    const Rect place{x, box.y, width, box.h};
    if (chip(frame, Id(id, chips[i].label), place, chips[i], i == selected)) tapped = i;
    x += width + size::kGap;
  }
  return tapped;
}

std::optional<std::size_t> segmented(Frame& frame, const Id& id, const Rect& box,
                                     const std::vector<std::string>& words, std::size_t selected) {
  const Theme& theme = frame.theme;
  const float radius = std::min(box.h * .34f, 30.f);
  frame.canvas.fill(box, theme.surface2, radius);
  const Rect inner = box.inset(8);
  const int count = static_cast<int>(words.size());
  const float at = frame.touch.spring(Id(id, "thumb"), static_cast<float>(selected));
  const Rect first = inner.column(0, count, 0);
  const Rect thumb = first.moved(first.w * at, 0);
  frame.canvas.shadow(thumb, 8, 3, faded(theme.shadow, .6f));
  frame.canvas.fill(thumb, theme.surface, radius - 6);
  if (theme.outlined) frame.canvas.border(thumb, theme.accent, radius - 6);
  std::optional<std::size_t> tapped;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Id own(id, words[i]);
    const Rect part = inner.column(static_cast<int>(i), count, 0);
    const Press press = tap(frame, own, {part.x, box.y, part.w, box.h},
                            {.role = Role::Tab, .label = words[i], .selected = i == selected});
    const InsideScope inside(frame.canvas, own);
    frame.canvas.text(part, words[i],
                      {type::kLabel, i == selected ? theme.ink : theme.muted, Align::Center});
    if (press.tapped) tapped = i;
  }
  return tapped;
}

float pill_width(Frame& frame, std::string_view words, bool with_icon) {
  return frame.canvas.measure(words, type::kSmallStrong) + 36 + (with_icon ? 34 : 0);
}

float pill(Frame& frame, const Rect& box, std::string_view words, Tone tone,
           std::string_view icon) {
  const Paint paint = paint_of(frame.theme, tone);
  const float width = std::min(box.w, pill_width(frame, words, !icon.empty()));
  const Rect shape{box.x, box.y, width, box.h};
  frame.canvas.fill(shape, paint.fill, box.h / 2);
  Rect line = shape.inset(18, 0);
  if (!icon.empty()) {
    frame.canvas.icon({line.x + 12, line.center().y}, 26, paint.ink, icon);
    line.cut_left(34);
  }
  frame.canvas.text(line, words, {type::kSmallStrong, paint.ink});
  return width;
}

void badge(Frame& frame, Point center, int count) {
  if (count <= 0) return;
  const float bounce = frame.touch.spring(Id("badge", count), 1, {300, .6f});
  frame.canvas.circle(center, 19 * bounce, frame.theme.danger);
  frame.canvas.text(
      {center.x - 24, center.y - 19, 48, 38}, count > 99 ? "99+" : std::to_string(count),
      {{Face::SemiBold, count > 99 ? 17.f : 21.f, true}, frame.theme.on_danger, Align::Center});
}

}  // namespace parcours::ui
