// SPDX-License-Identifier: Apache-2.0
// Scan of 1280x720 frames beside ZBar and beside the decoding library alone, in turn on the same
// frames: how many codes are read, what a frame costs in CPU time, and what an empty frame costs.
// Frames are drawn, so the figures say which way is better here, not how many real photographs are
// read.
#include <ctime>

#include <fmt/format.h>

#include <array>
#include <functional>

#if !defined(PARCOURS_NO_ZBAR) && __has_include(<zbar.h>)
#define PARCOURS_BENCH_ZBAR 1
#include <zbar.h>
#endif

#include "platform/barcode/decode.h"
#include "tests/bench/support/bench.h"
#include "tests/support/code_picture.h"

namespace parcours::bench {
namespace {

using barcode::Format;

constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr int kRounds = 6;

struct Wanted {
  Format format;
  const char* text;
  bool zbar_reads;  ///< ZBar knows neither Aztec nor Data Matrix nor PDF417
};
constexpr std::array kCodes{
    Wanted{Format::QrCode, "RETRAIT:K7P2QX", true},
    Wanted{Format::QrCode, "https://id.gs1.org/01/09520123456788/10/ABC123", true},
    Wanted{Format::Ean13, "3017620422003", true},
    Wanted{Format::Ean13, "2900000000018", true},
    Wanted{Format::Code128, "2900000000017", true},
    Wanted{Format::Aztec, "2900000000017", false},
    Wanted{Format::DataMatrix, "2900000000017", false},
    Wanted{Format::Pdf417, "2900000000017", false},
};

struct Frame {
  barcode::Image image;
  std::string text;  ///< empty: there is no code in it
  bool zbar_reads = true;
};

std::vector<Frame> draw_frames() {
  Random random{20261121};
  std::vector<Frame> frames;
  for (int round = 0; round < kRounds; ++round) {
    for (const Wanted& wanted : kCodes) {
      for (int damage = 0; damage < 6; ++damage) {
        const auto code = support::draw_code(wanted.format, wanted.text);
        support::Shot shot;
        shot.scale = 0.5 + random.unit() * 0.7;
        shot.radians = random.unit() * 0.5 - 0.25;
        shot.noise = 6;
        if (damage == 1) shot.softness = 1.2;
        if (damage == 2) shot.noise = 40;
        if (damage == 3) shot.darkest = 110, shot.lightest = 160;
        if (damage == 4) shot.is_inverted = true;
        if (damage == 5) shot.radians = random.unit() * 6.28;
        Frame frame{support::draw_desk(kWidth, kHeight, random), wanted.text, wanted.zbar_reads};
        const auto x = static_cast<int>(random.between(kWidth / 3, kWidth * 2 / 3));
        const auto y = static_cast<int>(random.between(kHeight / 3, kHeight * 2 / 3));
        support::photograph(frame.image, code, shot, x, y, random);
        frames.push_back(std::move(frame));
      }
    }
    frames.push_back({support::draw_desk(kWidth, kHeight, random), "", true});
  }
  return frames;
}

double thread_cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// The texts that one engine reads in a picture.
using Engine = std::function<std::vector<std::string>(const barcode::Image&)>;

std::vector<std::string> texts(const barcode::Image& image, barcode::Effort effort) {
  std::vector<std::string> read;
  barcode::DecodeOptions options;
  options.effort = effort;
  static std::uint64_t frames = 0;  // as a camera counts: every eighth is read as a whole
  options.frame_number = ++frames;
  for (auto& symbol : must(barcode::decode(image.view(), options)))
    read.push_back(std::move(symbol.text));
  return read;
}

#ifdef PARCOURS_BENCH_ZBAR
std::vector<std::string> zbar_texts(const barcode::Image& frame) {
  using namespace zbar;  // the C++ header puts the C names there
  zbar_image_scanner_t* scanner = zbar_image_scanner_create();
  zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 1);
  zbar_image_t* image = zbar_image_create();
  zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
  zbar_image_set_size(image, static_cast<unsigned>(frame.width),
                      static_cast<unsigned>(frame.height));
  zbar_image_set_data(image, frame.pixels.data(), frame.pixels.size(), nullptr);
  zbar_scan_image(scanner, image);
  std::vector<std::string> read;
  for (const zbar_symbol_t* symbol = zbar_image_first_symbol(image); symbol != nullptr;
       symbol = zbar_symbol_next(symbol)) {
    read.emplace_back(zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol));
  }
  zbar_image_destroy(image);
  zbar_image_scanner_destroy(scanner);
  return read;
}
#endif

struct Score {
  std::vector<double> coded_ms;
  std::vector<double> empty_ms;
  int right = 0;
  int right_zbar_kinds = 0;
  int wrong = 0;
};

void measure(const Frame& frame, const Engine& engine, Score& score) {
  const double started = thread_cpu_ms();
  const auto read = engine(frame.image);
  (frame.text.empty() ? score.empty_ms : score.coded_ms).push_back(thread_cpu_ms() - started);
  const bool is_right = std::find(read.begin(), read.end(), frame.text) != read.end();
  if (is_right) ++score.right;
  if (is_right && frame.zbar_reads) ++score.right_zbar_kinds;
  if (!is_right && !read.empty()) ++score.wrong;
}

std::string to_json(const Score& score, int codes, int zbar_codes) {
  return fmt::format(
      R"({{"right_percent":{:.1f},"right_percent_of_zbar_kinds":{:.1f},"wrong":{},"median_ms":{:.2f},"p99_ms":{:.2f},"empty_frame_ms":{:.2f}}})",
      100.0 * score.right / codes, 100.0 * score.right_zbar_kinds / zbar_codes, score.wrong,
      quantile(score.coded_ms, 0.5), quantile(score.coded_ms, 0.99), quantile(score.empty_ms, 0.5));
}

int run() {
  const std::vector<Frame> frames = draw_frames();
  std::vector<std::pair<std::string, Engine>> engines{
      {"parcours", [](const auto& image) { return texts(image, barcode::Effort::Frame); }},
      {"library_alone", [](const auto& image) { return texts(image, barcode::Effort::Plain); }},
  };
#ifdef PARCOURS_BENCH_ZBAR
  engines.emplace_back("zbar", zbar_texts);
#endif
  std::vector<Score> scores(engines.size());
  int codes = 0;
  int zbar_codes = 0;
  for (const Frame& frame : frames) {
    codes += frame.text.empty() ? 0 : 1;
    zbar_codes += !frame.text.empty() && frame.zbar_reads ? 1 : 0;
    for (std::size_t i = 0; i < engines.size(); ++i) measure(frame, engines[i].second, scores[i]);
  }
  std::string line = fmt::format(R"({{"frames":{},"size":"{}x{}")", frames.size(), kWidth, kHeight);
  const double ours = quantile(scores[0].coded_ms, 0.5);
  for (std::size_t i = 0; i < engines.size(); ++i) {
    line += fmt::format(R"(,"{}":{})", engines[i].first, to_json(scores[i], codes, zbar_codes));
  }
  for (std::size_t i = 1; i < engines.size(); ++i) {
    line += fmt::format(R"(,"times_faster_than_{}":{:.2f})", engines[i].first,
                        quantile(scores[i].coded_ms, 0.5) / ours);
  }
  if (engines.size() < 3) line += R"(,"zbar":"not built: install libzbar-dev")";
  fmt::print("{}}}\n", line);
  return 0;
}

}  // namespace
}  // namespace parcours::bench

int main() {
  return parcours::bench::run();
}
