// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/arguments.h"

#include <algorithm>

#include <fmt/format.h>

#include <charconv>
#include <iostream>

namespace parcours::app {

Result<Arguments> Arguments::parse(std::span<const std::string_view> words, const Known& known) {
  Arguments out;
  bool options = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (!options || word.substr(0, 2) != "--") {
      out.x_words.emplace_back(word);
      continue;
    }
    if (word == "--") {
      options = false;
      continue;
    }
    const std::string_view name = word.substr(2);
    if (known.flags.contains(name)) {
      out.x_flags.emplace(name);
      continue;
    }
    if (!known.valued.contains(name)) {
      return fail(ErrorCode::Invalid, "unknown option; --help lists them", std::string{word});
    }
    if (i + 1 == words.size() || words[i + 1].empty() || words[i + 1].substr(0, 2) == "--") {
      return fail(ErrorCode::Invalid, "this option needs a value", std::string{word});
    }
    if (!out.x_values.emplace(name, words[++i]).second) {
      return fail(ErrorCode::Invalid, "this option was given twice", std::string{word});
    }
  }
  return out;
}

std::string Arguments::value(std::string_view name, std::string_view fallback) const {
  const auto found = x_values.find(name);
  return found == x_values.end() ? std::string{fallback} : found->second;
}

Result<std::string> Arguments::required(std::string_view name) const {
  const auto found = x_values.find(name);
  if (found == x_values.end()) {
    return fail(ErrorCode::Invalid, "this option is needed", "--" + std::string{name});
  }
  return found->second;
}

Result<std::int64_t> Arguments::number(std::string_view name, std::int64_t fallback) const {
  const auto found = x_values.find(name);
  if (found == x_values.end()) return fallback;
  const std::string& text = found->second;
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{} || end != text.data() + text.size() || number < 1) {
    return fail(ErrorCode::Invalid, "must be a whole number from 1", "--" + std::string{name});
  }
  return number;
}

int report(const Error& error, std::string_view command) {
  std::cerr << "parcours-kiosk " << command << ": " << error.text() << '\n';
  return error.code == ErrorCode::Invalid ? 2 : 1;
}

bool wants_help(std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [](auto word) { return word == "--help" || word == "-h"; });
}

}  // namespace parcours::app
