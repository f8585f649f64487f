// SPDX-License-Identifier: Apache-2.0
// What the terminal shows while nobody is there: one product picture after another, still, with a
// short cross-fade.
#include "kiosk/ui/screens/screens.h"

namespace parcours::ui {
namespace {

constexpr double kStill = 7;
constexpr int kPictures = 4;
constexpr int kWidthMax = 1200;

void background(Frame& frame) {
  const Rect& area = frame.area;
  frame.canvas.gradient(area, frame.theme.hero_from, frame.theme.hero_to, 0);
  // A still picture costs nothing; only the change moves.
  const double now = frame.touch.now_s();
  const auto turn = static_cast<std::int64_t>(now / kStill);
  frame.touch.wake_at((static_cast<double>(turn) + 1) * kStill + .001);
  const std::string file = "attract-" + std::to_string(turn % kPictures + 1) + ".jpg";
  const Picture picture = frame.pictures.find(file, kWidthMax);
  if (picture.texture == nullptr) {
    frame.canvas.icon({area.center().x, area.y + area.h * .34f}, area.h * .14f, frame.theme.on_hero,
                      "local_offer");
    return;
  }
  const float shown = frame.touch.spring_from(Id("attract", file), 0, 1, {60, 1});
  frame.canvas.picture(area, picture, 0, Corners::None, {1, .3f, shown});
}

}  // namespace

void draw_attract(Frame& frame, const visit::ViewState& state, Intents&) {
  // Any touch is reported as Touched by the shell; the core leaves this screen.
  background(frame);
  const Rect& area = frame.area;
  const Color veil = rgb(0x0B1F1A);
  frame.canvas.fade_down({area.x, area.y + area.h * .45f, area.w, area.h * .30f}, faded(veil, 0),
                         faded(veil, .78f));
  frame.canvas.fade_down({area.x, area.y + area.h * .75f, area.w, area.h * .25f}, faded(veil, .78f),
                         faded(veil, .94f));
  (void)tap(frame, Id("attract"), area, {.role = Role::Button, .label = frame.t("attract.label")});
  const InsideScope inside(frame.canvas, Id("attract"));
  const Color white = rgb(0xFFFFFF), soft = rgb(0xD6EBE4);
  Rect rest = area.inset(size::kPage, 0);
  rest.cut_bottom(64);
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
  frame.canvas.text(rest.cut_bottom(44), state.brand, {{Face::SemiBold, 30}, soft, Align::Center});
}

}  // namespace parcours::ui
