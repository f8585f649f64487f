// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <stb_image_write.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/app/parse_command.h"
#include "kiosk/app/scan_command.h"
#include "kiosk/scan/recognise.h"
#include "kiosk/scan/votes.h"
#include "platform/barcode/decode.h"
#include "platform/camera/frame_source.h"
#include "platform/json/value.h"
#include "tests/support/code_picture.h"

namespace parcours::app {
namespace {

using Words = std::vector<std::string_view>;

std::vector<json::Document> lines_of(const std::string& text) {
  std::vector<json::Document> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) {
    auto document = json::Document::parse(line);
    EXPECT_TRUE(document) << line;
    if (document) lines.push_back(std::move(*document));
  }
  return lines;
}

class Pictures : public testing::Test {
 protected:
  void SetUp() override {
    x_folder =
        std::filesystem::temp_directory_path() / ("parcours-scan-" + std::to_string(::getpid()));
    std::filesystem::create_directories(x_folder);
  }
  void TearDown() override { std::filesystem::remove_all(x_folder); }

  std::string path(const std::string& name) const { return (x_folder / name).string(); }
  std::string picture(const std::string& name, const barcode::Image& image) const {
    EXPECT_NE(stbi_write_png(path(name).c_str(), image.width, image.height, 1, image.pixels.data(),
                             image.stride),
              0);
    return path(name);
  }
  std::string code(const std::string& name, barcode::Format format, const std::string& text) const {
    return picture(name, support::draw_code(format, text));
  }

  int scan(const Words& words) { return run_scan(words, x_out, x_errors); }

  std::filesystem::path x_folder;
  std::ostringstream x_out;
  std::ostringstream x_errors;
};

TEST_F(Pictures, AreScannedToSymbolsAndMeaning) {
  const auto card = code("card.png", barcode::Format::Code128, "2900000000017");
  const auto product = code("product.png", barcode::Format::Ean13, "3017620422003");
  const auto pickup = code("pickup.png", barcode::Format::QrCode, "RETRAIT:K7P2QX");
  EXPECT_EQ(scan({card, product, pickup}), 0) << x_errors.str();
  const auto lines = lines_of(x_out.str());
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].root().string("file"), card);
  EXPECT_EQ(lines[0].root().find("meaning").string("number"), "2900000000017");
  EXPECT_EQ(lines[1].root().find("meaning").string("gtin"), "03017620422003");
  EXPECT_EQ(lines[2].root().find("meaning").string("code"), "K7P2QX");
  const auto symbols = lines[1].root().find("symbols").elements();
  ASSERT_EQ(symbols.size(), 1u);
  EXPECT_EQ(symbols[0].string("format"), "EAN-13");
  EXPECT_EQ(symbols[0].string("aim"), "]E0");
  EXPECT_TRUE(lines[1].root().find("cpu_ms").is_number());
}

TEST_F(Pictures, ThatAreNoneDoNotStopTheOthers) {
  std::ofstream{path("text.png")} << "this is no picture";
  const auto text = path("text.png");
  const auto missing = path("missing.png");
  const auto empty = picture("white.png", barcode::Image::blank(200, 200));
  const auto badge = code("badge.png", barcode::Format::QrCode, "BADGE-E001");
  EXPECT_EQ(scan({text, missing, empty, badge}), 1);
  const auto lines = lines_of(x_out.str());
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0].root().string("code"), "invalid");
  EXPECT_EQ(lines[1].root().string("code"), "not found");
  EXPECT_EQ(lines[2].root().find("meaning").string("reason"), "unreadable");
  EXPECT_EQ(lines[3].root().find("meaning").string("kind"), "badge");
  EXPECT_NE(x_errors.str().find(text), std::string::npos);
}

TEST_F(Pictures, OfBankCardsAreNotRepeated) {
  const auto card = code("bank.png", barcode::Format::QrCode, ";4111111111111111=29121010000?");
  EXPECT_EQ(scan({card}), 0);
  EXPECT_NE(x_out.str().find("bank_card"), std::string::npos);
  EXPECT_EQ(x_out.str().find("4111"), std::string::npos);
}

