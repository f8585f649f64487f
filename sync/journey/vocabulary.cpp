// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "platform/base/clock.h"
#include "platform/json/writer.h"

namespace parcours::journey {
namespace {

constexpr std::int64_t kCentsMax = 100'000'000'000;
constexpr std::int64_t kQuantityMax = 100'000;
constexpr std::int64_t kPiecesMax = 10'000'000;
constexpr std::int64_t kWholeMax = std::numeric_limits<std::int32_t>::max();

bool in_range(const json::Value& value, std::int64_t low, std::int64_t high) {
  const auto number = value.as_int();
  return number && *number >= low && *number <= high;
}

bool is_line(const json::Value& line) {
  const auto product = line.find("product").as_string();
  const auto quantity = line.find("quantity");
  const auto price = line.find("price_cents");
  return product && !product->empty() &&
         (!quantity.present() || in_range(quantity, 1, kQuantityMax)) &&
         (!price.present() || in_range(price, 0, kCentsMax));
}

template <typename Test>
bool all_of(const json::Value& list, Test test) {
  const auto elements = list.elements();
  return list.is_array() && std::all_of(elements.begin(), elements.end(), test);
}

/// What a member must be, in words; empty when it is.
std::string_view complaint(MemberKind kind, const json::Value& value) {
  switch (kind) {
    case MemberKind::Text:
      return value.is_string() ? "" : "must be a text";
    case MemberKind::Whole:
      return in_range(value, -kWholeMax, kWholeMax) ? "" : "must be a whole number of 32 bits";
    case MemberKind::Pieces:
      return in_range(value, 0, kPiecesMax) ? "" : "must be a whole number, 0 to 10000000";
    case MemberKind::Cents:
      return in_range(value, 0, kCentsMax) ? "" : "must be whole cents, 0 to 100000000000";
    case MemberKind::Flag:
      return value.as_bool() ? "" : "must be true or false";
    case MemberKind::Texts:
      return all_of(value, [](const json::Value& one) { return one.is_string(); })
                 ? ""
                 : "must be a list of texts";
    case MemberKind::Lines:
      return all_of(value, is_line)
                 ? ""
                 : "must be a list of {\"product\", \"quantity\" 1 to 100000, \"price_cents\"}";
    case MemberKind::Time:
      return value.is_string() && parse_rfc3339(*value.as_string())
                 ? ""
                 : "must be an RFC 3339 time such as 2026-11-01T10:00:00Z";
  }
  return "";
}

bool is_absent(const json::Value& value) {
  if (value.is_string() || value.is_array() || value.is_object()) return false;
  return !value.present() || value.dump() == "null";
}

void write_lines_schema(json::Writer& out, bool required) {
  out.field("type", "array");
  if (required) out.field("minItems", 1);
  out.key("items").begin_object().field("type", "object");
  out.key("required").begin_array().value("product").end_array();
  out.key("properties").begin_object();
  out.key("product").begin_object().field("type", "string").field("minLength", 1).end_object();
  out.key("quantity").begin_object().field("type", "integer").field("minimum", 1);
  out.field("maximum", kQuantityMax).field("default", 1).end_object();
  out.key("price_cents").begin_object().field("type", "integer").field("minimum", 0);
  out.field("maximum", kCentsMax).end_object().end_object().end_object();
}

void write_member_schema(json::Writer& out, const Member& member) {
  out.key(member.name).begin_object();
  switch (member.kind) {
    case MemberKind::Text:
      out.field("type", "string");
      if (member.required) out.field("minLength", 1);
      break;
    case MemberKind::Whole:
      out.field("type", "integer").field("minimum", -kWholeMax).field("maximum", kWholeMax);
      break;
    case MemberKind::Pieces:
      out.field("type", "integer").field("minimum", 0).field("maximum", kPiecesMax);
      break;
    case MemberKind::Cents:
      out.field("type", "integer").field("minimum", 0).field("maximum", kCentsMax);
      break;
    case MemberKind::Flag:
      out.field("type", "boolean");
      break;
    case MemberKind::Texts:
      out.field("type", "array").key("items").begin_object().field("type", "string").end_object();
      break;
    case MemberKind::Lines:
      write_lines_schema(out, member.required);
      break;
    case MemberKind::Time:
      out.field("type", "string").field("format", "date-time");
      break;
  }
  out.end_object();
}

void write_data_schema(json::Writer& out, const EventType& type) {
  out.key("data").begin_object().field("type", "object");
  out.key("required").begin_array();
  for (const auto& member : type.members)
    if (member.required) out.value(member.name);
  out.end_array().key("properties").begin_object();
  for (const auto& member : type.members) write_member_schema(out, member);
  out.end_object().end_object();
}

}  // namespace

const EventType* find_event_type(std::string_view name) {
  const auto& types = event_types();
  const auto found =
      std::lower_bound(types.begin(), types.end(), name,
                       [](const EventType& type, std::string_view key) { return type.name < key; });
  return found != types.end() && found->name == name ? &*found : nullptr;
}

Status check_data(std::string_view type_name, const json::Value& data) {
  const EventType* type = find_event_type(type_name);
  if (type == nullptr) return {};
  for (const auto& member : type->members) {
    const auto value = data.find(member.name);
    if (is_absent(value)) {
      if (!member.required) continue;
      return fail(ErrorCode::Invalid, fmt::format("{}: data.{} is missing", type_name, member.name),
                  std::string{member.name});
    }
    auto words = complaint(member.kind, value);
    if (words.empty() && member.required && member.kind == MemberKind::Text &&
        value.as_string()->empty())
      words = "must not be empty";
    if (words.empty() && member.required && member.kind == MemberKind::Lines &&
        value.elements().empty())
      words = "must hold at least one line";
    if (!words.empty())
      return fail(ErrorCode::Invalid, fmt::format("{}: data.{} {}", type_name, member.name, words),
                  std::string{member.name});
  }
  return {};
}

std::string schema_json(const EventType& type) {
  const bool needs_data = std::any_of(type.members.begin(), type.members.end(),
                                      [](const Member& member) { return member.required; });
  json::Writer out;
  out.begin_object().field("$schema", "https://json-schema.org/draft/2020-12/schema");
  out.field("$id", fmt::format("urn:parcours:event:{}", type.name)).field("title", type.name);
  out.field("description", type.effect).field("type", "object");
  out.key("required").begin_array();
  for (const auto* name : {"specversion", "id", "source", "type"}) out.value(name);
  if (needs_data) out.value("data");
  out.end_array().key("properties").begin_object();
  out.key("specversion").begin_object().field("const", "1.0").end_object();
  for (const auto* name : {"id", "source"}) {
    out.key(name).begin_object().field("type", "string");
    out.field("minLength", 1).field("maxLength", 128).end_object();
  }
  out.key("type").begin_object().field("const", type.name).end_object();
  out.key("time").begin_object().field("type", "string").field("format", "date-time").end_object();
  out.key("subject").begin_object().field("type", "string");
  out.field("pattern", "^(card|email|phone|visitor|order|coupon|customer|product|shop|staff):.+$");
  out.end_object();
  write_data_schema(out, type);
  return out.end_object().end_object().take();
}

std::string schema_json() {
  std::string lines;
  for (const auto& type : event_types()) {
    json::Writer out;
    out.begin_object().field("type", type.name).field("subject", type.subject);
    out.field("effect", type.effect).raw_field("schema", schema_json(type)).end_object();
    lines += out.text() + "\n";
  }
  return lines;
}

}  // namespace parcours::journey
