// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/chart.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {
namespace {

constexpr Style kAxis{Face::Medium, 19, true};

constexpr int kGridLines = 3;  // above the base

/// The smallest top of the axis, at least `value`, whose grid lines all stand at round numbers.
std::int64_t round_up(std::int64_t value) {
  const std::int64_t least = (value + kGridLines - 1) / kGridLines;
  std::int64_t power = 1;
  while (power * 10 < least) power *= 10;
  for (const int factor : {1, 2, 3, 4, 5, 6, 8}) {
    if (power * factor >= least) return power * factor * kGridLines;
  }
  return power * 10 * kGridLines;
}

std::int64_t largest(const BarSeries& series) {
  std::int64_t most = 1;
  for (const std::int64_t v : series.now) most = std::max(most, v);
  for (const std::int64_t v : series.before) most = std::max(most, v);
  return round_up(most);
}

void legend_entry(Frame& frame, Rect& row, const std::string& name, Color color) {
  const float width = frame.canvas.measure(name, type::kSmall);
  const Rect entry = row.cut_right(width + 34, 28);
  frame.canvas.fill({entry.x, entry.center().y - 11, 22, 22}, color, 7);
  frame.canvas.text({entry.x + 34, entry.y, width + 1, entry.h}, name,
                    {type::kSmall, frame.theme.muted});
}

/// Every how many bars a label has room.
int tick_step(Frame& frame, const BarSeries& series, float slot) {
  float widest = 0;
  for (const std::string& label : series.labels) {
    widest = std::max(widest, frame.canvas.measure(label, kAxis));
  }
  return std::max(1, static_cast<int>(std::ceil((widest + 10) / slot)));
}

void grid(Frame& frame, const Rect& plot, const BarSeries& series, std::int64_t most) {
  for (int i = 0; i <= kGridLines; ++i) {
    const float y = plot.bottom() - plot.h * static_cast<float>(i) / kGridLines;
    frame.canvas.fill({plot.x, y - 1, plot.w, 2}, frame.theme.line);
    frame.canvas.text({plot.x - 112, y - 16, 98, 32}, series.words(most * i / kGridLines),
                      {kAxis, frame.theme.muted, Align::Right});
  }
}

void callout(Frame& frame, const Rect& plot, float x, const std::string& words) {
  const float width = frame.canvas.measure(words, type::kSmallStrong) + 44;
  const Rect box{std::clamp(x - width / 2, plot.x, std::max(plot.x, plot.right() - width)),
                 plot.y - 18, width, 56};
  frame.canvas.shadow(box, 12, 5, frame.theme.shadow);
  frame.canvas.fill(box, frame.theme.ink, 16);
  const InsideScope inside(frame.canvas, Id("callout"));
  frame.canvas.text(box, words, {type::kSmallStrong, frame.theme.bg, Align::Center});
}

}  // namespace

void bar_chart(Frame& frame, const Id& id, const Rect& box, const Label& label,
               const BarSeries& series) {
  const Theme& theme = frame.theme;
  const Color earlier = theme.outlined ? theme.surface2 : theme.line;
  Rect rest = box;
  Rect head = rest.cut_top(48, 28);
  if (!series.before_name.empty()) legend_entry(frame, head, series.before_name, earlier);
  if (!series.now_name.empty()) legend_entry(frame, head, series.now_name, theme.accent);
  frame.canvas.text(head, label.text(), {type::kH3, theme.ink});
  const Rect under = rest.cut_bottom(40);
  Rect plot = rest;
  plot.cut_left(112);
  const std::int64_t most = largest(series);
  grid(frame, plot, series, most);
  describe(frame, Role::Chart, label, box);
  int& chosen = frame.memory.number(id);  // 0: none, else index + 1
  const int count = static_cast<int>(series.labels.size());
  const float grown = frame.touch.spring_from(Id(id, "grown"), 0, 1, motion::kGrow);
  // The last bar is the one that is read: its label always stands.
  const int ticks = tick_step(frame, series, plot.column(0, std::max(1, count), 0).w);
  for (int i = 0; i < count; ++i) {
    const Rect slot = plot.column(i, count, 0);
    const auto at = static_cast<std::size_t>(i);
    const std::int64_t now = at < series.now.size() ? series.now[at] : 0;
    const std::int64_t before = at < series.before.size() ? series.before[at] : 0;
    const auto bar = [&](float x, float w, std::int64_t value, Color color) {
      const float h = plot.h * grown * static_cast<float>(value) / static_cast<float>(most);
      if (h > 1)
        frame.canvas.fill({x, plot.bottom() - h, w, h}, color, std::min(8.f, h / 2), Corners::Top);
    };
    const Press press =
        tap(frame, Id(id, i), {slot.x, plot.y, slot.w, plot.h},
            {.role = Role::Button, .label = series.labels[at], .value = series.words(now)});
    if (press.tapped) chosen = chosen == i + 1 ? 0 : i + 1;
    if (chosen == i + 1) frame.canvas.fill(slot.inset(slot.w * .1f, 0), theme.accent_soft, 14);
    const float w = slot.w * (series.before.empty() ? .5f : .32f);
    const float left = slot.center().x - (series.before.empty() ? w / 2 : w + 2);
    bar(left, w, now, theme.accent);
    bar(left + w + 4, w, before, earlier);
    const Rect tick{slot.x - 20, under.y, slot.w + 40, under.h};
    if ((count - 1 - i) % ticks == 0) {
      frame.canvas.text(tick, series.labels[at], {kAxis, theme.muted, Align::Center});
    }
  }
  if (chosen > 0 && chosen <= count && static_cast<std::size_t>(chosen) <= series.now.size()) {
    callout(frame, plot, plot.column(chosen - 1, count, 0).center().x,
            series.words(series.now[static_cast<std::size_t>(chosen) - 1]));
  }
}

