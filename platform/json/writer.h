// SPDX-License-Identifier: Apache-2.0
// Writes compact JSON (RFC 8259) in call order. No tree, no allocation but the text. Bytes that are
// not UTF-8 become U+FFFD.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace parcours::json {

class Writer {
 public:
  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);

  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view{text}); }
  Writer& value(bool flag);
  Writer& value(double number);
  template <std::integral T>
  Writer& value(T number) {
    return integer(static_cast<std::int64_t>(number));
  }
  Writer& null();
  /// `json` must be one valid JSON value already.
  Writer& raw(std::string_view json);

  template <typename T>
  Writer& field(std::string_view name, const T& content) {
    return key(name).value(content);
  }
  Writer& raw_field(std::string_view name, std::string_view json) { return key(name).raw(json); }

  [[nodiscard]] const std::string& text() const { return x_text; }
  [[nodiscard]] std::string take() { return std::move(x_text); }

 private:
  Writer& integer(std::int64_t number);
  void separate();
  std::string x_text;
};

/// True when every byte belongs to a valid sequence (RFC 3629).
[[nodiscard]] bool is_utf8(std::string_view text);
/// The text as a JSON string, with its quotes.
void append_string(std::string& out, std::string_view text);

}  // namespace parcours::json
