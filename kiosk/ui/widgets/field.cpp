// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/field.h"

#include "kiosk/ui/widgets/button.h"

namespace parcours::ui {

bool text_field(Frame& frame, const Id& id, const Rect& box, const Label& label,
                std::string_view value, const FieldLook& look) {
  const Press press = tap(
      frame, id, box,
      {.role = look.role, .label = label, .value = std::string(value), .selected = look.focused});
  const InsideScope inside(frame.canvas, id);
  const Theme& theme = frame.theme;
  const Rect shape = squeezed(box, press.amount, .012f);
  const float radius = std::min(shape.h * .4f, size::kRadiusField);
  frame.canvas.shadow(shape, 14, 5, faded(theme.shadow, .55f));
  frame.canvas.fill(shape, theme.surface, radius);
  if (look.focused)
    frame.canvas.border(shape, theme.accent, radius, 4);
  else if (theme.outlined)
    frame.canvas.border(shape, theme.line, radius);
  Rect words = shape.inset(32, 0);
  if (!look.icon.empty()) {
    frame.canvas.icon({words.x + 22, words.center().y}, 44,
                      look.focused ? theme.accent : theme.muted, look.icon);
    words.cut_left(64);
  }
  const Style style{Face::Regular, 30};
  float end = words.x;
  if (value.empty()) {
    const Rect after{words.x + (look.focused ? 14 : 0), words.y, words.w - 14, words.h};
    frame.canvas.text(after, look.placeholder, {{Face::Regular, 28}, theme.muted});
  } else {
    // The end is what matters while typing: a long text loses its head.
    std::string shown(value);
    while (frame.canvas.measure(shown, style) > words.w - 8 && shown.size() > 1) {
      std::size_t first = 0;
      (void)next_character(shown, first);
      shown.erase(0, first);
    }
    end += frame.canvas.text(words, shown, {style, theme.ink, Align::Left, true});
  }
  if (look.focused) frame.canvas.fill({end + 3, words.center().y - 22, 3, 44}, theme.accent);
  return press.tapped;
}

std::optional<std::string> typed(Frame& frame, const Id& id, const std::string& from_state,
                                 const std::optional<Key>& key) {
  Draft& draft = frame.memory.draft(id);
  std::string& text = draft.follow(from_state);
  if (!key || key->enter) return std::nullopt;
  if (!type_key(*key, text)) return std::nullopt;
  draft.sent();
  return text;
}

const std::string& draft(Frame& frame, const Id& id, const std::string& from_state) {
  return frame.memory.draft(id).follow(from_state);
}

bool type_key(const Key& key, std::string& text) {
  if (key.enter) return false;
  if (!key.erase) {
    text += key.text;
    return true;
  }
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
  return true;
}

std::optional<int> stepper(Frame& frame, const Id& id, const Rect& box, const Label& label,
                           int value) {
  const Theme& theme = frame.theme;
  frame.canvas.fill(box, theme.surface2, box.h / 2);
  if (theme.outlined) frame.canvas.border(box, theme.line, box.h / 2);
  Rect rest = box;
  const Rect less = rest.cut_left(box.h), more = rest.cut_right(box.h);
  std::optional<int> changed;
  const auto half = [&](const Rect& part, std::string_view icon, std::string_view word, int by) {
    const Id own(id, icon);
    const Press press = tap(frame, own, part,
                            {.role = Role::Stepper,
                             .label = frame.t(word, {label.text()}),
                             .value = std::to_string(value)});
    frame.canvas.circle(part.center(), (part.w / 2 - 6) * (1 - .08f * press.amount), theme.surface);
    frame.canvas.icon(part.center(), 34, theme.ink, icon);
    if (press.tapped) changed = std::max(0, value + by);
  };
  half(less, value > 1 ? "remove" : "delete_outline", "stepper.less", -1);
  half(more, "add", "stepper.more", 1);
  frame.canvas.text(rest, std::to_string(value),
                    {{Face::SemiBold, 28, true}, theme.ink, Align::Center});
  return changed;
}

bool toggle(Frame& frame, const Id& id, const Rect& box, const Label& words, bool on) {
  const Press press = tap(frame, id, box, {.role = Role::Switch, .label = words, .selected = on});
  const InsideScope inside(frame.canvas, id);
  const Theme& theme = frame.theme;
  Rect rest = box;
  const Rect track = rest.cut_right(92, 20).middle(92, 52);
  const float at = frame.touch.spring(Id(id, "on"), on ? 1.f : 0.f);
  frame.canvas.fill(track, mixed(theme.outline, theme.accent, at), 26);
  const Point knob{track.x + 26 + 40 * at, track.center().y};
  frame.canvas.circle(knob, 21, theme.surface);
  if (on) frame.canvas.icon(knob, 28, theme.accent, "check");
  frame.canvas.text(rest, words.text(), {type::kBody, theme.ink});
  return press.tapped;
}

}  // namespace parcours::ui
