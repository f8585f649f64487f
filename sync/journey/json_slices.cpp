// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/json_slices.h"

namespace parcours::journey {
namespace {

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && std::string_view{" \t\r\n"}.find(text[at]) != std::string_view::npos)
    ++at;
  return at;
}

/// Just after the closing quote of the string that begins at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      return at + 1;
  }
  return text.size();
}

/// Just after the value that begins at `at`.
std::size_t end_of_value(std::string_view text, std::size_t at) {
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = end_of_string(text, at);
      if (depth == 0) return at;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') {
      if (depth == 0) return at;
      if (--depth == 0) return at + 1;
    }
    if (depth == 0 && std::string_view{", \t\r\n"}.find(c) != std::string_view::npos) return at;
    ++at;
  }
  return text.size();
}

}  // namespace

std::vector<std::string_view> element_slices(std::string_view array) {
  std::vector<std::string_view> out;
  std::size_t at = skip_space(array, 0);
  if (at >= array.size() || array[at] != '[') return out;
  at = skip_space(array, at + 1);
  while (at < array.size() && array[at] != ']') {
    const std::size_t end = end_of_value(array, at);
    if (end == at) return out;
    out.push_back(array.substr(at, end - at));
    at = skip_space(array, end);
    if (at < array.size() && array[at] == ',') at = skip_space(array, at + 1);
  }
  return out;
}

std::string_view member_slice(std::string_view object, std::string_view name) {
  std::size_t at = skip_space(object, 0);
  if (at >= object.size() || object[at] != '{') return {};
  at = skip_space(object, at + 1);
  while (at < object.size() && object[at] == '"') {
    const std::size_t name_end = end_of_string(object, at);
    if (name_end < at + 2) return {};
    const bool found = object.substr(at + 1, name_end - at - 2) == name;
    at = skip_space(object, name_end);
    if (at >= object.size() || object[at] != ':') return {};
    at = skip_space(object, at + 1);
    const std::size_t end = end_of_value(object, at);
    if (found) return object.substr(at, end - at);
    at = skip_space(object, end);
    if (at < object.size() && object[at] == ',') at = skip_space(object, at + 1);
  }
  return {};
}

}  // namespace parcours::journey
