// SPDX-License-Identifier: Apache-2.0
// A request and its answer as plain values, and the reading of a request target. Any thread; no
// socket, no I/O.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/result.h"

namespace parcours::http_server {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;  ///< "GET". HEAD comes as HEAD; its answer loses the body on the way out.
  std::string path;    ///< Decoded, begins with "/", holds no query.
  Pairs query;         ///< Decoded, in order, names may repeat.
  Pairs headers;       ///< Names in lower case, in order.
  std::string body;    ///< As sent: Content-Encoding is the handler's.
  std::string peer;    ///< "192.0.2.7:51234".
  std::string target = {};  ///< Path and query byte for byte as sent: what a signature is over.

  /// The first of that name; empty when there is none.
  [[nodiscard]] std::string_view query_value(std::string_view name) const;
  [[nodiscard]] bool has_query(std::string_view name) const;
  /// `name` in lower case.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  /// More than Content-Type, Content-Length, Connection and Date, which the server writes.
  Pairs headers = {};
  std::string body = {};
};

/// `{"error":{"code":"too_large","message":"..."}}` with that status: the shape of every error of
/// the server.
[[nodiscard]] Response error_response(int status, std::string_view code, std::string_view message);

struct Target {
  std::string path;
  Pairs query;
};

/// "/v1/pull?device=a%20b&wait=25". Invalid when it does not begin with "/", or with a broken
/// %-escape, a NUL or a control character (also an escaped one in the path).
[[nodiscard]] Result<Target> parse_target(std::string_view target);
/// Decodes "a=1&b=x+y": "+" is a space, a part without "=" has an empty value, empty parts are left
/// out.
[[nodiscard]] Result<Pairs> parse_query(std::string_view query);

}  // namespace parcours::http_server
