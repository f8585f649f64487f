// SPDX-License-Identifier: Apache-2.0
// Every open pickup order of the shop: who waits, what is to prepare (late first), what is ready.
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/staff_parts.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/journey.h"

namespace parcours::ui {
namespace {

int all(const std::vector<visit::OrderCard>& orders) {
  return static_cast<int>(orders.size());
}

}  // namespace

void draw_collect_board(Frame& frame, const visit::ViewState& state, Intents& intents) {
  const auto& board = state.board;
  const auto total =
      static_cast<std::int64_t>(board.here.size() + board.to_prepare.size() + board.ready.size());
  Rect rest = staff_page(frame, state, intents,
                         {frame.t("board.title"),
                          frame.n("board.count", total) + " · " + frame.format.time(state.now_ms)});
  rest.cut_bottom(32);
  if (total == 0) {
    empty_state(frame, rest, "inventory_2", frame.t("board.empty_title"),
                frame.t("board.empty_words"));
    return;
  }
  const BoardColumn columns[] = {
      {frame.t("board.here"), Tone::Danger, board.here, all(board.here)},
      {frame.t("board.to_prepare"), Tone::Gold, board.to_prepare, all(board.to_prepare)},
      {frame.t("board.ready"), Tone::Accent, board.ready, all(board.ready)},
  };
  constexpr float kGap = 24;
  for (int i = 0; i < 3; ++i) {
    const Rect place = rest.column(i, 3, kGap);
    card(frame, place);
    const auto tapped = board_column(frame, Id("board.column", i), place.inset(22, 18), columns[i]);
    if (tapped) intents.push_back(visit::OpenOrder{*tapped});
    if (columns[i].orders.empty()) {
      quiet_line(frame, {place.x + 28, place.y + 84, place.w - 56, 120},
                 frame.t("board.none_here"));
    }
  }
}

}  // namespace parcours::ui
