// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/navigation.h"

#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/chip.h"

namespace parcours::ui {
namespace {

constexpr float kRailMark = 148;
constexpr float kRailStepMin = 104;

Press entry_tap(Frame& frame, const Id& id, const Rect& box, const NavEntry& entry, bool selected) {
  return tap(frame, id, box,
             {.role = Role::Tab,
              .label = entry.label,
              .value = entry.badge > 0 ? std::to_string(entry.badge) : std::string(),
              .selected = selected});
}

void raised_icon(Frame& frame, Point center, std::string_view icon, float press) {
  const float radius = 56 * (1 - .06f * press);
  frame.canvas.shadow({center.x - radius, center.y - radius, 2 * radius, 2 * radius}, 16, 8,
                      faded(frame.theme.shadow, .8f));
  frame.canvas.circle(center, radius, frame.theme.accent);
  frame.canvas.icon(center, 54, frame.theme.on_accent, icon);
}

void bar_entry(Frame& frame, const Id& id, const Rect& box, const NavEntry& entry, bool selected,
               float press) {
  const Theme& theme = frame.theme;
  const Point center{box.center().x, box.y + 56};
  const float on = frame.touch.spring(Id(id, "on"), selected ? 1.f : 0.f, {380, .8f});
  if (entry.raised) {
    raised_icon(frame, {center.x, center.y - 14}, entry.icon, press);
  } else {
    if (on > .01f) {
      frame.canvas.fill({center.x - 52 * on, center.y - 32, 104 * on, 64},
                        faded(theme.accent_soft, on), 32);
    }
    frame.canvas.icon(center, 44, mixed(theme.muted, theme.accent_ink, on), entry.icon);
  }
  const InsideScope inside(frame.canvas, id);
  frame.canvas.text({box.x, box.y + 100, box.w, 34}, entry.label,
                    {{selected ? Face::SemiBold : Face::Medium, 22},
                     selected ? theme.accent_ink : theme.muted,
                     Align::Center});
  badge(frame, {center.x + 28, center.y - 22}, entry.badge);
}

}  // namespace

std::optional<std::size_t> nav_bar(Frame& frame, const Id& id, const Rect& box,
                                   const std::vector<NavEntry>& entries, std::size_t selected) {
  frame.canvas.shadow(box, 22, -6, faded(frame.theme.shadow, .7f));
  frame.canvas.fill(box, frame.theme.surface, 40, Corners::Top);
  if (frame.theme.outlined) {
    frame.canvas.fill({box.x, box.y, box.w, 3}, frame.theme.line);
  }
  std::optional<std::size_t> tapped;
  const int count = static_cast<int>(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Rect part = box.column(static_cast<int>(i), count, 0);
    const Id own(id, entries[i].icon);
    const Press press = entry_tap(frame, own, part, entries[i], i == selected);
    bar_entry(frame, own, part, entries[i], i == selected, press.amount);
    if (press.tapped) tapped = i;
  }
  return tapped;
}

std::optional<std::size_t> nav_rail(Frame& frame, const Id& id, const Rect& box,
                                    const std::vector<NavEntry>& entries, std::size_t selected,
                                    float foot) {
  const Theme& theme = frame.theme;
  frame.canvas.shadow(box, 22, 0, faded(theme.shadow, .6f));
  frame.canvas.fill(box, theme.surface);
  if (theme.outlined) frame.canvas.fill({box.right() - 2, box.y, 2, box.h}, theme.line);
  std::optional<std::size_t> tapped;
  Rect column = box;
  column.cut_bottom(foot);
  const auto count = static_cast<float>(entries.size());
  // A rail that gets short gives up the mark above before an entry gets too small for a finger.
  if (column.h >= kRailMark + count * kRailStepMin) {
    const Rect mark = column.cut_top(kRailMark);
    frame.canvas.icon({mark.center().x, mark.y + 72}, 54, theme.accent, "local_offer");
  }
  const float step = std::min(132.f, column.h / count);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Rect part = column.cut_top(step);
    const Id own(id, entries[i].icon);
    const bool chosen = i == selected;
    const Press press = entry_tap(frame, own, part.inset(4, 4), entries[i], chosen);
    const float on = frame.touch.spring(Id(own, "on"), chosen ? 1.f : 0.f);
    const Rect shape = squeezed(part.inset(8, 9), press.amount, .05f);
    frame.canvas.fill(shape, faded(theme.accent_soft, on), 30);
    const Color ink = mixed(theme.muted, theme.accent_ink, on);
    frame.canvas.icon({shape.center().x, shape.y + shape.h * .36f}, 44, ink, entries[i].icon);
    const InsideScope inside(frame.canvas, own);
    frame.canvas.text({part.x + 4, shape.y + shape.h * .64f, part.w - 8, 30}, entries[i].label,
                      {{chosen ? Face::SemiBold : Face::Medium, 19}, ink, Align::Center});
    badge(frame, {shape.center().x + 28, shape.y + 22}, entries[i].badge);
    if (press.tapped) tapped = i;
  }
  return tapped;
}

bool title_bar(Frame& frame, const Id& id, const Rect& box, const Label& title, bool back,
               std::string_view under) {
  Rect rest = box;
  bool tapped = false;
  if (back) {
    const Rect arrow = rest.cut_left(84, 24).middle(84, 84);
    tapped = icon_button(frame, Id(id, "back"), arrow, "arrow_back", frame.t("action.back"));
  }
  if (under.empty()) {
    frame.canvas.text(rest, title.text(), {type::kH1, frame.theme.ink, Align::Left, true});
    return tapped;
  }
  const Rect lines = rest.middle(rest.w, 92);
  frame.canvas.text({lines.x, lines.y, lines.w, 56}, title.text(),
                    {type::kH1, frame.theme.ink, Align::Left, true});
  frame.canvas.text({lines.x, lines.y + 56, lines.w, 36}, under,
                    {{Face::Regular, 25}, frame.theme.muted, Align::Left, true});
  return tapped;
}

}  // namespace parcours::ui
