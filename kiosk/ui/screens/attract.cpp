// SPDX-License-Identifier: Apache-2.0
// What the terminal shows while nobody is there: a still product picture. The next one comes, with
// a short cross-fade, when there is something new to show anyway: waiting costs no wake-up.
#include "kiosk/ui/screens/screens.h"

namespace parcours::ui {
namespace {

constexpr std::int64_t kStillMs = 60'000;
constexpr int kPictures = 4;
constexpr int kWidthMax = 1200;

void background(Frame& frame, const Rect& box, std::int64_t now_ms) {
  const std::int64_t turn = now_ms / kStillMs;
  const std::string file = "attract-" + std::to_string(turn % kPictures + 1) + ".jpg";
  const Picture picture = frame.pictures.find(file, kWidthMax);
  if (picture.texture == nullptr) {
    frame.canvas.icon({box.center().x, box.y + box.h * .36f}, box.h * .14f, frame.theme.on_hero,
                      "local_offer");
    return;
  }
  const float shown = frame.touch.spring_from(Id("attract", file), 0, 1, {60, 1});
  frame.canvas.picture(box, picture, 0, Corners::None, {1, .4f, shown});
}

/// Darker towards the foot, without an edge that the eye finds.
void veil(Frame& frame, const Rect& area) {
  constexpr float kFrom[] = {.42f, .56f, .70f, .84f, 1.f};
  constexpr float kAlpha[] = {0, .22f, .68f, .88f, .95f};
  const Color dark = rgb(0x0B1F1A);
  for (int i = 0; i < 4; ++i) {
    frame.canvas.fade_down(
        {area.x, area.y + area.h * kFrom[i], area.w, area.h * (kFrom[i + 1] - kFrom[i])},
        faded(dark, kAlpha[i]), faded(dark, kAlpha[i + 1]));
  }
}

void invitation(Frame& frame, Rect rest, const visit::ViewState& state) {
  const Color white = rgb(0xFFFFFF), soft = rgb(0xD6EBE4);
  const Rect hand = rest.cut_bottom(150, 20);
  frame.canvas.ring(hand.center(), 68, faded(white, .55f), 4);
  frame.canvas.circle(hand.center(), 56, white);
  frame.canvas.icon(hand.center(), 58, rgb(0x0B4A3E), "touch_app");
  frame.canvas.text(rest.cut_bottom(44, 18), frame.t("attract.languages"),
                    {{Face::Regular, 30}, soft, Align::Center});
  frame.canvas.text(rest.cut_bottom(96), frame.t("attract.line_2"),
                    {type::kHero, white, Align::Center});
  frame.canvas.text(rest.cut_bottom(96, 14), frame.t("attract.line_1"),
                    {type::kHero, white, Align::Center});
  frame.canvas.text(rest.cut_bottom(44), state.brand,
                    {{Face::SemiBold, 30}, soft, Align::Center, true});
}

}  // namespace

void draw_attract(Frame& frame, const visit::ViewState& state, Intents&) {
  // Any touch is reported as Touched by the shell; the core leaves this screen.
  Rect rest = frame.area;
  frame.canvas.gradient(rest, frame.theme.hero_from, frame.theme.hero_to, 0);
  (void)tap(frame, Id("attract"), rest, {.role = Role::Button, .label = frame.t("attract.label")});
  const InsideScope inside(frame.canvas, Id("attract"));
  if (frame.portrait()) {
    background(frame, rest, state.now_ms);
    veil(frame, rest);
    rest.cut_bottom(64);
    invitation(frame, rest.inset(size::kPage, 0), state);
  } else {
    background(frame, rest.cut_right(rest.h * .86f), state.now_ms);
    invitation(frame, rest.middle(rest.w - 2 * size::kPage, 480), state);
  }
}

}  // namespace parcours::ui
