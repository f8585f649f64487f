// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/chrome.h"

#include <algorithm>

#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/chip.h"
#include "kiosk/ui/widgets/field.h"
#include "kiosk/ui/widgets/navigation.h"
#include "kiosk/ui/widgets/overlay.h"

namespace parcours::ui {
namespace {

using visit::Screen;
using visit::ViewState;

constexpr float kLockFoot = 120;  ///< of the rail, for the lock
constexpr float kStrip = 64;

struct Target {
  NavEntry entry;
  Screen screen;
};

std::optional<std::size_t> index_of(const std::vector<Target>& targets, Screen screen) {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets[i].screen == screen) return i;
  }
  return std::nullopt;
}

std::vector<NavEntry> entries_of(const std::vector<Target>& targets) {
  std::vector<NavEntry> entries;
  entries.reserve(targets.size());
  for (const Target& target : targets) entries.push_back(target.entry);
  return entries;
}

std::vector<Target> shopper_targets(Frame& frame, const ViewState& state) {
  return {{{"home", frame.t("nav.home")}, Screen::Home},
          {{"person", frame.t("nav.space")}, Screen::Space},
          {{"qr_code_scanner", frame.t("nav.scan"), 0, true}, Screen::Search},
          {{"inventory_2", frame.t("nav.collect")}, Screen::Collect},
          {{"shopping_cart", frame.t("nav.basket"), state.basket_pieces}, Screen::Basket}};
}

std::vector<Target> staff_targets(Frame& frame, const ViewState& state) {
  const int open = static_cast<int>(state.associate.requests.size());
  if (state.role == visit::Role::Manager) {
    std::vector<Target> targets{
        {{"dashboard", frame.t("nav.pilot")}, Screen::Pilot},
        {{"inventory_2", frame.t("nav.board")}, Screen::CollectBoard},
        {{"report_problem", frame.t("nav.exceptions"), static_cast<int>(state.exceptions.size())},
         Screen::Exceptions},
        {{"people", frame.t("nav.customers")}, Screen::LookUp},
        {{"grid_on", frame.t("nav.map")}, Screen::JourneyMap},
        {{"settings", frame.t("nav.terminals")}, Screen::Terminals}};
    // A manager sells now and then: the basket comes when there is one.
    if (state.basket_pieces > 0) {
      targets.insert(
          targets.begin() + 4,
          {{"shopping_cart", frame.t("nav.basket"), state.basket_pieces}, Screen::Basket});
    }
    return targets;
  }
  return {{{"notifications", frame.t("nav.requests"), open}, Screen::AssociateHome},
          {{"people", frame.t("nav.customers")}, Screen::LookUp},
          {{"task_alt", frame.t("nav.tasks")}, Screen::Tasks},
          {{"shopping_bag", frame.t("nav.products")}, Screen::Search},
          {{"shopping_cart", frame.t("nav.basket"), state.basket_pieces}, Screen::Basket}};
}

void scan_sheet(Frame& frame, const ViewState& state, Intents& intents) {
  bool& open = frame.memory.flag(Id("sheet.scan"));
  Sheet sheet(frame, Id("scan"), open, 570, frame.t("scan.title"));
  if (sheet.closed()) open = false;
  if (!sheet.visible()) return;
  Rect body = sheet.body();
  const Rect eye = body.cut_top(230, 24);
  frame.canvas.circle(eye.center(), 108, frame.theme.accent_soft);
  frame.canvas.icon(eye.center(), 120, frame.theme.accent_ink, "qr_code_scanner");
  body.cut_top(frame.canvas.paragraph(
                   body, frame.t(state.camera_working ? "scan.words_camera" : "scan.words"),
                   {type::kBody, frame.theme.muted, Align::Center}, 4) +
               28);
  const Rect row = body.cut_top(size::kTouch + 8);
  if (button(frame, Id("scan.search"), row.column(0, 2, 20), frame.t("scan.by_name"),
             {.icon = "search", .emphasis = Emphasis::Secondary})) {
    open = false;
    intents.push_back(visit::Open{Screen::Search});
  }
  if (button(frame, Id("scan.code"), row.column(1, 2, 20), frame.t("scan.pickup_code"),
             {.icon = "inventory_2", .emphasis = Emphasis::Secondary})) {
    open = false;
    intents.push_back(visit::Open{Screen::Collect});
  }
}

