// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/script/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace parcours::app {
namespace {

constexpr std::array<std::pair<std::string_view, Verb>, 13> kVerbs{{{"tap", Verb::Tap},
                                                                    {"try", Verb::Try},
                                                                    {"type", Verb::Type},
                                                                    {"scan", Verb::Scan},
                                                                    {"open", Verb::Open},
                                                                    {"wait", Verb::Wait},
                                                                    {"absent", Verb::Absent},
                                                                    {"pause", Verb::Pause},
                                                                    {"language", Verb::Language},
                                                                    {"theme", Verb::Theme},
                                                                    {"type-size", Verb::TypeSize},
                                                                    {"leave", Verb::Leave},
                                                                    {"shot", Verb::Shot}}};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

std::optional<Verb> verb_of(std::string_view word) {
  for (const auto& [name, verb] : kVerbs)
    if (name == word) return verb;
  return std::nullopt;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 7 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What is wrong with the step, empty when nothing is.
std::string_view fault(const Step& step) {
  if (step.verb == Verb::Leave) return step.argument.empty() ? "" : "leave takes no argument";
  if (step.argument.empty()) return "the step needs an argument";
  if (step.verb == Verb::Pause && !is_number(step.argument)) return "pause takes milliseconds";
  if (step.verb == Verb::Language && step.argument != "fr" && step.argument != "en")
    return "the language is fr or en";
  if (step.verb == Verb::Theme && step.argument != "light" && step.argument != "dark" &&
      step.argument != "contrast")
    return "the theme is light, dark or contrast";
  if (step.verb == Verb::TypeSize && step.argument != "large" && step.argument != "normal")
    return "the type size is large or normal";
  if (step.verb == Verb::Shot && step.argument.find_first_of("/\\ ") != std::string::npos)
    return "the name of a picture has no slash and no space";
  return "";
}

Status take_role(Script& script, std::string_view word, const std::string& where) {
  const auto role = trimmed(word);
  if (role != "shopper" && role != "associate" && role != "manager")
    return fail(ErrorCode::Invalid, "the role is shopper, associate or manager", where);
  if (!script.role.empty() || !script.steps.empty())
    return fail(ErrorCode::Invalid, "the role is said once, before the first step", where);
  script.role = role;
  return {};
}

}  // namespace

Result<Script> parse_script(std::string_view text, std::string_view file) {
  Script script;
  int number = 0;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto where = fmt::format("{} line {}", file, number);
    const auto space = line.find(' ');
    if (line.substr(0, space) == "role") {
      PARCOURS_CHECK(take_role(script, line.substr(std::min(space, line.size())), where));
      continue;
    }
    const auto verb = verb_of(line.substr(0, space));
    if (!verb)
      return fail(ErrorCode::Invalid, fmt::format("no such step '{}'", line.substr(0, space)),
                  where);
    Step step{
        *verb,
        std::string{space == std::string_view::npos ? "" : unquoted(trimmed(line.substr(space)))},
        number};
    if (step.verb == Verb::Wait && step.argument.starts_with("screen ")) {
      step.verb = Verb::WaitScreen;
      step.argument = trimmed(std::string_view{step.argument}.substr(7));
    }
    if (const auto wrong = fault(step); !wrong.empty())
      return fail(ErrorCode::Invalid, std::string{wrong}, where);
    script.steps.push_back(std::move(step));
  }
  if (script.steps.empty())
    return fail(ErrorCode::Invalid, "the script has no step", std::string{file});
  return script;
}

Result<Script> read_script(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(ErrorCode::NotFound, "the script cannot be read", file);
  return parse_script(std::string{std::istreambuf_iterator<char>(stream), {}}, file);
}

}  // namespace parcours::app
