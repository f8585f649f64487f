// SPDX-License-Identifier: Apache-2.0
// A code that leads nowhere: why, and the three ways out.
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {

void draw_unknown_code(Frame& frame, const visit::ViewState& state, Intents& intents) {
  const Rect page = shopper_chrome(frame, state, intents);
  const Theme& theme = frame.theme;
  const float width = std::min(page.w, 760.f);
  const std::string words = frame.of("unknown", state.unknown.reason);
  const float text = frame.canvas.paragraph_height(width, words, type::kBody, 5);
  const float read = state.unknown.text.empty() ? 0 : 92.f;
  const float buttons = 3 * (size::kTouch + 10) + 2 * 18;
  Rect rest = page.middle(width, page.h);
  emblem(frame, rest, {"qr_code_2", frame.t("unknown.title"), theme.surface2, theme.danger},
         text + read + 40 + buttons);
  frame.canvas.paragraph(rest.cut_top(text), words, {type::kBody, theme.muted, Align::Center}, 5);
  if (read > 0) {
    const std::string& code = state.unknown.text;
    const Style style{Face::Medium, 25, true};
    const Rect strip = rest.cut_top(read);
    const Rect box = strip.middle(std::min(strip.w, frame.canvas.measure(code, style) + 64), 56);
    frame.canvas.fill(box, theme.surface2, 28);
    frame.canvas.text(box.inset(20, 0), code, {style, theme.ink, Align::Center, true});
  }
  rest.cut_top(40);
  if (button(frame, Id("unknown.search"), rest.cut_top(size::kTouch + 10, 18),
             frame.t("scan.by_name"), {.icon = "search"})) {
    intents.push_back(visit::Open{visit::Screen::Search});
  }
  if (button(frame, Id("unknown.call"), rest.cut_top(size::kTouch + 10, 18), frame.t("call.button"),
             {.icon = "support_agent", .emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::CallAssociate{""});
  }
  if (button(frame, Id("unknown.home"), rest.cut_top(size::kTouch + 10), frame.t("unknown.home"),
             {.icon = "home", .emphasis = Emphasis::Quiet})) {
    intents.push_back(visit::Open{visit::Screen::Home});
  }
}

}  // namespace parcours::ui
