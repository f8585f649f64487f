// SPDX-License-Identifier: Apache-2.0
// The user interface of a terminal: draws the latest ViewState and returns the Intents of the
// person. Owned by kiosk/app; every call on the ui thread. Reads no database, never waits; draws
// only when something changed, moves or is due.
//
//   for (;;) {
//     auto events = window->wait(shell->sleep());
//     shell->show(newest_state);                       // when the core has a newer one
//     for (auto& intent : shell->frame(events)) core.push(std::move(intent));
//   }
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/canvas/stage.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/tree/tree.h"
#include "kiosk/visit/intent.h"
#include "platform/window/pointer.h"
#include "platform/window/window.h"

namespace parcours::ui {

struct ShellOptions {
  std::string words;     ///< folder of fr.json and en.json
  std::string pictures;  ///< folder of product pictures; empty: stand-ins
  FontFiles fonts;
  float panel_mm =
      268;  ///< short side of the panel in millimetres (21.5 inches); gives the scale of everything
};

class Shell {
 public:
  /// NotFound names a missing font or file of words. The window must outlive the shell.
  [[nodiscard]] static Result<std::unique_ptr<Shell>> open(window::Window& window,
                                                           const ShellOptions& options);
  ~Shell();
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  /// The state to draw from the next frame on.
  void show(std::shared_ptr<const visit::ViewState> state);

  /// Takes the events of Window::wait, draws if needed, returns what the person asked for. Key
  /// events are not read here.
  [[nodiscard]] std::vector<visit::Intent> frame(const std::vector<window::Event>& events);
  /// The same at a given time (seconds, monotonic), for tests.
  [[nodiscard]] std::vector<visit::Intent> frame_at(const std::vector<window::Event>& events,
                                                    double now_s);
  /// How long Window::wait may wait: no value for ever.
  [[nodiscard]] std::optional<std::chrono::milliseconds> sleep() const;

  /// What is on the screen: labels and rectangles in pixels.
  [[nodiscard]] const Tree& tree() const { return x_tree; }
  /// Sends a press and a release to the middle of the node that `label` names (Tree::find).
  /// NotFound says what there is.
  [[nodiscard]] Status tap(std::string_view label);
  /// True when nothing moves and no picture is being loaded.
  [[nodiscard]] bool settled() const;
  [[nodiscard]] Status screenshot(const std::string& path) const {
    return x_window.screenshot(path);
  }
  /// Frames drawn since the start: a still screen draws none.
  [[nodiscard]] std::uint64_t frames_drawn() const { return x_frames; }
  [[nodiscard]] float units_per_mm() const { return size::kMillimetre; }
  [[nodiscard]] float pixels_per_unit() const { return x_scale; }

 private:
  Shell(window::Window& window, ShellOptions options);
  void draw(double now_s, Intents& intents);
  void draw_content(Frame& frame, Intents& intents);
  void take_events(const std::vector<window::Event>& events);
  void update_scale();

  window::Window& x_window;
  ShellOptions x_options;
  Words x_words;
  std::unique_ptr<Stage> x_stage;
  std::unique_ptr<Pictures> x_pictures;
  window::PointerQueue x_pointers;
  Touch x_touch;
  Memory x_memory;
  Tree x_tree;
  std::shared_ptr<const visit::ViewState> x_state;
  float x_scale = 1;
  bool x_wanted = true;
  std::uint64_t x_frames = 0;
};

/// Folder `assets/i18n` and the folder of product pictures, looked for beside the program, in the
/// build and source trees, and under /usr/share/parcours; PARCOURS_ASSETS and PARCOURS_PICTURES
/// come first.
[[nodiscard]] Result<std::string> find_words_folder();
[[nodiscard]] std::string find_pictures_folder();

}  // namespace parcours::ui
