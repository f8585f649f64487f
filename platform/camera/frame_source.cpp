// SPDX-License-Identifier: Apache-2.0
// One GStreamer pipeline per source, ending in an appsink that holds one grey frame and drops older
// ones.
#include "platform/camera/frame_source.h"

#include <fcntl.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

namespace parcours::camera {
namespace {

struct Unref {
  void operator()(GstElement* element) const { gst_object_unref(element); }
  void operator()(GstSample* sample) const { gst_sample_unref(sample); }
  void operator()(GstMessage* message) const { gst_message_unref(message); }
};
using ElementPtr = std::unique_ptr<GstElement, Unref>;
using SamplePtr = std::unique_ptr<GstSample, Unref>;
using MessagePtr = std::unique_ptr<GstMessage, Unref>;

constexpr std::chrono::milliseconds kRetryAfter{1000};
constexpr std::chrono::milliseconds kSlice{20};

MonoTime mono_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now());
}

/// The library costs tens of milliseconds to start, so it starts with the first source.
Status start_library() {
  static const Status started = []() -> Status {
    GError* error = nullptr;
    if (gst_init_check(nullptr, nullptr, &error) != 0) return {};
    const std::string reason = error != nullptr ? error->message : "no reason given";
    g_clear_error(&error);
    return fail(ErrorCode::Unsupported, "GStreamer does not start: " + reason);
  }();
  return started;
}

/// A string for a pipeline description, in quotes.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// Grey, no larger than asked, one frame held. Scaling keeps the shape: only the height is bound,
/// by the width's limit.
std::string tail_of(const SourceOptions& options, bool drop) {
  return " ! videoconvert ! videoscale ! "
         "video/x-raw,format=GRAY8,pixel-aspect-ratio=1/1,width=[1," +
         std::to_string(options.width_max) + "],height=[1," + std::to_string(options.height_max) +
         "] ! appsink name=sink max-buffers=1 emit-signals=false sync=" +
         (drop && options.kind != SourceKind::Camera ? "true" : "false") +
         " drop=" + (drop ? "true" : "false");
}

/// True for a file that begins as a PNG or JPEG does.
bool is_picture(const std::string& path) {
  std::array<char, 3> start{};
  std::ifstream file{path, std::ios::binary};
  file.read(start.data(), start.size());
  const std::string_view magic{start.data(), start.size()};
  return magic == "\x89PN" || magic == "\xFF\xD8\xFF";
}

std::string file_description(const SourceOptions& options, const std::string& rate) {
  std::string text = "filesrc location=" + quoted(options.where) + " ! decodebin";
  // A picture that goes round stands still before the camera: linear codes want two equal frames.
  if (options.loop && is_picture(options.where)) {
    text += " ! videoconvert ! imagefreeze is-live=" +
            std::string{options.in_real_time ? "true" : "false"} +
            " ! video/x-raw,framerate=" + rate + "/1";
  }
  return text + tail_of(options, options.in_real_time);
}

std::string pictures_description(const SourceOptions& options, const std::string& rate) {
  const bool is_jpeg = options.where.find(".jp") != std::string::npos;
  return "multifilesrc index=0 location=" + quoted(options.where) +
         " loop=" + (options.loop ? "true" : "false") + " caps=\"image/" +
         (is_jpeg ? "jpeg" : "png") + ",framerate=" + rate + "/1\" ! decodebin" +
         tail_of(options, options.in_real_time);
}

std::string description_of(const SourceOptions& options, const std::string& device) {
  const std::string rate = std::to_string(std::clamp(options.frames_per_second, 1, 240));
  switch (options.kind) {
    case SourceKind::Camera:
      return "v4l2src device=" + quoted(device) + " ! decodebin" + tail_of(options, true);
    case SourceKind::File:
      return file_description(options, rate);
    case SourceKind::Pictures:
      return pictures_description(options, rate);
    case SourceKind::Pattern:
      return "videotestsrc is-live=true" +
             (options.where.empty() ? std::string{} : " pattern=" + quoted(options.where)) +
             " ! video/x-raw,framerate=" + rate + "/1,width=" + std::to_string(options.width_max) +
             ",height=" + std::to_string(options.height_max) + tail_of(options, true);
  }
  return {};
}

Result<ElementPtr> build(const std::string& description) {
  GError* error = nullptr;
  ElementPtr pipeline{
      gst_parse_launch_full(description.c_str(), nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &error)};
  if (pipeline != nullptr) return pipeline;
  const bool is_missing = error != nullptr && error->domain == GST_PARSE_ERROR &&
                          error->code == GST_PARSE_ERROR_NO_SUCH_ELEMENT;
  const std::string reason = error != nullptr ? error->message : "no reason given";
  g_clear_error(&error);
  if (is_missing) {
    return fail(ErrorCode::Unsupported, "a GStreamer plug-in is missing (" + reason +
                                            "); install gstreamer1.0-plugins-base and -good");
  }
  return fail(ErrorCode::Invalid, "source cannot be built: " + reason);
}

