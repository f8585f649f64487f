// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/canvas.h"

#include <cmath>

#define IMGUI_DEFINE_MATH_OPERATORS
#include <imgui_internal.h>

namespace parcours::ui {
namespace {

ImDrawFlags flags_of(Corners corners) {
  switch (corners) {
    case Corners::Top:
      return ImDrawFlags_RoundCornersTop;
    case Corners::Bottom:
      return ImDrawFlags_RoundCornersBottom;
    case Corners::Left:
      return ImDrawFlags_RoundCornersLeft;
    case Corners::None:
      return ImDrawFlags_RoundCornersNone;
    case Corners::All:
      break;
  }
  return ImDrawFlags_RoundCornersAll;
}

ImVec2 upper_left(const Rect& r) {
  return {r.x, r.y};
}
ImVec2 lower_right(const Rect& r) {
  return {r.right(), r.bottom()};
}
constexpr float kTau = 6.28318531f;
constexpr float kShrinkMost = .74f;
constexpr float kSmallest = 17;

}  // namespace

Canvas::Canvas(Stage& stage, ImDrawList& list, Tree& tree, float scale)
    : x_stage(stage), x_list(list), x_tree(tree), x_scale(scale) {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  x_clips.push_back({0, 0, size.x / scale, size.y / scale});
}

/// Whole pixels: straight edges stay sharp and the rasteriser fills them as boxes.
Rect Canvas::pixels(const Rect& box) const {
  const float x = std::round(box.x * x_scale), y = std::round(box.y * x_scale);
  return {x, y, std::round(box.right() * x_scale) - x, std::round(box.bottom() * x_scale) - y};
}

Style Canvas::scaled(const Style& style) const {
  return {style.face, std::round(style.size * x_scale * 4.f) / 4.f, style.tabular};
}

void Canvas::fill(const Rect& box, Color color, float radius, Corners corners) {
  const Rect p = pixels(box);
  x_list.AddRectFilled(upper_left(p), lower_right(p), color, radius * x_scale, flags_of(corners));
}

void Canvas::border(const Rect& box, Color color, float radius, float thickness) {
  const Rect p = pixels(box);
  x_list.AddRect(upper_left(p), lower_right(p), color, radius * x_scale, 0, thickness * x_scale);
}

void Canvas::gradient(const Rect& box, Color from, Color to, float radius) {
  const Rect p = pixels(box);
  const int first = x_list.VtxBuffer.Size;
  x_list.AddRectFilled(upper_left(p), lower_right(p), IM_COL32_WHITE, radius * x_scale);
  ImGui::ShadeVertsLinearColorGradientKeepAlpha(&x_list, first, x_list.VtxBuffer.Size,
                                                upper_left(p), lower_right(p), from, to);
}

void Canvas::fade_down(const Rect& box, Color top, Color bottom) {
  const Rect p = pixels(box);
  x_list.AddRectFilledMultiColor(upper_left(p), lower_right(p), top, top, bottom, bottom);
}

void Canvas::circle(Point center, float radius, Color color) {
  x_list.AddCircleFilled(at(center), radius * x_scale, color);
}

void Canvas::ring(Point center, float radius, Color color, float thickness) {
  x_list.AddCircle(at(center), radius * x_scale, color, 0, thickness * x_scale);
}

void Canvas::arc(Point center, float radius, float part, Color color, float thickness) {
  const float to = -kTau / 4 + kTau * std::clamp(part, 0.f, 1.f);
  x_list.PathArcTo(at(center), radius * x_scale, -kTau / 4, to, 64);
  x_list.PathStroke(color, 0, thickness * x_scale);
}

void Canvas::line(Point from, Point to, Color color, float thickness) {
  x_list.AddLine(at(from), at(to), color, thickness * x_scale);
}

void Canvas::polyline(const std::vector<Point>& points, Color color, float thickness) {
  for (const Point& p : points) x_list.PathLineTo(at(p));
  x_list.PathStroke(color, 0, thickness * x_scale);
}

void Canvas::polygon(const std::vector<Point>& points, Color color) {
  for (const Point& p : points) x_list.PathLineTo(at(p));
  x_list.PathFillConvex(color);
}

void Canvas::shadow(const Rect& box, float size, float down, Color color) {
  if (color >> 24 == 0) return;
  const float k = size / static_cast<float>(ShadowTile::kMargin);
  const float reach = ShadowTile::kMargin * k;
  const Rect outer =
      pixels({box.x - reach, box.y - reach + down, box.w + 2 * reach, box.h + 2 * reach});
  const float corner =
      std::min(ShadowTile::kSize / 2.f * k * x_scale, std::min(outer.w, outer.h) / 2);
  const std::array<float, 4> xs{outer.x, outer.x + corner, outer.right() - corner, outer.right()};
  const std::array<float, 4> ys{outer.y, outer.y + corner, outer.bottom() - corner, outer.bottom()};
  const ImVec2 atlas = x_stage.atlas_size();
  const auto texel = [](int from, std::size_t i) {
    const auto start = static_cast<float>(from);
    return i == 0   ? start + .5f
           : i == 3 ? start + ShadowTile::kSize - .5f
                    : start + ShadowTile::kSize / 2.f;
  };
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 3; ++column) {
      if (row == 1 && column == 1) continue;  // The box itself is drawn over it.
      if (xs[column + 1] <= xs[column] || ys[row + 1] <= ys[row]) continue;
      x_list.PrimReserve(6, 4);
      x_list.PrimRectUV(
          {xs[column], ys[row]}, {xs[column + 1], ys[row + 1]},
          {texel(x_stage.shadow().x, column) / atlas.x, texel(x_stage.shadow().y, row) / atlas.y},
          {texel(x_stage.shadow().x, column + 1) / atlas.x,
           texel(x_stage.shadow().y, row + 1) / atlas.y},
          color);
    }
  }
}

