// SPDX-License-Identifier: Apache-2.0
#include "platform/json/value.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>

namespace parcours::json {

/// A Value in the parser's own words.
struct Element {
  static_assert(sizeof(simdjson::dom::element) == sizeof(Value::Place));
  static_assert(std::is_trivially_copyable_v<simdjson::dom::element>);

  static simdjson::dom::element of(const Value& value) {
    return std::bit_cast<simdjson::dom::element>(value.x_place);
  }
  static Value value(simdjson::dom::element element) {
    Value value;
    value.x_place = std::bit_cast<Value::Place>(element);
    return value;
  }
  /// What the value is as a T; none when it is absent or of another type.
  template <typename T>
  static std::optional<T> get(const Value& value) {
    T out{};
    if (!value.present() || of(value).get(out) != simdjson::SUCCESS) return std::nullopt;
    return out;
  }
};

/// Only the document of a parser lives on.
struct Document::Parsed {
  simdjson::dom::parser parser;
};

namespace {

constexpr std::size_t kDepthMax = 256;
constexpr std::size_t kLeastCapacity = 4096;
constexpr std::size_t kKeptCapacity = 1 << 20;

}  // namespace

bool Value::is_object() const {
  return present() && Element::of(*this).is_object();
}
bool Value::is_array() const {
  return present() && Element::of(*this).is_array();
}
bool Value::is_string() const {
  return present() && Element::of(*this).is_string();
}
bool Value::is_number() const {
  return present() && Element::of(*this).is_number();
}

Value Value::find(std::string_view key) const {
  if (!is_object()) return {};
  simdjson::dom::element found;
  if (Element::of(*this).at_key(key).get(found) != simdjson::SUCCESS) return {};
  return Element::value(found);
}

std::vector<Value> Value::elements() const {
  std::vector<Value> out;
  const auto array = Element::get<simdjson::dom::array>(*this);
  if (!array) return out;
  out.reserve(array->size());
  for (const auto element : *array) out.push_back(Element::value(element));
  return out;
}

std::vector<std::pair<std::string_view, Value>> Value::members() const {
  std::vector<std::pair<std::string_view, Value>> out;
  const auto object = Element::get<simdjson::dom::object>(*this);
  if (!object) return out;
  for (const auto field : *object) out.emplace_back(field.key, Element::value(field.value));
  return out;
}

std::optional<std::string_view> Value::as_string() const {
  return Element::get<std::string_view>(*this);
}
std::optional<std::int64_t> Value::as_int() const {
  return Element::get<std::int64_t>(*this);
}
std::optional<double> Value::as_double() const {
  return Element::get<double>(*this);
}
std::optional<bool> Value::as_bool() const {
  return Element::get<bool>(*this);
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
  return present() ? simdjson::minify(Element::of(*this)) : "null";
}

Document::Document() noexcept = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

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
  document.x_parsed = std::make_unique<Parsed>();
  simdjson::dom::element root;
  // The padded overload copies: the caller's bytes need no padding.
  if (const auto code =
          parser.parse_into_document(document.x_parsed->parser.doc, text.data(), text.size(), true)
              .get(root))
    return fail(ErrorCode::Invalid,
                std::string{"not valid JSON: "} + simdjson::error_message(code));
  document.x_root = Element::value(root);
  return document;
}

}  // namespace parcours::json
