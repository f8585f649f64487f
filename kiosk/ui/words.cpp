// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/words.h"

#include <fstream>
#include <sstream>

#include "platform/json/value.h"

namespace parcours::ui {
namespace {

void replace_all(std::string& in, std::string_view from, std::string_view to) {
  for (std::size_t at = in.find(from); at != std::string::npos;
       at = in.find(from, at + to.size())) {
    in.replace(at, from.size(), to);
  }
}

/// Digits in threes, with the minus sign of typography.
std::string grouped(std::int64_t value, std::string_view separator) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, separator);
  }
  return value < 0 ? "\u2212" + digits : digits;
}

}  // namespace

Result<Words::Map> Words::read(const std::string& file) {
  std::ifstream stream(file);
  if (!stream) return fail(ErrorCode::NotFound, "a file of words is missing", file);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  return parse_map(bytes.str(), file);
}

Result<Words::Map> Words::parse_map(std::string_view json, const std::string& where) {
  auto document = json::Document::parse(json);
  if (!document) return fail(ErrorCode::Invalid, document.error().message, where);
  Map map;
  for (const auto& [key, value] : document->root().members()) {
    const auto text = value.as_string();
    if (!text) return fail(ErrorCode::Invalid, "a word is not a text: " + std::string(key), where);
    map.emplace(key, *text);
  }
  return map;
}

Result<Words> Words::open(const std::string& folder) {
  Words words;
  PARCOURS_TRY(words.x_french, read(folder + "/fr.json"));
  PARCOURS_TRY(words.x_english, read(folder + "/en.json"));
  return words;
}

Result<Words> Words::parse(std::string_view french, std::string_view english) {
  Words words;
  PARCOURS_TRY(words.x_french, parse_map(french, "fr"));
  PARCOURS_TRY(words.x_english, parse_map(english, "en"));
  return words;
}

const std::unordered_map<std::string, std::string>& Words::all(visit::Language language) const {
  return language == visit::Language::French ? x_french : x_english;
}

const std::string* Words::find(std::string_view key) const {
  const Map& map = all(x_language);
  const auto known = map.find(std::string(key));
  return known == map.end() ? nullptr : &known->second;
}

bool Words::has(std::string_view key) const {
  return find(key) != nullptr;
}

std::string Words::text(std::string_view key,
                        std::initializer_list<std::string_view> arguments) const {
  const std::string* known = find(key);
  if (known == nullptr) return "?" + std::string(key) + "?";
  std::string text = *known;
  int i = 0;
  for (const std::string_view argument : arguments) {
    replace_all(text, "{" + std::to_string(i++) + "}", argument);
  }
  return text;
}

std::string Words::count(std::string_view key, std::int64_t n) const {
  std::string text = this->text(key);
  const std::size_t bar = text.find('|');
  const std::int64_t size = n < 0 ? -n : n;
  const bool one = x_language == visit::Language::French ? size < 2 : size == 1;
  if (bar != std::string::npos) text = one ? text.substr(0, bar) : text.substr(bar + 1);
  replace_all(text, "{0}", grouped(n, x_language == visit::Language::French ? "\u202f" : ","));
  return text;
}

const std::string& Words::of(const journey::Text2& text) const {
  return x_language == visit::Language::English && !text.en.empty() ? text.en : text.fr;
}

}  // namespace parcours::ui
