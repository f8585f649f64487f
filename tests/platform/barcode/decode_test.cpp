// SPDX-License-Identifier: Apache-2.0
#include "platform/barcode/decode.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "platform/barcode/locate.h"
#include "platform/barcode/retouch.h"
#include "tests/support/code_picture.h"

namespace parcours::barcode {
namespace {

using support::draw_code;

std::vector<Symbol> read(const Image& image, Effort effort = Effort::Thorough) {
  DecodeOptions options;
  options.effort = effort;
  options.budget = std::chrono::seconds{5};  // what is read must not depend on the machine
  auto symbols = decode(image.view(), options);
  EXPECT_TRUE(symbols) << symbols.error().text();
  return symbols ? *symbols : std::vector<Symbol>{};
}

std::string text_of(const std::vector<Symbol>& symbols) {
  return symbols.empty() ? std::string{} : symbols.front().text;
}

TEST(Decode, ReadsEveryFormatWithItsIdentifier) {
  struct Case {
    Format format;
    const char* text;
    const char* aim;
  };
  for (const Case& c :
       {Case{Format::QrCode, "RETRAIT:K7P2QX", "]Q1"}, Case{Format::Aztec, "2900000000017", "]z0"},
        Case{Format::DataMatrix, "BADGE-E001", "]d1"}, Case{Format::Pdf417, "COUPON:ABC-1", "]L2"},
        Case{Format::Ean13, "3017620422003", "]E0"}, Case{Format::Ean8, "96385074", "]E4"},
        Case{Format::Code128, "2900000000017", "]C0"}, Case{Format::Code39, "BADGE-E001", "]A0"},
        Case{Format::Itf, "13017620422000", "]I1"}}) {
    const auto symbols = read(draw_code(c.format, c.text));
    ASSERT_EQ(symbols.size(), 1u) << c.text;
    EXPECT_EQ(symbols[0].format, c.format) << to_string(c.format);
    EXPECT_EQ(symbols[0].text, c.text);
    EXPECT_EQ(symbols[0].aim, c.aim) << to_string(c.format);
    EXPECT_FALSE(symbols[0].is_inverted);
  }
}

TEST(Decode, GivesUpcAWithTheThirteenDigitsThatItsIdentifierPromises) {
  const auto symbols = read(draw_code(Format::UpcA, "036000291452"));
  ASSERT_EQ(symbols.size(), 1u);
  EXPECT_EQ(symbols[0].text, "0036000291452");
  EXPECT_EQ(symbols[0].aim, "]E0");
}

TEST(Decode, ReadsLightOnDarkAndSaysSo) {
  const auto symbols = read(inverted(draw_code(Format::QrCode, "RETRAIT:K7P2QX").view()));
  ASSERT_EQ(symbols.size(), 1u);
  EXPECT_EQ(symbols[0].text, "RETRAIT:K7P2QX");
  EXPECT_TRUE(symbols[0].is_inverted);
  EXPECT_EQ(text_of(read(inverted(draw_code(Format::QrCode, "A").view()), Effort::Plain)), "");
}

TEST(Decode, FindsAnAztecCodeThatIsNotInTheMiddle) {
  Random random{5};
  auto frame = support::draw_desk(640, 480, random);
  support::photograph(frame, draw_code(Format::Aztec, "2900000000017"), {}, 140, 130, random);
  EXPECT_EQ(text_of(read(frame, Effort::Frame)), "2900000000017");
  EXPECT_EQ(text_of(read(frame)), "2900000000017");
  EXPECT_EQ(text_of(read(frame, Effort::Plain)), "");  // the hole that the cure is for
}

TEST(Decode, ReadsFramesThatTheLibraryAloneDoesNot) {
  Random random{11};
  int ours = 0;
  int plain = 0;
  for (int i = 0; i < 12; ++i) {
    auto frame = support::draw_desk(640, 480, random);
    support::Shot shot;
    shot.scale = 0.6;
    shot.radians = 0.15 * i;
    shot.darkest = 100;
    shot.lightest = 170;
    shot.noise = 8;
    support::photograph(frame, draw_code(Format::Ean13, "3017620422003"), shot, 300, 220, random);
    ours += text_of(read(frame, Effort::Frame)) == "3017620422003" ? 1 : 0;
    plain += text_of(read(frame, Effort::Plain)) == "3017620422003" ? 1 : 0;
  }
  EXPECT_GT(ours, plain);
  EXPECT_GE(ours, 9);
}

TEST(Decode, TellsWhereTheCodeIs) {
  Random random{9};
  auto frame = support::draw_desk(800, 600, random);
  support::Shot shot;
  shot.radians = 0.4;
  support::photograph(frame, draw_code(Format::QrCode, "RETRAIT:K7P2QX"), shot, 500, 200, random);
  for (const Effort effort : {Effort::Plain, Effort::Frame, Effort::Thorough}) {
    const auto symbols = read(frame, effort);
    ASSERT_EQ(symbols.size(), 1u);
    int x = 0;
    int y = 0;
    for (const Point corner : symbols[0].corners) {
      x += corner.x;
      y += corner.y;
    }
    EXPECT_NEAR(x / 4, 500, 8);
    EXPECT_NEAR(y / 4, 200, 8);
  }
}

TEST(Decode, ReadsSeveralCodesOfOnePicture) {
  Random random{3};
  auto frame = Image::blank(900, 700);
  support::photograph(frame, draw_code(Format::QrCode, "RETRAIT:K7P2QX"), {}, 200, 200, random);
  support::photograph(frame, draw_code(Format::Ean13, "3017620422003"), {}, 600, 500, random);
  const auto symbols = read(frame);
  ASSERT_EQ(symbols.size(), 2u);
  EXPECT_NE(symbols[0].format, symbols[1].format);
}

TEST(Decode, SurvivesTheSameLinearCodeTwiceInOnePicture) {
  // Asked for several symbols the library ends the process here, by an assertion of its own.
  Random random{3};
  auto frame = Image::blank(1280, 720);
  const auto code = draw_code(Format::Ean13, "3017620422003");
  support::photograph(frame, code, {}, 300, 200, random);
  support::photograph(frame, code, {}, 900, 520, random);
  for (const Effort effort : {Effort::Plain, Effort::Frame, Effort::Thorough}) {
    EXPECT_EQ(text_of(read(frame, effort)), "3017620422003");
  }
}

TEST(Decode, FindsNothingWhereThereIsNothing) {
  Random random{2};
  for (int i = 0; i < 4; ++i) {
    const auto desk = support::draw_desk(640, 480, random);
    EXPECT_TRUE(read(desk).empty());
    EXPECT_TRUE(read(desk, Effort::Frame).empty());
  }
  Image noise = Image::blank(320, 240);
  for (auto& pixel : noise.pixels) pixel = static_cast<std::uint8_t>(random.below(256));
  EXPECT_TRUE(read(noise).empty());
}

TEST(Decode, RefusesAPictureTooSmallForACode) {
  EXPECT_EQ(decode({}).error().code, ErrorCode::Invalid);
  const Image small = Image::blank(4, 4);
  EXPECT_EQ(decode(small.view()).error().code, ErrorCode::Invalid);
  for (const int height : {1, 2, 7, 15, 33}) EXPECT_TRUE(read(Image::blank(40, height)).empty());
}

TEST(Decode, RespectsTheStride) {
  const auto code = draw_code(Format::QrCode, "BADGE-E001");
  Image wide = Image::blank(code.width, code.height);
  wide.stride = code.width + 13;
  wide.pixels.assign(static_cast<std::size_t>(wide.stride) * wide.height, 0);
  for (int y = 0; y < code.height; ++y) {
    std::copy_n(code.pixels.data() + static_cast<std::ptrdiff_t>(y) * code.stride, code.width,
                wide.row(y));
  }
  EXPECT_EQ(text_of(read(wide)), "BADGE-E001");
  EXPECT_EQ(text_of(read(wide, Effort::Frame)), "BADGE-E001");
}

/// One line of truth.tsv: \t, \r, \n and \uXXXX are spelled out.
std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // Any other backslash is part of the text.
    if (text[i] != '\\' || i + 1 == text.size() ||
        std::string_view{"tnru"}.find(text[i + 1]) == text.npos) {
      out += text[i];
      continue;
    }
    const char kind = text[++i];
    if (kind == 't') out += '\t';
    if (kind == 'n') out += '\n';
    if (kind == 'r') out += '\r';
    if (kind != 'u' || i + 4 >= text.size()) continue;
    const unsigned code =
        static_cast<unsigned>(std::stoul(std::string{text.substr(i + 1, 4)}, nullptr, 16));
    i += 4;
    if (code >= 0x800) out += static_cast<char>(0xE0 | code >> 12);
    if (code >= 0x800) out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    if (code >= 0x80 && code < 0x800) out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(code >= 0x80 ? 0x80 | (code & 0x3F) : code);
  }
  return out;
}

