// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "platform/base/log.h"
#include "platform/crypto/compress.h"
#include "sync/hub/routes/routes.h"

namespace parcours::hub {

namespace {

/// A small body that unpacks to much is an attack, not a batch.
constexpr std::size_t kUnpackedMax = std::size_t{32} << 20U;
/// Where a body is too large: the sender's to mend, unlike a disk that is full.
constexpr std::string_view kTooLarge = "body";
constexpr std::size_t kWorthPacking = 512;
constexpr std::string_view kRetrySeconds = "5";

Response retry_response(std::string_view message) {
  auto response = http_server::error_response(503, "unavailable", message);
  response.headers.emplace_back("Retry-After", kRetrySeconds);
  return response;
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::NotFound:
      return 404;
    case ErrorCode::Invalid:
      return 400;
    case ErrorCode::Conflict:
      return 409;
    case ErrorCode::Denied:
      return 403;
    case ErrorCode::Full:
      return 507;
    case ErrorCode::Unsupported:
      return 415;
    case ErrorCode::Unavailable:
    case ErrorCode::Timeout:
    case ErrorCode::Cancelled:
      return 503;
    case ErrorCode::Corrupt:
    case ErrorCode::Io:
      return 500;
  }
  return 500;
}

}  // namespace

Result<std::string> body_of(const Request& request) {
  const auto encoding = request.header("content-encoding");
  if (encoding.empty() || encoding == "identity") return request.body;
  if (encoding == "zstd") {
    auto body = crypto::decompress(request.body, kUnpackedMax);
    if (body || body.error().code != ErrorCode::Full) return body;
    return fail(ErrorCode::Full,
                "the body " + body.error().message + ": send its events in smaller batches",
                std::string{kTooLarge});
  }
  return fail(ErrorCode::Unsupported, "the hub reads zstd or plain bodies", "Content-Encoding");
}

void pack_for(const Request& request, Response& response) {
  if (response.body.size() < kWorthPacking) return;
  if (request.header("accept-encoding").find("zstd") == std::string_view::npos) return;
  auto packed = crypto::compress(response.body, 1);
  if (!packed) return;  // the plain body is an answer too
  response.body = std::move(*packed);
  response.headers.emplace_back("Content-Encoding", "zstd");
}

Response failure_response(const Error& error) {
  if (error.code == ErrorCode::Full && error.where == kTooLarge) {
    return http_server::error_response(413, "too_large", error.message);
  }
  if (error.code == ErrorCode::Io || error.code == ErrorCode::Corrupt) {
    log(LogLevel::Error, "answer_failed", {{"reason", error.text()}});
    return retry_response("the hub cannot read its database now; its log says why");
  }
  const std::string message =
      error.where.empty() ? error.message : error.message + " (" + error.where + ")";
  return http_server::error_response(status_of(error.code), to_string(error.code), message);
}

// The writer has told the log already.
Response unwritten_response(const Error& error) {
  switch (error.code) {
    case ErrorCode::Full:
      return retry_response("the hub's disk is full: nothing was taken; send it again later");
    case ErrorCode::Denied:
      return retry_response(
          "the hub may not write to its data folder: nothing was taken; send it again later");
    default:
      return retry_response(
          "the hub cannot write to its database now: nothing was taken; send it again later");
  }
}

Response busy_response() {
  auto response = http_server::error_response(
      429, "full", "more is being written than the hub can take; send it again in a second");
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

Result<std::int64_t> query_number(const Request& request, std::string_view name,
                                  std::int64_t fallback) {
  if (!request.has_query(name)) return fallback;
  const auto text = request.query_value(name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) {
    return fail(ErrorCode::Invalid, "is not a whole number from 0", std::string{name});
  }
  return number;
}

bool is_device_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

}  // namespace parcours::hub
