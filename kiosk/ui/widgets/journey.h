// SPDX-License-Identifier: Apache-2.0
// A customer's path and orders: horizontal journey line, vertical timeline rows, cards and columns
// of the collect board.
#pragma once

#include <optional>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/widgets/chip.h"

namespace parcours::ui {

struct JourneyStep {
  std::string_view icon;
  std::string title;
  std::string under;
  bool strong = false;  ///< drawn in the accent colour
};
/// Steps from left to right, the last is now. Height 190.
void journey_line(Frame& frame, const Rect& box, const Label& label,
                  const std::vector<JourneyStep>& steps);

struct TimelineRow {
  std::string_view icon;
  std::string title;
  std::string under;  ///< what it was about; a row without it is lower
  std::string when;   ///< where, who, when
  bool strong = false;
  bool last = false;
};
[[nodiscard]] float timeline_height(const TimelineRow& row);
void timeline_row(Frame& frame, const Rect& box, const TimelineRow& row);

/// Icon of an event type ("web.product_viewed") and of a channel.
[[nodiscard]] std::string_view event_icon(std::string_view type);

struct BoardColumn {
  std::string title;
  Tone tone = Tone::Accent;
  std::vector<visit::OrderCard> orders;
  int shown_max = 6;
};
inline constexpr float kBoardCard = 104;
/// Column of order cards; returns the id of the order tapped.
std::optional<std::string> board_column(Frame& frame, const Id& id, const Rect& box,
                                        const BoardColumn& column);
/// "dans 12 min", "casier A4", "attend 3 min", "en retard de 2 h".
[[nodiscard]] std::string order_age(Frame& frame, const visit::OrderCard& order);

/// A QR code of `size` x `size` modules, row by row, true is dark. Always dark on white, with its
/// quiet zone.
void qr_code(Frame& frame, const Rect& box, const Label& label, const std::vector<bool>& modules,
             int size);

}  // namespace parcours::ui
