// SPDX-License-Identifier: Apache-2.0
#include "platform/window/window.h"

#include <SDL2/SDL.h>

#include "platform/window/gl_renderer.h"
#include "platform/window/picture_file.h"
#include "platform/window/raster/tile_renderer.h"

namespace parcours::window {
namespace {

Uint32 wake_event() {
  static const Uint32 type = SDL_RegisterEvents(1);
  return type;
}

void set_hints(Backend backend) {
  // Touch must stay touch: no captured mouse, no mouse made from a finger, no finger made from a
  // mouse.
  SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  // Without a display SDL falls back to a driver that shows nothing to nobody. SDL_VIDEODRIVER,
  // when set, wins over this.
  SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11,wayland");
  if (backend == Backend::Raster) SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
}

Error no_window(const char* what) {
  return {ErrorCode::Unavailable,
          std::string(what) + ": " + SDL_GetError() +
              "; start it in a graphical session, under Xvfb, or with --renderer headless",
          "window"};
}

Uint32 window_flags(const Options& options) {
  Uint32 flags = SDL_WINDOW_SHOWN | SDL_WINDOW_RESIZABLE;
  if (options.fullscreen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  if (options.backend == Backend::OpenGl) flags |= SDL_WINDOW_OPENGL;
  return flags;
}

}  // namespace

Result<Backend> parse_backend(const std::string& name) {
  if (name == "raster") return Backend::Raster;
  if (name == "gl") return Backend::OpenGl;
  if (name == "headless") return Backend::Headless;
  return fail(ErrorCode::Invalid, "unknown renderer \"" + name + "\": raster, gl or headless",
              "--renderer");
}

double Window::now_s() {
  return static_cast<double>(SDL_GetPerformanceCounter()) /
         static_cast<double>(SDL_GetPerformanceFrequency());
}

Window::Window(Options options)
    : x_options(std::move(options)), x_width(x_options.width), x_height(x_options.height) {}

Result<std::unique_ptr<Window>> Window::open(const Options& options) {
  if (options.width < 64 || options.height < 64 || options.width > 16384 ||
      options.height > 16384) {
    return fail(ErrorCode::Invalid, "a window is 64 to 16384 pixels wide and high", "--size");
  }
  std::unique_ptr<Window> window(new Window(options));
  set_hints(options.backend);
  const bool headless = options.backend == Backend::Headless;
  if (SDL_InitSubSystem(headless ? SDL_INIT_EVENTS : SDL_INIT_VIDEO) != 0) {
    return fail(no_window("no display"));
  }
  wake_event();
  if (headless) {
    window->x_renderer = std::make_unique<raster::TileRenderer>(window->x_width, window->x_height);
    return window;
  }
  window->x_window =
      SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                       options.width, options.height, window_flags(options));
  if (window->x_window == nullptr) return fail(no_window("no window"));
  PARCOURS_CHECK(options.backend == Backend::OpenGl ? window->open_gl() : window->open_surface());
  return window;
}

Window::~Window() {
  x_renderer.reset();
  if (x_gl != nullptr) SDL_GL_DeleteContext(x_gl);
  if (x_window != nullptr) SDL_DestroyWindow(x_window);
  SDL_QuitSubSystem(x_options.backend == Backend::Headless ? SDL_INIT_EVENTS : SDL_INIT_VIDEO);
}

Status Window::open_surface() {
  SDL_GetWindowSize(x_window, &x_width, &x_height);
  if (SDL_GetWindowSurface(x_window) == nullptr) {
    return fail(ErrorCode::Unavailable,
                std::string("this display has no window surface (") + SDL_GetError() +
                    "); use --renderer gl",
                "window");
  }
  x_renderer = std::make_unique<raster::TileRenderer>(x_width, x_height);
  return {};
}

Status Window::open_gl() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  x_gl = SDL_GL_CreateContext(x_window);
  if (x_gl == nullptr) {
    return fail(ErrorCode::Unavailable,
                std::string("no OpenGL 3 (") + SDL_GetError() + "); use --renderer raster",
                "window");
  }
  SDL_GL_SetSwapInterval(1);
  SDL_GL_GetDrawableSize(x_window, &x_width, &x_height);
  x_renderer = std::make_unique<GlRenderer>(x_width, x_height);
  return {};
}

void Window::wake() {
  if (x_wake_sent.exchange(true)) return;  // One pending wake is enough.
  SDL_Event event{};
  event.type = wake_event();
  SDL_PushEvent(&event);
}

void Window::inject(Event event) {
  if (event.time_s == 0) event.time_s = now_s();
  x_injected.push_back(event);
}

std::vector<Event> Window::wait(std::optional<std::chrono::milliseconds> timeout) {
  std::vector<Event> events(x_injected.begin(), x_injected.end());
  x_injected.clear();
  SDL_Event event{};
  if (events.empty()) {
    const bool got = !timeout
                         ? SDL_WaitEvent(&event) == 1
                         : SDL_WaitEventTimeout(&event, static_cast<int>(timeout->count())) == 1;
    if (got) translate(event, events);
  }
  while (SDL_PollEvent(&event) == 1) translate(event, events);
  return events;
}

