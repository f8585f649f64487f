// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/terminal_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "kiosk/app/command.h"
#include "kiosk/app/terminal.h"
#include "platform/json/writer.h"

namespace parcours::app {
namespace {

constexpr std::string_view kHelp =
    "usage: parcours-kiosk --hub URL --data DIR [options]\n"
    "  --role shopper|associate|manager   who the terminal waits for (shopper)\n"
    "  --shop ID          which shop it stands in; without it the hub decides\n"
    "  --size WxH         of the window in pixels (1080x1920 for shoppers, 1920x1080 for staff)\n"
    "  --portrait | --landscape           turns that size\n"
    "  --fullscreen       the whole display, as on a panel\n"
    "  --panel-mm N       short side of the panel (268 = 21.5 inches): everything is sized in "
    "millimetres\n"
    "  --camera C         auto (default), none, a file, camera:/dev/video0, pattern:smpte\n"
    "  --renderer R       raster (default), gl\n"
    "Works whole without the hub, from its replica in DIR.\n"
    "Other commands: scan parse sync enrol query act play tour codes (each with --help)\n";
constexpr std::string_view kPlayHelp =
    "usage: parcours-kiosk play SCRIPT --hub URL --data DIR --screenshots DIR [options of the "
    "terminal]\n"
    "Drives the real window: tap, type, scan, wait, shot, one step a line (see "
    "kiosk/app/script/script.h).\n";
constexpr std::string_view kTourHelp =
    "usage: parcours-kiosk tour DIR --hub URL --data DIR [--language fr|en] "
    "[--portrait|--landscape]\n"
    "Every screen of every role: DIR/<role>-<screen>.png and DIR/tour.json.\n";

constexpr std::array kTerminalOptions{OptionSpec{"--hub", ValueKind::Text, true},
                                      OptionSpec{"--data", ValueKind::Text, true},
                                      OptionSpec{"--role"},
                                      OptionSpec{"--shop"},
                                      OptionSpec{"--size"},
                                      OptionSpec{"--panel-mm", ValueKind::Number, false, 1, 10'000},
                                      OptionSpec{"--camera"},
                                      OptionSpec{"--renderer"},
                                      OptionSpec{"--fullscreen", ValueKind::Flag},
                                      OptionSpec{"--portrait", ValueKind::Flag},
                                      OptionSpec{"--landscape", ValueKind::Flag}};

/// The terminal's options and one more.
constexpr auto with(const OptionSpec& more) {
  std::array<OptionSpec, kTerminalOptions.size() + 1> options{};
  std::copy(kTerminalOptions.begin(), kTerminalOptions.end(), options.begin());
  options.back() = more;
  return options;
}
constexpr auto kPlayOptions = with({"--screenshots", ValueKind::Text, true});
constexpr auto kTourOptions = with({"--language"});

struct Size {
  int width = 0;
  int height = 0;
};

Result<visit::Role> parse_role(const std::string& text) {
  for (const auto role : {visit::Role::Shopper, visit::Role::Associate, visit::Role::Manager})
    if (text == to_string(role)) return role;
  return fail(ErrorCode::Invalid, "the role is shopper, associate or manager", "--role");
}

Result<Size> parse_size(const std::string& text) {
  Size size;
  const char* const end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, size.width);
  if (width.ec == std::errc{} && width.ptr != end && *width.ptr == 'x') {
    const auto height = std::from_chars(width.ptr + 1, end, size.height);
    if (height.ec == std::errc{} && height.ptr == end && size.width >= 320 && size.height >= 320 &&
        size.width <= 8192 && size.height <= 8192)
      return size;
  }
  return fail(ErrorCode::Invalid, "\"" + text + "\" is not a size such as 1080x1920", "--size");
}

Result<TerminalOptions> options_of(const Arguments& arguments, visit::Role role) {
  TerminalOptions options;
  options.core.role = role;
  options.core.hub = arguments.text("--hub");
  options.core.data = arguments.text("--data");
  options.core.shop = arguments.text("--shop");
  PARCOURS_TRY(auto size, parse_size(arguments.text(
                              "--size", role == visit::Role::Shopper ? "1080x1920" : "1920x1080")));
  const bool turned = (arguments.has("--portrait") && size.width > size.height) ||
                      (arguments.has("--landscape") && size.width < size.height);
  if (turned) std::swap(size.width, size.height);
  options.window.width = size.width;
  options.window.height = size.height;
  options.window.fullscreen = arguments.has("--fullscreen");
  PARCOURS_TRY(options.window.backend,
               window::parse_backend(arguments.text("--renderer", "raster")));
  options.panel_mm = static_cast<float>(arguments.number("--panel-mm", 268));
  PARCOURS_TRY(options.camera, choose_camera(arguments.text("--camera", "auto")));
  return options;
}

Result<Player> player_of(std::vector<Step> steps, const std::string& folder, visit::Role role) {
  PARCOURS_TRY(const auto words_folder, ui::find_words_folder());
  PARCOURS_TRY(auto words, ui::Words::open(words_folder));
  return Player{std::move(steps), folder, std::move(words), role};
}

/// Whom the story is about: its own line says it, or --role for a story that does not.
Result<visit::Role> role_of(const Script& script, const Arguments& arguments) {
  if (script.role.empty()) return parse_role(arguments.text("--role", "shopper"));
  if (arguments.text("--role", script.role) != script.role) {
    return fail(ErrorCode::Invalid,
                "the script is played by role " + script.role + ": leave this option out",
                "--role");
  }
  return parse_role(script.role);
}

Result<int> run_terminal_with(const Arguments& arguments) {
  PARCOURS_TRY(const auto role, parse_role(arguments.text("--role", "shopper")));
  PARCOURS_TRY(const auto options, options_of(arguments, role));
  PARCOURS_TRY(const auto terminal, Terminal::open(options));
  PARCOURS_CHECK(terminal->run());
  return 0;
}

Result<int> play_with(const Arguments& arguments) {
  PARCOURS_TRY(auto script, read_script(arguments.words().front()));
  PARCOURS_TRY(const auto role, role_of(script, arguments));
  PARCOURS_TRY(auto player,
               player_of(std::move(script.steps), arguments.text("--screenshots"), role));
  PARCOURS_TRY(const auto options, options_of(arguments, role));
  PARCOURS_TRY(const auto terminal, Terminal::open(options));
  PARCOURS_CHECK(terminal->play(player));
  for (const auto& shot : player.shots()) std::cout << shot.json << '\n';
  return 0;
}

/// The end of a visit and a change of staff bring the shop's own language back: each picture asks
/// for the wanted one.
std::vector<Step> spoken_in(const std::vector<Step>& steps, const std::string& language) {
  std::vector<Step> spoken;
  for (const auto& step : steps) {
    if (step.verb == Verb::Shot) spoken.push_back({Verb::Language, language, step.line});
    spoken.push_back(step);
  }
  return spoken;
}

/// A part of the tour: who is at the screen, and how the terminal stands.
struct TourPart {
  std::string_view script;
  visit::Role role;
  enum class State { InTheShop, WithoutHub, Damaged } state = State::InTheShop;
};
constexpr std::array<TourPart, 5> kTour{{
    {"shopper", visit::Role::Shopper},
    {"offline", visit::Role::Shopper, TourPart::State::WithoutHub},
    {"failure", visit::Role::Shopper, TourPart::State::Damaged},
    {"associate", visit::Role::Associate},
    {"manager", visit::Role::Manager},
}};
constexpr std::string_view kNobodyListens = "http://127.0.0.1:1";

/// A replica that no terminal can read, for the screen that says so; the shop's own stays whole.
Status write_damaged_replica(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::ofstream file(folder / "journal.db", std::ios::binary);
  file << std::string(4096, 'x');
  if (!file.flush()) return fail(ErrorCode::Io, "cannot be written", folder.string());
  return {};
}

/// One part of the tour; its pictures are appended to `shots`.
Status tour_part(const Arguments& arguments, const TourPart& part, const std::string& folder,
                 std::vector<Shot>& shots) {
  PARCOURS_TRY(const auto words_folder, ui::find_words_folder());
  const auto file = fmt::format("{}/../demo/tour-{}.play", words_folder, part.script);
  PARCOURS_TRY(auto script, read_script(file));
  const std::string language = arguments.text("--language", "fr");
  if (language != "fr" && language != "en")
    return fail(ErrorCode::Invalid, "the language is fr or en", "--language");
  PARCOURS_TRY(auto player, player_of(spoken_in(script.steps, language), folder, part.role));
  PARCOURS_TRY(auto options, options_of(arguments, part.role));
  if (part.state == TourPart::State::WithoutHub) options.core.hub = kNobodyListens;
  const auto damaged = std::filesystem::path{folder} / "damaged-replica";
  if (part.state == TourPart::State::Damaged) {
    PARCOURS_CHECK(write_damaged_replica(damaged));
    options.core.data = damaged.string();
  }
  Status played;
  {
    PARCOURS_TRY(const auto terminal, Terminal::open(options));
    played = terminal->play(player);
  }
  std::error_code kept;  // what is left of it does not spoil the pictures
  std::filesystem::remove_all(damaged, kept);
  if (!played) {
    auto error = played.error();
    error.where = file + " " + error.where;
    return fail(std::move(error));
  }
  shots.insert(shots.end(), player.shots().begin(), player.shots().end());
  std::cout << part.script << ": " << player.shots().size() << " screens\n";
  return {};
}

Result<int> tour_with(const Arguments& arguments) {
  const std::string& folder = arguments.words().front();
  std::vector<Shot> shots;
  for (const auto& part : kTour) PARCOURS_CHECK(tour_part(arguments, part, folder, shots));
  std::string json = "{\"screens\":[\n";
  for (std::size_t i = 0; i < shots.size(); ++i) json += (i == 0 ? "" : ",\n") + shots[i].json;
  json += "\n]}\n";
  const std::string path = folder + "/tour.json";
  std::ofstream file(path, std::ios::binary);
  file << json;
  if (!file.flush()) return fail(ErrorCode::Io, "cannot be written", path);
  return 0;
}

}  // namespace

int run_terminal(std::span<const std::string_view> words) {
  constexpr CommandText kCommand{"terminal", kHelp, kTerminalOptions, {}};
  return run_command(kCommand, words, std::cout, std::cerr, run_terminal_with);
}
int run_play(std::span<const std::string_view> words) {
  constexpr CommandText kCommand{"play", kPlayHelp, kPlayOptions, {1, 1, "SCRIPT"}};
  return run_command(kCommand, words, std::cout, std::cerr, play_with);
}
int run_tour(std::span<const std::string_view> words) {
  constexpr CommandText kCommand{"tour", kTourHelp, kTourOptions, {1, 1, "DIR"}};
  return run_command(kCommand, words, std::cout, std::cerr, tour_with);
}

}  // namespace parcours::app
