// SPDX-License-Identifier: Apache-2.0
// The platform layer: one window (or none: headless draws into memory), its events, its renderer,
// pictures of it. Everything is called on the ui thread but `wake`, which any thread may call.
// Draws only when asked; never polls. ImGui's own SDL back end is not used: it captures the mouse
// every frame, which eats touch on X11.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/window/event.h"
#include "platform/window/renderer.h"

struct SDL_Window;
union SDL_Event;

namespace parcours::window {

enum class Backend { Raster, OpenGl, Headless };

/// "raster", "gl" or "headless"; Invalid otherwise.
[[nodiscard]] Result<Backend> parse_backend(const std::string& name);

struct Options {
  std::string title = "Parcours";
  int width = 1080;
  int height = 1920;
  bool fullscreen = false;
  Backend backend = Backend::Raster;
};

class Window {
 public:
  /// Unavailable when there is no display or no OpenGL; the message names the way out.
  [[nodiscard]] static Result<std::unique_ptr<Window>> open(const Options& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  [[nodiscard]] int width() const { return x_width; }
  [[nodiscard]] int height() const { return x_height; }
  [[nodiscard]] Backend backend() const { return x_options.backend; }
  [[nodiscard]] Renderer& renderer() { return *x_renderer; }

  /// Waits for events, at most `timeout` (no value: for ever; zero: takes what is there).
  [[nodiscard]] std::vector<Event> wait(std::optional<std::chrono::milliseconds> timeout);
  /// Makes `wait` return. Any thread.
  void wake();
  /// An event as if a person had made it; returned by the next `wait`.
  void inject(Event event);

  /// Draws and shows what changed.
  void present(const ImDrawData& data, std::uint32_t background);
  /// Shows the last picture again after an Exposed event.
  void refresh();
  [[nodiscard]] Status screenshot(const std::string& path) const;

  /// Monotonic seconds, the clock of Event::time_s.
  [[nodiscard]] static double now_s();

 private:
  explicit Window(Options options);
  [[nodiscard]] Status open_surface();
  [[nodiscard]] Status open_gl();
  void translate(const SDL_Event& from, std::vector<Event>& to);
  void translate_finger(const SDL_Event& from, std::vector<Event>& to);
  void translate_mouse(const SDL_Event& from, std::vector<Event>& to);
  void translate_window(const SDL_Event& from, std::vector<Event>& to);
  void copy_to_surface(const std::vector<Region>& regions);

  Options x_options;
  int x_width, x_height;
  SDL_Window* x_window = nullptr;
  void* x_gl = nullptr;
  std::unique_ptr<Renderer> x_renderer;
  std::deque<Event> x_injected;
  std::optional<std::int64_t> x_finger;  ///< the one that counts; the others are ignored
  std::atomic<bool> x_wake_sent{false};
};

}  // namespace parcours::window
