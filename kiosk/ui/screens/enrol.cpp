// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/enrol.h"

#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/field.h"

namespace parcours::ui {
namespace {

using visit::ViewState;

constexpr std::size_t kSigns = 26;
constexpr std::size_t kGroup = 5;
constexpr std::size_t kGroups = 5;

/// As it stands on paper: five groups, the last one longer.
std::string in_groups(const std::string& typed) {
  std::string out;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (i > 0 && i % kGroup == 0 && i / kGroup < kGroups) out += '-';
    out += typed[i];
  }
  return out;
}

void form(Frame& frame, Rect page, const ViewState& state, Intents& intents) {
  const Theme& theme = frame.theme;
  page = page.middle(std::min(page.w, 900.f), page.h);
  const std::string typed_code = draft(frame, Id("enrol.typed"), {});
  frame.canvas.text(page.cut_top(60, 8), frame.t("enrol.title"),
                    {type::kH1, theme.ink, Align::Center});
  page.cut_top(frame.canvas.paragraph(page, frame.t("enrol.words"),
                                      {type::kBody, theme.muted, Align::Center}, 4) +
               24);
  (void)text_field(frame, Id("enrol.field"), page.cut_top(104, 20), frame.t("enrol.code"),
                   in_groups(typed_code),
                   {.placeholder = frame.t("enrol.code"), .icon = "lock", .focused = true});
  if (!state.enrol.refusal.empty() || state.enrol.asking) {
    const std::string words = state.enrol.asking ? frame.t("enrol.asking")
                                                 : frame.of("enrol.refusal", state.enrol.refusal);
    const Rect line = page.cut_top(80, 8);
    describe(frame, Role::Alert, words, line);
    const InsideScope inside(frame.canvas, Id("enrol.refusal"));
    const Color ink = state.enrol.asking ? theme.muted : theme.danger;
    frame.canvas.paragraph(line, words, {type::kBodyStrong, ink, Align::Center}, 2);
  }
  const bool whole = typed_code.size() == kSigns && !state.enrol.asking;
  if (button(frame, Id("enrol.send"), page.cut_top(size::kTouch + 16), frame.t("enrol.send"),
             {.icon = "check", .enabled = whole})) {
    intents.push_back(visit::Enrol{typed_code});
  }
}

void keys(Frame& frame, const Rect& box, const ViewState& state, Intents& intents) {
  const Id id("enrol.typed");
  const auto key = keyboard(frame, Id("enrol.keys"), box, Layout::Code);
  const std::string before = draft(frame, id, {});
  if (key && key->enter && before.size() == kSigns && !state.enrol.asking) {
    intents.push_back(visit::Enrol{before});
  }
  const bool full = key && !key->erase && before.size() >= kSigns;
  if (!full) (void)typed(frame, id, {}, key);
}

}  // namespace

void draw_enrol(Frame& frame, Rect page, const ViewState& state, Intents& intents) {
  const float height = keyboard_height(frame, Layout::Code);
  if (frame.portrait()) {
    const Rect board = page.cut_bottom(height + 20);
    keys(frame, {frame.area.x, board.y, frame.area.w, board.h - 20}, state, intents);
  } else {
    const Rect board = page.cut_right(page.w * .5f, 40);
    keys(frame, board.middle(board.w, height), state, intents);
  }
  form(frame, page, state, intents);
}

}  // namespace parcours::ui
