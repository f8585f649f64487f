// SPDX-License-Identifier: Apache-2.0
// The tile rasteriser with real ImGui draw lists.
#include <gtest/gtest.h>
#include <imgui.h>

#include <filesystem>

#include "platform/window/picture_file.h"
#include "platform/window/raster/tile_renderer.h"

namespace parcours::window::raster {
namespace {

class RasterTest : public testing::Test {
 protected:
  RasterTest() : renderer(200, 150) {
    context = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {200, 150};
    unsigned char* alpha = nullptr;
    int width = 0, height = 0;
    io.Fonts->AddFontDefault();
    io.Fonts->GetTexDataAsAlpha8(&alpha, &width, &height);
    io.Fonts->SetTexID(renderer.create_atlas(alpha, width, height));
  }
  ~RasterTest() override { ImGui::DestroyContext(context); }

  template <typename Draw>
  bool frame(Draw draw) {
    ImGui::GetIO().DeltaTime = .016f;
    ImGui::NewFrame();
    draw(*ImGui::GetBackgroundDrawList());
    ImGui::Render();
    return renderer.draw(*ImGui::GetDrawData(), 0x102030);
  }
  std::uint32_t pixel(int x, int y) const { return renderer.pixels()[y * 200 + x]; }

  TileRenderer renderer;
  ImGuiContext* context = nullptr;
};

TEST_F(RasterTest, FillsBoxesOverTheBackground) {
  EXPECT_TRUE(frame([](ImDrawList& list) {
    list.AddRectFilled({10, 10}, {50, 40}, IM_COL32(255, 0, 0, 255));
    list.AddRectFilled({30, 20}, {60, 60}, IM_COL32(0, 0, 255, 128));
  }));
  EXPECT_EQ(pixel(0, 0), 0x102030u);
  EXPECT_EQ(pixel(20, 15), 0xFF0000u);
  EXPECT_EQ(pixel(9, 10), 0x102030u);
  EXPECT_NEAR(static_cast<double>(pixel(40, 30) & 255), 128, 2);
  EXPECT_NEAR(static_cast<double>(pixel(40, 30) >> 16), 127, 2);
}

TEST_F(RasterTest, RedrawsOnlyTilesThatChanged) {
  const auto scene = [](float x) {
    return [x](ImDrawList& list) {
      list.AddRectFilled({5, 5}, {20, 20}, IM_COL32_WHITE);
      list.AddRectFilled({x, 100}, {x + 10, 110}, IM_COL32(0, 255, 0, 255));
    };
  };
  EXPECT_TRUE(frame(scene(10)));
  EXPECT_FALSE(frame(scene(10)));
  EXPECT_TRUE(frame(scene(12)));
  EXPECT_EQ(renderer.tiles_drawn(), 1u);
  ASSERT_EQ(renderer.dirty().size(), 1u);
  EXPECT_EQ(renderer.dirty().front().y, 64);
  EXPECT_EQ(pixel(11, 105), 0x102030u);
  EXPECT_EQ(pixel(21, 105), 0x00FF00u);
  renderer.invalidate();
  EXPECT_TRUE(frame(scene(12)));
  EXPECT_EQ(renderer.tiles_drawn(), 12u);
}

TEST_F(RasterTest, DrawsPicturesAndGradients) {
  Pixels picture{2, 1, {255, 0, 0, 255, 0, 0, 255, 255}};
  const ImTextureID id = renderer.create_picture(picture);
  frame([&](ImDrawList& list) {
    list.AddImage(id, {0, 0}, {100, 50});
    list.AddRectFilledMultiColor({100, 100}, {200, 150}, IM_COL32_BLACK, IM_COL32_WHITE,
                                 IM_COL32_WHITE, IM_COL32_BLACK);
  });
  EXPECT_EQ(pixel(5, 25), 0xFF0000u);
  EXPECT_GT(pixel(95, 25) & 255, 250u);
  EXPECT_LT(pixel(95, 25) >> 16, 4u);
  EXPECT_LT(pixel(105, 120) & 255, 30u);
  EXPECT_GT(pixel(195, 120) & 255, 225u);
  renderer.destroy_picture(id);
}

TEST_F(RasterTest, GivesTheSameBytesEveryTime) {
  const auto scene = [](ImDrawList& list) {
    list.AddCircleFilled({100, 75}, 60, IM_COL32(10, 200, 90, 200));
    list.AddText({20, 20}, IM_COL32_WHITE, "Parcours");
    list.AddLine({0, 0}, {200, 150}, IM_COL32(255, 255, 0, 255), 3);
  };
  frame(scene);
  const Pixels first = renderer.read();
  renderer.invalidate();
  frame(scene);
  EXPECT_EQ(first.rgba, renderer.read().rgba);
}

TEST_F(RasterTest, WritesAndReadsPictures) {
  frame([](ImDrawList& list) { list.AddRectFilled({0, 0}, {200, 150}, IM_COL32(9, 8, 7, 255)); });
  const std::string file = testing::TempDir() + "raster.png";
  ASSERT_TRUE(write_png(renderer.read(), file));
  const auto whole = read_picture(file, 400);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->width, 200);
  EXPECT_EQ(whole->rgba[0], 9);
  const auto small = read_picture(file, 60);
  ASSERT_TRUE(small);
  EXPECT_EQ(small->width, 50);
  EXPECT_EQ(read_picture("/nowhere.png", 10).error().code, ErrorCode::NotFound);
  EXPECT_FALSE(write_png(renderer.read(), "/nowhere/x.png"));
}

}  // namespace
}  // namespace parcours::window::raster