void Window::translate_finger(const SDL_Event& from, std::vector<Event>& to) {
  const SDL_TouchFingerEvent& finger = from.tfinger;
  if (from.type == SDL_FINGERDOWN && !x_finger) x_finger = finger.fingerId;
  if (x_finger != finger.fingerId) return;
  Event event;
  event.kind = from.type == SDL_FINGERDOWN ? EventKind::PointerDown
               : from.type == SDL_FINGERUP ? EventKind::PointerUp
                                           : EventKind::PointerMove;
  if (from.type == SDL_FINGERUP) x_finger.reset();
  event.x = finger.x * static_cast<float>(x_width);
  event.y = finger.y * static_cast<float>(x_height);
  event.time_s = now_s();
  to.push_back(event);
}

void Window::translate_mouse(const SDL_Event& from, std::vector<Event>& to) {
  Event event;
  event.time_s = now_s();
  if (from.type == SDL_MOUSEWHEEL) {
    int x = 0, y = 0;
    SDL_GetMouseState(&x, &y);
    event.kind = EventKind::Wheel;
    event.wheel = static_cast<float>(from.wheel.y);
    event.x = static_cast<float>(x);
    event.y = static_cast<float>(y);
  } else if (from.type == SDL_MOUSEMOTION) {
    if (from.motion.which == SDL_TOUCH_MOUSEID || (from.motion.state & SDL_BUTTON_LMASK) == 0) {
      return;  // A hovering mouse must not wake a still screen.
    }
    event.kind = EventKind::PointerMove;
    event.x = static_cast<float>(from.motion.x);
    event.y = static_cast<float>(from.motion.y);
  } else {
    if (from.button.which == SDL_TOUCH_MOUSEID || from.button.button != SDL_BUTTON_LEFT) return;
    event.kind = from.type == SDL_MOUSEBUTTONDOWN ? EventKind::PointerDown : EventKind::PointerUp;
    event.x = static_cast<float>(from.button.x);
    event.y = static_cast<float>(from.button.y);
  }
  to.push_back(event);
}

void Window::translate_window(const SDL_Event& from, std::vector<Event>& to) {
  Event event;
  event.time_s = now_s();
  if (from.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
    if (x_gl != nullptr) {
      SDL_GL_GetDrawableSize(x_window, &x_width, &x_height);
    } else {
      SDL_GetWindowSize(x_window, &x_width, &x_height);
    }
    x_renderer->resize(x_width, x_height);
    event.kind = EventKind::Resized;
    to.push_back(event);
  } else if (from.window.event == SDL_WINDOWEVENT_EXPOSED) {
    event.kind = EventKind::Exposed;
    to.push_back(event);
  }
}

void Window::translate(const SDL_Event& from, std::vector<Event>& to) {
  Event event;
  event.time_s = now_s();
  switch (from.type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
      return translate_finger(from, to);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION:
    case SDL_MOUSEWHEEL:
      return translate_mouse(from, to);
    case SDL_WINDOWEVENT:
      return translate_window(from, to);
    case SDL_KEYDOWN:
    case SDL_KEYUP:
      event.kind = from.type == SDL_KEYDOWN ? EventKind::KeyDown : EventKind::KeyUp;
      event.scancode = from.key.keysym.scancode;
      event.keycode = from.key.keysym.sym;
      event.shift = (from.key.keysym.mod & KMOD_SHIFT) != 0;
      event.repeat = from.key.repeat != 0;
      to.push_back(event);
      return;
    case SDL_QUIT:
      event.kind = EventKind::Quit;
      to.push_back(event);
      return;
    default:
      if (from.type != wake_event()) return;
      x_wake_sent = false;
      to.push_back(event);
  }
}

void Window::present(const ImDrawData& data, std::uint32_t background) {
  if (!x_renderer->draw(data, background)) return;
  if (x_options.backend == Backend::OpenGl) {
    SDL_GL_SwapWindow(x_window);
  } else if (x_options.backend == Backend::Raster) {
    copy_to_surface(x_renderer->dirty());
  }
}

void Window::refresh() {
  if (x_options.backend == Backend::Raster) copy_to_surface({{0, 0, x_width, x_height}});
}

void Window::copy_to_surface(const std::vector<Region>& regions) {
  SDL_Surface* surface = SDL_GetWindowSurface(x_window);
  if (surface == nullptr || surface->w != x_width || surface->h != x_height) return;
  const auto& tiles = static_cast<const raster::TileRenderer&>(*x_renderer);
  std::vector<SDL_Rect> shown;
  for (const Region& r : regions) {
    const auto* from = tiles.pixels() + static_cast<std::ptrdiff_t>(r.y) * x_width + r.x;
    auto* to = static_cast<char*>(surface->pixels) +
               static_cast<std::ptrdiff_t>(r.y) * surface->pitch +
               static_cast<std::ptrdiff_t>(r.x) * surface->format->BytesPerPixel;
    SDL_ConvertPixels(r.width, r.height, SDL_PIXELFORMAT_RGB888, from, x_width * 4,
                      surface->format->format, to, surface->pitch);
    shown.push_back({r.x, r.y, r.width, r.height});
  }
  SDL_UpdateWindowSurfaceRects(x_window, shown.data(), static_cast<int>(shown.size()));
}

Status Window::screenshot(const std::string& path) const {
  return write_png(x_renderer->read(), path);
}

}  // namespace parcours::window
