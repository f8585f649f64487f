// SPDX-License-Identifier: Apache-2.0
// How this terminal stands: link to the hub, what waits, the replica, what was set aside.
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/staff_parts.h"
#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {
namespace {

using visit::Link;
using visit::ViewState;

constexpr float kFact = 72;
constexpr float kSetAsideRow = 84;

std::string mode_words(Frame& frame, const Link& link) {
  switch (link.mode) {
    case Link::Mode::Hub:
      return frame.t("terminal.mode_hub");
    case Link::Mode::Relay:
      return frame.t("terminal.mode_relay");
    case Link::Mode::Alone:
      break;
  }
  return frame.t("terminal.mode_alone");
}

std::string size_words(Frame& frame, std::int64_t bytes) {
  constexpr std::int64_t kMega = 1'000'000;
  return frame.t("terminal.megabytes", {frame.format.number((bytes + kMega / 2) / kMega)});
}

/// What waits to be sent, and what the hub has that is in no backup of it yet.
std::string unsent_words(Frame& frame, const Link& link) {
  std::string words = frame.format.number(link.unsent);
  if (link.kept == 0) return words;
  return words + " · " + frame.t("terminal.kept", {frame.format.number(link.kept)});
}

Section link_section(Frame& frame, const ViewState& state) {
  return {
      kCardHead + 5 * kFact + kCardFoot, [&frame, &state](const Rect& box) {
        const Link& link = state.link;
        Rect rest = titled_card(frame, box, frame.t("terminal.link"));
        fact(frame, rest.cut_top(kFact), frame.t("terminal.mode"), mode_words(frame, link));
        fact(frame, rest.cut_top(kFact), frame.t("terminal.last_contact"),
             link.last_contact_ms > 0 ? frame.format.age(link.last_contact_ms)
                                      : frame.t("terminal.never"));
        fact(frame, rest.cut_top(kFact), frame.t("terminal.unsent"), unsent_words(frame, link));
        fact(frame, rest.cut_top(kFact), frame.t("terminal.oldest"),
             link.oldest_unsent_ms > 0 ? frame.format.age(link.oldest_unsent_ms)
                                       : frame.t("terminal.nothing"));
        fact(frame, rest.cut_top(kFact), frame.t("terminal.trouble"),
             link.trouble.empty() ? frame.t("terminal.none") : frame.of("trouble", link.trouble));
      }};
}

Section replica_section(Frame& frame, const ViewState& state) {
  return {kCardHead + 5 * kFact + kCardFoot, [&frame, &state](const Rect& box) {
            const auto& terminal = state.terminals;
            Rect rest = titled_card(frame, box, frame.t("terminal.replica"));
            fact(frame, rest.cut_top(kFact), frame.t("terminal.shop"), state.shop.name);
            fact(frame, rest.cut_top(kFact), frame.t("terminal.rows"),
                 frame.format.number(terminal.rows));
            fact(frame, rest.cut_top(kFact), frame.t("terminal.cursor"),
                 frame.format.number(terminal.cursor));
            fact(frame, rest.cut_top(kFact), frame.t("terminal.size"),
                 size_words(frame, terminal.database_bytes));
            // The end of the number tells terminals apart; the whole does not fit beside its label.
            const std::string& id = terminal.device;
            fact(frame, rest.cut_top(kFact), frame.t("terminal.device"),
                 id.size() > 12 ? "…" + id.substr(id.size() - 12) : id);
          }};
}

Section set_aside_section(Frame& frame, const ViewState& state) {
  const auto& lines = state.terminals.quarantined;
  const auto rows = static_cast<float>(lines.empty() ? 1 : lines.size());
  return {
      kCardHead + rows * kSetAsideRow + kCardFoot, [&frame, &lines](const Rect& box) {
        Rect rest = titled_card(frame, box, frame.t("terminal.set_aside"),
                                frame.format.number(static_cast<std::int64_t>(lines.size())));
        if (lines.empty()) quiet_line(frame, rest, frame.t("terminal.nothing_set_aside"));
        for (const auto& line : lines) {
          Rect place = rest.cut_top(kSetAsideRow);
          frame.canvas.text(place.cut_top(36), line.order.empty() ? line.kind : "#" + line.order,
                            {type::kLabel, frame.theme.ink, Align::Left, true});
          frame.canvas.text(place.cut_top(32), line.detail + " · " + frame.format.age(line.time_ms),
                            {type::kSmall, frame.theme.muted, Align::Left, true});
        }
      }};
}

}  // namespace

void draw_terminals(Frame& frame, const ViewState& state, Intents& intents) {
  const Rect rest = staff_page(frame, state, intents, {frame.t("terminal.title"), state.shop.name});
  Columns columns;
  columns.sections = {{link_section(frame, state), set_aside_section(frame, state)},
                      {replica_section(frame, state)}};
  columns.weights = {1, 1};
  draw_columns(frame, Id("terminals"), rest, columns);
}

}  // namespace parcours::ui
