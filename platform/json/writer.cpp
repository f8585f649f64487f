// SPDX-License-Identifier: Apache-2.0
#include "platform/json/writer.h"

#include <fmt/format.h>

#include <cmath>

namespace parcours::json {
namespace {

/// Length of the valid UTF-8 sequence at `at` (RFC 3629), 0 when there is none.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  const unsigned char second = byte(at + 1);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
  return length;
}

/// Stands in a JSON string as it is.
bool is_plain(char c) {
  return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

void append_ascii(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (static_cast<unsigned char>(c) < 0x20)
    out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
  else
    out += c;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    // Most text is plain: whole runs of it at once.
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    if (end > at) {
      out.append(text, at, end - at);
      at = end;
      continue;
    }
    const std::size_t length = utf8_length(text, at);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      ++at;
    } else if (length == 1) {
      append_ascii(out, text[at++]);
    } else {
      out.append(text, at, length);
      at += length;
    }
  }
  out += '"';
}

void Writer::separate() {
  if (x_text.empty()) return;
  const char last = x_text.back();
  if (last != '{' && last != '[' && last != ':') x_text += ',';
}

Writer& Writer::begin_object() {
  separate();
  x_text += '{';
  return *this;
}
Writer& Writer::end_object() {
  x_text += '}';
  return *this;
}
Writer& Writer::begin_array() {
  separate();
  x_text += '[';
  return *this;
}
Writer& Writer::end_array() {
  x_text += ']';
  return *this;
}

Writer& Writer::key(std::string_view name) {
  separate();
  append_string(x_text, name);
  x_text += ':';
  return *this;
}

Writer& Writer::value(std::string_view text) {
  separate();
  append_string(x_text, text);
  return *this;
}

Writer& Writer::value(bool flag) {
  return raw(flag ? "true" : "false");
}

Writer& Writer::value(double number) {
  // JSON has no NaN or infinity. Beyond 12 digits stands only what binary fractions leave over.
  return std::isfinite(number) ? raw(fmt::format("{:.12g}", number)) : null();
}

Writer& Writer::null() {
  return raw("null");
}

Writer& Writer::raw(std::string_view json) {
  separate();
  x_text += json;
  return *this;
}

Writer& Writer::integer(std::int64_t number) {
  separate();
  x_text += fmt::format_int(number).c_str();
  return *this;
}

}  // namespace parcours::json
