// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/overlay.h"

#include <utility>

#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {
namespace {

Rect screen_of(Frame& frame) {
  return frame.canvas.clip();
}

void begin_layer(Frame& frame, bool takes_touch) {
  frame.canvas.set_layer(frame.canvas.layer() + 1);
  if (takes_touch) frame.canvas.raise_top();
}

void end_layer(Frame& frame) {
  frame.canvas.set_layer(frame.canvas.layer() - 1);
}

}  // namespace

Sheet::Sheet(Frame& frame, const Id& id, bool open, float height, const Label& title)
    : x_frame(frame) {
  const Theme& theme = frame.theme;
  const Rect screen = screen_of(frame);
  const float up = frame.touch.spring_from(Id(id, "up"), 0, open ? 1.f : 0.f, motion::kSheet);
  bool& open_before = frame.memory.flag(Id(id, "open_before"));
  const bool was_open = std::exchange(open_before, open);
  x_visible = open || up > .003f;
  if (!x_visible) return;
  begin_layer(frame, open);
  frame.canvas.fill(screen, faded(theme.scrim, up));
  const float width = std::min(screen.w, 1180.f);
  const float tall = std::min(height + 120, screen.h - 60);
  const Rect box{screen.center().x - width / 2, screen.bottom() - tall * up, width, tall + 160};
  // A tap beside the sheet closes it, as people expect; the button says it in words.
  // Not in the frame that opens it: the finger that did is still being let go.
  if (open && was_open && frame.touch.released() && !box.contains(frame.touch.start()) &&
      !box.contains(frame.touch.at())) {
    x_closed = true;
  }
  frame.canvas.shadow(box, 40, -10, theme.shadow);
  frame.canvas.fill(box, theme.surface, size::kRadiusSheet, Corners::Top);
  if (theme.outlined) frame.canvas.border(box, theme.line, size::kRadiusSheet);
  frame.canvas.fill({box.center().x - 44, box.y + 20, 88, 10}, theme.line, 5);
  describe(frame, Role::Dialog, title, {box.x, box.y, box.w, tall});
  x_body = Rect{box.x, box.y, box.w, tall}.inset(48, 0);
  x_body.cut_top(44);
  Rect head = x_body.cut_top(84, 16);
  if (icon_button(frame, Id(id, "close"), head.cut_right(84, 20), "close",
                  frame.t("action.close"))) {
    x_closed = true;
  }
  frame.canvas.text(head, title.text(), {type::kH2, theme.ink});
  x_body.cut_bottom(24);
}

Sheet::~Sheet() {
  if (x_visible) end_layer(x_frame);
}

Answer dialog(Frame& frame, const Id& id, const DialogText& text) {
  const LayerScope layer(frame);
  const Theme& theme = frame.theme;
  const Rect screen = screen_of(frame);
  frame.canvas.fill(screen, theme.scrim);
  const float width = std::min(screen.w - 80, 840.f);
  const float words = frame.canvas.paragraph_height(width - 112, text.words, type::kBody, 6);
  const float shown = frame.touch.spring_from(Id(id, "shown"), .9f, 1, motion::kToast);
  const Rect box =
      squeezed(screen.middle(width, 200 + 72 + words + 44 + size::kTouch + 104), 1 - shown, 1);
  frame.canvas.shadow(box, 40, 14, theme.shadow);
  frame.canvas.fill(box, theme.surface, size::kRadiusSheet);
  if (theme.outlined) frame.canvas.border(box, theme.line, size::kRadiusSheet);
  describe(frame, Role::Alert, text.title, box, text.words);
  Rect rest = box.inset(56, 52);
  const Rect circle = rest.cut_top(160, 40);
  frame.canvas.circle(circle.center(), 72, theme.accent_soft);
  if (text.seconds_left >= 0) {
    const float part =
        static_cast<float>(text.seconds_left) / static_cast<float>(std::max(1, text.seconds_total));
    frame.canvas.ring(circle.center(), 76, theme.line, 8);
    frame.canvas.arc(circle.center(), 76, part, theme.accent, 8);
    frame.canvas.text(circle, std::to_string(text.seconds_left),
                      {type::kPriceBig, theme.accent_ink, Align::Center});
  } else {
    frame.canvas.icon(circle.center(), 80, theme.accent_ink, text.icon);
  }
  frame.canvas.text(rest.cut_top(64, 8), text.title, {type::kH1, theme.ink, Align::Center});
  frame.canvas.paragraph(rest.cut_top(words, 40), text.words,
                         {type::kBody, theme.muted, Align::Center}, 6);
  Rect row = rest.cut_top(size::kTouch + 4);
  Answer answer = Answer::None;
  if (!text.no.empty()) {
    if (button(frame, Id(id, "no"), row.column(0, 2, 20), text.no,
               {.emphasis = Emphasis::Secondary})) {
      answer = Answer::No;
    }
    row = row.column(1, 2, 20);
  }
  if (button(frame, Id(id, "yes"), row, text.yes)) answer = Answer::Yes;
  return answer;
}

void toast(Frame& frame, std::uint64_t number, const std::string& words, bool danger) {
  const Id id("toast");
  int& last = frame.memory.number(id);
  double& since = frame.memory.time(id);
  if (last != static_cast<int>(number)) {
    last = static_cast<int>(number);
    since = frame.touch.now_s();
  }
  const double ends = since + motion::kToastSeconds;
  const bool open = number != 0 && frame.touch.now_s() < ends;
  if (open) frame.touch.wake_at(ends);
  const float up = frame.touch.spring_from(Id("toast.up"), 0, open ? 1.f : 0.f, motion::kToast);
  if (up < .01f) return;
  const Theme& theme = frame.theme;
  const Rect screen = screen_of(frame);
  const float width = std::min(screen.w - 80, frame.canvas.measure(words, type::kBody) + 132);
  const float lines = frame.canvas.paragraph_height(width - 128, words, type::kBody, 3);
  const Rect box{screen.center().x - width / 2,
                 frame.area.y + size::kHeader + 8 - (1 - up) * (lines + 90), width, lines + 52};
  frame.canvas.set_layer(frame.canvas.layer() + 1);
  frame.canvas.shadow(box, 24, 10, theme.shadow);
  frame.canvas.fill(box, danger ? theme.danger : theme.ink, 30);
  const Color ink = danger ? theme.on_danger : theme.bg;
  frame.canvas.icon({box.x + 52, box.center().y}, 40, ink,
                    danger ? "error_outline" : "check_circle");
  describe(frame, Role::Alert, words, box);
  const InsideScope inside(frame.canvas, id);
  frame.canvas.paragraph({box.x + 92, box.y + 26, box.w - 120, lines}, words, {type::kBody, ink},
                         3);
  frame.canvas.set_layer(frame.canvas.layer() - 1);
}

}  // namespace parcours::ui
