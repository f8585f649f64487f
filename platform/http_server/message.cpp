// SPDX-License-Identifier: Apache-2.0
#include "platform/http_server/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace parcours::http_server {
namespace {

enum class Plus { AsItIs, IsSpace };

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  return static_cast<std::uint8_t>(c) < 0x20 || c == '\x7F';
}

Result<std::string> decode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_control(c)) return fail(ErrorCode::Invalid, "control character in the request target");
    if (c == '+' && plus == Plus::IsSpace) {
      out += ' ';
    } else if (c != '%') {
      out += c;
    } else {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0)
        return fail(ErrorCode::Invalid, "% without two hexadecimal digits in the request target");
      out += static_cast<char>(high << 4 | low);
      i += 2;
    }
  }
  return out;
}

std::string_view first_of(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs)
    if (key == name) return value;
  return {};
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (is_control(c)) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint8_t>(c));
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string_view Request::query_value(std::string_view name) const {
  return first_of(query, name);
}

bool Request::has_query(std::string_view name) const {
  return std::any_of(query.begin(), query.end(),
                     [&](const auto& pair) { return pair.first == name; });
}

std::string_view Request::header(std::string_view name) const {
  return first_of(headers, name);
}

Response error_response(int status, std::string_view code, std::string_view message) {
  Response response;
  response.status = status;
  response.body = R"({"error":{"code":")";
  append_escaped(response.body, code);
  response.body += R"(","message":")";
  append_escaped(response.body, message);
  response.body += R"("}})";
  return response;
}

Result<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/')
    return fail(ErrorCode::Invalid, "the request target does not begin with /");
  const auto mark = target.find('?');
  Target parsed;
  PARCOURS_TRY(parsed.path, decode(target.substr(0, mark), Plus::AsItIs));
  if (std::any_of(parsed.path.begin(), parsed.path.end(), is_control))
    return fail(ErrorCode::Invalid, "control character in the path");
  if (mark == std::string_view::npos) return parsed;
  PARCOURS_TRY(parsed.query, parse_query(target.substr(mark + 1)));
  return parsed;
}

Result<Pairs> parse_query(std::string_view query) {
  Pairs pairs;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (part.empty()) continue;
    const auto equals = std::min(part.find('='), part.size());
    PARCOURS_TRY(auto name, decode(part.substr(0, equals), Plus::IsSpace));
    PARCOURS_TRY(auto value, decode(part.substr(std::min(equals + 1, part.size())), Plus::IsSpace));
    pairs.emplace_back(std::move(name), std::move(value));
  }
  return pairs;
}

}  // namespace parcours::http_server
