// SPDX-License-Identifier: Apache-2.0
// Reads the JSON body of a row or the `data` of an event member by member and keeps the first
// complaint, so that a parser is a list of members and one `status()`. Pure; one thread. It keeps
// no members it was not asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/money.h"
#include "platform/base/result.h"
#include "platform/json/value.h"
#include "sync/journey/entities.h"

namespace parcours::journey {

class BodyReader {
 public:
  /// `what` names the row in complaints: "customer". Invalid when `body` is not one JSON object.
  [[nodiscard]] static Result<BodyReader> open(std::string_view what, std::string_view body);
  /// Reads an object inside another body; `what` as above.
  BodyReader(std::string what, json::Value value) : x_what(std::move(what)), x_value(value) {}

  /// A text that must be there and not empty. The first one is the row's name in later complaints.
  BodyReader& need(std::string_view member, std::string& out);
  /// Absent or null leaves `out` as it is; another JSON type is a complaint.
  BodyReader& text(std::string_view member, std::string& out);
  BodyReader& integer(std::string_view member, std::int64_t& out);
  BodyReader& integer(std::string_view member, int& out);
  BodyReader& money(std::string_view member, Money& out);
  BodyReader& number(std::string_view member, double& out);
  BodyReader& flag(std::string_view member, bool& out);
  BodyReader& words(std::string_view member, Text2& out);
  BodyReader& texts(std::string_view member, std::vector<std::string>& out);
  BodyReader& whole_numbers(std::string_view member, std::vector<std::int64_t>& out);

  /// Calls `read(BodyReader&)` for each object of an array member; its complaints become this
  /// one's.
  template <typename Read>
  BodyReader& each(std::string_view member, Read&& read) {
    int position = 0;
    for (const auto& element : array(member)) {
      BodyReader inner(label(member, position++), element);
      if (!element.is_object()) inner.complain("", "is not an object");
      if (!inner.x_complaint) read(inner);
      adopt(inner);
    }
    return *this;
  }
  /// Calls `read(BodyReader&)` for an object member when it is there.
  template <typename Read>
  BodyReader& inside(std::string_view member, Read&& read) {
    const auto value = x_value.find(member);
    if (absent(value)) return *this;
    BodyReader inner(label(member, -1), value);
    if (!value.is_object()) inner.complain("", "is not an object");
    if (!inner.x_complaint) read(inner);
    adopt(inner);
    return *this;
  }

  void complain(std::string_view member, std::string_view complaint);
  [[nodiscard]] json::Value value() const { return x_value; }
  /// The first complaint, or success.
  [[nodiscard]] Status status() const;

 private:
  /// Not there, or null, which means the same.
  [[nodiscard]] static bool absent(const json::Value& value);
  [[nodiscard]] std::vector<json::Value> array(std::string_view member);
  [[nodiscard]] std::string label(std::string_view member, int position) const;
  void adopt(const BodyReader& inner);

  std::string x_what;
  json::Document x_document;
  json::Value x_value;
  std::optional<Error> x_complaint;
};

}  // namespace parcours::journey
