// SPDX-License-Identifier: Apache-2.0
// Holds the ImGui context and the one atlas (shapes, glyphs, the soft shadow) and gives one draw
// list a frame. ImGui is used for geometry only: no ImGui window, no ImGui font, no ImGui input. Ui
// thread.
#pragma once

#include <imgui.h>

#include <memory>

#include "kiosk/ui/text/text.h"
#include "platform/base/result.h"
#include "platform/window/renderer.h"

namespace parcours::ui {

/// Where the blurred box lies in the atlas, in texels; drawn as nine slices.
struct ShadowTile {
  static constexpr int kSize = 128;
  static constexpr int kMargin = 24;  ///< how far the blur reaches outside
  int x = 0;
  int y = 0;
};

class Stage {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Stage>> open(window::Renderer& renderer,
                                                           const FontFiles& fonts);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// The list to draw into until `end_frame`.
  ImDrawList& begin_frame(int width, int height, float seconds);
  const ImDrawData& end_frame();

  [[nodiscard]] Text& text() { return *x_text; }
  [[nodiscard]] const ShadowTile& shadow() const { return x_shadow; }
  [[nodiscard]] ImVec2 atlas_size() const { return x_atlas_size; }

 private:
  Stage() = default;
  [[nodiscard]] Status build(window::Renderer& renderer, const FontFiles& fonts);

  ImGuiContext* x_context = nullptr;
  std::unique_ptr<Text> x_text;
  ShadowTile x_shadow;
  ImVec2 x_atlas_size;
};

}  // namespace parcours::ui