void Canvas::picture(const Rect& box, const Picture& picture, float radius, Corners corners,
                     Crop crop) {
  const Rect p = pixels(box);
  if (p.empty() || picture.height == 0) return;
  const float own = static_cast<float>(picture.width) / static_cast<float>(picture.height);
  const float wanted = p.w / p.h;
  const float u = (wanted > own ? 1 : wanted / own) / crop.zoom;
  const float v = (wanted > own ? own / wanted : 1) / crop.zoom;
  const ImVec2 from((1 - u) / 2, (1 - v) * crop.focus);
  x_list.AddImageRounded(picture.texture, upper_left(p), lower_right(p), from, from + ImVec2(u, v),
                         faded(IM_COL32_WHITE, crop.alpha), radius * x_scale, flags_of(corners));
}

void Canvas::draw_line(const Rect& box, std::string_view words, const Look& look, bool cut) {
  const Style style = scaled(look.style);
  const float width = x_stage.text().width(words, style);
  float x = box.x * x_scale;
  if (look.align == Align::Center) x += (box.w * x_scale - width) / 2;
  if (look.align == Align::Right) x += box.w * x_scale - width;
  const float baseline = box.center().y * x_scale + cap_height(style) / 2;
  x_stage.text().draw(x_list, {x, baseline}, style, look.color, words);
  Node node;
  node.role = Role::Text;
  node.label = std::string(words);
  node.cut = cut;
  node.content = look.content;
  const float rise = style.size * .78f, fall = style.size * .22f;
  record(std::move(node),
         {x / x_scale, (baseline - rise) / x_scale, width / x_scale, (rise + fall) / x_scale});
}

/// Our own words get smaller before they are cut: a translation may be longer than the design.
Style Canvas::shrunk(std::string_view words, const Look& look, float room) {
  Style style = look.style;
  if (look.content) return style;
  const float least = std::max(look.style.size * kShrinkMost, std::min(look.style.size, kSmallest));
  while (style.size - 1 >= least && measure(words, style) > room + .5f) style.size -= 1;
  return style;
}

float Canvas::text(const Rect& box, std::string_view words, const Look& wanted) {
  Look look = wanted;
  look.style = shrunk(words, wanted, box.w);
  const Style style = scaled(look.style);
  const std::string fitted = x_stage.text().fit(words, style, box.w * x_scale);
  if (visible({clip().x, box.y - 20, 1, box.h + 40})) {
    draw_line(box, fitted, look, fitted.size() != words.size());
  }
  return x_stage.text().width(fitted, style) / x_scale;
}

float Canvas::paragraph(const Rect& box, std::string_view words, const Look& look, int lines_max) {
  const Style style = scaled(look.style);
  const auto lines = x_stage.text().wrap(words, style, box.w * x_scale, lines_max);
  const float height = line_height(look.style);
  float y = box.y;
  for (const std::string& words_of_line : lines) {
    const bool cut = words_of_line.ends_with("\u2026") && !words.ends_with("\u2026");
    draw_line({box.x, y, box.w, height}, words_of_line, look, cut);
    y += height;
  }
  return y - box.y;
}

float Canvas::paragraph_height(float width, std::string_view words, const Style& style,
                               int lines_max) {
  const auto lines = x_stage.text().wrap(words, scaled(style), width * x_scale, lines_max);
  return static_cast<float>(lines.size()) * line_height(style);
}

void Canvas::icon(Point center, float size, Color color, std::string_view name) {
  const Style style = scaled({Face::Icon, size});
  const float width = x_stage.text().width(name, style);
  x_stage.text().draw(x_list, {center.x * x_scale - width / 2, center.y * x_scale + style.size / 2},
                      style, color, name);
}

float Canvas::measure(std::string_view words, const Style& style) {
  return x_stage.text().width(words, scaled(style)) / x_scale;
}

void Canvas::push_clip(const Rect& box) {
  const Rect inner = box.clipped(clip());
  x_clips.push_back(inner);
  const Rect p = pixels(inner);
  x_list.PushClipRect(upper_left(p), lower_right(p), true);
}

void Canvas::pop_clip() {
  x_clips.pop_back();
  x_list.PopClipRect();
}

Node& Canvas::record(Node node, const Rect& box) {
  const auto to_pixels = [&](const Rect& r) {
    return Rect{r.x * x_scale, r.y * x_scale, r.w * x_scale, r.h * x_scale};
  };
  node.whole = to_pixels(box);
  node.rect = to_pixels(box.clipped(clip()));
  node.layer = x_layer;
  node.area = x_areas.back();
  node.inside = x_inside;
  return x_tree.add(std::move(node));
}

}  // namespace parcours::ui
