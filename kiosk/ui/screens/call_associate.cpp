// SPDX-License-Identifier: Apache-2.0
// Help is on its way: what was asked, and what to do meanwhile.
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {
namespace {

using visit::ViewState;

struct Said {
  std::string title;
  std::string words;
};

// Promises only what can be kept: without the hub nobody was told, behind closed doors nobody
// comes.
Said said(Frame& frame, const ViewState& state) {
  const bool alone = state.link.mode == visit::Link::Mode::Alone;
  if (shop_closed(frame, state)) {
    return {frame.t("call.closed_title"),
            frame.t(alone ? "call.closed_words_alone" : "call.closed_words")};
  }
  if (alone) return {frame.t("call.alone_title"), frame.t("call.alone_words")};
  const std::string product = state.product ? frame.name(state.product->product.name) : "";
  return {frame.t("call.title"),
          product.empty() ? frame.t("call.words") : frame.t("call.words_product", {product})};
}

}  // namespace

void draw_call_associate(Frame& frame, const ViewState& state, Intents& intents) {
  const Rect page = shopper_chrome(frame, state, intents);
  const Theme& theme = frame.theme;
  const float width = std::min(page.w, 760.f);
  const auto [title, words] = said(frame, state);
  const float text = frame.canvas.paragraph_height(width, words, type::kBody, 5);
  Rect rest = page.middle(width, page.h);
  emblem(frame, rest, {"support_agent", title, theme.accent_soft, theme.accent_ink},
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
