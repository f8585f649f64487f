// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/enrol.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/protocol/signature.h"

namespace parcours::protocol {
namespace {

constexpr std::string_view kSigns = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::size_t kSignCount = 26;
constexpr std::size_t kGroup = 5;
/// 26 signs hold 130 bits.
constexpr unsigned kSpareBits = 2;

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

tl::unexpected<Error> bad_code(std::string message) {
  return fail(ErrorCode::Invalid, std::move(message), "code");
}

Result<json::Document> open(std::string_view message, std::string_view json) {
  auto document = json::Document::parse(json);
  if (document && document->root().is_object()) return document;
  return fail(ErrorCode::Invalid, fmt::format("{}: is no JSON object", message));
}

}  // namespace

crypto::Digest EnrolCode::hash() const {
  return crypto::blake2b_256(
      {"parcours enrol 1\n", {reinterpret_cast<const char*>(bytes.data()), bytes.size()}});
}

Result<EnrolCode> enrol_code_of(std::string_view bytes) {
  EnrolCode code;
  if (bytes.size() != code.bytes.size()) return bad_code("must be 16 bytes");
  std::transform(bytes.begin(), bytes.end(), code.bytes.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
  return code;
}

std::string to_text(const EnrolCode& code) {
  std::string signs;
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : code.bytes) {
    pending = pending << 8U | byte;
    for (bits += 8; bits >= 5; bits -= 5) signs += kSigns[pending >> (bits - 5) & 31U];
  }
  signs += kSigns[pending << (5 - bits) & 31U];
  std::string text;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (i > 0 && i % kGroup == 0 && i / kGroup < kGroup) text += '-';
    text += signs[i];
  }
  return text;
}

Result<EnrolCode> parse_enrol_code(std::string_view typed) {
  EnrolCode code;
  std::size_t signs = 0, at = 0;
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    const auto value = kSigns.find(upper(c));
    if (value == std::string_view::npos) {
      return bad_code("holds a sign that no code has: there is no 0, 1, I or O in them");
    }
    if (++signs > kSignCount) break;
    pending = pending << 5U | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    code.bytes[at++] = static_cast<std::uint8_t>(pending >> bits & 255U);
  }
  if (signs != kSignCount) {
    return bad_code(fmt::format("must have {} signs, has {}", kSignCount,
                                signs > kSignCount ? "more" : std::to_string(signs)));
  }
  if ((pending & ((1U << kSpareBits) - 1)) != 0)
    return bad_code("is mistyped: its end is no code's");
  return code;
}

std::string to_json(const EnrolRequest& request) {
  json::Writer out;
  out.begin_object().field("device", request.device).field("key", to_hex(request.key));
  return out.field("code", to_text(request.code)).end_object().take();
}

Result<EnrolRequest> parse_enrol_request(std::string_view json) {
  PARCOURS_TRY(const auto document, open("enrolment", json));
  const auto root = document.root();
  EnrolRequest request;
  request.device = root.string("device");
  if (request.device.empty()) return fail(ErrorCode::Invalid, "is missing or no text", "device");
  const auto key = parse_key(root.string("key"));
  if (!key) return fail(ErrorCode::Invalid, key.error().message, "key");
  request.key = *key;
  PARCOURS_TRY(request.code, parse_enrol_code(root.string("code")));
  return request;
}

std::string to_json(const EnrolAnswer& answer) {
  json::Writer out;
  out.begin_object().field("device", answer.device).field("shop", answer.shop);
  return out.end_object().take();
}

Result<EnrolAnswer> parse_enrol_answer(std::string_view json) {
  PARCOURS_TRY(const auto document, open("answer to an enrolment", json));
  EnrolAnswer answer{document.root().string("device"), document.root().string("shop")};
  if (!answer.device.empty()) return answer;
  return fail(ErrorCode::Invalid, "is missing or no text", "device");
}

}  // namespace parcours::protocol
