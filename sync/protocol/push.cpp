// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/push.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/crypto/encode.h"
#include "platform/crypto/sign.h"
#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/journey/json_slices.h"
#include "sync/protocol/chain.h"

namespace parcours::protocol {
namespace {

tl::unexpected<Error> bad(std::string_view message, std::string_view member,
                          std::string_view complaint) {
  return fail(ErrorCode::Invalid, fmt::format("{}: {} {}", message, member, complaint),
              std::string{member});
}

Result<std::int64_t> read_count(const json::Value& value, std::string_view message,
                                std::string_view member, std::int64_t low) {
  const auto number = value.as_int();
  if (!number || *number < low)
    return bad(message, member, fmt::format("must be a whole number from {}", low));
  return *number;
}

Result<crypto::Digest> read_chain(const json::Value& value, std::string_view message,
                                  std::string_view member) {
  const auto text = value.as_string();
  const auto chain = text ? crypto::Digest::from_hex(*text) : fail(ErrorCode::Invalid, "");
  if (!chain) return bad(message, member, "must be 64 hexadecimal digits");
  return *chain;
}

void write_mark(json::Writer& out, std::string_view member, const Mark& mark) {
  out.key(member).begin_object().field("seq", mark.seq);
  out.field("chain", mark.chain.hex()).end_object();
}

Result<Mark> read_mark(const json::Value& root, std::string_view member) {
  const auto value = root.find(member);
  if (!value.is_object()) return bad("push answer", member, "is missing or no object");
  Mark mark;
  PARCOURS_TRY(mark.seq,
               read_count(value.find("seq"), "push answer", fmt::format("{}.seq", member), 0));
  PARCOURS_TRY(mark.chain,
               read_chain(value.find("chain"), "push answer", fmt::format("{}.chain", member)));
  return mark;
}

Result<json::Document> open(std::string_view message, std::string_view json) {
  auto document = json::Document::parse(json);
  if (!document)
    return fail(ErrorCode::Invalid, fmt::format("{}: {}", message, document.error().message));
  if (!document->root().is_object())
    return fail(ErrorCode::Invalid, fmt::format("{}: not a JSON object", message));
  return document;
}

Result<std::vector<RejectedEvent>> read_rejected(const json::Value& root) {
  std::vector<RejectedEvent> out;
  const auto value = root.find("rejected");
  if (value.present() && !value.is_array()) return bad("push answer", "rejected", "is no list");
  for (const auto& one : value.elements()) {
    RejectedEvent rejected{one.string("id"), one.string("reason")};
    if (rejected.id.empty())
      return bad("push answer", fmt::format("rejected[{}].id", out.size()), "is missing");
    out.push_back(std::move(rejected));
  }
  return out;
}

}  // namespace

std::string_view to_string(Lane lane) {
  return lane == Lane::Control ? "control" : "telemetry";
}

Result<Lane> parse_lane(std::string_view text) {
  if (text == "control") return Lane::Control;
  if (text == "telemetry") return Lane::Telemetry;
  return fail(ErrorCode::Invalid, "lane must be \"control\" or \"telemetry\"", "lane");
}

crypto::Digest PushRequest::end_chain() const {
  crypto::Digest chain = prev_chain;
  for (const auto& event : events) chain = next_chain(chain, event);
  return chain;
}

std::string to_json(const PushRequest& request) {
  json::Writer out;
  out.begin_object().field("device", request.device).field("epoch", request.epoch);
  out.field("lane", to_string(request.lane)).field("first_seq", request.first_seq);
  out.field("prev_chain", request.prev_chain.hex());
  if (!request.signature.empty()) out.field("signature", request.signature);
  out.key("events").begin_array();
  for (const auto& event : request.events) out.raw(event);
  return out.end_array().end_object().take();
}

Result<PushRequest> parse_push_request(std::string_view json) {
  constexpr std::string_view kMessage = "push request";
  PARCOURS_TRY(const auto document, open(kMessage, json));
  const auto root = document.root();
  PushRequest request;
  request.device = root.string("device");
  if (request.device.empty()) return bad(kMessage, "device", "is missing or no text");
  PARCOURS_TRY(request.epoch, read_count(root.find("epoch"), kMessage, "epoch", 1));
  PARCOURS_TRY(request.lane, parse_lane(root.string("lane")));
  PARCOURS_TRY(request.first_seq, read_count(root.find("first_seq"), kMessage, "first_seq", 1));
  PARCOURS_TRY(request.prev_chain, read_chain(root.find("prev_chain"), kMessage, "prev_chain"));
  if (root.has("signature")) {
    request.signature = root.string("signature");
    if (!crypto::from_hex(request.signature) ||
        request.signature.size() != 2 * crypto::kSignatureBytes)
      return bad(kMessage, "signature", "must be 128 hexadecimal digits");
  }
  const auto events = root.find("events");
  if (!events.is_array()) return bad(kMessage, "events", "is missing or no list");
  // The chain runs over the bytes as they stand, so they are cut out, never written anew.
  const auto slices = journey::element_slices(journey::member_slice(json, "events"));
  if (slices.size() != events.elements().size())
    return bad(kMessage, "events", "cannot be cut into events; write the name without escapes");
  request.events.assign(slices.begin(), slices.end());
  return request;
}

std::string to_json(const PushAnswer& answer) {
  json::Writer out;
  out.begin_object();
  write_mark(out, "stored", answer.stored);
  write_mark(out, "committed", answer.committed);
  write_mark(out, "durable", answer.durable);
  out.key("rejected").begin_array();
  for (const auto& one : answer.rejected)
    out.begin_object().field("id", one.id).field("reason", one.reason).end_object();
  out.end_array();
  if (answer.expect) out.field("expect", *answer.expect);
  if (answer.forked) out.field("forked", true);
  out.field("retry_after_ms", answer.retry_after_ms).field("max_events", answer.max_events);
  return out.end_object().take();
}

Result<PushAnswer> parse_push_answer(std::string_view json) {
  constexpr std::string_view kMessage = "push answer";
  PARCOURS_TRY(const auto document, open(kMessage, json));
  const auto root = document.root();
  PushAnswer answer;
  PARCOURS_TRY(answer.stored, read_mark(root, "stored"));
  PARCOURS_TRY(answer.committed, read_mark(root, "committed"));
  PARCOURS_TRY(answer.durable, read_mark(root, "durable"));
  PARCOURS_TRY(answer.rejected, read_rejected(root));
  if (root.has("expect")) {
    PARCOURS_TRY(answer.expect, read_count(root.find("expect"), kMessage, "expect", 1));
  }
  answer.forked = root.boolean("forked");
  answer.retry_after_ms = std::max<std::int64_t>(0, root.integer("retry_after_ms"));
  answer.max_events = static_cast<int>(
      std::clamp<std::int64_t>(root.integer("max_events", kMaxEvents), 1, 100'000));
  return answer;
}

}  // namespace parcours::protocol
