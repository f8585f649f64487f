// SPDX-License-Identifier: Apache-2.0
// The terminal: window, shell and core put together; its loop is the ui thread. Draws the newest
// state, hands on intents and the lines of a keyboard-wedge scanner. Never reads the replica and
// never waits for it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/camera_thread.h"
#include "kiosk/app/core.h"
#include "kiosk/app/script/player.h"
#include "kiosk/ui/shell.h"
#include "platform/scanner/wedge.h"
#include "platform/window/window.h"

namespace parcours::app {

struct TerminalOptions {
  CoreOptions core;
  window::Options window;
  float panel_mm = 268;                         ///< short side of the panel
  std::optional<camera::SourceOptions> camera;  ///< empty: none
};

class Terminal {
 public:
  /// Unavailable without a display; NotFound names a missing font or file of words.
  [[nodiscard]] static Result<std::unique_ptr<Terminal>> open(const TerminalOptions& options);

  /// Until the window is closed.
  [[nodiscard]] Status run();
  /// Until the player's script is done; its error otherwise.
  [[nodiscard]] Status play(Player& player);

 private:
  Terminal() = default;
  /// One round of events, drawing and intents; false when the window was closed.
  [[nodiscard]] bool turn(std::optional<std::chrono::milliseconds> wait_at_most);
  void read_wedge(const std::vector<window::Event>& events);
  void hand_on(std::vector<visit::Intent> intents);

  std::unique_ptr<window::Window> x_window;
  std::unique_ptr<ui::Shell> x_shell;
  std::shared_ptr<const visit::ViewState> x_shown;
  scanner::Wedge x_wedge;
  std::unique_ptr<Core> x_core;            ///< calls into the window: ends before it
  std::unique_ptr<CameraThread> x_camera;  ///< calls into the core: ends before it
};

}  // namespace parcours::app