namespace {

std::vector<Point> points_of(const Rect& box, const std::vector<std::int64_t>& values) {
  std::vector<Point> points;
  if (values.size() < 2) return points;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const float span = std::max<float>(1, static_cast<float>(*high - *low));
  for (std::size_t i = 0; i < values.size(); ++i) {
    points.push_back({box.x + box.w * static_cast<float>(i) / static_cast<float>(values.size() - 1),
                      box.bottom() - box.h * static_cast<float>(values[i] - *low) / span});
  }
  return points;
}

void area_under(Frame& frame, const Rect& box, const std::vector<Point>& points, Color color) {
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const float top = std::min(points[i].y, points[i + 1].y);
    frame.canvas.fade_down(
        {points[i].x, top, points[i + 1].x - points[i].x, box.bottom() + 10 - top},
        faded(color, .16f), faded(color, 0));
  }
}

}  // namespace

void line_chart(Frame& frame, const Rect& box, const Label& label,
                const std::vector<std::int64_t>& values) {
  describe(frame, Role::Chart, label, box);
  for (int i = 0; i <= 3; ++i) {
    frame.canvas.fill({box.x, box.y + box.h * static_cast<float>(i) / 3 - 1, box.w, 2},
                      frame.theme.line);
  }
  const auto points = points_of(box.inset(4, 10), values);
  if (points.empty()) return;
  area_under(frame, box, points, frame.theme.accent);
  frame.canvas.polyline(points, frame.theme.accent, 4);
  frame.canvas.circle(points.back(), 9, frame.theme.accent);
}

void sparkline(Frame& frame, const Rect& box, const std::vector<std::int64_t>& values,
               Color color) {
  const auto points = points_of(box.inset(4), values);
  if (points.empty()) return;
  area_under(frame, box, points, color);
  frame.canvas.polyline(points, color, 3);
  frame.canvas.circle(points.back(), 6, color);
}

void figure_card(Frame& frame, const Rect& box, const FigureText& figure) {
  const Theme& theme = frame.theme;
  card(frame, box);
  describe(frame, Role::Status, figure.label, box, figure.value + " " + figure.change);
  const InsideScope inside(frame.canvas, Id(figure.label));
  Rect rest = box.inset(26, 24);
  Rect head = rest.cut_top(60, 10);
  icon_tile(frame, head.cut_left(60, 18), figure.icon);
  frame.canvas.text(head, figure.label, {{Face::Regular, 24}, theme.muted});
  const Color tone = figure.good ? theme.accent : theme.danger;
  Rect right = rest;
  const float value_width = frame.canvas.measure(figure.value, type::kFigure);
  frame.canvas.text(rest, figure.value, {type::kFigure, theme.ink});
  right.cut_left(value_width + 20);
  right = right.w > 150 ? Rect{right.right() - 150, right.y - 12, 150, right.h + 12} : right;
  if (!figure.change.empty()) {
    const Rect line = right.cut_bottom(34);
    const float width = frame.canvas.measure(figure.change, type::kSmallStrong);
    frame.canvas.text(line, figure.change, {type::kSmallStrong, tone, Align::Right});
    frame.canvas.icon({line.right() - width - 20, line.center().y}, 26, tone,
                      figure.change.front() == '+' ? "arrow_upward" : "arrow_downward");
  }
  if (right.w > 70) sparkline(frame, right.inset(4, 6), figure.trend, tone);
}

}  // namespace parcours::ui
