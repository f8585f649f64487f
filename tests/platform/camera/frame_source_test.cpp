// SPDX-License-Identifier: Apache-2.0
#include "platform/camera/frame_source.h"

#include <gst/gst.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace parcours::camera {
namespace {

constexpr std::chrono::milliseconds kWait{5000};

/// A folder of films made by the media library itself, gone with the test.
class Films : public testing::Test {
 protected:
  void SetUp() override {
    gst_init(nullptr, nullptr);
    x_folder =
        std::filesystem::temp_directory_path() / ("parcours-films-" + std::to_string(::getpid()));
    std::filesystem::create_directories(x_folder);
  }
  void TearDown() override { std::filesystem::remove_all(x_folder); }

  std::string path(const std::string& name) const { return (x_folder / name).string(); }

  /// Runs a pipeline to its end; `description` ends in a filesink or multifilesink without a
  /// location.
  std::string make(const std::string& name, const std::string& description) const {
    const std::string file = path(name);
    GstElement* pipeline =
        gst_parse_launch((description + " location=\"" + file + "\"").c_str(), nullptr);
    EXPECT_NE(pipeline, nullptr) << description;
    gst_element_set_state(pipeline, GST_STATE_PLAYING);
    GstBus* bus = gst_element_get_bus(pipeline);
    const auto ends = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
    GstMessage* message = gst_bus_timed_pop_filtered(bus, 30 * GST_SECOND, ends);
    EXPECT_NE(message, nullptr);
    EXPECT_EQ(GST_MESSAGE_TYPE(message), GST_MESSAGE_EOS) << description;
    gst_message_unref(message);
    gst_object_unref(bus);
    gst_element_set_state(pipeline, GST_STATE_NULL);
    gst_object_unref(pipeline);
    return file;
  }
  std::string film(int frames, const std::string& size = "width=320,height=240") const {
    return make("film.avi", "videotestsrc num-buffers=" + std::to_string(frames) +
                                " pattern=smpte ! video/x-raw," + size +
                                " ! jpegenc ! avimux ! filesink");
  }
  static SourceOptions file_of(const std::string& path) {
    SourceOptions options;
    options.kind = SourceKind::File;
    options.where = path;
    options.in_real_time = false;
    return options;
  }

 private:
  std::filesystem::path x_folder;
};

TEST(ParseSource, ReadsEveryKind) {
  EXPECT_EQ(parse_source("")->kind, SourceKind::Camera);
  EXPECT_EQ(parse_source("camera")->where, "");
  EXPECT_EQ(parse_source("camera:/dev/video2")->where, "/dev/video2");
  EXPECT_EQ(parse_source("file:a:b.avi")->where, "a:b.avi");
  EXPECT_EQ(parse_source("pictures:f/%04d.png")->kind, SourceKind::Pictures);
  EXPECT_EQ(parse_source("pattern:ball")->kind, SourceKind::Pattern);
  for (const char* text : {"file:", "pictures:", "webcam", "http://x"}) {
    EXPECT_EQ(parse_source(text).error().code, ErrorCode::Invalid) << text;
  }
}

TEST(Camera, IsNotFoundWhereThereIsNone) {
  SourceOptions options;
  options.where = "/dev/video-that-is-not";
  const auto source = open_frame_source(options);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::NotFound);
  EXPECT_NE(source.error().message.find("file:"), std::string::npos);  // the way out
}

TEST_F(Films, GiveEveryFrameInOrderAndThenEnd) {
  const auto source = open_frame_source(file_of(film(12)));
  ASSERT_TRUE(source) << source.error().text();
  MonoTime before{};
  for (std::uint64_t number = 1; number <= 12; ++number) {
    const auto frame = (*source)->next(kWait);
    ASSERT_TRUE(frame && *frame) << number;
    EXPECT_EQ((*frame)->number, number);
    EXPECT_EQ((*frame)->width, 320);
    EXPECT_EQ((*frame)->height, 240);
    EXPECT_EQ((*frame)->pixels.size(), 320u * 240u);
    EXPECT_GE((*frame)->time, before);
    before = (*frame)->time;
  }
  EXPECT_FALSE((*source)->next(kWait)->has_value());
  EXPECT_FALSE((*source)->next(kWait)->has_value());
  EXPECT_EQ((*source)->name(), "file film.avi");
}