Result<Frame> frame_of(GstSample* sample, std::uint64_t number) {
  GstVideoInfo info;
  const GstCaps* caps = gst_sample_get_caps(sample);
  GstBuffer* buffer = gst_sample_get_buffer(sample);
  if (caps == nullptr || buffer == nullptr || gst_video_info_from_caps(&info, caps) == 0) {
    return fail(ErrorCode::Corrupt, "a frame without a size");
  }
  GstVideoFrame mapped;
  if (gst_video_frame_map(&mapped, &info, buffer, GST_MAP_READ) == 0) {
    return fail(ErrorCode::Corrupt, "a frame that cannot be read");
  }
  Frame frame;
  frame.width = GST_VIDEO_FRAME_WIDTH(&mapped);
  frame.height = GST_VIDEO_FRAME_HEIGHT(&mapped);
  frame.stride = frame.width;
  frame.number = number;
  frame.time = mono_now();
  frame.pixels.resize(static_cast<std::size_t>(frame.width) *
                      static_cast<std::size_t>(frame.height));
  const auto* from = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&mapped, 0));
  const auto step = static_cast<std::ptrdiff_t>(GST_VIDEO_FRAME_PLANE_STRIDE(&mapped, 0));
  for (int y = 0; y < frame.height; ++y) {
    std::memcpy(frame.pixels.data() + static_cast<std::ptrdiff_t>(y) * frame.stride,
                from + y * step, static_cast<std::size_t>(frame.width));
  }
  gst_video_frame_unmap(&mapped);
  return frame;
}

class GstSource final : public FrameSource {
 public:
  explicit GstSource(SourceOptions options) : x_options(std::move(options)) {}
  ~GstSource() override { stop(); }

  Status start();
  Result<std::optional<Frame>> next(std::chrono::milliseconds timeout) override;
  std::string name() const override;

 private:
  void stop();
  [[nodiscard]] bool is_camera() const { return x_options.kind == SourceKind::Camera; }
  [[nodiscard]] GstAppSink* sink() const { return GST_APP_SINK(x_sink.get()); }
  [[nodiscard]] std::optional<Error> posted_error();
  Result<std::optional<Frame>> lost(Error error, std::chrono::milliseconds timeout);
  Result<std::optional<Frame>> ended();

  SourceOptions x_options;
  std::string x_device;
  ElementPtr x_pipeline;
  ElementPtr x_sink;
  MonoTime x_stopped{};
  std::optional<Error> x_fault;  ///< of a file: final
  std::uint64_t x_frames = 0;
  std::uint64_t x_frames_at_start = 0;
};

std::string GstSource::name() const {
  switch (x_options.kind) {
    case SourceKind::Camera:
      return "camera " + x_device;
    case SourceKind::File:
      return "file " + std::filesystem::path{x_options.where}.filename().string();
    case SourceKind::Pictures:
      return "pictures";
    case SourceKind::Pattern:
      return "pattern";
  }
  return {};
}

Status GstSource::start() {
  if (is_camera()) {
    const auto cameras = list_cameras();
    const bool named = !x_options.where.empty();
    const bool present =
        named ? std::find(cameras.begin(), cameras.end(), x_options.where) != cameras.end()
              : !cameras.empty();
    if (!present) {
      return fail(ErrorCode::NotFound,
                  "no camera; plug one in, or let a file stand for it (file:PATH)",
                  x_options.where);
    }
    x_device = named ? x_options.where : cameras.front();
  }
  PARCOURS_TRY(x_pipeline, build(description_of(x_options, x_device)));
  x_sink.reset(gst_bin_get_by_name(GST_BIN(x_pipeline.get()), "sink"));
  x_frames_at_start = x_frames;
  // What fails from here on is posted on the pipeline's bus and told by next().
  gst_element_set_state(x_pipeline.get(), GST_STATE_PLAYING);
  return {};
}

void GstSource::stop() {
  if (x_pipeline != nullptr) gst_element_set_state(x_pipeline.get(), GST_STATE_NULL);
  x_sink.reset();
  x_pipeline.reset();
  x_stopped = mono_now();
}

std::optional<Error> GstSource::posted_error() {
  GstBus* bus = gst_element_get_bus(x_pipeline.get());
  const MessagePtr message{gst_bus_pop_filtered(bus, GST_MESSAGE_ERROR)};
  gst_object_unref(bus);
  if (message == nullptr) return std::nullopt;
  GError* error = nullptr;
  gst_message_parse_error(message.get(), &error, nullptr);
  std::string reason = error != nullptr ? error->message : "no reason given";
  g_clear_error(&error);
  return Error{is_camera() ? ErrorCode::Unavailable : ErrorCode::Corrupt, std::move(reason),
               name()};
}

