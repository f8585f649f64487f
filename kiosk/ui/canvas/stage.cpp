// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/stage.h"

#include <algorithm>
#include <cmath>

namespace parcours::ui {
namespace {
constexpr int kAtlasWidth = 1024;
constexpr int kGlyphHeight = 1500;

/// Coverage of a rounded box under a Gaussian blur, 0..1.
float blurred(int x, int y) {
  constexpr float kHalf = ShadowTile::kSize / 2.f;
  constexpr float kRadius = 30, kSigma = 13.5f, kReach = ShadowTile::kMargin;
  constexpr float kCore = kHalf - kReach - kRadius;
  const float dx = std::max(0.f, std::fabs(static_cast<float>(x) + .5f - kHalf) - kCore);
  const float dy = std::max(0.f, std::fabs(static_cast<float>(y) + .5f - kHalf) - kCore);
  const float distance = std::sqrt(dx * dx + dy * dy) - kRadius;
  return .5f * std::erfc(distance / kSigma) * std::clamp((kReach - distance) / 6.f, 0.f, 1.f);
}

}  // namespace

Result<std::unique_ptr<Stage>> Stage::open(window::Renderer& renderer, const FontFiles& fonts) {
  std::unique_ptr<Stage> stage(new Stage);
  PARCOURS_CHECK(stage->build(renderer, fonts));
  return stage;
}

Stage::~Stage() {
  if (x_context != nullptr) ImGui::DestroyContext(x_context);
}

Status Stage::build(window::Renderer& renderer, const FontFiles& fonts) {
  PARCOURS_TRY(auto faces, Faces::open(fonts));
  x_context = ImGui::CreateContext();
  ImGui::SetCurrentContext(x_context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  ImGui::GetStyle().CircleTessellationMaxError = .25f;
  ImFontAtlas& atlas = *io.Fonts;
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  atlas.TexDesiredWidth = kAtlasWidth;
  atlas.AddFontDefault();
  const int glyphs = atlas.AddCustomRectRegular(kAtlasWidth - 4, kGlyphHeight);
  const int shadow = atlas.AddCustomRectRegular(ShadowTile::kSize, ShadowTile::kSize);
  unsigned char* alpha = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsAlpha8(&alpha, &width, &height);
  const ImFontAtlasCustomRect& tile = *atlas.GetCustomRectByIndex(shadow);
  x_shadow = {tile.X, tile.Y};
  for (int y = 0; y < ShadowTile::kSize; ++y) {
    for (int x = 0; x < ShadowTile::kSize; ++x) {
      alpha[(tile.Y + y) * width + tile.X + x] = static_cast<unsigned char>(255.f * blurred(x, y));
    }
  }
  atlas.SetTexID(renderer.create_atlas(alpha, width, height));
  atlas.ClearTexData();
  x_atlas_size = {static_cast<float>(width), static_cast<float>(height)};
  const ImFontAtlasCustomRect& box = *atlas.GetCustomRectByIndex(glyphs);
  x_text =
      std::make_unique<Text>(std::move(faces), renderer,
                             window::Region{box.X, box.Y, box.Width, box.Height}, x_atlas_size);
  return {};
}

ImDrawList& Stage::begin_frame(int width, int height, float seconds) {
  ImGui::SetCurrentContext(x_context);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
  io.DeltaTime = std::max(seconds, 1e-4f);
  ImGui::NewFrame();
  x_text->next_frame();
  return *ImGui::GetBackgroundDrawList();
}

const ImDrawData& Stage::end_frame() {
  ImGui::Render();
  return *ImGui::GetDrawData();
}

}  // namespace parcours::ui