TEST_F(Films, AreScaledDownInTheirShape) {
  auto options = file_of(film(2, "width=640,height=480"));
  options.width_max = 320;
  options.height_max = 320;
  const auto source = open_frame_source(options);
  ASSERT_TRUE(source);
  const auto frame = (*source)->next(kWait);
  ASSERT_TRUE(frame && *frame);
  EXPECT_EQ((*frame)->width, 320);
  EXPECT_EQ((*frame)->height, 240);
}

TEST_F(Films, BeginAgainWhenTheyLoop) {
  auto options = file_of(film(3));
  options.loop = true;
  const auto source = open_frame_source(options);
  ASSERT_TRUE(source);
  int frames = 0;
  for (int asked = 0; asked < 30 && frames < 7; ++asked) {
    const auto frame = (*source)->next(kWait);
    if (frame && *frame) ++frames;
    if (!frame) {
      EXPECT_EQ(frame.error().code, ErrorCode::Timeout);
    }
  }
  EXPECT_EQ(frames, 7);
}

TEST_F(Films, LetAPictureStandStill) {
  const std::string picture =
      make("still.png",
           "videotestsrc num-buffers=1 ! video/x-raw,width=64,height=48 ! pngenc ! filesink");
  const auto once = open_frame_source(file_of(picture));
  ASSERT_TRUE(once);
  EXPECT_TRUE((*once)->next(kWait)->has_value());
  EXPECT_FALSE((*once)->next(kWait)->has_value());
  auto options = file_of(picture);
  options.loop = true;
  const auto still = open_frame_source(options);
  ASSERT_TRUE(still);
  const auto first = (*still)->next(kWait);
  const auto second = (*still)->next(kWait);
  ASSERT_TRUE(first && *first && second && *second);
  EXPECT_EQ((*first)->pixels, (*second)->pixels);
}

TEST_F(Films, ComeFromNumberedPicturesToo) {
  make("f%02d.png",
       "videotestsrc num-buffers=4 ! video/x-raw,width=64,height=48 ! pngenc ! multifilesink");
  SourceOptions options;
  options.kind = SourceKind::Pictures;
  options.where = path("f%02d.png");
  options.in_real_time = false;
  const auto source = open_frame_source(options);
  ASSERT_TRUE(source) << source.error().text();
  int frames = 0;
  while (true) {
    const auto frame = (*source)->next(kWait);
    ASSERT_TRUE(frame) << frame.error().text();
    if (!*frame) break;
    ++frames;
  }
  EXPECT_EQ(frames, 4);
}

TEST_F(Films, ThatAreDamagedSaySo) {
  std::ofstream{path("noise.avi")} << "this is no film, it is a sentence";
  std::ofstream{path("empty.avi")};
  for (const char* name : {"noise.avi", "empty.avi"}) {
    const auto source = open_frame_source(file_of(path(name)));
    ASSERT_TRUE(source);
    const auto frame = (*source)->next(kWait);
    ASSERT_FALSE(frame) << name;
    EXPECT_EQ(frame.error().code, ErrorCode::Corrupt) << frame.error().text();
    EXPECT_EQ((*source)->next(kWait).error().code, ErrorCode::Corrupt);  // and it stays so
  }
  EXPECT_EQ(open_frame_source(file_of(path("none.avi"))).error().code, ErrorCode::NotFound);
  EXPECT_EQ(open_frame_source(file_of(path("."))).error().code, ErrorCode::Invalid);
}

TEST_F(Films, CutShortGiveWhatTheyHold) {
  const std::string whole = film(20);
  std::filesystem::resize_file(whole, std::filesystem::file_size(whole) / 2);
  const auto source = open_frame_source(file_of(whole));
  ASSERT_TRUE(source);
  int frames = 0;
  for (int asked = 0; asked < 25; ++asked) {
    const auto frame = (*source)->next(kWait);
    if (!frame || !*frame) break;
    ++frames;
  }
  EXPECT_GT(frames, 0);
  EXPECT_LT(frames, 20);
}

TEST(Pattern, IsLiveAndKeepsOnlyTheLatestFrame) {
  SourceOptions options;
  options.kind = SourceKind::Pattern;
  options.width_max = 160;
  options.height_max = 120;
  const auto source = open_frame_source(options);
  ASSERT_TRUE(source) << source.error().text();
  const auto frame = (*source)->next(kWait);
  ASSERT_TRUE(frame && *frame);
  EXPECT_EQ((*frame)->width, 160);
  EXPECT_EQ((*frame)->height, 120);
  EXPECT_TRUE((*source)->next(kWait)->has_value());
}

}  // namespace
}  // namespace parcours::camera
