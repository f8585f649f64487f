// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/body_reader.h"

#include <fmt/format.h>

#include <limits>

namespace parcours::journey {

Result<BodyReader> BodyReader::open(std::string_view what, std::string_view body) {
  auto document = json::Document::parse(body);
  if (!document)
    return fail(ErrorCode::Invalid, fmt::format("{} is {}", what, document.error().message),
                std::string{what});
  if (!document->root().is_object())
    return fail(ErrorCode::Invalid, fmt::format("{} is not a JSON object", what),
                std::string{what});
  BodyReader reader(std::string{what}, document->root());
  reader.x_document = std::move(*document);
  return reader;
}

bool BodyReader::absent(const json::Value& value) {
  if (value.is_object() || value.is_array() || value.is_string()) return false;
  return !value.present() || value.dump() == "null";
}

BodyReader& BodyReader::need(std::string_view member, std::string& out) {
  const auto found = x_value.find(member).as_string();
  if (!found || found->empty()) {
    complain(member, found ? "is empty" : "is missing or not a text");
  } else {
    out = *found;
    if (x_what.find(' ') == std::string::npos) x_what += " " + out;
  }
  return *this;
}

BodyReader& BodyReader::text(std::string_view member, std::string& out) {
  const auto value = x_value.find(member);
  if (const auto found = value.as_string())
    out = *found;
  else if (!absent(value))
    complain(member, "is not a text");
  return *this;
}

BodyReader& BodyReader::integer(std::string_view member, std::int64_t& out) {
  const auto value = x_value.find(member);
  if (const auto found = value.as_int())
    out = *found;
  else if (!absent(value))
    complain(member, "is not a whole number");
  return *this;
}

BodyReader& BodyReader::integer(std::string_view member, int& out) {
  std::int64_t wide = out;
  integer(member, wide);
  if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
    complain(member, "is out of range");
  else
    out = static_cast<int>(wide);
  return *this;
}

BodyReader& BodyReader::money(std::string_view member, Money& out) {
  return integer(member, out.cents);
}

BodyReader& BodyReader::number(std::string_view member, double& out) {
  const auto value = x_value.find(member);
  if (const auto found = value.as_double())
    out = *found;
  else if (!absent(value))
    complain(member, "is not a number");
  return *this;
}

BodyReader& BodyReader::flag(std::string_view member, bool& out) {
  const auto value = x_value.find(member);
  if (const auto found = value.as_bool())
    out = *found;
  else if (!absent(value))
    complain(member, "is not true or false");
  return *this;
}

BodyReader& BodyReader::words(std::string_view member, Text2& out) {
  return inside(member, [&](BodyReader& inner) { inner.text("fr", out.fr).text("en", out.en); });
}

BodyReader& BodyReader::texts(std::string_view member, std::vector<std::string>& out) {
  for (const auto& element : array(member)) {
    if (const auto found = element.as_string())
      out.emplace_back(*found);
    else
      complain(member, "has an element that is not a text");
  }
  return *this;
}

BodyReader& BodyReader::whole_numbers(std::string_view member, std::vector<std::int64_t>& out) {
  for (const auto& element : array(member)) {
    if (const auto found = element.as_int())
      out.push_back(*found);
    else
      complain(member, "has an element that is not a whole number");
  }
  return *this;
}

void BodyReader::complain(std::string_view member, std::string_view complaint) {
  if (x_complaint) return;
  const auto message = member.empty() ? fmt::format("{} {}", x_what, complaint)
                                      : fmt::format("{}: {} {}", x_what, member, complaint);
  x_complaint = Error{ErrorCode::Invalid, message, std::string{member}};
}

Status BodyReader::status() const {
  if (x_complaint) return fail(*x_complaint);
  return {};
}

std::vector<json::Value> BodyReader::array(std::string_view member) {
  const auto value = x_value.find(member);
  if (!value.is_array() && !absent(value)) complain(member, "is not a list");
  return value.elements();
}

std::string BodyReader::label(std::string_view member, int position) const {
  return position < 0 ? fmt::format("{}: {}", x_what, member)
                      : fmt::format("{}: {}[{}]", x_what, member, position);
}

void BodyReader::adopt(const BodyReader& inner) {
  if (!x_complaint && inner.x_complaint) x_complaint = inner.x_complaint;
}

}  // namespace parcours::journey
