// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/journey/json_slices.h"

namespace parcours::journey {
namespace {

constexpr std::size_t kAttributeMax = 128;
/// Earlier times are those of a clock that was never set.
constexpr WallTime kFirstBelieved{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};
constexpr std::size_t kSubjectMax = 256;

constexpr std::array<std::string_view, 10> kSubjectKinds{
    "card", "email", "phone", "visitor", "order", "coupon", "customer", "product", "shop", "staff"};
constexpr std::array<std::string_view, 10> kChannels{"web",  "app",   "ad",    "email",     "sms",
                                                     "post", "phone", "kiosk", "associate", "till"};
constexpr std::array<std::string_view, 3> kInitiators{"customer", "brand", "outside"};

struct Rule {
  std::string_view prefix;
  std::string_view value;
};

/// Where a fact usually comes from when neither its type nor its source says so.
constexpr std::array<Rule, 8> kChannelOfType{{{"purchase.", "till"},
                                              {"points.", "till"},
                                              {"value.", "till"},
                                              {"pickup.", "associate"},
                                              {"note.", "associate"},
                                              {"task.", "associate"},
                                              {"shop.", "associate"},
                                              {"order.", "web"}}};

/// The first prefix that fits decides.
constexpr std::array<Rule, 32> kInitiatorOfType{{{"message.opened", "customer"},
                                                 {"message.", "brand"},
                                                 {"ad.clicked", "customer"},
                                                 {"ad.", "brand"},
                                                 {"automation.", "brand"},
                                                 {"coupon.redeemed", "customer"},
                                                 {"coupon.", "brand"},
                                                 {"suggestion.shown", "brand"},
                                                 {"suggestion.", "customer"},
                                                 {"survey.asked", "brand"},
                                                 {"survey.", "customer"},
                                                 {"appointment.offered", "brand"},
                                                 {"appointment.", "customer"},
                                                 {"pickup.arrived", "customer"},
                                                 {"pickup.", "brand"},
                                                 {"points.spent", "customer"},
                                                 {"points.", "brand"},
                                                 {"note.", "brand"},
                                                 {"task.opened", "customer"},
                                                 {"task.", "brand"},
                                                 {"stock.", "brand"},
                                                 {"identity.", "brand"},
                                                 {"web.", "customer"},
                                                 {"app.", "customer"},
                                                 {"kiosk.", "customer"},
                                                 {"shop.", "customer"},
                                                 {"order.", "customer"},
                                                 {"purchase.", "customer"},
                                                 {"value.", "customer"},
                                                 {"consent.", "customer"},
                                                 {"customer.", "customer"},
                                                 {"referral.", "customer"}}};
template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_channel(std::string_view word) {
  return word == "partner" || contains(kChannels, word);
}

template <typename List>
std::string_view first_fit(const List& rules, std::string_view type) {
  for (const auto& rule : rules)
    if (type.substr(0, rule.prefix.size()) == rule.prefix) return rule.value;
  return {};
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Status read_attribute(const json::Value& root, std::string_view name, std::string& out) {
  const auto value = root.find(name).as_string();
  if (!value)
    return fail(ErrorCode::Invalid, fmt::format("attribute {} is missing or not a text", name),
                std::string{name});
  if (value->empty() || value->size() > kAttributeMax)
    return fail(ErrorCode::Invalid,
                fmt::format("attribute {} must have 1 to {} characters", name, kAttributeMax),
                std::string{name});
  if (has_control(*value))
    return fail(ErrorCode::Invalid, fmt::format("attribute {} has a control character", name),
                std::string{name});
  out = *value;
  return {};
}

Status read_time(const json::Value& root, WallTime received, WallTime& out) {
  const auto value = root.find("time");
  out = received;
  if (!value.present() || value.dump() == "null") return {};
  const auto text = value.as_string();
  const auto time = text ? parse_rfc3339(*text) : fail(ErrorCode::Invalid, "");
  if (!time)
    return fail(ErrorCode::Invalid,
                "attribute time is not an RFC 3339 time such as 2026-11-01T10:00:00Z", "time");
  out = *time;
  return {};
}

Status read_subject(const json::Value& root, std::string& out) {
  const auto value = root.find("subject");
  if (!value.present() || value.dump() == "null") return {};
  const auto text = value.as_string();
  if (!text) return fail(ErrorCode::Invalid, "attribute subject is not a text", "subject");
  if (text->empty()) return {};
  const auto colon = text->find(':');
  if (colon == std::string_view::npos || !contains(kSubjectKinds, text->substr(0, colon)) ||
      colon + 1 == text->size())
    return fail(ErrorCode::Invalid,
                fmt::format("attribute subject must be kind:value with one of the kinds {}",
                            fmt::join(kSubjectKinds, ", ")),
                "subject");
  if (text->size() > kSubjectMax || has_control(*text))
    return fail(ErrorCode::Invalid, "attribute subject is too long or has a control character",
                "subject");
  out = *text;
  return {};
}

/// Foreign values of these two extensions are not ours to refuse: they stay in the bytes and ours
/// are derived.
void settle_channel(const json::Value& root, Event& event) {
  const auto channel = root.find("channel").as_string();
  const auto inner = root.find("data").find("channel").as_string();
  if (channel && is_channel(*channel))
    event.channel = *channel;
  else if (inner && is_channel(*inner))
    event.channel = *inner;
  else
    event.channel = derive_channel(event.type, event.source);
  const auto initiator = root.find("initiator").as_string();
  event.initiator = initiator && contains(kInitiators, *initiator) ? std::string{*initiator}
                                                                   : derive_initiator(event.type);
}

Result<Event> event_of(const json::Value& root, std::string_view bytes, WallTime received) {
  if (!root.is_object()) return fail(ErrorCode::Invalid, "an event must be a JSON object", "event");
  if (root.string("specversion") != "1.0")
    return fail(ErrorCode::Invalid, "attribute specversion must be \"1.0\"", "specversion");
  Event event;
  PARCOURS_CHECK(read_attribute(root, "id", event.id));
  PARCOURS_CHECK(read_attribute(root, "source", event.source));
  PARCOURS_CHECK(read_attribute(root, "type", event.type));
  PARCOURS_CHECK(read_time(root, received, event.time));
  PARCOURS_CHECK(read_subject(root, event.subject));
  event.data = member_slice(bytes, "data");
  if (event.data.empty() || event.data == "null") event.data = "{}";
  settle_channel(root, event);
  event.bytes = bytes;
  return event;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

}  // namespace

std::string_view Event::subject_kind() const {
  return std::string_view{subject}.substr(0, std::min(subject.find(':'), subject.size()));
}

std::string_view Event::subject_value() const {
  const auto colon = subject.find(':');
  return colon == std::string::npos ? std::string_view{}
                                    : std::string_view{subject}.substr(colon + 1);
}

bool Event::from_terminal() const {
  return std::string_view{source}.substr(0, 6) == "kiosk/";
}

WallTime Event::happened() const {
  if (received == WallTime{}) return time;
  return time < kFirstBelieved || time > received + std::chrono::minutes{5} ? received : time;
}

Status check_clock(const Event& event, WallTime now) {
  if (event.from_terminal()) return {};
  if (event.time >= kFirstBelieved && event.time <= now + std::chrono::days{1}) return {};
  return fail(ErrorCode::Invalid,
              fmt::format("attribute time is {}; it must be from 2000-01-01 to a day from now",
                          to_rfc3339(event.time)),
              "time");
}

Result<Event> parse_event(std::string_view json, WallTime received) {
  PARCOURS_TRY(const auto document, json::Document::parse(json));
  return event_of(document.root(), trimmed(json), received);
}

Result<std::vector<Result<Event>>> parse_batch(std::string_view json, WallTime received) {
  PARCOURS_TRY(const auto document, json::Document::parse(json));
  if (!document.root().is_array())
    return fail(ErrorCode::Invalid, "a batch must be a JSON array of events", "batch");
  const auto values = document.root().elements();
  const auto slices = element_slices(json);
  if (slices.size() != values.size())
    return fail(ErrorCode::Invalid, "a batch must be a JSON array of events", "batch");
  std::vector<Result<Event>> out;
  out.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    out.push_back(event_of(values[i], slices[i], received));
  return out;
}

Event make_event(EventName name, std::string type, WallTime time, std::string subject,
                 std::string data, const Origin& origin) {
  Event event;
  event.id = std::move(name.id);
  event.source = std::move(name.source);
  event.type = std::move(type);
  event.time = time;
  event.subject = std::move(subject);
  event.data = data.empty() ? "{}" : std::move(data);
  json::Writer out;
  out.begin_object().field("specversion", "1.0").field("id", event.id);
  out.field("source", event.source).field("type", event.type);
  out.field("time", to_rfc3339(time));
  if (!event.subject.empty()) out.field("subject", event.subject);
  if (!origin.channel.empty()) out.field("channel", origin.channel);
  if (!origin.initiator.empty()) out.field("initiator", origin.initiator);
  event.bytes = out.raw_field("data", event.data).end_object().take();
  // The same words that a reader of the bytes arrives at.
  if (const auto document = json::Document::parse(event.bytes))
    settle_channel(document->root(), event);
  return event;
}

std::string derive_channel(std::string_view type, std::string_view source) {
  const auto of_type = type.substr(0, type.find('.'));
  if (is_channel(of_type)) return std::string{of_type};
  const auto of_source = source.substr(0, source.find('/'));
  if (is_channel(of_source)) return std::string{of_source};
  const auto usual = first_fit(kChannelOfType, type);
  return std::string{usual.empty() ? "partner" : usual};
}

std::string derive_initiator(std::string_view type) {
  const auto value = first_fit(kInitiatorOfType, type);
  return std::string{value.empty() ? "outside" : value};
}

}  // namespace parcours::journey
