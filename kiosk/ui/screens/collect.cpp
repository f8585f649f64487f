// SPDX-License-Identifier: Apache-2.0
// "I come to collect": the code typed or scanned, then the order, the place in the queue and where
// to wait.
#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/field.h"

namespace parcours::ui {
namespace {

using visit::ViewState;

constexpr std::size_t kCodeLength = 6;

void code_boxes(Frame& frame, const Rect& box, const std::string& code) {
  const Theme& theme = frame.theme;
  const Rect row = box.middle(std::min(box.w, 760.f), box.h);
  for (int i = 0; i < static_cast<int>(kCodeLength); ++i) {
    const auto at = static_cast<std::size_t>(i);
    const Rect cell = row.column(i, static_cast<int>(kCodeLength), 16);
    const bool next = at == code.size();
    frame.canvas.fill(cell, theme.surface, 22);
    frame.canvas.border(cell, next ? theme.accent : theme.outline, 22, next ? 4.f : 2.f);
    if (at < code.size()) {
      const InsideScope inside(frame.canvas, Id("collect.code"));
      frame.canvas.text(cell, code.substr(at, 1), {{Face::SemiBold, 54}, theme.ink, Align::Center});
    }
  }
  describe(frame, Role::TextField, frame.t("collect.code"), row, code);
}

void type_code(Frame& frame, Rect page, const ViewState& state, Intents& intents) {
  const Id id("collect.typed");
  const Theme& theme = frame.theme;
  const std::string code = draft(frame, id, state.collect.typed);
  page.cut_top(24);
  frame.canvas.text(page.cut_top(60, 8), frame.t("collect.title"),
                    {type::kH1, theme.ink, Align::Center});
  page.cut_top(frame.canvas.paragraph(page.middle(std::min(page.w, 860.f), page.h),
                                      frame.t("collect.words"),
                                      {type::kBody, theme.muted, Align::Center}, 3) +
               36);
  code_boxes(frame, page.cut_top(124, 20), code);
  if (!state.collect.refusal.empty()) {
    const std::string words = frame.of("collect.refusal", state.collect.refusal);
    const Rect line = page.cut_top(80, 8);
    describe(frame, Role::Alert, words, line);
    const InsideScope inside(frame.canvas, Id("collect.refusal"));
    frame.canvas.paragraph(line, words, {type::kBodyStrong, theme.danger, Align::Center}, 2);
  }
  const Rect row =
      page.cut_top(size::kTouch + 16).middle(std::min(page.w, 760.f), size::kTouch + 16);
  if (button(frame, Id("collect.announce"), row, frame.t("collect.announce"),
             {.icon = "where_to_vote", .enabled = code.size() == kCodeLength})) {
    intents.push_back(visit::AnnouncePickup{code});
  }
}

void keys(Frame& frame, const Rect& box, const ViewState& state, Intents& intents) {
  const Id id("collect.typed");
  const auto key = keyboard(frame, Id("collect.keys"), box, Layout::Code);
  const std::string before = draft(frame, id, state.collect.typed);
  if (key && key->enter && before.size() == kCodeLength) {
    intents.push_back(visit::AnnouncePickup{before});
  }
  const bool full = key && !key->erase && before.size() >= kCodeLength;
  if (full) return;
  if (const auto changed = typed(frame, id, state.collect.typed, key)) {
    intents.push_back(visit::TypePickupCode{*changed});
  }
}

void announced(Frame& frame, const Rect& page, const ViewState& state, Intents& intents) {
  const Theme& theme = frame.theme;
  const visit::OrderCard& order = *state.collect.order;
  Rect rest = page.middle(std::min(page.w, 820.f), std::min(page.h, 900.f));
  const Rect circle = rest.cut_top(180, 28);
  const float grown = frame.touch.spring_from(Id("collect.done", order.id), .6f, 1, {260, .6f});
  frame.canvas.circle(circle.center(), 90 * grown, theme.accent);
  frame.canvas.icon(circle.center(), 100 * grown, theme.on_accent, "check");
  frame.canvas.text(rest.cut_top(64, 6), frame.t("collect.done_title"),
                    {type::kH1, theme.ink, Align::Center});
  rest.cut_top(frame.canvas.paragraph(rest, frame.t("collect.done_words"),
                                      {type::kBody, theme.muted, Align::Center}, 3) +
               32);
  const Rect box = rest.cut_top(330, 36);
  card(frame, box, 36);
  Rect lines = box.inset(40, 24);
  fact(frame, lines.row(0, 4, 0), frame.t("collect.order"), "#" + order.id);
  fact(frame, lines.row(1, 4, 0), frame.t("collect.pieces"), frame.n("order.pieces", order.pieces));
  fact(frame, lines.row(2, 4, 0), frame.t("collect.state"),
       order.state == "arrived" ? frame.t("collect.announced")
                                : frame.of("order.state", order.state));
  fact(frame, lines.row(3, 4, 0), frame.t("collect.queue"),
       state.collect.queue_position <= 1
           ? frame.t("collect.next")
           : frame.n("collect.before", state.collect.queue_position - 1));
  if (button(frame, Id("collect.finish"), rest.cut_top(size::kTouch + 16),
             frame.t("collect.finish"), {.icon = "done_all", .emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::Leave{});
  }
}

}  // namespace

void draw_collect(Frame& frame, const ViewState& state, Intents& intents) {
  if (state.collect.order) {
    announced(frame, shopper_chrome(frame, state, intents), state, intents);
    return;
  }
  Rect page = shopper_chrome(frame, state, intents);
  if (frame.portrait()) {
    const Rect board = page.cut_bottom(keyboard_height(frame, Layout::Code) + 20);
    keys(frame, {frame.area.x, board.y, frame.area.w, board.h - 20}, state, intents);
    type_code(frame, page, state, intents);
  } else {
    const Rect board = page.cut_right(page.w * .5f, 40);
    keys(frame, {board.x, board.y + 24, board.w, keyboard_height(frame, Layout::Code)}, state,
         intents);
    type_code(frame, page, state, intents);
  }
}

}  // namespace parcours::ui
