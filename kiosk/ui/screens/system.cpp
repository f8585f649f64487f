// SPDX-License-Identifier: Apache-2.0
// Screens for whoever looks after the terminal: first pairing, service menu, failure card with its
// code.
#include "kiosk/ui/screens/enrol.h"
#include "kiosk/ui/screens/gallery.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/navigation.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

using visit::ViewState;

std::string hub_words(Frame& frame, const ViewState& state) {
  if (state.link.mode == visit::Link::Mode::Alone) {
    return state.link.last_contact_ms == 0
               ? frame.t("service.hub_never")
               : frame.t("service.hub_last", {frame.format.moment(state.link.last_contact_ms)});
  }
  return frame.t("service.hub_ok");
}

void colour_bars(Frame& frame, const Rect& box) {
  const Theme& theme = frame.theme;
  const std::pair<Color, std::string> colors[] = {
      {theme.ink, frame.t("service.colour.ink")},
      {theme.accent, frame.t("service.colour.accent")},
      {theme.danger, frame.t("service.colour.danger")},
      {theme.gold, frame.t("service.colour.gold")},
      {theme.focus, frame.t("service.colour.focus")},
      {theme.surface2, frame.t("service.colour.surface2")}};
  for (int i = 0; i < 6; ++i) {
    Rect column = box.column(i, 6, 12);
    frame.canvas.text(column.cut_bottom(32, 4), colors[i].second,
                      {type::kSmall, theme.muted, Align::Center});
    frame.canvas.fill(column, colors[i].first, 16);
  }
  describe(frame, Role::Image, frame.t("service.colours"), box);
}

/// Pages that the service menu opens.
struct Pages {
  bool& gallery;
  bool& enrol;
};

void service_page(Frame& frame, Rect page, const ViewState& state, const Pages& pages) {
  const Rect box = page.cut_top(5 * 66 + 40, 32);
  card(frame, box);
  const Rect lines = box.inset(36, 20);
  fact(frame, lines.row(0, 5, 0), frame.t("service.device"), state.terminals.device.substr(0, 8));
  fact(frame, lines.row(1, 5, 0), frame.t("service.shop"), state.shop.name);
  fact(frame, lines.row(2, 5, 0), frame.t("service.hub"), hub_words(frame, state));
  fact(frame, lines.row(3, 5, 0), frame.t("service.rows"),
       frame.format.number(state.terminals.rows));
  fact(frame, lines.row(4, 5, 0), frame.t("service.unsent"),
       frame.format.number(state.link.unsent));
  heading(frame, page.cut_top(56, 12), frame.t("service.touch"), {}, type::kH2);
  const float edge = size::kTouch + 12;
  const Rect grid = page.cut_top(edge, 32);
  for (int i = 0; i < 6; ++i) {
    bool& lit = frame.memory.flag(Id("service.spot", i));
    const Rect spot = grid.column(i, 6, 12);
    const Press press = tap(frame, Id("service.spot", i), spot,
                            {.role = Role::Button,
                             .label = frame.t("service.spot", {std::to_string(i + 1)}),
                             .selected = lit});
    if (press.tapped) lit = !lit;
    frame.canvas.fill(squeezed(spot, press.amount), lit ? frame.theme.accent : frame.theme.surface2,
                      22);
    const Color ink = lit ? frame.theme.on_accent : frame.theme.ink;
    frame.canvas.icon({spot.center().x, spot.y + spot.h * .32f}, 36, ink,
                      lit ? "check" : "touch_app");
    const InsideScope inside(frame.canvas, Id("service.spot", i));
    frame.canvas.text({spot.x, spot.y + spot.h * .58f, spot.w, 30},
                      frame.t("service.spot", {std::to_string(i + 1)}),
                      {type::kSmall, ink, Align::Center});
  }
  heading(frame, page.cut_top(56, 12), frame.t("service.colours"), {}, type::kH2);
  colour_bars(frame, page.cut_top(136, 32));
  const Rect row = page.cut_top(size::kTouch + 10);
  if (button(frame, Id("service.widgets"), row.column(0, 2, 20), frame.t("gallery.title"),
             {.icon = "widgets", .emphasis = Emphasis::Secondary})) {
    pages.gallery = true;
  }
  if (button(frame, Id("service.enrol"), row.column(1, 2, 20), frame.t("enrol.title"),
             {.icon = "lock", .emphasis = Emphasis::Secondary})) {
    pages.enrol = true;
  }
}

}  // namespace

