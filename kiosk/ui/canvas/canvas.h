// SPDX-License-Identifier: Apache-2.0
// Draws in units: boxes, lines, gradients, soft shadows, pictures, icons, text. Records every text
// in the tree, so that tests can read the screen and find what is cut or overlaps. One per frame;
// ui thread. Decides nothing and takes no input.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas/stage.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/tree/tree.h"

namespace parcours::ui {

enum class Align { Left, Center, Right };
enum class Corners { All, Top, Bottom, Left, None };

/// How a text is shown. `content`: words of the shop's data, which may be cut with an ellipsis
/// without being a fault.
struct Look {
  Style style = type::kBody;
  Color color = 0;
  Align align = Align::Left;
  bool content = false;
};

/// Which part of a picture fills a box: zoom 1 shows as much as fits, focus 0..1 is the height kept
/// in the middle.
struct Crop {
  float zoom = 1;
  float focus = .5f;
  float alpha = 1;
};

struct Picture {
  ImTextureID texture = nullptr;
  int width = 0;
  int height = 0;
};

class Canvas {
 public:
  Canvas(Stage& stage, ImDrawList& list, Tree& tree, float scale);

  // Shapes.
  void fill(const Rect& box, Color color, float radius = 0, Corners corners = Corners::All);
  void border(const Rect& box, Color color, float radius, float thickness = 2);
  void gradient(const Rect& box, Color from, Color to, float radius);
  /// From `top` to `bottom`, square corners.
  void fade_down(const Rect& box, Color top, Color bottom);
  void circle(Point center, float radius, Color color);
  void ring(Point center, float radius, Color color, float thickness);
  /// A part 0..1 of a ring, clockwise from the top.
  void arc(Point center, float radius, float part, Color color, float thickness);
  void line(Point from, Point to, Color color, float thickness);
  void polyline(const std::vector<Point>& points, Color color, float thickness);
  void polygon(const std::vector<Point>& points, Color color);
  void shadow(const Rect& box, float size, float down, Color color);
  void picture(const Rect& box, const Picture& picture, float radius,
               Corners corners = Corners::All, Crop crop = {});

  // Text. Centred on cap height in the box; cut with "…" at its width. Returns the width drawn.
  float text(const Rect& box, std::string_view words, const Look& look);
  /// Lines from the top of the box; returns the height used.
  float paragraph(const Rect& box, std::string_view words, const Look& look, int lines_max = 20);
  void icon(Point center, float size, Color color, std::string_view name);
  [[nodiscard]] float measure(std::string_view words, const Style& style);
  /// Height that `paragraph` would use.
  [[nodiscard]] float paragraph_height(float width, std::string_view words, const Style& style,
                                       int lines_max = 20);
  [[nodiscard]] static float line_height(const Style& style) { return style.size * 1.32f; }

  // Clipping, layers, and which widget a text belongs to.
  void push_clip(const Rect& box);
  void pop_clip();
  [[nodiscard]] const Rect& clip() const { return x_clips.back(); }
  [[nodiscard]] bool visible(const Rect& box) const { return !box.clipped(clip()).empty(); }
  void set_layer(int layer) { x_layer = layer; }
  [[nodiscard]] int layer() const { return x_layer; }
  /// The current layer is above all others: it gets every touch.
  void raise_top() { x_tree.raise_to(x_layer); }
  /// False while a sheet or dialog of the frame before lies above the current layer.
  [[nodiscard]] bool receives_touch() const { return x_layer >= x_top_before; }
  void set_top_before(int layer) { x_top_before = layer; }
  void push_area(std::uint64_t area) { x_areas.push_back(area); }
  void pop_area() { x_areas.pop_back(); }
  void set_inside(std::uint64_t widget) { x_inside = widget; }
  [[nodiscard]] std::uint64_t inside() const { return x_inside; }
  /// Adds a node with its place, layer and area filled in.
  Node& record(Node node, const Rect& box);
  [[nodiscard]] float scale() const { return x_scale; }

 private:
  [[nodiscard]] ImVec2 at(Point p) const { return {p.x * x_scale, p.y * x_scale}; }
  [[nodiscard]] Rect pixels(const Rect& box) const;
  [[nodiscard]] Style shrunk(std::string_view words, const Look& look, float room);
  [[nodiscard]] Style scaled(const Style& style) const;
  void draw_line(const Rect& box, std::string_view words, const Look& look, bool cut);

  Stage& x_stage;
  ImDrawList& x_list;
  Tree& x_tree;
  float x_scale;
  int x_layer = 0;
  int x_top_before = 0;
  std::vector<std::uint64_t> x_areas{0};
  std::uint64_t x_inside = 0;
  std::vector<Rect> x_clips;
};

/// Texts drawn while it lives belong to a widget.
class InsideScope {
 public:
  InsideScope(Canvas& canvas, const Id& id) : x_canvas(canvas), x_before(canvas.inside()) {
    canvas.set_inside(id.value());
  }
  ~InsideScope() { x_canvas.set_inside(x_before); }
  InsideScope(const InsideScope&) = delete;
  InsideScope& operator=(const InsideScope&) = delete;

 private:
  Canvas& x_canvas;
  std::uint64_t x_before;
};

}  // namespace parcours::ui
