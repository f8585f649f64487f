// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/camera_thread.h"

#include "kiosk/scan/votes.h"
#include "platform/barcode/decode.h"
#include "platform/base/clock.h"
#include "platform/base/log.h"

namespace parcours::app {
namespace {

constexpr std::chrono::milliseconds kFrameWait{500};

std::string trouble_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::NotFound:
      return "not_found";
    case ErrorCode::Corrupt:
    case ErrorCode::Invalid:
      return "damaged";
    case ErrorCode::Unavailable:
      return "lost";
    default:
      return "other";
  }
}

/// Reads frames until the source has ended or is lost for good; tells of each change between
/// working and not.
class Watch {
 public:
  Watch(camera::FrameSource& source, const CameraThread::Calls& calls)
      : x_source(source), x_calls(calls) {}

  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      auto frame = x_source.next(kFrameWait);
      if (!frame) {
        if (frame.error().code == ErrorCode::Timeout) continue;
        say({false, trouble_of(frame.error())});
        if (frame.error().code == ErrorCode::Unavailable) continue;
        log(LogLevel::Warning, "camera lost", {{"reason", frame.error().text()}});
        return;
      }
      if (!*frame) return say({});
      say({true, {}});
      look(**frame);
    }
  }

 private:
  struct Said {
    bool working = false;
    std::string trouble;
    bool operator==(const Said&) const = default;
  };

  void look(const camera::Frame& frame) {
    const barcode::ImageView view{frame.pixels.data(), frame.width, frame.height, frame.stride};
    const auto symbols = barcode::decode(view, {barcode::Effort::Frame});
    if (!symbols) return;  // A frame the decoder gave up on: the next one comes in 33 ms.
    if (auto symbol = x_votes.see(*symbols, x_clock.mono())) x_calls.symbol(std::move(*symbol));
  }

  void say(Said said) {
    if (said == x_said) return;
    x_said = said;
    x_calls.state(said.working, std::move(said.trouble));
  }

  camera::FrameSource& x_source;
  const CameraThread::Calls& x_calls;
  SystemClock x_clock;
  scan::Votes x_votes;
  Said x_said;
};

}  // namespace

CameraThread::CameraThread(camera::SourceOptions source, Calls calls)
    : x_source(std::move(source)),
      x_calls(std::move(calls)),
      x_thread([this](const std::stop_token& stop) { run(stop); }) {}

CameraThread::~CameraThread() {
  x_thread.request_stop();
  x_thread.join();
}

void CameraThread::run(const std::stop_token& stop) {
  auto source = camera::open_frame_source(x_source);
  if (!source) {
    log(LogLevel::Warning, "no camera", {{"reason", source.error().text()}});
    x_calls.state(false, trouble_of(source.error()));
    return;
  }
  Watch{**source, x_calls}.run(stop);
}

Result<std::optional<camera::SourceOptions>> choose_camera(const std::string& text) {
  if (text == "none") return std::nullopt;
  if (text == "auto") {
    if (camera::list_cameras().empty()) return std::nullopt;
    PARCOURS_TRY(auto first, camera::parse_source(""));
    return first;
  }
  const bool is_path = text.find(':') == std::string::npos && text != "camera";
  PARCOURS_TRY(auto source, camera::parse_source(is_path ? "file:" + text : text));
  // A file stands for a camera, which never ends: a still picture stays in view for the second
  // vote.
  source.loop = true;
  return source;
}

}  // namespace parcours::app
