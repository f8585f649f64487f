// SPDX-License-Identifier: Apache-2.0
// A terminal without a display: real shell, real rasteriser, real words and fonts; time moves by
// hand.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/ui/shell.h"
#include "tests/kiosk/ui/samples.h"

namespace parcours::ui {

struct Size {
  int width, height;
};
inline constexpr Size kPortrait{1080, 1920};
inline constexpr Size kLandscape{1920, 1080};

class Terminal {
 public:
  explicit Terminal(Size size) {
    window::Options options;
    options.backend = window::Backend::Headless;
    options.width = size.width;
    options.height = size.height;
    auto opened = window::Window::open(options);
    if (!opened) ADD_FAILURE() << opened.error().text();
    x_window = std::move(*opened);
    ShellOptions shell;
    shell.words = std::string(PARCOURS_SOURCE_DIR) + "/assets/i18n";
    shell.pictures = pictures_folder();
    auto made = Shell::open(*x_window, shell);
    if (!made) ADD_FAILURE() << made.error().text();
    x_shell = std::move(*made);
  }

  static std::string pictures_folder() {
    const char* own = std::getenv("PARCOURS_PICTURES");
    return own != nullptr ? own : "";
  }

  Shell& shell() { return *x_shell; }
  window::Window& window() { return *x_window; }
  const Tree& tree() const { return x_shell->tree(); }

  void show(visit::ViewState state) {
    state.version = ++x_version;
    x_shell->show(std::make_shared<const visit::ViewState>(std::move(state)));
    settle();
  }
  /// Frames of 1/60 s until nothing moves; gathers the intents.
  void settle() {
    for (int i = 0; i < 900; ++i) {
      step();
      if (x_shell->settled()) return;
      if (i > 300) std::this_thread::yield();
    }
  }
  void step() {
    x_now += 1 / 60.0;
    const auto events = x_window->wait(std::chrono::milliseconds(0));
    for (auto& intent : x_shell->frame_at(events, x_now)) intents.push_back(std::move(intent));
  }
  void tap(std::string_view label) {
    const Status sent = x_shell->tap(label);
    ASSERT_TRUE(sent) << sent.error().text();
    settle();
  }
  /// The last intent of a kind, or null.
  template <typename Kind>
  const Kind* last() const {
    for (auto at = intents.rbegin(); at != intents.rend(); ++at) {
      if (const Kind* found = std::get_if<Kind>(&*at)) return found;
    }
    return nullptr;
  }
  void screenshot(const std::string& name) {
    const std::string folder = std::string(PARCOURS_BIN_DIR) + "/../pictures-of-screens";
    std::filesystem::create_directories(folder);
    const Status done = x_shell->screenshot(folder + "/" + name + ".png");
    EXPECT_TRUE(done) << done.error().text();
  }

  std::vector<visit::Intent> intents;

 private:
  std::unique_ptr<window::Window> x_window;
  std::unique_ptr<Shell> x_shell;
  std::uint64_t x_version = 1000;
  double x_now = 100;
};

}  // namespace parcours::ui
