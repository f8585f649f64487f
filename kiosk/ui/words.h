// SPDX-License-Identifier: Apache-2.0
// The words of both languages: flat JSON files `assets/i18n/<language>.json`, key to text with {0},
// {1}. A word may hold two forms, "article|articles": `count` takes the one for the number. Read
// once; ui thread.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/visit/view_state.h"
#include "platform/base/result.h"

namespace parcours::ui {

class Words {
 public:
  /// Reads fr.json and en.json of `folder`; NotFound or Invalid names the file.
  [[nodiscard]] static Result<Words> open(const std::string& folder);
  /// The same of two texts in memory.
  [[nodiscard]] static Result<Words> parse(std::string_view french, std::string_view english);

  void use(visit::Language language) { x_language = language; }
  [[nodiscard]] visit::Language language() const { return x_language; }

  /// The word of a key; an unknown key is shown as "?key?" so that a test and an eye find it.
  [[nodiscard]] std::string text(std::string_view key,
                                 std::initializer_list<std::string_view> arguments = {}) const;
  /// The singular or plural form for `n`, which also fills {0}.
  [[nodiscard]] std::string count(std::string_view key, std::int64_t n) const;
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] const std::unordered_map<std::string, std::string>& all(
      visit::Language language) const;
  /// The text of the current language; the French one when the English is empty.
  [[nodiscard]] const std::string& of(const journey::Text2& text) const;

 private:
  using Map = std::unordered_map<std::string, std::string>;
  [[nodiscard]] static Result<Map> read(const std::string& file);
  [[nodiscard]] static Result<Map> parse_map(std::string_view json, const std::string& where);
  [[nodiscard]] const std::string* find(std::string_view key) const;
  Map x_french;
  Map x_english;
  visit::Language x_language = visit::Language::French;
};

}  // namespace parcours::ui