/// A camera that failed is opened again once a second; anything else stays failed.
Result<std::optional<Frame>> GstSource::lost(Error error, std::chrono::milliseconds timeout) {
  stop();
  if (is_camera()) {
    error.message = "the camera was unplugged or is busy (" + error.message + "); trying again";
    std::this_thread::sleep_for(std::min(timeout, kRetryAfter));
    return fail(std::move(error));
  }
  error.message = "no video or picture: " + error.message;
  x_fault = error;
  return fail(std::move(error));
}

Result<std::optional<Frame>> GstSource::ended() {
  stop();
  // A file without a single frame has nothing to loop over.
  if (x_options.loop && x_frames > x_frames_at_start) {
    PARCOURS_CHECK(start());
    return fail(ErrorCode::Timeout, "the file begins again", name());
  }
  if (x_frames == 0) {
    x_fault = Error{ErrorCode::Corrupt, "no video or picture: it holds no frame", name()};
    return fail(*x_fault);
  }
  return std::nullopt;
}

Result<std::optional<Frame>> GstSource::next(std::chrono::milliseconds timeout) {
  if (x_fault) return fail(*x_fault);
  if (x_pipeline == nullptr) {
    if (!is_camera()) return std::nullopt;
    if (mono_now() - x_stopped < kRetryAfter) {
      std::this_thread::sleep_for(std::min(timeout, kRetryAfter));
    }
    if (auto started = start(); !started) {
      x_stopped = mono_now();
      return fail(ErrorCode::Unavailable, started.error().message, started.error().where);
    }
  }
  // In slices: an error on the bus does not wake a waiting sink.
  const MonoTime until = mono_now() + timeout;
  while (true) {
    const auto left = std::clamp(until - mono_now(), std::chrono::milliseconds{0}, kSlice);
    const SamplePtr sample{gst_app_sink_try_pull_sample(
        sink(), static_cast<GstClockTime>(left.count()) * GST_MSECOND)};
    if (sample != nullptr) {
      PARCOURS_TRY(auto frame, frame_of(sample.get(), x_frames + 1));
      ++x_frames;
      return frame;
    }
    if (auto error = posted_error()) return lost(std::move(*error), timeout);
    if (gst_app_sink_is_eos(sink()) != 0) return ended();
    if (mono_now() >= until) return fail(ErrorCode::Timeout, "no frame yet", name());
  }
}

bool can_capture(const std::string& device) {
  const int descriptor = ::open(device.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return false;
  v4l2_capability facts{};
  const bool answered = ::ioctl(descriptor, VIDIOC_QUERYCAP, &facts) == 0;
  ::close(descriptor);
  const auto wanted = static_cast<std::uint32_t>(V4L2_CAP_VIDEO_CAPTURE);
  const bool has_own = (facts.capabilities & V4L2_CAP_DEVICE_CAPS) != 0;
  return answered && ((has_own ? facts.device_caps : facts.capabilities) & wanted) != 0;
}

}  // namespace

Result<SourceOptions> parse_source(std::string_view text) {
  SourceOptions options;
  const std::size_t colon = text.find(':');
  const std::string_view kind = text.substr(0, colon);
  if (colon != std::string_view::npos) options.where = text.substr(colon + 1);
  if (kind.empty() || kind == "camera") {
    options.kind = SourceKind::Camera;
  } else if (kind == "file") {
    options.kind = SourceKind::File;
  } else if (kind == "pictures") {
    options.kind = SourceKind::Pictures;
  } else if (kind == "pattern") {
    options.kind = SourceKind::Pattern;
  } else {
    return fail(ErrorCode::Invalid,
                "a source is camera, camera:DEVICE, file:PATH, pictures:PATTERN or pattern:NAME",
                std::string{text});
  }
  const bool needs_where = options.kind == SourceKind::File || options.kind == SourceKind::Pictures;
  if (needs_where && options.where.empty()) {
    return fail(ErrorCode::Invalid, "the source needs a path after the colon", std::string{text});
  }
  return options;
}

std::vector<std::string> list_cameras() {
  std::vector<std::string> found;
  std::error_code no_devices;  // an unreadable /dev holds no camera
  for (const auto& entry : std::filesystem::directory_iterator{"/dev", no_devices}) {
    const std::string path = entry.path().string();
    if (entry.path().filename().string().rfind("video", 0) == 0 && can_capture(path)) {
      found.push_back(path);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

Result<std::unique_ptr<FrameSource>> open_frame_source(const SourceOptions& options) {
  if (options.kind == SourceKind::File) {
    std::error_code error;
    if (!std::filesystem::exists(options.where, error)) {
      return fail(ErrorCode::NotFound, "no such file", options.where);
    }
    if (!std::filesystem::is_regular_file(options.where, error)) {
      return fail(ErrorCode::Invalid, "is not a file", options.where);
    }
  }
  PARCOURS_CHECK(start_library());
  auto source = std::make_unique<GstSource>(options);
  PARCOURS_CHECK(source->start());
  return std::unique_ptr<FrameSource>{std::move(source)};
}

}  // namespace parcours::camera
