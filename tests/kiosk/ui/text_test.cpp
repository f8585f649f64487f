// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text/text.h"

#include <gtest/gtest.h>

#include "kiosk/ui/canvas/stage.h"
#include "platform/window/raster/tile_renderer.h"

namespace parcours::ui {
namespace {

class TextTest : public testing::Test {
 protected:
  TextTest() : renderer(320, 200) {
    auto opened = Stage::open(renderer, FontFiles{});
    if (!opened) ADD_FAILURE() << opened.error().text();
    stage = std::move(*opened);
  }
  Text& text() { return stage->text(); }
  window::raster::TileRenderer renderer;
  std::unique_ptr<Stage> stage;
  const Style body{Face::Regular, 26};
};

TEST_F(TextTest, MeasuresKerningAndTabularDigits) {
  EXPECT_LT(text().width("AV", body), text().width("A", body) + text().width("V", body));
  const Style digits{Face::SemiBold, 31, true};
  EXPECT_FLOAT_EQ(text().width("1111", digits), text().width("8888", digits));
  EXPECT_EQ(text().width("", body), 0);
}

TEST_F(TextTest, CutsAtACharacterAndSaysSo) {
  const std::string words = "Manteau Saint-Malo à double boutonnage";
  const std::string fitted = text().fit(words, body, 200);
  EXPECT_LE(text().width(fitted, body), 200.5f);
  EXPECT_TRUE(fitted.ends_with("…"));
  EXPECT_EQ(text().fit(words, body, 2000), words);
  EXPECT_EQ(text().fit("ééééééé", body, 60).find("\xc3\xe2"), std::string::npos);
}

TEST_F(TextTest, BreaksIntoLinesThatFit) {
  const auto lines = text().wrap("un deux trois quatre cinq six sept", body, 140, 10);
  ASSERT_GT(lines.size(), 2u);
  for (const std::string& line : lines) EXPECT_LE(text().width(line, body), 140.5f) << line;
  const auto two = text().wrap("un deux trois quatre cinq six sept", body, 140, 2);
  ASSERT_EQ(two.size(), 2u);
  EXPECT_TRUE(two.back().ends_with("…"));
}

TEST_F(TextTest, KnowsEveryIconThatTheScreensName) {
  const Style icon{Face::Icon, 40};
  for (const char* name :
       {"home", "person", "qr_code_scanner", "inventory_2", "shopping_cart", "dashboard",
        "support_agent", "tips_and_updates", "point_of_sale", "confirmation_number",
        "where_to_vote", "auto_awesome", "search_off", "badge", "chevron_right"}) {
    EXPECT_EQ(text().glyph_count(name, icon), 1u) << name;
  }
  EXPECT_GT(text().glyph_count("no_such_icon_name", icon), 1u);
}

TEST_F(TextTest, FallsBackForLettersThatInterLacks) {
  EXPECT_GT(text().width("للبدء المس", body), 20);
  EXPECT_EQ(text().glyph_count("é", body), 1u);
}

TEST(Fonts, NameTheMissingFileAndItsPackage) {
  window::raster::TileRenderer renderer(64, 64);
  FontFiles files;
  files.icons = "/nowhere/icons.ttf";
  const auto stage = Stage::open(renderer, files);
  ASSERT_FALSE(stage);
  EXPECT_EQ(stage.error().code, ErrorCode::NotFound);
  EXPECT_EQ(stage.error().where, "/nowhere/icons.ttf");
  EXPECT_NE(stage.error().message.find("fonts-material-design-icons-iconfont"), std::string::npos);
}

}  // namespace
}  // namespace parcours::ui
