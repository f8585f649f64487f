// SPDX-License-Identifier: Apache-2.0
// The on-screen keyboard and the PIN pad of field.h.
#include <array>

#include "kiosk/ui/widgets/field.h"

namespace parcours::ui {
namespace {

constexpr float kGap = 12;
float row_height(Frame& frame) {
  return frame.portrait() ? 100.f : 76.f;
}
using Rows = std::vector<std::vector<std::string>>;

Rows letters(visit::Language language) {
  if (language == visit::Language::French) {
    return {{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"},
            {"a", "z", "e", "r", "t", "y", "u", "i", "o", "p"},
            {"q", "s", "d", "f", "g", "h", "j", "k", "l", "m"},
            {"w", "x", "c", "v", "b", "n", "é", "è", "à", "ç", "@", "."}};
  }
  return {{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"},
          {"q", "w", "e", "r", "t", "y", "u", "i", "o", "p"},
          {"a", "s", "d", "f", "g", "h", "j", "k", "l", "+"},
          {"z", "x", "c", "v", "b", "n", "m", ",", "@", "."}};
}

/// Letters and digits that are told apart by eye and ear; the codes use no others.
Rows code_keys() {
  return {{"2", "3", "4", "5", "6", "7", "8", "9"},
          {"A", "B", "C", "D", "E", "F", "G", "H"},
          {"J", "K", "L", "M", "N", "P", "Q", "R"},
          {"S", "T", "U", "V", "W", "X", "Y", "Z"}};
}

Rows digits() {
  return {{"1", "2", "3"}, {"4", "5", "6"}, {"7", "8", "9"}};
}

Rows rows_of(Frame& frame, Layout layout) {
  switch (layout) {
    case Layout::Code:
      return code_keys();
    case Layout::Digits:
      return digits();
    case Layout::Letters:
      break;
  }
  return letters(frame.words.language());
}

enum class Tint { Plain, Quiet, Accent };

struct KeyFace {
  std::string words;
  std::string label;
  std::string_view icon = {};
  Tint tint = Tint::Plain;
};

bool key_cap(Frame& frame, const Id& id, const Rect& box, const KeyFace& face) {
  const Press press =
      tap(frame, id, box.inset(-kGap / 2), {.role = Role::Key, .label = face.label});
  const InsideScope inside(frame.canvas, id);
  const Theme& theme = frame.theme;
  const Color fill = face.tint == Tint::Accent  ? theme.accent
                     : face.tint == Tint::Quiet ? theme.line
                                                : theme.surface;
  Color ink = face.tint == Tint::Accent ? theme.on_accent : theme.ink;
  if (theme.outlined && face.tint == Tint::Quiet) ink = theme.bg;
  frame.canvas.shadow(box, 6, 3, faded(theme.shadow, .8f));
  frame.canvas.fill(box, mixed(fill, theme.accent_soft, press.amount), size::kRadiusKey);
  if (theme.outlined) frame.canvas.border(box, theme.line, size::kRadiusKey);
  if (!face.icon.empty())
    frame.canvas.icon(box.center(), 42, ink, face.icon);
  else
    frame.canvas.text(box, face.words, {type::kKey, ink, Align::Center});
  return press.tapped;
}

/// Space, erase and enter below the letters; erase, 0 and enter below the digits.
std::optional<Key> last_row(Frame& frame, const Id& id, Rect row, Layout layout) {
  const std::string erase = frame.t("key.erase"), enter = frame.t("key.enter");
  std::optional<Key> tapped;
  if (layout == Layout::Digits) {
    if (key_cap(frame, Id(id, "erase"), row.column(0, 3, kGap),
                {"", erase, "backspace", Tint::Quiet}))
      tapped = Key{"", true, false};
    if (key_cap(frame, Id(id, "0"), row.column(1, 3, kGap), {"0", "0"})) tapped = Key{"0"};
    if (key_cap(frame, Id(id, "enter"), row.column(2, 3, kGap), {"", enter, "check", Tint::Accent}))
      tapped = Key{"", false, true};
    return tapped;
  }
  const float wide = layout == Layout::Code ? (row.w - kGap) / 2 : row.w * .17f;
  if (key_cap(frame, Id(id, "erase"), row.cut_left(wide, kGap),
              {"", erase, "backspace", Tint::Quiet}))
    tapped = Key{"", true, false};
  if (key_cap(frame, Id(id, "enter"), row.cut_right(wide, kGap),
              {"", enter, layout == Layout::Code ? "check" : "search", Tint::Accent}))
    tapped = Key{"", false, true};
  if (layout == Layout::Letters) {
    const auto sign = [&](const Rect& box, const char* key) {
      if (key_cap(frame, Id(id, key), box, {key, key})) tapped = Key{key};
    };
    sign(row.cut_left(wide * .47f, kGap), "'");
    sign(row.cut_left(wide * .47f, kGap), "_");
    sign(row.cut_right(wide * .47f, kGap), ":");
    sign(row.cut_right(wide * .47f, kGap), "-");
    const std::string space = frame.t("key.space");
    if (key_cap(frame, Id(id, "space"), row, {space, space})) tapped = Key{" "};
  }
  return tapped;
}

}  // namespace

float keyboard_height(Frame& frame, Layout layout) {
  return (layout == Layout::Digits ? 4.f : 5.f) * (row_height(frame) + kGap) + 36;
}

std::optional<Key> keyboard(Frame& frame, const Id& id, const Rect& box, Layout layout) {
  const Theme& theme = frame.theme;
  frame.canvas.shadow(box, 24, -6, faded(theme.shadow, .7f));
  frame.canvas.fill(box, theme.surface2, 40, Corners::Top);
  if (theme.outlined) frame.canvas.fill({box.x, box.y, box.w, 3}, theme.line);
  const float width = std::min(box.w - 48, layout == Layout::Digits ? 560.f : 1240.f);
  Rect keys = box.middle(width, box.h - 48);
  std::optional<Key> tapped;
  for (const auto& row : rows_of(frame, layout)) {
    const Rect line = keys.cut_top(row_height(frame), kGap);
    const int count = static_cast<int>(row.size());
    for (int i = 0; i < count; ++i) {
      const std::string& key = row[static_cast<std::size_t>(i)];
      if (key_cap(frame, Id(id, key), line.column(i, count, kGap), {key, key})) tapped = Key{key};
    }
  }
  const auto last = last_row(frame, id, keys.cut_top(row_height(frame)), layout);
  return last ? last : tapped;
}

std::optional<std::string> pin_pad(Frame& frame, const Id& id, const Rect& box, int digits_typed) {
  const Theme& theme = frame.theme;
  Rect rest = box.middle(std::min(box.w, 480.f), std::min(box.h, 700.f));
  const Rect dots = rest.cut_top(96, 24);
  // The digits live here only: the core tells how many it has, and none any more means refused.
  std::string& pin = frame.memory.draft(id).follow({});
  if (digits_typed == 0 && frame.memory.number(id) != 0) pin.clear();
  frame.memory.number(id) = digits_typed;
  for (int i = 0; i < 4; ++i) {
    const Point at{dots.center().x + (static_cast<float>(i) - 1.5f) * 64, dots.center().y};
    if (i < static_cast<int>(pin.size()))
      frame.canvas.circle(at, 17, theme.accent);
    else
      frame.canvas.ring(at, 16, theme.outline, 3);
  }
  describe(frame, Role::Status, frame.t("pin.digits"), dots, std::to_string(pin.size()));
  static constexpr std::array<const char*, 12> kKeys{"1", "2", "3", "4",     "5", "6",
                                                     "7", "8", "9", "erase", "0", ""};
  bool changed = false;
  for (int i = 0; i < 12; ++i) {
    const std::string key = kKeys[static_cast<std::size_t>(i)];
    const Rect cap = rest.row(i / 3, 4, 18).column(i % 3, 3, 18);
    if (key.empty()) continue;
    const bool erase = key == "erase";
    const KeyFace face{key, erase ? frame.t("key.erase") : key,
                       erase ? std::string_view("backspace") : std::string_view(),
                       erase ? Tint::Quiet : Tint::Plain};
    if (!key_cap(frame, Id(id, key), cap, face)) continue;
    if (erase && !pin.empty()) pin.pop_back();
    if (!erase && pin.size() == 4) pin.clear();
    if (!erase) pin += key;
    changed = true;
  }
  return changed ? std::optional(pin) : std::nullopt;
}

}  // namespace parcours::ui