TEST_F(Pictures, CanBeReadByOtherRules) {
  std::ofstream{path("rules.json")}
      << R"({"rules":[{"kind":"loyalty_card","pattern":"CLUB*","strip":"CLUB"}]})";
  const auto rules = path("rules.json");
  const auto card = code("club.png", barcode::Format::QrCode, "CLUB77");
  EXPECT_EQ(scan({"--rules", rules, card}), 0) << x_errors.str();
  EXPECT_EQ(lines_of(x_out.str())[0].root().find("meaning").string("number"), "77");
  EXPECT_EQ(scan({"--rules", card, card}), 2);
  EXPECT_EQ(scan({}), 2);
  EXPECT_EQ(scan({"--help"}), 0);
}

TEST_F(Pictures, ShownToTheCameraBecomeAMeaning) {
  // The card lies still before the camera: a film of one picture, through the same sink as a
  // camera.
  Random random{4};
  auto desk = support::draw_desk(1280, 720, random);
  support::photograph(desk, support::draw_code(barcode::Format::Ean13, "3017620422003"), {}, 640,
                      300, random);
  camera::SourceOptions options;
  options.kind = camera::SourceKind::File;
  options.where = picture("desk.png", desk);
  options.loop = true;
  options.in_real_time = false;
  const auto source = camera::open_frame_source(options);
  ASSERT_TRUE(source) << source.error().text();
  scan::Votes votes;
  std::optional<barcode::Symbol> believed;
  int frames = 0;
  for (; frames < 10 && !believed; ++frames) {
    const auto frame = (*source)->next(std::chrono::seconds{5});
    ASSERT_TRUE(frame && *frame);
    barcode::DecodeOptions frame_options;
    frame_options.effort = barcode::Effort::Frame;
    frame_options.frame_number = (*frame)->number;
    frame_options.budget = std::chrono::seconds{5};
    const barcode::ImageView view{(*frame)->pixels.data(), (*frame)->width, (*frame)->height,
                                  (*frame)->stride};
    const auto symbols = barcode::decode(view, frame_options);
    ASSERT_TRUE(symbols);
    believed = votes.see(*symbols, (*frame)->time);
  }
  EXPECT_EQ(frames, 2);  // a linear code is believed when two frames agree
  ASSERT_TRUE(believed);
  const auto meaning =
      scan::recognise(scan::from_symbol(*believed), scan::Rules::built_in(), WallTime{});
  EXPECT_EQ(std::get<scan::Product>(meaning).gtin, "03017620422003");
}

TEST(ParseCommand, AnswersEachLine) {
  std::istringstream in{
      "]E03017620422003\r\nhttps://id.gs1.org/01/09520123456788/10/"
      "AB\n;4111111111111111=2912?\n\n"};
  std::ostringstream out;
  std::ostringstream errors;
  EXPECT_EQ(run_parse({}, in, out, errors), 0);
  const auto lines = lines_of(out.str());
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0].root().string("aim"), "]E0");
  EXPECT_EQ(lines[0].root().find("meaning").string("gtin"), "03017620422003");
  EXPECT_EQ(lines[1].root().string("gs1"), "(01)09520123456788(10)AB");
  EXPECT_EQ(lines[2].root().find("meaning").string("reason"), "bank_card");
  EXPECT_EQ(lines[3].root().find("meaning").string("reason"), "unreadable");
  EXPECT_EQ(out.str().find("4111"), std::string::npos);
}

TEST(ParseCommand, RefusesArgumentsItDoesNotKnow) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream errors;
  const Words wrong{"file"};
  EXPECT_EQ(run_parse(wrong, in, out, errors), 2);
  EXPECT_NE(errors.str().find("--help"), std::string::npos);
  const Words missing{"--rules", "/no/such/rules.json"};
  EXPECT_EQ(run_parse(missing, in, out, errors), 1);
  EXPECT_NE(errors.str().find("/no/such/rules.json"), std::string::npos);
}

}  // namespace
}  // namespace parcours::app
