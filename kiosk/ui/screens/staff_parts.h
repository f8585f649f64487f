// SPDX-License-Identifier: Apache-2.0
// What several staff screens share: the page with its title, columns of sections that scroll
// together, rows of orders and tasks. Ui thread; draws only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/widgets/chip.h"

namespace parcours::ui {

struct PageText {
  std::string title;
  std::string under;
};
/// Chrome, arrow back when there is somewhere to go back to, title. Returns what is left; `right`
/// (may be null) gets the room at the right end of the title, where a screen may put a control.
[[nodiscard]] Rect staff_page(Frame& frame, const visit::ViewState& state, Intents& intents,
                              const PageText& text, Rect* right = nullptr);

/// A part of a column: its height and how it is drawn.
struct Section {
  float height = 0;
  std::function<void(const Rect&)> draw;
};
inline constexpr float kSectionGap = 24;
/// Sections below each other in one scroll area.
void draw_column(Frame& frame, const Id& id, const Rect& box, const std::vector<Section>& sections);
/// Landscape: the columns side by side, widths by weight. Portrait: all sections in one column.
struct Columns {
  std::vector<std::vector<Section>> sections;
  std::vector<float> weights;
};
void draw_columns(Frame& frame, const Id& id, const Rect& box, const Columns& columns);

/// A card with a heading; returns the box inside, below the heading.
inline constexpr float kCardHead = 84;
inline constexpr float kCardFoot = 24;
[[nodiscard]] Rect titled_card(Frame& frame, const Rect& box, std::string_view title,
                               std::string_view right = {});
/// One sentence where a list would be.
void quiet_line(Frame& frame, const Rect& box, std::string_view words);

/// Number, name, pieces, state, age: one order in a list. True when tapped.
inline constexpr float kOrderRow = 92;
bool order_row(Frame& frame, const Id& id, const Rect& box, const visit::OrderCard& order);
/// "Vue produit × 2"; "Téléviseur Horizon 55 · interrompue"; "Web · client · hier 18 h 05".
[[nodiscard]] std::string event_title(Frame& frame, const visit::TimelineLine& line);
[[nodiscard]] std::string event_about(Frame& frame, const visit::TimelineLine& line);
[[nodiscard]] std::string event_when(Frame& frame, const visit::TimelineLine& line);
/// What an incident's task says: its words are the key of a sentence, or free text.
[[nodiscard]] std::string incident_words(Frame& frame, std::string_view words);
[[nodiscard]] Tone tone_of_state(std::string_view order_state);
/// The first word of a name.
[[nodiscard]] std::string first_name_of(const std::string& name);

}  // namespace parcours::ui