void language_sheet(Frame& frame, const ViewState& state, Intents& intents) {
  bool& open = frame.memory.flag(Id("sheet.language"));
  Sheet sheet(frame, Id("language"), open, 290, frame.t("language.title"));
  if (sheet.closed()) open = false;
  if (!sheet.visible()) return;
  Rect body = sheet.body();
  const auto choice = [&](const char* name, visit::Language language) {
    const bool chosen = state.language == language;
    if (button(frame, Id("language", name), body.cut_top(size::kTouch + 16, 20), name,
               {.icon = chosen ? "check" : "language",
                .emphasis = chosen ? Emphasis::Primary : Emphasis::Secondary})) {
      open = false;
      intents.push_back(visit::SetLanguage{language});
    }
  };
  choice("Français", visit::Language::French);
  choice("English", visit::Language::English);
}

void accessibility_sheet(Frame& frame, const ViewState& state, Intents& intents) {
  bool& open = frame.memory.flag(Id("sheet.accessibility"));
  Sheet sheet(frame, Id("accessibility"), open, 430, frame.t("accessibility.title"));
  if (sheet.closed()) open = false;
  if (!sheet.visible()) return;
  Rect body = sheet.body();
  frame.canvas.text(body.cut_top(44, 8), frame.t("accessibility.theme"),
                    {type::kLabel, frame.theme.muted});
  const auto theme =
      segmented(frame, Id("theme"), body.cut_top(96, 28),
                {frame.t("theme.light"), frame.t("theme.dark"), frame.t("theme.contrast")},
                static_cast<std::size_t>(state.theme));
  if (theme) intents.push_back(visit::SetTheme{static_cast<visit::ThemeName>(*theme)});
  if (toggle(frame, Id("large"), body.cut_top(88, 12), frame.t("accessibility.large"),
             state.large_type)) {
    intents.push_back(visit::SetLargeType{!state.large_type});
  }
  if (toggle(frame, Id("calm"), body.cut_top(88, 12), frame.t("accessibility.calm"),
             state.reduce_motion)) {
    intents.push_back(visit::SetReduceMotion{!state.reduce_motion});
  }
}

/// "ouvert jusqu’à 20 h", or when it opens; "" when no row says the hours.
std::string hours_words(Frame& frame, const ViewState& state) {
  if (Format::minute_of(state.shop.open_until) < 0) return {};
  if (!shop_closed(frame, state)) {
    return frame.t("header.open", {frame.format.hour(state.shop.open_until)});
  }
  const int open = Format::minute_of(state.terms.open_from);
  if (open < 0) return frame.t("header.closed");
  return frame.t(
      frame.format.minute_of_day() < open ? "header.opens_today" : "header.opens_tomorrow",
      {frame.format.hour(state.terms.open_from)});
}

void header(Frame& frame, const Rect& box, const ViewState& state) {
  const Theme& theme = frame.theme;
  Rect rest = box.inset(size::kPage, 0);
  const Rect access = rest.cut_right(96, 16).middle(96, 96);
  const Rect language = rest.cut_right(134, 24).middle(134, 96);
  if (header_button(frame, Id("header.accessibility"), access, "accessibility",
                    frame.t("accessibility.title"))) {
    frame.memory.flag(Id("sheet.accessibility")) = true;
  }
  if (header_button(frame, Id("header.language"), language, "language", frame.t("language.title"),
                    state.language == visit::Language::French ? "FR" : "EN")) {
    frame.memory.flag(Id("sheet.language")) = true;
  }
  if (frame.portrait()) {
    frame.canvas.icon({rest.x + 26, rest.center().y}, 54, theme.accent, "local_offer");
    rest.cut_left(68);
  }
  const Rect lines = rest.middle(rest.w, 86);
  frame.canvas.text({lines.x, lines.y, lines.w, 48}, state.brand,
                    {{Face::Bold, 36}, theme.ink, Align::Left, true});
  const std::string hours = hours_words(frame, state);
  const std::string both = hours.empty() ? state.shop.name : state.shop.name + " · " + hours;
  // Where large type leaves no room for both, the hours are what a person can use.
  const bool fits = hours.empty() || frame.canvas.measure(both, type::kSmall) <= lines.w;
  const std::string& under = fits ? both : hours;
  frame.canvas.text({lines.x, lines.y + 50, lines.w, 34}, under,
                    {type::kSmall, theme.muted, Align::Left, true});
}

void go(Frame& frame, const Target& target, const ViewState& state, Intents& intents) {
  if (target.entry.raised)
    frame.memory.flag(Id("sheet.scan")) = true;
  else if (target.screen != state.screen)
    intents.push_back(visit::Open{target.screen});
}

