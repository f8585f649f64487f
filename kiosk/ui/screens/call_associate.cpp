// SPDX-License-Identifier: Apache-2.0
// Help is on its way: what was asked, and what to do meanwhile.
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"

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
  Rect rest = page.middle(width, page.h);
  emblem(frame, rest, {"support_agent", frame.t("call.title"), theme.accent_soft, theme.accent_ink},
         text + 44 + 2 * size::kTouch + 52);
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
