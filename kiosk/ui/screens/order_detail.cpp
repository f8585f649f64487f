// SPDX-License-Identifier: Apache-2.0
// One order: where it stands, its lines picked one at a time, the moves that are allowed now, and
// what happened so far.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/staff_parts.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/journey.h"
#include "kiosk/ui/widgets/overlay.h"
#include "kiosk/ui/widgets/product.h"

namespace parcours::ui {
namespace {

using visit::OrderView;
using visit::ViewState;

constexpr float kLineRow = 128;
constexpr float kMoveRow = 72;
constexpr float kActionButton = 92;
constexpr std::size_t kMovesMax = 8;
constexpr std::array<std::string_view, 6> kPath{"placed", "accepted", "picked",
                                                "ready",  "arrived",  "handed_over"};
constexpr std::array<std::string_view, 6> kPathIcons{"receipt_long", "thumb_up", "inventory_2",
                                                     "check_circle", "place",    "shopping_bag"};
constexpr std::array<std::string_view, 8> kBins{"A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4"};
constexpr std::array<std::string_view, 3> kReasons{"customer_asked", "mistake", "damaged"};

struct Action {
  std::string_view key;
  std::string_view icon;
};
constexpr std::array<Action, 8> kActions{{{"accept", "thumb_up"},
                                          {"pick", "inventory_2"},
                                          {"stage", "move_to_inbox"},
                                          {"ready", "check_circle"},
                                          {"arrive", "place"},
                                          {"hand_over", "shopping_bag"},
                                          {"undo", "undo"},
                                          {"cancel", "cancel"}}};

std::string_view icon_of(std::string_view key) {
  const auto found = std::find_if(kActions.begin(), kActions.end(),
                                  [&](const Action& one) { return one.key == key; });
  return found == kActions.end() ? "circle" : found->icon;
}

bool needs_choice(std::string_view action) {
  return action == "stage" || action == "undo" || action == "cancel";
}

// The moment of the last move that reached at least this place of the path, 0 when it did not come
// there.
std::int64_t reached_at(const journey::Order& order, std::string_view state) {
  if (state == "placed") return order.placed_ms;
  std::int64_t when = 0;
  for (const auto& move : order.moves) {
    if (move.state == state) when = move.time_ms;
  }
  return when;
}

Section path_section(Frame& frame, const OrderView& view) {
  return {
      190 + 48, [&frame, &view](const Rect& box) {
        card(frame, box);
        const int rank = journey::order_rank(view.order.state);
        const Rect rest = box.inset(20, 24);
        const Theme& theme = frame.theme;
        const int count = static_cast<int>(kPath.size());
        const float y = rest.y + 50;
        for (int i = 0; i < count; ++i) {
          const auto state = kPath[static_cast<std::size_t>(i)];
          const bool done = rank >= journey::order_rank(state) && rank < 9;
          const Rect slot = rest.column(i, count, 0);
          if (i > 0) {
            const Rect left = rest.column(i - 1, count, 0);
            frame.canvas.line({left.center().x + 42, y}, {slot.center().x - 42, y},
                              done ? theme.accent : theme.line, 5);
          }
          frame.canvas.circle({slot.center().x, y}, 34, done ? theme.accent : theme.surface2);
          frame.canvas.icon({slot.center().x, y}, 34, done ? theme.on_accent : theme.muted,
                            kPathIcons[static_cast<std::size_t>(i)]);
          frame.canvas.text({slot.x, y + 44, slot.w, 34}, frame.of("order.state", state),
                            {{Face::SemiBold, 20}, done ? theme.ink : theme.muted, Align::Center});
          const auto when = reached_at(view.order, state);
          if (done && when > 0) {
            // "yesterday 10:30 pm" is wider than a step: it may take two lines.
            frame.canvas.paragraph({slot.x + 8, y + 80, slot.w - 16, 52}, frame.format.moment(when),
                                   {{Face::Regular, 19}, theme.muted, Align::Center, true}, 2);
          }
        }
      }};
}

void line_row(Frame& frame, const Rect& box, const OrderView& view, const OrderView::Line& line,
              Intents& intents) {
  const Theme& theme = frame.theme;
  Rect rest = box.inset(0, 10);
  product_picture(frame, rest.cut_left(108, 24), line.product.picture, 20);
  const bool done = line.picked >= line.quantity;
  const auto& actions = view.actions;
  const bool may_pick = std::find(actions.begin(), actions.end(), "pick") != actions.end();
  const Rect end = rest.cut_right(230, 20).middle(230, 76);
  if (done) {
    const float width = pill_width(frame, frame.t("order.picked"), true);
    pill(frame, {end.right() - width, end.center().y - 22, width, 44}, frame.t("order.picked"),
         Tone::Accent, "check");
  } else if (may_pick) {
    if (button(frame, Id("order.pick", line.product.id), end, frame.t("order.pick"),
               {.icon = "check", .emphasis = Emphasis::Secondary})) {
      intents.push_back(visit::PickLine{view.order.id, line.product.id});
    }
  }
  const Rect lines = rest.middle(rest.w, 82);
  frame.canvas.text(lines.row(0, 2, 0), frame.name(line.product.name),
                    {type::kLabel, theme.ink, Align::Left, true});
  const std::string count =
      frame.t("order.line", {std::to_string(line.picked), std::to_string(line.quantity)});
  frame.canvas.text(lines.row(1, 2, 0), count + " · " + frame.format.money(line.product.price),
                    {type::kSmall, done ? theme.accent_ink : theme.muted, Align::Left, true});
}

Section lines_section(Frame& frame, const OrderView& view, Intents& intents) {
  const auto rows = static_cast<float>(view.lines.size());
  return {kCardHead + rows * kLineRow + kCardFoot, [&frame, &view, &intents](const Rect& box) {
            Rect rest = titled_card(frame, box, frame.t("order.lines"),
                                    frame.format.money(view.order.total()) + " · " +
                                        frame.t(view.order.paid ? "order.paid" : "order.unpaid"));
            for (const auto& line : view.lines)
              line_row(frame, rest.cut_top(kLineRow), view, line, intents);
          }};
}

// What cannot be taken back by the next tap.
bool needs_yes(std::string_view action) {
  return action == "hand_over" || action == "pick";
}

Id question_id(const OrderView& view, std::string_view action) {
  return {Id("order.question", action), view.order.id};
}

void act(Frame& frame, const OrderView& view, const std::string& action, Intents& intents) {
  if (needs_choice(action)) {
    frame.memory.flag(Id("order.sheet", action)) = true;
  } else if (needs_yes(action)) {
    frame.memory.flag(question_id(view, action)) = true;
  } else {
    intents.push_back(visit::MoveOrder{view.order.id, action, {}});
  }
}

void refusal_line(Frame& frame, const Rect& box, const std::string& refusal) {
  const std::string words = frame.of("refusal", refusal);
  frame.canvas.fill(box, faded(frame.theme.danger, .12f), 20);
  Rect line = box.inset(22, 0);
  frame.canvas.icon(line.cut_left(36, 14).center(), 34, frame.theme.danger, "error_outline");
  frame.canvas.text(line, words, {type::kSmallStrong, frame.theme.danger});
  describe(frame, Role::Alert, words, box);
}

Section actions_section(Frame& frame, const OrderView& view, Intents& intents) {
  const auto rows = static_cast<float>(std::max<std::size_t>(1, view.actions.size()));
  const float alert = view.refusal.empty() ? 0 : 88;
  return {kCardHead + rows * (kActionButton + 14) + alert + kCardFoot,
          [&frame, &view, &intents](const Rect& box) {
            Rect rest = titled_card(frame, box, frame.t("order.actions"));
            if (!view.refusal.empty()) refusal_line(frame, rest.cut_top(72, 16), view.refusal);
            if (view.actions.empty()) quiet_line(frame, rest, frame.t("order.no_actions"));
            for (std::size_t i = 0; i < view.actions.size(); ++i) {
              const std::string& action = view.actions[i];
              const Emphasis emphasis = action == "cancel" ? Emphasis::Quiet
                                        : action == "undo" ? Emphasis::Danger
                                        : i == 0           ? Emphasis::Primary
                                                           : Emphasis::Secondary;
              if (button(frame, Id("order.action", action), rest.cut_top(kActionButton, 14),
                         frame.of("order.action", action),
                         {.icon = icon_of(action), .emphasis = emphasis})) {
                act(frame, view, action, intents);
              }
            }
          }};
}

Section moves_section(Frame& frame, const OrderView& view) {
  const std::size_t shown = std::min(view.order.moves.size(), kMovesMax);
  const auto rows = static_cast<float>(std::max<std::size_t>(1, shown));
  return {kCardHead + rows * kMoveRow + kCardFoot, [&frame, &view, shown](const Rect& box) {
            Rect rest = titled_card(frame, box, frame.t("order.moves"));
            if (shown == 0) quiet_line(frame, rest, frame.t("order.no_moves"));
            for (std::size_t i = 0; i < shown; ++i) {
              const auto& move = view.order.moves[view.order.moves.size() - 1 - i];
              Rect lines = rest.cut_top(kMoveRow);
              frame.canvas.text(lines.cut_top(34), frame.of("order.state", move.state),
                                {{Face::SemiBold, 23}, frame.theme.ink});
              std::string under = frame.format.moment(move.time_ms);
              if (!move.actor.empty()) under += " · " + move.actor;
              if (!move.reason.empty()) under += " · " + frame.of("reason", move.reason);
              frame.canvas.text(lines.cut_top(28), under,
                                {type::kCaption, frame.theme.muted, Align::Left, true});
            }
          }};
}

// A sheet with a few words to choose from: bins, or the reason of an undo.
void choice_sheet(Frame& frame, const OrderView& view, const std::string& action,
                  Intents& intents) {
  const Id id("order.sheet", action);
  bool& open = frame.memory.flag(id);
  const Sheet sheet(frame, id, open, action == "stage" ? 300.f : 410.f,
                    frame.t("order.choose." + action));
  if (sheet.closed()) open = false;
  if (!sheet.visible()) return;
  Rect body = sheet.body();
  const auto choose = [&](std::string_view argument) {
    intents.push_back(visit::MoveOrder{view.order.id, action, std::string(argument)});
    open = false;
  };
  if (action == "stage") {
    for (std::size_t i = 0; i < kBins.size(); ++i) {
      const int n = static_cast<int>(i);
      const int row = n / 4;
      Rect place = body.column(n % 4, 4, 20);
      place.y += static_cast<float>(row) * 124;
      place.h = 104;
      if (button(frame, Id(id, kBins[i]), place, frame.t("order.bin", {kBins[i]}),
                 {.emphasis = Emphasis::Secondary})) {
        choose(kBins[i]);
      }
    }
    return;
  }
  for (const auto reason : kReasons) {
    if (button(frame, Id(id, reason), body.cut_top(100, 18), frame.of("reason", reason),
               {.emphasis = Emphasis::Secondary})) {
      choose(reason);
    }
  }
}

std::string question_words(Frame& frame, const OrderView& view, std::string_view action) {
  const std::string& name = view.order.customer_name;
  if (action == "pick") return frame.t("order.question.pick", {view.order.id});
  if (name.empty()) return frame.t("order.question.hand_over", {view.order.id});
  return frame.t("order.question.hand_over_to", {view.order.id, name});
}

// "Hand order 48177 over to I. Moreau?": goods that left do not come back by another tap.
void question(Frame& frame, const OrderView& view, std::string_view action, Intents& intents) {
  const Id id = question_id(view, action);
  bool& open = frame.memory.flag(id);
  const auto& allowed = view.actions;
  if (std::find(allowed.begin(), allowed.end(), action) == allowed.end()) open = false;
  if (!open) return;
  std::string words =
      question_words(frame, view, action) + " " + frame.n("order.pieces", view.order.pieces());
  if (!view.order.bin.empty()) words += " · " + frame.t("order.bin", {view.order.bin});
  const Answer answer = dialog(frame, id,
                               {.title = frame.of("order.action", action),
                                .words = words,
                                .yes = frame.of("order.yes", action),
                                .no = frame.t("order.no"),
                                .icon = icon_of(action)});
  if (answer == Answer::None) return;
  open = false;
  if (answer == Answer::Yes) {
    intents.push_back(visit::MoveOrder{view.order.id, std::string(action), {}});
  }
}

}  // namespace

void draw_order_detail(Frame& frame, const ViewState& state, Intents& intents) {
  if (!state.order) {
    const Rect rest = staff_page(frame, state, intents, {frame.t("order.title"), {}});
    empty_state(frame, rest, "inventory_2", frame.t("order.none"), frame.t("order.none_words"));
    return;
  }
  const OrderView& view = *state.order;
  std::string under =
      view.order.customer_name + " · " + frame.n("order.pieces", view.order.pieces());
  if (view.order.promised_ms > 0) {
    under += " · " + frame.t("order.promised", {frame.format.moment(view.order.promised_ms)});
  }
  if (!view.order.bin.empty()) under += " · " + frame.t("order.bin", {view.order.bin});
  const Rect rest =
      staff_page(frame, state, intents, {frame.t("order.number", {view.order.id}), under});
  Columns columns;
  columns.sections = {{path_section(frame, view), lines_section(frame, view, intents)},
                      {actions_section(frame, view, intents), moves_section(frame, view)}};
  columns.weights = {1.9f, 1};
  draw_columns(frame, Id("order", view.order.id), rest, columns);
  for (const char* action : {"stage", "undo", "cancel"}) choice_sheet(frame, view, action, intents);
  for (const char* action : {"hand_over", "pick"}) question(frame, view, action, intents);
}

}  // namespace parcours::ui