Rect navigation(Frame& frame, const Rect& area, const std::vector<Target>& targets,
                const ViewState& state, Intents& intents) {
  Rect rest = area;
  const float foot = state.role == visit::Role::Shopper ? 0 : kLockFoot;
  const std::size_t selected = index_of(targets, state.screen).value_or(kNoEntry);
  const auto entries = entries_of(targets);
  const auto tapped =
      frame.portrait()
          ? nav_bar(frame, Id("nav"), rest.cut_bottom(size::kNavBar), entries, selected)
          : nav_rail(frame, Id("nav"), rest.cut_left(size::kRail), entries, selected, foot);
  if (tapped) go(frame, targets[*tapped], state, intents);
  // The raised button stands out of the bar: no page may be drawn over its head.
  const bool raised = std::any_of(entries.begin(), entries.end(),
                                  [](const NavEntry& entry) { return entry.raised; });
  if (frame.portrait() && raised) rest.cut_bottom(size::kNavRise);
  return rest;
}

}  // namespace

bool shop_closed(const Frame& frame, const ViewState& state) {
  const int close = Format::minute_of(state.shop.open_until);
  if (close < 0) return false;
  const int open = Format::minute_of(state.terms.open_from);
  const int now = frame.format.minute_of_day();
  const bool past_midnight = open >= 0 && close <= open;
  return past_midnight ? now >= close && now < open : now < open || now >= close;
}

Rect shopper_chrome(Frame& frame, const ViewState& state, Intents& intents) {
  Rect rest = navigation(frame, frame.area, shopper_targets(frame, state), state, intents);
  header(frame, rest.cut_top(size::kHeader), state);
  return rest.inset(size::kPage, 0);
}

Rect staff_chrome(Frame& frame, const ViewState& state, Intents& intents) {
  Rect rest = navigation(frame, frame.area, staff_targets(frame, state), state, intents);
  const Rect corner = frame.portrait() ? Rect{rest.right() - size::kPage - 96, rest.y + 20, 96, 96}
                                       : Rect{frame.area.x + 20, frame.area.bottom() - 112, 88, 88};
  if (header_button(frame, Id("staff.lock"), corner, "lock", frame.t("staff.lock"))) {
    intents.push_back(visit::Leave{});
  }
  rest.cut_top(20);
  return rest.inset(size::kPage, 0);
}

Rect camera_banner(Frame& frame, const ViewState& state) {
  if (state.camera_trouble.empty()) return {};
  const Theme& theme = frame.theme;
  const Rect box{frame.area.x, frame.area.y, frame.area.w, kStrip};
  frame.canvas.fill(box, theme.surface2);
  frame.canvas.icon({box.x + size::kPage + 16, box.center().y}, 34, theme.ink, "error_outline");
  frame.canvas.text(box.inset(size::kPage + 44, 0),
                    frame.t("camera.trouble", {frame.of("camera.why", state.camera_trouble)}),
                    {{Face::Medium, 23}, theme.ink});
  return box;
}

Rect link_banner(Frame& frame, const ViewState& state) {
  const bool trouble = !state.link.trouble.empty();
  if (state.link.mode != visit::Link::Mode::Alone && !trouble) return {};
  const Theme& theme = frame.theme;
  const Rect box{frame.area.x, frame.area.y, frame.area.w, kStrip};
  frame.canvas.fill(box, trouble ? theme.danger : theme.surface2);
  const Color ink = trouble ? theme.on_danger : theme.ink;
  std::string words =
      trouble ? frame.of("trouble", state.link.trouble)
              : frame.t(state.role == visit::Role::Shopper ? "link.alone" : "link.alone_staff");
  if (state.role != visit::Role::Shopper && state.link.unsent > 0) {
    words += " · " + frame.n("link.unsent", state.link.unsent);
  }
  frame.canvas.icon({box.x + size::kPage + 16, box.center().y}, 34, ink,
                    trouble ? "error_outline" : "cloud_off");
  frame.canvas.text(box.inset(size::kPage + 44, 0), words, {{Face::Medium, 23}, ink});
  return box;
}

void draw_chrome_sheets(Frame& frame, const ViewState& state, Intents& intents) {
  scan_sheet(frame, state, intents);
  language_sheet(frame, state, intents);
  accessibility_sheet(frame, state, intents);
}

}  // namespace parcours::ui
