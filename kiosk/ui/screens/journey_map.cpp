// SPDX-License-Identifier: Apache-2.0
// Channels by stages: how many events each meeting of the two saw. The darker, the more.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/staff_parts.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/journey.h"

namespace parcours::ui {
namespace {

using visit::JourneyMapView;

constexpr float kHead = 64;
constexpr float kGap = 8;

std::string_view icon_of(std::string_view channel) {
  if (channel == "web") return "web";
  if (channel == "app") return "smartphone";
  if (channel == "ad") return "campaign";
  if (channel == "email") return "mail";
  if (channel == "sms") return "sms";
  if (channel == "post") return "markunread_mailbox";
  if (channel == "phone") return "phone";
  if (channel == "kiosk") return "touch_app";
  if (channel == "associate") return "badge";
  return "point_of_sale";
}

std::int64_t at(const JourneyMapView& map, std::size_t row, std::size_t column) {
  if (row >= map.volume.size() || column >= map.volume[row].size()) return 0;
  return map.volume[row][column];
}

std::int64_t largest(const JourneyMapView& map) {
  std::int64_t most = 0;
  for (const auto& row : map.volume) {
    for (const std::int64_t value : row) most = std::max(most, value);
  }
  return most;
}

struct Cell {
  Rect box;
  std::string label;
  std::int64_t value = 0;
  std::int64_t most = 1;
};

// Volumes span powers of ten: the logarithm keeps the small ones visible.
void draw_cell(Frame& frame, const Cell& cell) {
  const Theme& theme = frame.theme;
  const float part = cell.value == 0
                         ? 0.f
                         : static_cast<float>(std::log1p(static_cast<double>(cell.value)) /
                                              std::log1p(static_cast<double>(cell.most)));
  const Color fill =
      cell.value == 0 ? theme.surface2 : mixed(theme.accent_soft, theme.accent, part * part);
  frame.canvas.fill(cell.box, fill, 16);
  if (theme.outlined) frame.canvas.border(cell.box, theme.line, 16);
  describe(frame, Role::Status, cell.label, cell.box, frame.format.number(cell.value));
  const bool dark = contrast_ratio(theme.on_accent, fill) > contrast_ratio(theme.ink, fill);
  const Color ink = cell.value == 0 ? theme.muted : dark ? theme.on_accent : theme.ink;
  const InsideScope inside(frame.canvas, Id(cell.label));
  frame.canvas.text(cell.box, cell.value == 0 ? "\u2013" : frame.format.number(cell.value),
                    {{Face::SemiBold, 26, true}, ink, Align::Center});
}

void matrix(Frame& frame, Rect box, const JourneyMapView& map) {
  const Theme& theme = frame.theme;
  const auto most = std::max<std::int64_t>(1, largest(map));
  const int columns = static_cast<int>(map.stages.size());
  const int rows = static_cast<int>(map.channels.size());
  const float label_room = frame.portrait() ? 150.f : 240.f;
  Rect head = box.cut_top(kHead, 8);
  head.cut_left(label_room, 16);
  for (int c = 0; c < columns; ++c) {
    const Style style = frame.portrait() ? Style{Face::SemiBold, 19} : type::kSmallStrong;
    frame.canvas.text(head.column(c, columns, kGap),
                      frame.of("stage", map.stages[static_cast<std::size_t>(c)]),
                      {style, theme.ink, Align::Center});
  }
  for (int r = 0; r < rows; ++r) {
    const auto& channel = map.channels[static_cast<std::size_t>(r)];
    Rect row = box.row(r, rows, kGap);
    Rect label = row.cut_left(label_room, 16);
    frame.canvas.icon(label.cut_left(40, 14).center(), 32, theme.muted, icon_of(channel));
    frame.canvas.text(label, frame.of("channel", channel), {type::kSmallStrong, theme.ink});
    for (int c = 0; c < columns; ++c) {
      const auto& stage = map.stages[static_cast<std::size_t>(c)];
      draw_cell(frame, {row.column(c, columns, kGap),
                        frame.of("channel", channel) + ", " + frame.of("stage", stage),
                        at(map, static_cast<std::size_t>(r), static_cast<std::size_t>(c)), most});
    }
  }
}

}  // namespace

void draw_journey_map(Frame& frame, const visit::ViewState& state, Intents& intents) {
  Rect rest = staff_page(frame, state, intents, {frame.t("map.title"), frame.t("map.under")});
  rest.cut_bottom(32);
  if (largest(state.map) == 0) {
    empty_state(frame, rest, "grid_on", frame.t("map.empty_title"), frame.t("map.empty_words"));
    return;
  }
  const Rect box = frame.portrait() ? Rect{rest.x, rest.y, rest.w, std::min(rest.h, 1200.f)} : rest;
  card(frame, box);
  matrix(frame, box.inset(32, 26), state.map);
}

}  // namespace parcours::ui
