// SPDX-License-Identifier: Apache-2.0
// Where grey frames come from: a camera, a video or picture file, numbered pictures, or a test
// pattern. One thread owns a source and asks it for frames; frames nobody asked for are dropped, so
// the answer is always the latest. The media library is started by the first open, never at program
// start. Does not decode and keeps nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace parcours::camera {

/// 8 bits of grey a pixel, rows top down, `stride` >= `width` bytes apart.
struct Frame {
  int width = 0;
  int height = 0;
  int stride = 0;
  std::vector<std::uint8_t> pixels;
  MonoTime time{};           ///< when it was taken from the source
  std::uint64_t number = 0;  ///< 1, 2, 3… of this source; dropped frames are not counted
};

class FrameSource {
 public:
  virtual ~FrameSource() = default;
  /// Waits at most `timeout` for the next frame. Empty: the source has ended (a file was played to
  /// its end). Timeout: none yet, ask again. Unavailable: the camera is unplugged or busy; the
  /// source tries again by itself, go on asking. Corrupt: the file is damaged or is neither picture
  /// nor video; no frame will follow.
  [[nodiscard]] virtual Result<std::optional<Frame>> next(std::chrono::milliseconds timeout) = 0;
  /// For the operator: "camera /dev/video0", "file queue.avi".
  [[nodiscard]] virtual std::string name() const = 0;
};

enum class SourceKind {
  Camera,    ///< `where`: device such as /dev/video2, or empty for the first that captures
  File,      ///< `where`: a video or a picture
  Pictures,  ///< `where`: a printf pattern such as frames/%04d.png, from 0
  Pattern,   ///< drawn by the media library; `where`: its pattern name or number, empty for the
             ///< default
};

struct SourceOptions {
  SourceKind kind = SourceKind::Camera;
  std::string where;
  int width_max = 1280;  ///< larger frames are scaled down, keeping their shape
  int height_max = 720;
  int frames_per_second = 30;
  bool loop = false;  ///< a video begins again at its end, a picture stands still
  bool in_real_time =
      true;  ///< files: at their own speed, dropping; false: every frame, as fast as asked
};

/// "" or "camera" -> first camera; "camera:/dev/video2"; "file:PATH"; "pictures:PATTERN";
/// "pattern:smpte". Invalid otherwise.
[[nodiscard]] Result<SourceOptions> parse_source(std::string_view text);

/// Capturing devices (V4L2) present now, by name; no media library needed. Empty when there is
/// none.
[[nodiscard]] std::vector<std::string> list_cameras();

/// NotFound: no camera, or no such file. Unsupported: a plug-in of the media library is missing
/// (named). Io otherwise.
[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_frame_source(const SourceOptions& options);

}  // namespace parcours::camera
