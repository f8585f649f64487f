// SPDX-License-Identifier: Apache-2.0
// The camera thread: captures, decodes, votes, and hands agreed symbols on. Keeps no picture. A
// camera that is unplugged is waited for; without any camera it ends at once.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "platform/barcode/symbol.h"
#include "platform/base/result.h"
#include "platform/camera/frame_source.h"

namespace parcours::app {

class CameraThread {
 public:
  struct Calls {
    std::function<void(barcode::Symbol)> symbol;
    /// Frames began or stopped to arrive. `trouble` is the key of a word that says why not: see
    /// ViewState::camera_trouble.
    std::function<void(bool working, std::string trouble)> state;
  };
  /// Starts at once; both calls are made on the camera thread.
  CameraThread(camera::SourceOptions source, Calls calls);
  ~CameraThread();

 private:
  void run(const std::stop_token& stop);
  const camera::SourceOptions x_source;
  const Calls x_calls;
  std::jthread x_thread;
};

/// What --camera says: "auto" (the first camera, if there is one), "none", or a source of
/// platform/camera; a plain path is a file. Empty for none.
[[nodiscard]] Result<std::optional<camera::SourceOptions>> choose_camera(const std::string& text);

}  // namespace parcours::app
