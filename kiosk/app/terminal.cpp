// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/terminal.h"

#include <algorithm>
#include <csignal>

#include "platform/base/clock.h"

namespace parcours::app {
namespace {

/// The window library takes these signals over and an idle wait never sees them. Everything shown
/// is on disk already, so the system's own way to end is good enough.
void end_on_signals() {
  for (const int number : {SIGTERM, SIGINT}) std::signal(number, SIG_DFL);
}

/// While a script drives, the player gets its turn this often.
constexpr std::chrono::milliseconds kScriptTurn{16};

MonoTime mono_of(double seconds) {
  return MonoTime{std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)}};
}

}  // namespace

Result<std::unique_ptr<Terminal>> Terminal::open(const TerminalOptions& options) {
  std::unique_ptr<Terminal> terminal{new Terminal};
  // The core reads the replica while the window and the fonts are opened.
  Terminal& self = *terminal;
  PARCOURS_TRY(self.x_window, window::Window::open(options.window));
  end_on_signals();
  window::Window& window = *self.x_window;
  self.x_core = std::make_unique<Core>(options.core, [&window] { window.wake(); });
  ui::ShellOptions shell;
  PARCOURS_TRY(shell.words, ui::find_words_folder());
  shell.pictures = ui::find_pictures_folder();
  shell.panel_mm = options.panel_mm;
  PARCOURS_TRY(self.x_shell, ui::Shell::open(window, shell));
  if (options.camera) {
    Core& core = *self.x_core;
    self.x_camera = std::make_unique<CameraThread>(
        *options.camera,
        CameraThread::Calls{[&core](barcode::Symbol symbol) { core.push(std::move(symbol)); },
                            [&core](bool working, std::string trouble) {
                              core.push(CameraState{working, std::move(trouble)});
                            }});
  }
  return terminal;
}

void Terminal::read_wedge(const std::vector<window::Event>& events) {
  for (const auto& event : events) {
    if (event.kind != window::EventKind::KeyDown && event.kind != window::EventKind::KeyUp)
      continue;
    const auto action = event.kind == window::EventKind::KeyUp ? scanner::KeyAction::Release
                        : event.repeat                         ? scanner::KeyAction::Repeat
                                                               : scanner::KeyAction::Press;
    const auto line =
        x_wedge.on_key({static_cast<std::uint16_t>(event.scancode), action, mono_of(event.time_s)});
    if (line) x_core->push(ScannedLine{*line});
  }
}

void Terminal::hand_on(std::vector<visit::Intent> intents) {
  for (auto& intent : intents) x_core->push(std::move(intent));
}

bool Terminal::turn(std::optional<std::chrono::milliseconds> wait_at_most) {
  auto wait = x_shell->sleep();
  if (wait_at_most) wait = wait ? std::min(*wait, *wait_at_most) : *wait_at_most;
  const auto events = x_window->wait(wait);
  const bool quit = std::any_of(events.begin(), events.end(),
                                [](const auto& e) { return e.kind == window::EventKind::Quit; });
  if (quit) return false;
  if (auto state = x_core->state(); state && state != x_shown) {
    x_shown = state;
    x_shell->show(std::move(state));
  }
  read_wedge(events);
  hand_on(x_shell->frame(events));
  return true;
}

Status Terminal::run() {
  while (turn(std::nullopt)) {
  }
  return {};
}

Status Terminal::play(Player& player) {
  while (turn(kScriptTurn)) {
    if (!x_shown || !x_core->idle() || x_core->state() != x_shown) continue;
    PARCOURS_TRY(auto next, player.turn(*x_shell, *x_shown, window::Window::now_s()));
    hand_on(std::move(next.intents));
    if (next.scanned) x_core->push(ScannedLine{*next.scanned});
    if (next.done) return {};
  }
  return ::parcours::fail(ErrorCode::Cancelled, "the window was closed before the script ended");
}

}  // namespace parcours::app
