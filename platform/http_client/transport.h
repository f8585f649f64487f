// SPDX-License-Identifier: Apache-2.0
// How a request gets to the hub and its answer back: an interface, because tests and the simulator
// carry requests without a network. Owner: the net thread; only `cancel` may be called from
// another. It neither retries nor interprets: an answer with status 500 is a Response, an Error
// means that no whole answer came.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/result.h"

namespace parcours::http_client {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = "GET";
  std::string url = {};  ///< http or https, with the query; redirects are not followed.
  Pairs headers = {};    ///< Sent as they are; nothing is packed or unpacked on the way.
  std::string body = {};
  std::chrono::milliseconds timeout{
      30'000};  ///< For the whole exchange: longer than the hub waits.
  std::chrono::milliseconds connect_timeout{5'000};
  std::size_t body_bytes_max = std::size_t{64} << 20;  ///< Of the answer.
};

struct Response {
  int status = 0;
  Pairs headers = {};  ///< Names in lower case, in order.
  std::string content_type = {};
  std::string body = {};

  /// The first of that (lower-case) name; empty when there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

class HttpTransport {
 public:
  virtual ~HttpTransport() = default;

  /// Waits for the answer; one call at a time. Unavailable: no connection, or it broke. Timeout:
  /// not in time. Full: the answer is larger than allowed. Cancelled: see `cancel`. Denied: the
  /// hub's certificate is not trusted. Invalid: not a URL or header. `where` is the URL without its
  /// query, which may hold personal content.
  [[nodiscard]] virtual Result<Response> send(const Request& request) = 0;

  /// Any thread: the call under way returns Cancelled at once; without one, the next call does. So
  /// a long poll that is just about to begin is not missed. Once only: the call after that goes
  /// through.
  virtual void cancel() = 0;
};

}  // namespace parcours::http_client
