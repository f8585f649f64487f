// SPDX-License-Identifier: Apache-2.0
// The window without a display, and with one where DISPLAY is set (raster and OpenGL).
#include "platform/window/window.h"

#include <SDL2/SDL.h>
#include <gtest/gtest.h>

#include <thread>

namespace parcours::window {
namespace {

using std::chrono::milliseconds;

std::unique_ptr<Window> open(Backend backend) {
  Options options;
  options.backend = backend;
  options.width = 320;
  options.height = 240;
  auto window = Window::open(options);
  if (!window) ADD_FAILURE() << window.error().text();
  return window ? std::move(*window) : nullptr;
}

SDL_Event finger(Uint32 type, int id, float x, float y) {
  SDL_Event event{};
  event.tfinger.type = type;
  event.tfinger.fingerId = id;
  event.tfinger.x = x;
  event.tfinger.y = y;
  return event;
}

TEST(Window, FollowsTheFirstFingerOnly) {
  const auto window = open(Backend::Headless);
  ASSERT_TRUE(window);
  (void)window->wait(milliseconds(0));
  for (SDL_Event event : {finger(SDL_FINGERDOWN, 1, .5f, .5f), finger(SDL_FINGERDOWN, 2, .1f, .1f),
                          finger(SDL_FINGERMOTION, 2, .2f, .2f), finger(SDL_FINGERUP, 1, .75f, .5f),
                          finger(SDL_FINGERUP, 2, .2f, .2f)}) {
    SDL_PushEvent(&event);
  }
  const auto events = window->wait(milliseconds(0));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].kind, EventKind::PointerDown);
  EXPECT_FLOAT_EQ(events[0].x, 160);
  EXPECT_EQ(events[1].kind, EventKind::PointerUp);
  EXPECT_FLOAT_EQ(events[1].x, 240);
}

TEST(Window, IgnoresMiceMadeFromTouchAndHovering) {
  const auto window = open(Backend::Headless);
  ASSERT_TRUE(window);
  (void)window->wait(milliseconds(0));
  SDL_Event event{};
  event.button.type = SDL_MOUSEBUTTONDOWN;
  event.button.button = SDL_BUTTON_LEFT;
  event.button.which = SDL_TOUCH_MOUSEID;
  SDL_PushEvent(&event);
  SDL_Event hover{};
  hover.motion.type = SDL_MOUSEMOTION;
  SDL_PushEvent(&hover);
  EXPECT_TRUE(window->wait(milliseconds(0)).empty());
  event.button.which = 0;
  SDL_PushEvent(&event);
  EXPECT_EQ(window->wait(milliseconds(0)).size(), 1u);
}

TEST(Window, IsWokenByAnotherThread) {
  const auto window = open(Backend::Headless);
  ASSERT_TRUE(window);
  std::thread other([&] { window->wake(); });
  const auto events = window->wait(std::chrono::seconds(20));
  other.join();
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events.front().kind, EventKind::Wake);
  EXPECT_TRUE(window->wait(milliseconds(0)).empty());
}

TEST(Window, PassesKeysAndInjectedEvents) {
  const auto window = open(Backend::Headless);
  ASSERT_TRUE(window);
  (void)window->wait(milliseconds(0));
  SDL_Event key{};
  key.key.type = SDL_KEYDOWN;
  key.key.keysym.scancode = SDL_SCANCODE_5;
  key.key.keysym.mod = KMOD_LSHIFT;
  SDL_PushEvent(&key);
  window->inject({EventKind::PointerDown, 3, 4});
  const auto events = window->wait(milliseconds(0));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].kind, EventKind::PointerDown);
  EXPECT_GT(events[0].time_s, 0);
  EXPECT_EQ(events[1].scancode, SDL_SCANCODE_5);
  EXPECT_TRUE(events[1].shift);
}

TEST(Window, RefusesSizesAndRenderersThatMakeNoSense) {
  Options options;
  options.backend = Backend::Headless;
  options.width = 0;
  EXPECT_EQ(Window::open(options).error().code, ErrorCode::Invalid);
  EXPECT_EQ(parse_backend("vulkan").error().where, "--renderer");
  EXPECT_EQ(*parse_backend("gl"), Backend::OpenGl);
}

class OnADisplay : public testing::TestWithParam<Backend> {};

TEST_P(OnADisplay, DrawsAndReadsBackAFrame) {
  if (std::getenv("DISPLAY") == nullptr)
    GTEST_SKIP() << "no display: set DISPLAY or run under Xvfb";
  const auto window = open(GetParam());
  ASSERT_TRUE(window);
  ImGuiContext* context = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {320, 240};
  unsigned char* alpha = nullptr;
  int width = 0, height = 0;
  io.Fonts->AddFontDefault();
  io.Fonts->GetTexDataAsAlpha8(&alpha, &width, &height);
  io.Fonts->SetTexID(window->renderer().create_atlas(alpha, width, height));
  for (int i = 0; i < 2; ++i) {
    ImGui::NewFrame();
    ImGui::GetBackgroundDrawList()->AddRectFilled({100, 50}, {200, 150},
                                                  IM_COL32(200, 30, 10, 255));
    ImGui::Render();
    window->present(*ImGui::GetDrawData(), 0x0F5C4D);
  }
  const Pixels shown = window->renderer().read();
  const auto at = [&](int x, int y) {
    const std::size_t i = (static_cast<std::size_t>(y) * 320 + static_cast<std::size_t>(x)) * 4;
    return shown.rgba[i] << 16 | shown.rgba[i + 1] << 8 | shown.rgba[i + 2];
  };
  EXPECT_EQ(at(150, 100), 200 << 16 | 30 << 8 | 10);
  EXPECT_EQ(at(10, 10), 0x0F5C4D);
  EXPECT_EQ(at(150, 200), 0x0F5C4D);
  ImGui::DestroyContext(context);
}

INSTANTIATE_TEST_SUITE_P(Window, OnADisplay, testing::Values(Backend::Raster, Backend::OpenGl));

}  // namespace
}  // namespace parcours::window
