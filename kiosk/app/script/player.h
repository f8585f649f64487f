// SPDX-License-Identifier: Apache-2.0
// Runs a script's steps against the shell, one turn after each frame: taps by label, waits, takes
// pictures. Ui thread. Knows nothing of the core: what the core must do comes back in the Turn.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/script/script.h"
#include "kiosk/ui/shell.h"
#include "kiosk/ui/words.h"
#include "kiosk/visit/intent.h"
#include "kiosk/visit/view_state.h"

namespace parcours::app {

/// One picture with what it shows: an entry of tour.json.
struct Shot {
  std::string file;  ///< name in the folder
  std::string json;  ///< role, screen, language, size, texts, touch targets with millimetres
};

/// What the caller must do before the next turn.
struct Turn {
  bool done = false;
  std::vector<visit::Intent> intents;
  std::optional<std::string> scanned;  ///< a line as a hardware scanner sends it
  std::chrono::milliseconds wait{20};  ///< at most, before the next turn
};

class Player {
 public:
  /// Pictures go to `folder` (made when absent). `words` gives the text of @keys. `role` is whom
  /// the terminal waits for: it names the pictures even while the terminal is locked.
  Player(std::vector<Step> steps, std::string folder, ui::Words words, visit::Role role);

  /// After a frame was drawn. Timeout (10 s for a step) and Invalid name the line and say what is
  /// on the screen.
  [[nodiscard]] Result<Turn> turn(ui::Shell& shell, const visit::ViewState& state, double now_s);

  [[nodiscard]] const std::vector<Shot>& shots() const { return x_shots; }

 private:
  [[nodiscard]] Result<bool> run(const Step& step, ui::Shell& shell, const visit::ViewState& state,
                                 Turn& turn);
  [[nodiscard]] Result<bool> type_next(const Step& step, ui::Shell& shell);
  [[nodiscard]] Status shoot(const Step& step, ui::Shell& shell, const visit::ViewState& state);
  [[nodiscard]] std::string words_of(const Step& step) const;
  [[nodiscard]] Error stuck(const Step& step, const ui::Shell& shell,
                            const visit::ViewState& state) const;

  std::vector<Step> x_steps;
  std::string x_folder;
  ui::Words x_words;
  visit::Role x_role;
  std::size_t x_at = 0;
  std::size_t x_typed = 0;   ///< bytes of a `type` already tapped
  double x_step_since = -1;  ///< when the step was first tried
  double x_quiet_until = 0;  ///< after an act the core gets this long to answer
  std::vector<Shot> x_shots;
};

/// "shopper", "associate", "manager" and "CollectBoard" as scripts and file names say them.
[[nodiscard]] std::string_view to_string(visit::Role role);
[[nodiscard]] std::string_view to_string(visit::Screen screen);
[[nodiscard]] Result<visit::Screen> parse_screen(std::string_view name);

}  // namespace parcours::app
