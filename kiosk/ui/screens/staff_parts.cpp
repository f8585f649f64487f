// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/staff_parts.h"

#include <algorithm>
#include <numeric>

#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/journey.h"
#include "kiosk/ui/widgets/navigation.h"
#include "kiosk/ui/widgets/scroll.h"

namespace parcours::ui {
namespace {

constexpr float kColumnGap = 28;
constexpr float kShadowRoom = 12;  // a scroll area clips: its cards need room for their shadow

float height_of(const std::vector<Section>& sections) {
  const auto add = [](float sum, const Section& section) {
    return sum + section.height + kSectionGap;
  };
  return std::accumulate(sections.begin(), sections.end(), 0.f, add);
}

}  // namespace

Rect staff_page(Frame& frame, const visit::ViewState& state, Intents& intents, const PageText& text,
                Rect* right) {
  Rect rest = staff_chrome(frame, state, intents);
  Rect head = rest.cut_top(kTitleBar, 20);
  // The lock sits at the upper right in portrait.
  if (frame.portrait()) head.cut_right(120);
  if (right != nullptr) *right = head.cut_right(std::min(560.f, head.w * .42f), 24);
  if (title_bar(frame, Id("title"), head, text.title, state.can_go_back, text.under)) {
    intents.push_back(visit::Back{});
  }
  return rest;
}

void draw_column(Frame& frame, const Id& id, const Rect& box,
                 const std::vector<Section>& sections) {
  const Rect view{box.x - kShadowRoom, box.y, box.w + 2 * kShadowRoom, box.h};
  const ScrollArea page(frame, id, view, height_of(sections) + kSectionGap);
  Rect rest = page.content().inset(kShadowRoom, 0);
  rest.cut_top(6);
  for (const Section& section : sections) {
    const Rect place = rest.cut_top(section.height, kSectionGap);
    if (page.shows(place)) section.draw(place);
  }
}

void draw_columns(Frame& frame, const Id& id, const Rect& box, const Columns& columns) {
  if (frame.portrait()) {
    std::vector<Section> all;
    for (const auto& column : columns.sections) all.insert(all.end(), column.begin(), column.end());
    draw_column(frame, Id(id, "all"), box, all);
    return;
  }
  const float total = std::accumulate(columns.weights.begin(), columns.weights.end(), 0.f);
  const auto count = columns.sections.size();
  const float room = box.w - kColumnGap * static_cast<float>(count - 1);
  Rect rest = box;
  for (std::size_t i = 0; i < count; ++i) {
    const Rect place = rest.cut_left(room * columns.weights[i] / total, kColumnGap);
    draw_column(frame, Id(id, static_cast<int>(i)), place, columns.sections[i]);
  }
}

Rect titled_card(Frame& frame, const Rect& box, std::string_view title, std::string_view right) {
  card(frame, box);
  Rect rest = box.inset(28, 0);
  const Rect head = rest.cut_top(kCardHead).moved(0, 6);
  Rect words = head;
  if (!right.empty()) {
    const float width = frame.canvas.measure(right, type::kSmall);
    frame.canvas.text(words.cut_right(width + 2, 16), right,
                      {type::kSmall, frame.theme.muted, Align::Right});
  }
  frame.canvas.text(words, title, {type::kH3, frame.theme.ink});
  rest.cut_bottom(kCardFoot);
  return rest;
}

void quiet_line(Frame& frame, const Rect& box, std::string_view words) {
  frame.canvas.paragraph(box, words, {{Face::Regular, 23}, frame.theme.muted}, 3);
}

Tone tone_of_state(std::string_view state) {
  if (state == "arrived" || state == "cancelled" || state == "expired") return Tone::Danger;
  if (state == "ready" || state == "handed_over") return Tone::Accent;
  if (state == "closed") return Tone::Neutral;
  return Tone::Gold;
}

bool order_row(Frame& frame, const Id& id, const Rect& box, const visit::OrderCard& order) {
  const std::string age = order_age(frame, order);
  const std::string under = order.customer_name + " · " +
                            frame.n("order.pieces_short", order.pieces) + " · " +
                            frame.format.money(order.total);
  const Press press =
      tap(frame, id, box.inset(-12, 0),
          {.role = Role::ListEntry, .label = "#" + order.id, .value = under + ", " + age});
  const InsideScope inside(frame.canvas, id);
  const Theme& theme = frame.theme;
  const Rect shape = squeezed(box, press.amount, .01f);
  if (press.amount > .01f) {
    frame.canvas.fill(shape.inset(-12, 0), faded(theme.surface2, press.amount), 18);
  }
  Rect rest = shape;
  const std::string state_words = frame.of("order.state", order.state);
  const float width = pill_width(frame, state_words, false);
  const Rect end = rest.cut_right(std::max(width, 190.f), 16);
  pill(frame, {end.right() - width, end.y + 8, width, 40}, state_words, tone_of_state(order.state));
  const bool urgent = order.late || order.state == "arrived";
  frame.canvas.text(
      {end.x, end.y + 50, end.w, 32}, age,
      {{Face::SemiBold, 19}, urgent ? theme.danger : theme.muted, Align::Right, true});
  const Rect lines = rest.middle(rest.w, 74);
  frame.canvas.text(lines.row(0, 2, 0), "#" + order.id,
                    {{Face::SemiBold, 26, true}, theme.ink, Align::Left, true});
  frame.canvas.text(lines.row(1, 2, 0), under, {type::kSmall, theme.muted, Align::Left, true});
  return press.tapped;
}

std::string event_title(Frame& frame, const visit::TimelineLine& line) {
  const std::string title = frame.of("event", line.entry.type);
  return line.times > 1 ? frame.t("event.times", {title, std::to_string(line.times)}) : title;
}

namespace {

/// A code that a person can read on paper ("TELE-2X7K"), not a name of a campaign or template.
bool is_printed_code(std::string_view text) {
  const auto printed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return text.size() > 3 && std::all_of(text.begin(), text.end(), printed);
}

std::string detail_words(Frame& frame, const std::string& detail) {
  const std::string keys[] = {"detail." + detail, "purpose." + detail, "points." + detail,
                              "reason." + detail, "refusal." + detail};
  for (const std::string& key : keys) {
    if (frame.words.has(key)) return frame.t(key);
  }
  return is_printed_code(detail) ? detail : std::string{};
}

void append(std::string& to, const std::string& part) {
  if (part.empty()) return;
  if (!to.empty()) to += " · ";
  to += part;
}

}  // namespace

std::string event_about(Frame& frame, const visit::TimelineLine& line) {
  std::string about;
  if (line.entry.due_ms > 0 && line.entry.outcome.empty())
    about = frame.t("event.due", {frame.format.moment(line.entry.due_ms)});
  if (!line.entry.outcome.empty()) about = frame.of("event.outcome", line.entry.outcome);
  const std::string& product = frame.name(line.product_name);
  append(about, product.empty() && !line.entry.order.empty() ? "#" + line.entry.order : product);
  if (line.entry.amount.cents != 0) append(about, frame.format.money(line.entry.amount));
  append(about, detail_words(frame, line.entry.detail));
  return about;
}

std::string event_when(Frame& frame, const visit::TimelineLine& line) {
  const auto& entry = line.entry;
  std::string when = frame.of("channel", entry.channel);
  // Neither the customer nor the brand began it: that says nothing to a seller.
  if (entry.initiator == "customer" || entry.initiator == "brand") {
    append(when, frame.of("initiator", entry.initiator));
  }
  append(when, frame.format.moment(entry.time_ms));
  return when;
}

std::string incident_words(Frame& frame, std::string_view words) {
  constexpr std::string_view kFamily = "incident.";
  if (words.substr(0, kFamily.size()) == kFamily) words.remove_prefix(kFamily.size());
  return frame.of("incident", words);
}

std::string first_name_of(const std::string& name) {
  return name.substr(0, name.find(' '));
}

}  // namespace parcours::ui