/// Without what the list of truths lost at the end of its lines.
std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\r' || text.back() == '\n' || text.back() == ' '))
    text.pop_back();
  return text;
}

struct Tally {
  int right = 0;
  int wrong = 0;
  void count(const std::vector<Symbol>& symbols, const std::string& expected, bool has_code) {
    bool is_right = false;
    for (const Symbol& symbol : symbols)
      is_right |= has_code && trimmed(symbol.text) == trimmed(expected);
    right += is_right ? 1 : 0;
    wrong += !is_right && !symbols.empty() ? 1 : 0;
  }
};

TEST(Photographs, AreReadBetterThanByTheLibraryAlone) {
  const char* set = std::getenv("PARCOURS_SHARED");
  const std::filesystem::path folder =
      std::filesystem::path{set != nullptr ? set : PARCOURS_SOURCE_DIR "/../shared"} / "data/codes";
  std::ifstream truth{folder / "truth.tsv"};
  if (!truth) GTEST_SKIP() << "no shared pictures: set PARCOURS_SHARED to their folder";
  Tally plain;
  Tally ours;
  int pictures = 0;
  std::string line;
  std::getline(truth, line);
  while (std::getline(truth, line)) {
    const auto first = line.find('\t');
    const auto second = line.find('\t', first + 1);
    const auto image = read_image_file((folder / line.substr(0, first)).string());
    ASSERT_TRUE(image) << image.error().text();
    const bool has_code = line.substr(first + 1, second - first - 1) != "none";
    const std::string expected = unescape(line.substr(second + 1));
    plain.count(read(*image, Effort::Plain), expected, has_code);
    ours.count(read(*image), expected, has_code);
    ++pictures;
  }
  RecordProperty("plain_right", plain.right);
  RecordProperty("ours_right", ours.right);
  EXPECT_GT(pictures, 100);
  EXPECT_GE(ours.right, plain.right);
  EXPECT_LE(ours.wrong, plain.wrong);
}

}  // namespace
}  // namespace parcours::barcode
