// SPDX-License-Identifier: Apache-2.0
// Badge first, then the PIN, on the pad or on a real keyboard. A badge that cannot be scanned can
// be typed.
#include <utility>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/field.h"
#include "kiosk/ui/widgets/overlay.h"

namespace parcours::ui {
namespace {

using visit::ViewState;

constexpr float kCardWidth = 760;
constexpr double kBurstSeconds = .08;  ///< keys closer than this are one line of a scanner
constexpr std::size_t kPinDigits = 4;
constexpr char kErase = '<';

std::string lock_words(Frame& frame, const ViewState& state) {
  const auto left = state.unlock.locked_until_ms - state.now_ms;
  const auto seconds = left > 0 ? (left + 999) / 1000 : 0;
  if (seconds < 60) return frame.t("unlock.locked", {std::to_string(seconds)});
  return frame.t("unlock.locked_long",
                 {std::to_string(seconds / 60), std::to_string(seconds % 60)});
}

void refusal(Frame& frame, const Rect& box, const ViewState& state) {
  const std::string& why = state.unlock.refusal;
  if (why.empty()) return;
  const std::string words = why == "locked" ? lock_words(frame, state) : frame.of("refusal", why);
  frame.canvas.fill(box, faded(frame.theme.danger, .12f), 20);
  Rect line = box.inset(24, 0);
  frame.canvas.icon(line.cut_left(36, 16).center(), 34, frame.theme.danger, "error_outline");
  frame.canvas.text(line, words, {type::kSmallStrong, frame.theme.danger});
  describe(frame, Role::Alert, words, box);
}

void ask_badge(Frame& frame, Rect rest, const ViewState& state) {
  const Rect circle = rest.cut_top(240, 20);
  frame.canvas.circle(circle.center(), 104, frame.theme.accent_soft);
  frame.canvas.icon(circle.center(), 104, frame.theme.accent_ink, "badge");
  frame.canvas.text(rest.cut_top(64), frame.t("unlock.title"),
                    {type::kH1, frame.theme.ink, Align::Center});
  rest.cut_top(frame.canvas.paragraph(rest, frame.t("unlock.words"),
                                      {type::kBody, frame.theme.muted, Align::Center}, 3) +
               24);
  if (!state.unlock.refusal.empty()) refusal(frame, rest.cut_top(72, 24), state);
  if (button(frame, Id("unlock.type"), rest.cut_top(size::kTouch), frame.t("unlock.type_badge"),
             {.icon = "keyboard", .emphasis = Emphasis::Secondary})) {
    frame.memory.flag(Id("unlock.sheet")) = true;
  }
}

// What a person typed on a real keyboard. A scanner types too, and its line is longer than a PIN:
// so keys count only once they have paused, and when there are no more of them than digits.
std::string keys_of_person(Frame& frame) {
  const Id id("unlock.keys");
  std::string& burst = frame.memory.draft(id).follow({});
  if (burst.empty()) return {};
  const double ends = frame.memory.time(id) + kBurstSeconds;
  if (frame.touch.now_s() < ends) {
    frame.touch.wake_at(ends);
    return {};
  }
  const std::string keys = std::exchange(burst, {});
  const bool person =
      keys.size() <= kPinDigits && keys.find_first_not_of("0123456789<") == std::string::npos;
  return person ? keys : std::string{};
}

void type_keys(Frame& frame, const Id& pad, Intents& intents) {
  const std::string keys = keys_of_person(frame);
  if (keys.empty()) return;
  std::string& pin = frame.memory.draft(pad).follow({});
  for (const char key : keys) {
    if (key == kErase) {
      if (!pin.empty()) pin.pop_back();
      continue;
    }
    if (pin.size() == kPinDigits) pin.clear();
    pin += key;
  }
  intents.push_back(visit::TypePin{pin});
}

void ask_pin(Frame& frame, Rect rest, const ViewState& state, Intents& intents) {
  frame.canvas.text(rest.cut_top(60), state.unlock.badge_name,
                    {type::kH1, frame.theme.ink, Align::Center, true});
  frame.canvas.text(rest.cut_top(44, 16), frame.t("unlock.pin"),
                    {type::kBody, frame.theme.muted, Align::Center});
  refusal(frame, rest.cut_top(68, 16), state);
  const Id pad("unlock.pin");
  type_keys(frame, pad, intents);
  const auto typed = pin_pad(frame, pad, rest, state.unlock.digits);
  if (typed) intents.push_back(visit::TypePin{*typed});
  // What is typed while the terminal is locked counts for nothing afterwards: the core answers it
  // with how long the lock lasts, and the dots stay empty.
  if (state.unlock.refusal == "locked") frame.memory.draft(pad).follow({}).clear();
}

void badge_sheet(Frame& frame, Intents& intents) {
  bool& open = frame.memory.flag(Id("unlock.sheet"));
  const Sheet sheet(frame, Id("unlock.sheet"), open, keyboard_height(frame, Layout::Letters) + 320,
                    frame.t("unlock.type_badge"));
  if (sheet.closed()) open = false;
  if (!sheet.visible()) return;
  Rect body = sheet.body();
  const Id id("unlock.badge");
  const Rect keys = body.cut_bottom(keyboard_height(frame, Layout::Letters));
  text_field(frame, id, body.cut_top(104, 16), frame.t("unlock.badge_number"), draft(frame, id, ""),
             {.placeholder = "BADGE-", .icon = "badge", .focused = true});
  // Not the keys of pickup codes: these leave out 0, 1, I and O, which badges have.
  const auto key = keyboard(frame, Id(id, "keys"), keys, Layout::Letters);
  if (typed(frame, id, "", key)) {
    for (char& letter : frame.memory.draft(id).follow({}))
      if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  if (key && key->enter && !draft(frame, id, "").empty()) {
    std::string number = draft(frame, id, "");
    // The prefix is what tells a badge from other codes; who types leaves it out.
    if (!number.starts_with("BADGE-")) number = "BADGE-" + number;
    open = false;
    intents.push_back(visit::ScanText{number});
  }
}

/// Whose terminal it is, beside the card where the panel is wide.
void brand_side(Frame& frame, const Rect& box, const ViewState& state) {
  const Theme& theme = frame.theme;
  frame.canvas.gradient(box, theme.hero_from, theme.hero_to, 0);
  frame.canvas.push_clip(box);
  frame.canvas.circle({box.right() - 60, box.bottom() - 40}, 330, faded(theme.on_hero, .06f));
  frame.canvas.circle({box.right() - 20, box.bottom() - 10}, 230, faded(theme.on_hero, .07f));
  frame.canvas.pop_clip();
  Rect rest = box.inset(80, 0).middle(box.w - 160, 330);
  frame.canvas.icon({rest.x + 40, rest.y + 40}, 92, theme.on_hero, "local_offer");
  rest.cut_top(116);
  frame.canvas.text(rest.cut_top(84, 8), state.brand,
                    {type::kDisplay, theme.on_hero, Align::Left, true});
  frame.canvas.text(rest.cut_top(44, 8), state.shop.name,
                    {type::kH3, theme.on_hero_soft, Align::Left, true});
  frame.canvas.text(rest.cut_top(44),
                    frame.format.long_date(state.now_ms) + ", " + frame.format.time(state.now_ms),
                    {type::kBody, theme.on_hero_soft});
}

}  // namespace

void draw_unlock(Frame& frame, const ViewState& state, Intents& intents) {
  Rect page = frame.area;
  if (!frame.portrait() && page.w > 1600) brand_side(frame, page.cut_left(page.w * .42f), state);
  Rect head = page.cut_top(140).inset(size::kPage, 22);
  if (button(frame, Id("unlock.cancel"), head.cut_left(260), frame.t("unlock.cancel"),
             {.icon = "arrow_back", .emphasis = Emphasis::Quiet})) {
    intents.push_back(visit::Leave{});
  }
  const bool asks_badge = state.unlock.badge_name.empty();
  const float height = !asks_badge ? 900.f : state.unlock.refusal.empty() ? 620.f : 716.f;
  const Rect box = page.middle(std::min(kCardWidth, page.w - 80), std::min(height, page.h - 40));
  card(frame, box, 44);
  const Rect inner = box.inset(56, 44);
  if (asks_badge) {
    ask_badge(frame, inner, state);
    badge_sheet(frame, intents);
  } else {
    ask_pin(frame, inner, state, intents);
  }
}

}  // namespace parcours::ui
