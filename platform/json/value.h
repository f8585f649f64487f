// SPDX-License-Identifier: Apache-2.0
// Reads JSON. A Document owns the parsed bytes; a Value is a light view that lives no longer than
// its Document. Look-ups never fail loudly: a missing or wrongly typed member is the fallback; ask
// `has` or `find` where it matters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/result.h"

namespace parcours::json {

class Value {
 public:
  Value() = default;

  [[nodiscard]] bool present() const { return x_place.document != nullptr; }
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] bool is_array() const;
  [[nodiscard]] bool is_string() const;
  [[nodiscard]] bool is_number() const;

  /// The member of an object, or an absent Value.
  [[nodiscard]] Value find(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return find(key).present(); }
  /// The elements of an array (absent or not an array: none).
  [[nodiscard]] std::vector<Value> elements() const;
  /// The members of an object in document order.
  [[nodiscard]] std::vector<std::pair<std::string_view, Value>> members() const;

  [[nodiscard]] std::optional<std::string_view> as_string() const;
  [[nodiscard]] std::optional<std::int64_t> as_int() const;
  [[nodiscard]] std::optional<double> as_double() const;
  [[nodiscard]] std::optional<bool> as_bool() const;

  [[nodiscard]] std::string string(std::string_view key, std::string_view fallback = {}) const;
  [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t fallback = 0) const;
  [[nodiscard]] double number(std::string_view key, double fallback = 0) const;
  [[nodiscard]] bool boolean(std::string_view key, bool fallback = false) const;
  /// Strings of an array member; other elements are left out.
  [[nodiscard]] std::vector<std::string> strings(std::string_view key) const;

  /// The value as minified JSON text.
  [[nodiscard]] std::string dump() const;

 private:
  friend struct Element;
  /// Where the value stands in its document. The parser's own type stays in value.cpp: its header
  /// costs every includer a second to compile.
  struct Place {
    const void* document = nullptr;
    std::size_t index = 0;
  };
  Place x_place;
};

class Document {
 public:
  /// No text yet: its root is absent.
  Document() noexcept;
  /// Invalid with the parser's reason when `text` is not one JSON value in UTF-8. Depth and size
  /// are limited (depth 256; size by the caller).
  [[nodiscard]] static Result<Document> parse(std::string_view text);
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();
  [[nodiscard]] Value root() const { return x_root; }

 private:
  struct Parsed;
  std::unique_ptr<Parsed> x_parsed;
  Value x_root;
};

}  // namespace parcours::json
