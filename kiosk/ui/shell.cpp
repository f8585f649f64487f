// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/shell.h"

#include "kiosk/ui/screens/chrome.h"
#include "kiosk/ui/screens/table.h"
#include "kiosk/ui/widgets/overlay.h"

namespace parcours::ui {
namespace {
constexpr float kLargeType = 1.3f;

// A key by its place on the keyboard (USB HID usage): a digit, '<' for erase, '?' for any other, 0
// for keys that type nothing.
char key_of(int usage) {
  constexpr int kOne = 0x1E, kKeypadOne = 0x59, kEnter = 0x28, kErase = 0x2A, kKeypadEnter = 0x58;
  constexpr int kControlLeft = 0xE0;
  for (const int first : {kOne, kKeypadOne}) {
    const int place = usage - first;
    if (place >= 0 && place < 10) return static_cast<char>('0' + (place + 1) % 10);
  }
  if (usage == kErase) return '<';
  return usage == kEnter || usage == kKeypadEnter || usage >= kControlLeft ? '\0' : '?';
}

// Keys pressed while a PIN is asked for wait for the screen, which tells a person from a scanner.
bool keep_pin_keys(const std::vector<window::Event>& events, Memory& memory, double now_s) {
  const Id id("unlock.keys");
  bool kept = false;
  for (const window::Event& event : events) {
    if (event.kind != window::EventKind::KeyDown || event.repeat) continue;
    const char key = key_of(event.scancode);
    if (key == '\0') continue;
    memory.draft(id).follow({}) += key;
    memory.time(id) = now_s;
    kept = true;
  }
  return kept;
}

}  // namespace

Shell::Shell(window::Window& window, ShellOptions options)
    : x_window(window), x_options(std::move(options)) {}

Shell::~Shell() = default;

Result<std::unique_ptr<Shell>> Shell::open(window::Window& window, const ShellOptions& options) {
  std::unique_ptr<Shell> shell(new Shell(window, options));
  PARCOURS_TRY(shell->x_words, Words::open(options.words));
  PARCOURS_TRY(shell->x_stage, Stage::open(window.renderer(), options.fonts));
  shell->x_pictures =
      std::make_unique<Pictures>(window.renderer(), options.pictures, [&window] { window.wake(); });
  shell->x_state = std::make_shared<const visit::ViewState>();
  shell->update_scale();
  return shell;
}

void Shell::update_scale() {
  const auto side = static_cast<float>(std::min(x_window.width(), x_window.height()));
  x_scale = side / x_options.panel_mm / size::kMillimetre;
  // Large type enlarges everything, touch targets too; screens lay themselves out in what is left.
  if (x_state && x_state->large_type) x_scale *= kLargeType;
}

void Shell::show(std::shared_ptr<const visit::ViewState> state) {
  if (!state || (x_state && state->version == x_state->version)) return;
  const bool left = x_state && state->screen == visit::Screen::Attract &&
                    x_state->screen != visit::Screen::Attract;
  if (left) {  // The next person must find nothing of this one.
    const Id toast("toast");
    const int seen = x_memory.number(toast);
    x_memory.wipe();
    x_memory.number(toast) = seen;
    x_touch.forget();
  }
  x_state = std::move(state);
  x_wanted = true;
}

void Shell::take_events(const std::vector<window::Event>& events) {
  for (const window::Event& event : events) {
    x_pointers.push(event);
    if (event.kind == window::EventKind::Exposed) x_window.refresh();
    if (event.kind != window::EventKind::KeyDown && event.kind != window::EventKind::KeyUp) {
      x_wanted = true;
    }
  }
}

std::vector<visit::Intent> Shell::frame(const std::vector<window::Event>& events) {
  return frame_at(events, window::Window::now_s());
}

std::vector<visit::Intent> Shell::frame_at(const std::vector<window::Event>& events, double now_s) {
  Intents intents;
  take_events(events);
  const bool asks_pin =
      x_state->screen == visit::Screen::Unlock && !x_state->unlock.badge_name.empty();
  if (asks_pin && keep_pin_keys(events, x_memory, now_s)) x_wanted = true;
  const bool due = now_s >= x_touch.wake() || x_touch.moving() || x_pictures->waiting();
  if (!x_wanted && !due && !x_pointers.pending()) return intents;
  x_wanted = false;
  x_pictures->upload();
  draw(now_s, intents);
  if (x_stage->text().take_overflow()) {
    // Glyphs moved in the atlas: what was drawn shows wrong letters, and the damage hashes cannot
    // see it.
    x_window.renderer().invalidate();
    x_wanted = true;
  }
  return intents;
}

void Shell::draw(double now_s, Intents& intents) {
  update_scale();
  const window::Pointer& pointer = x_pointers.next_frame();
  x_touch.begin(pointer, x_tree, x_scale, now_s);
  x_touch.reduce_motion(x_state->reduce_motion);
  if (pointer.pressed) intents.push_back(visit::Touched{});
  // What a tap changed in this frame (an open sheet, a typed letter) is drawn in the next.
  if (pointer.pressed || pointer.released) x_wanted = true;
  x_words.use(x_state->language);
  const int top_before = x_tree.top_layer();
  x_tree.clear();
  ImDrawList& list = x_stage->begin_frame(x_window.width(), x_window.height(), 1 / 60.f);
  const Theme& theme = theme_of(x_state->theme);
  const Format format(x_words, x_state->now_ms, x_state->terms.zone);
  Canvas canvas(*x_stage, list, x_tree, x_scale);
  canvas.set_top_before(top_before);
  Frame frame{canvas,
              theme,
              x_words,
              format,
              x_touch,
              *x_pictures,
              x_memory,
              {0, 0, static_cast<float>(x_window.width()) / x_scale,
               static_cast<float>(x_window.height()) / x_scale}};
  draw_content(frame, intents);
  const Color bg = theme.bg;
  x_window.present(x_stage->end_frame(), (bg & 0xFF) << 16 | (bg & 0xFF00) | (bg >> 16 & 0xFF));
  ++x_frames;
}

void Shell::draw_content(Frame& frame, Intents& intents) {
  const visit::ViewState& state = *x_state;
  const bool plain =
      state.screen == visit::Screen::Attract || state.screen == visit::Screen::Failure;
  if (!plain) {
    const Rect banner = link_banner(frame, state);
    frame.area.cut_top(banner.h);
  }
  // Whom the picture invites to scan must know that only the reader does it.
  if (state.screen != visit::Screen::Failure) {
    const Rect camera = camera_banner(frame, state);
    frame.area.cut_top(camera.h);
  }
  if (const DrawScreen draw_screen = screen_function(state.screen)) {
    draw_screen(frame, state, intents);
  }
  if (!plain) draw_chrome_sheets(frame, state, intents);
  if (state.toast) {
    toast(frame, state.toast->number, frame.t(state.toast->words, {state.toast->argument}),
          state.toast->danger);
  }
  if (!state.still_there) return;
  const Answer answer = dialog(frame, Id("still_there"),
                               {.title = frame.t("still.title"),
                                .words = frame.t("still.words"),
                                .yes = frame.t("still.yes"),
                                .no = frame.t("still.no"),
                                .seconds_left = state.still_there_seconds});
  if (answer == Answer::Yes) intents.push_back(visit::StillHere{});
  if (answer == Answer::No) intents.push_back(visit::Leave{});
}

std::optional<std::chrono::milliseconds> Shell::sleep() const {
  using std::chrono::milliseconds;
  if (x_wanted || x_pointers.pending() || x_pictures->waiting()) return milliseconds(0);
  if (x_touch.moving()) return milliseconds(12);
  if (x_touch.wake() > 1e17) return std::nullopt;
  const double left = x_touch.wake() - window::Window::now_s();
  return milliseconds(std::max(0, static_cast<int>(left * 1000) + 1));
}

bool Shell::settled() const {
  return !x_wanted && !x_touch.moving() && !x_pointers.pending() && !x_pictures->busy();
}

Status Shell::tap(std::string_view label) {
  const Node* node = x_tree.find(label);
  if (node == nullptr) {
    return fail(ErrorCode::NotFound, "nothing to tap says \"" + std::string(label) +
                                         "\"; the screen shows:\n" + x_tree.to_text());
  }
  window::Event event{window::EventKind::PointerDown, node->rect.center().x, node->rect.center().y};
  x_window.inject(event);
  event.kind = window::EventKind::PointerUp;
  x_window.inject(event);
  return {};
}

}  // namespace parcours::ui
