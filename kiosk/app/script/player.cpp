// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/script/player.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "platform/json/writer.h"

namespace parcours::app {
namespace {

constexpr double kStepSeconds = 10;
/// Long enough for the core to commit and answer, short enough for a quick tour.
constexpr double kAnswerSeconds = 0.15;

/// Bytes of the UTF-8 character that starts with `first`.
std::size_t character_bytes(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

std::vector<visit::Intent> setting_of(const Step& step) {
  switch (step.verb) {
    case Verb::Language:
      return {visit::SetLanguage{step.argument == "en" ? visit::Language::English
                                                       : visit::Language::French}};
    case Verb::Theme:
      return {visit::SetTheme{step.argument == "dark"    ? visit::ThemeName::Dark
                              : step.argument == "light" ? visit::ThemeName::Light
                                                         : visit::ThemeName::Contrast}};
    case Verb::TypeSize:
      return {visit::SetLargeType{step.argument == "large"}};
    default:
      return {visit::Leave{}};
  }
}

void write_targets(json::Writer& w, const ui::Shell& shell) {
  const float mm = shell.pixels_per_unit() * shell.units_per_mm();
  const auto round = [](float value) { return static_cast<std::int64_t>(std::lround(value)); };
  w.key("targets").begin_array();
  for (const auto& node : shell.tree().nodes()) {
    if (!ui::is_tappable(node.role) || !node.enabled) continue;
    w.begin_object().field("role", ui::to_string(node.role)).field("label", node.label);
    w.field("x", round(node.rect.x)).field("y", round(node.rect.y));
    w.field("w", round(node.rect.w)).field("h", round(node.rect.h));
    w.field("w_mm", std::round(node.whole.w / mm * 10.0) / 10)
        .field("h_mm", std::round(node.whole.h / mm * 10.0) / 10);
    w.end_object();
  }
  w.end_array();
}

void write_texts(json::Writer& w, const ui::Tree& tree) {
  w.key("texts").begin_array();
  for (const auto& node : tree.nodes())
    if (!node.label.empty()) w.value(node.label);
  w.end_array();
}

}  // namespace

Player::Player(std::vector<Step> steps, std::string folder, ui::Words words, visit::Role role)
    : x_steps(std::move(steps)),
      x_folder(std::move(folder)),
      x_words(std::move(words)),
      x_role(role) {}

std::string Player::words_of(const Step& step) const {
  if (!step.argument.starts_with('@')) return step.argument;
  return x_words.text(std::string_view{step.argument}.substr(1));
}

Error Player::stuck(const Step& step, const ui::Shell& shell, const visit::ViewState& state) const {
  return {
      ErrorCode::Timeout,
      fmt::format("the step did not come true in {} s: '{}' on screen {}; it shows:\n{}",
                  kStepSeconds, words_of(step), to_string(state.screen), shell.tree().to_text()),
      fmt::format("script line {}", step.line)};
}

Result<Turn> Player::turn(ui::Shell& shell, const visit::ViewState& state, double now_s) {
  Turn turn;
  x_words.use(state.language);
  if (now_s < x_quiet_until) return turn;
  if (x_at == x_steps.size()) {
    turn.done = true;
    return turn;
  }
  const Step& step = x_steps[x_at];
  if (x_step_since < 0) x_step_since = now_s;
  const double waited = now_s - x_step_since;
  if (step.verb == Verb::Pause) {
    if (waited * 1000 < std::atof(step.argument.c_str())) return turn;
  } else if (waited > kStepSeconds) {
    return fail(stuck(step, shell, state));
  } else if (shell.settled() || step.verb == Verb::Wait || step.verb == Verb::WaitScreen) {
    PARCOURS_TRY(const bool finished, run(step, shell, state, turn));
    if (!finished) return turn;
  } else {
    return turn;
  }
  const bool acted =
      step.verb != Verb::Wait && step.verb != Verb::WaitScreen && step.verb != Verb::Shot;
  if (acted) x_quiet_until = now_s + kAnswerSeconds;
  ++x_at;
  x_typed = 0;
  x_step_since = -1;
  return turn;
}

Result<bool> Player::run(const Step& step, ui::Shell& shell, const visit::ViewState& state,
                         Turn& turn) {
  switch (step.verb) {
    case Verb::Tap:
      return shell.tree().find(words_of(step)) != nullptr && shell.tap(words_of(step)).has_value();
    case Verb::Try:
      if (shell.tree().find(words_of(step)) != nullptr) PARCOURS_CHECK(shell.tap(words_of(step)));
      return true;
    case Verb::Type:
      return type_next(step, shell);
    case Verb::Scan:
      turn.scanned = step.argument;
      return true;
    case Verb::Open: {
      PARCOURS_TRY(const auto screen, parse_screen(step.argument));
      turn.intents = {visit::Open{screen}};
      return true;
    }
    case Verb::Wait:
      return shell.tree().says(words_of(step));
    case Verb::WaitScreen: {
      PARCOURS_TRY(const auto screen, parse_screen(step.argument));
      return state.screen == screen;
    }
    case Verb::Absent:
      if (shell.tree().says(words_of(step)))
        return fail(ErrorCode::Invalid, "the screen still says " + words_of(step),
                    fmt::format("script line {}", step.line));
      return true;
    case Verb::Shot:
      PARCOURS_CHECK(shoot(step, shell, state));
      return true;
    case Verb::Pause:
      return true;
    case Verb::Language:
    case Verb::Theme:
    case Verb::TypeSize:
    case Verb::Leave:
      turn.intents = setting_of(step);
      return true;
  }
  return true;
}

/// One key a turn: the keyboard draws the press before the next.
Result<bool> Player::type_next(const Step& step, ui::Shell& shell) {
  const std::string_view rest = std::string_view{step.argument}.substr(x_typed);
  const auto character = rest.substr(0, character_bytes(rest.front()));
  const std::string label = character == " " ? x_words.text("key.space") : std::string{character};
  if (shell.tree().find(label) == nullptr) return false;
  PARCOURS_CHECK(shell.tap(label));
  x_typed += character.size();
  x_step_since = -1;
  return x_typed >= step.argument.size();
}

Status Player::shoot(const Step& step, ui::Shell& shell, const visit::ViewState& state) {
  std::error_code error;
  std::filesystem::create_directories(x_folder, error);
  if (error)
    return fail(ErrorCode::Io, "cannot make the folder of the pictures: " + error.message(),
                x_folder);
  const auto name = fmt::format("{}-{}.png", to_string(x_role), step.argument);
  PARCOURS_CHECK(shell.screenshot((std::filesystem::path{x_folder} / name).string()));
  json::Writer w;
  w.begin_object().field("file", name).field("role", to_string(x_role));
  w.field("name", step.argument).field("screen", to_string(state.screen));
  w.field("language", state.language == visit::Language::English ? "en" : "fr");
  write_texts(w, shell.tree());
  write_targets(w, shell);
  x_shots.push_back({name, w.end_object().take()});
  return {};
}

}  // namespace parcours::app