void draw_pairing(Frame& frame, const ViewState& state, Intents& intents) {
  const Theme& theme = frame.theme;
  if (state.link.trouble == visit::kNotEnrolled) {
    draw_enrol(frame, frame.area.inset(size::kPage, 28), state, intents);
    return;
  }
  const float width = std::min(frame.area.w - 2 * size::kPage, 820.f);
  const std::string words = frame.t("pairing.words");
  const float text = frame.canvas.paragraph_height(width, words, type::kBody, 5);
  Rect rest = frame.area.middle(width, frame.area.h);
  emblem(frame, rest, {"sync", frame.t("pairing.title"), theme.accent_soft, theme.accent_ink},
         text + 36 + 176 + 36 + size::kTouch + 16);
  frame.canvas.paragraph(rest.cut_top(text, 36), words, {type::kBody, theme.muted, Align::Center},
                         5);
  const Rect box = rest.cut_top(176, 36);
  card(frame, box);
  Rect lines = box.inset(36, 20);
  fact(frame, lines.row(0, 2, 0), frame.t("service.device"), state.terminals.device.substr(0, 8));
  fact(frame, lines.row(1, 2, 0), frame.t("service.hub"), hub_words(frame, state));
  if (button(frame, Id("pairing.service"), rest.cut_top(size::kTouch + 16),
             frame.t("service.title"), {.icon = "build", .emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::Open{visit::Screen::ServiceMenu});
  }
}

void draw_service_menu(Frame& frame, const ViewState& state, Intents& intents) {
  const Pages pages{frame.memory.flag(Id("service.gallery")),
                    frame.memory.flag(Id("service.enrolling"))};
  if (pages.gallery) {
    draw_gallery(frame, state, pages.gallery);
    return;
  }
  Rect page = frame.area.inset(size::kPage, 28);
  if (pages.enrol) {
    const Rect head = page.cut_top(kTitleBar, 20);
    if (title_bar(frame, Id("service.enrolling"), head, frame.t("service.title"), true)) {
      pages.enrol = false;
    }
    draw_enrol(frame, page, state, intents);
    return;
  }
  page = page.middle(std::min(page.w, 1100.f), page.h);
  if (title_bar(frame, Id("service"), page.cut_top(kTitleBar, 20), frame.t("service.title"),
                true)) {
    intents.push_back(visit::Back{});
  }
  const ScrollArea list(frame, Id("service.page"), page, 5 * 66 + 72 + 3 * (68 + 32) + 356);
  service_page(frame, list.content(), state, pages);
}

void draw_failure(Frame& frame, const ViewState& state, Intents&) {
  const Theme& theme = frame.theme;
  const float width = std::min(frame.area.w - 2 * size::kPage, 860.f);
  const std::string words = frame.of("failure", state.failure.code);
  const float text = frame.canvas.paragraph_height(width, words, type::kBody, 6);
  // Who is called needs each word of it: long names of files get as many lines as they take.
  std::vector<std::pair<std::string, std::string>> facts = {
      {frame.t("failure.code"), state.failure.code}};
  if (state.failure.code == visit::kRevokedCode) {
    facts.emplace_back(frame.t("service.device"), state.terminals.device);
    facts.emplace_back(frame.t("service.unsent"), frame.format.number(state.link.unsent));
  } else {
    facts.emplace_back(frame.t("failure.file"), state.failure.file);
    facts.emplace_back(frame.t("failure.reason"), state.failure.reason);
  }
  const float room = width - 72;
  float box_height = 40;
  for (const auto& [label, value] : facts)
    box_height += 46 + frame.canvas.paragraph_height(room, value, type::kSmallStrong, 6);
  Rect rest = frame.area.middle(width, frame.area.h);
  emblem(frame, rest, {"build", frame.t("failure.title"), theme.danger, theme.on_danger},
         text + 36 + box_height);
  frame.canvas.paragraph(rest.cut_top(text, 36), words, {type::kBody, theme.muted, Align::Center},
                         6);
  const Rect box = rest.cut_top(box_height);
  card(frame, box);
  Rect lines = box.inset(36, 20);
  for (const auto& [label, value] : facts) {
    frame.canvas.text(lines.cut_top(34), label, {type::kSmall, theme.muted});
    const float height =
        frame.canvas.paragraph(lines, value, {type::kSmallStrong, theme.ink, Align::Left, true}, 6);
    lines.cut_top(height + 12);
  }
}

}  // namespace parcours::ui
