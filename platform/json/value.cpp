// SPDX-License-Identifier: Apache-2.0
#include "platform/json/value.h"

#include <algorithm>

namespace parcours::json {
namespace {

constexpr std::size_t kDepthMax = 256;
constexpr std::size_t kLeastCapacity = 4096;
constexpr std::size_t kKeptCapacity = 1 << 20;

}  // namespace

Value Value::find(std::string_view key) const {
  if (!is_object()) return {};
  simdjson::dom::element found;
  if (x_element.at_key(key).get(found) != simdjson::SUCCESS) return {};
  return Value{found};
}

std::vector<Value> Value::elements() const {
  std::vector<Value> out;
  simdjson::dom::array array;
  if (!x_present || x_element.get(array) != simdjson::SUCCESS) return out;
  out.reserve(array.size());
  for (const auto element : array) out.emplace_back(element);
  return out;
}

std::vector<std::pair<std::string_view, Value>> Value::members() const {
  std::vector<std::pair<std::string_view, Value>> out;
  simdjson::dom::object object;
  if (!x_present || x_element.get(object) != simdjson::SUCCESS) return out;
  for (const auto field : object) out.emplace_back(field.key, Value{field.value});
  return out;
}

std::optional<std::string_view> Value::as_string() const {
  std::string_view text;
  if (!x_present || x_element.get(text) != simdjson::SUCCESS) return std::nullopt;
  return text;
}

std::optional<std::int64_t> Value::as_int() const {
  std::int64_t number = 0;
  if (!x_present || x_element.get(number) != simdjson::SUCCESS) return std::nullopt;
  return number;
}

std::optional<double> Value::as_double() const {
  double number = 0;
  if (!x_present || x_element.get(number) != simdjson::SUCCESS) return std::nullopt;
  return number;
}

std::optional<bool> Value::as_bool() const {
  bool flag = false;
  if (!x_present || x_element.get(flag) != simdjson::SUCCESS) return std::nullopt;
  return flag;
}

std::string Value::string(std::string_view key, std::string_view fallback) const {
  return std::string{find(key).as_string().value_or(fallback)};
}

std::int64_t Value::integer(std::string_view key, std::int64_t fallback) const {
  return find(key).as_int().value_or(fallback);
}

double Value::number(std::string_view key, double fallback) const {
  return find(key).as_double().value_or(fallback);
}

bool Value::boolean(std::string_view key, bool fallback) const {
  return find(key).as_bool().value_or(fallback);
}

std::vector<std::string> Value::strings(std::string_view key) const {
  std::vector<std::string> out;
  for (const auto& element : find(key).elements())
    if (const auto text = element.as_string()) out.emplace_back(*text);
  return out;
}

std::string Value::dump() const {
  return x_present ? simdjson::minify(x_element) : "null";
}

Result<Document> Document::parse(std::string_view text) {
  // Only what is made out of the text must live on: the working memory of parsing is kept for the
  // next text of this thread, unless this one was large.
  thread_local simdjson::dom::parser parser;
  if (parser.capacity() < text.size() + 1 || parser.capacity() > kKeptCapacity) {
    parser = simdjson::dom::parser{};
    if (parser.allocate(std::max(text.size() + 1, kLeastCapacity), kDepthMax))
      return fail(ErrorCode::Full, "no memory to parse JSON");
  }
  Document document;
  document.x_parser = std::make_unique<simdjson::dom::parser>();
  simdjson::dom::element root;
  // The padded overload copies: the caller's bytes need no padding.
  if (const auto code =
          parser.parse_into_document(document.x_parser->doc, text.data(), text.size(), true)
              .get(root))
    return fail(ErrorCode::Invalid,
                std::string{"not valid JSON: "} + simdjson::error_message(code));
  document.x_root = Value{root};
  return document;
}

}  // namespace parcours::json
