// SPDX-License-Identifier: Apache-2.0
// A code that leads nowhere: why, and the three ways out.
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {
namespace {

/// "Code d’article · EAN-13"; "" when nothing is known of it.
std::string kind_words(Frame& frame, const visit::UnknownCodeView& code) {
  const std::string key = "unknown.kind." + code.kind;
  std::string words = frame.words.has(key) ? frame.t(key) : std::string{};
  if (!words.empty() && !code.symbol.empty()) words += " · ";
  return words + code.symbol;
}

/// What was read, so that a person sees whether it was the code they meant.
void read_code(Frame& frame, Rect box, const visit::UnknownCodeView& code,
               const std::string& kind) {
  const Theme& theme = frame.theme;
  if (!code.text.empty()) {
    const Style style{Face::Medium, 25, true};
    const Rect strip = box.cut_top(80);
    const float width = std::min(strip.w, frame.canvas.measure(code.text, style) + 64);
    const Rect pill = strip.moved(0, 10).middle(width, 56);
    frame.canvas.fill(pill, theme.surface2, 28);
    frame.canvas.text(pill.inset(20, 0), code.text, {style, theme.ink, Align::Center, true});
  }
  if (!kind.empty()) {
    frame.canvas.text(box.cut_top(44), kind, {type::kSmall, theme.muted, Align::Center});
  }
}

}  // namespace

void draw_unknown_code(Frame& frame, const visit::ViewState& state, Intents& intents) {
  const bool staff = state.role != visit::Role::Shopper;
  const Rect page =
      staff ? staff_chrome(frame, state, intents) : shopper_chrome(frame, state, intents);
  const Theme& theme = frame.theme;
  const float width = std::min(page.w, 760.f);
  const std::string words = frame.of("unknown", state.unknown.reason);
  const float text = frame.canvas.paragraph_height(width, words, type::kBody, 5);
  const std::string kind = kind_words(frame, state.unknown);
  const float read = (state.unknown.text.empty() ? 0 : 80.f) + (kind.empty() ? 0 : 44.f);
  const float buttons = 3 * (size::kTouch + 10) + 2 * 18;
  Rect rest = page.middle(width, page.h);
  emblem(frame, rest, {"qr_code_2", frame.t("unknown.title"), theme.surface2, theme.danger},
         text + read + 40 + buttons);
  frame.canvas.paragraph(rest.cut_top(text), words, {type::kBody, theme.muted, Align::Center}, 5);
  read_code(frame, rest.cut_top(read), state.unknown, kind);
  rest.cut_top(40);
  if (button(frame, Id("unknown.search"), rest.cut_top(size::kTouch + 10, 18),
             frame.t("scan.by_name"), {.icon = "search"})) {
    intents.push_back(visit::Open{visit::Screen::Search});
  }
  if (!staff &&
      button(frame, Id("unknown.call"), rest.cut_top(size::kTouch + 10, 18), frame.t("call.button"),
             {.icon = "support_agent", .emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::CallAssociate{""});
  }
  if (button(frame, Id("unknown.again"), rest.cut_top(size::kTouch + 10), frame.t("unknown.again"),
             {.icon = "qr_code_scanner", .emphasis = Emphasis::Quiet})) {
    frame.memory.flag(Id("sheet.scan")) = true;
  }
}

}  // namespace parcours::ui
