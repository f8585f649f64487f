// SPDX-License-Identifier: Apache-2.0
// Help is on its way: what was asked, and what to do meanwhile.
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"

namespace parcours::ui {

void draw_call_associate(Frame& frame, const visit::ViewState& state, Intents& intents) {
  const Rect page = shopper_chrome(frame, state, intents);
  const Theme& theme = frame.theme;
  const float width = std::min(page.w, 760.f);
  const bool about_product = state.product && !frame.name(state.product->product.name).empty();
  const std::string words =
      about_product ? frame.t("call.words_product", {frame.name(state.product->product.name)})
                    : frame.t("call.words");
  const float text = frame.canvas.paragraph_height(width, words, type::kBody, 5);
  Rect rest = page.middle(width, 190 + 32 + 64 + 12 + text + 44 + 2 * size::kTouch + 52);
  const Rect circle = rest.cut_top(190, 32);
  frame.canvas.circle(circle.center(), 95, theme.accent_soft);
  frame.canvas.icon(circle.center(), 100, theme.accent_ink, "support_agent");
  frame.canvas.text(rest.cut_top(64, 12), frame.t("call.title"),
                    {type::kH1, theme.ink, Align::Center});
  frame.canvas.paragraph(rest.cut_top(text, 44), words,
                         {type::kBody, theme.muted, Align::Center, true}, 5);
  if (state.can_go_back) {
    if (button(frame, Id("call.back"), rest.cut_top(size::kTouch + 16, 20),
               frame.t("call.continue"), {.icon = "arrow_back"})) {
      intents.push_back(visit::Back{});
    }
  }
  if (button(frame, Id("call.home"), rest.cut_top(size::kTouch + 16), frame.t("unknown.home"),
             {.icon = "home", .emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::Open{visit::Screen::Home});
  }
}

}  // namespace parcours::ui
