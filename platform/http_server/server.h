// SPDX-License-Identifier: Apache-2.0
// An HTTP/1.1 server: accepts, parses, limits, keeps alive; what a request means is the handler's.
// Owner: the program; `start` makes its threads, the destructor (or `stop`) ends them. The handler
// runs on any of these threads, on several at once, and must not wait: it keeps the Responder and
// answers later, from any thread (long poll). No TLS (a proxy's part), no routing, no files, no web
// sockets.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "platform/base/result.h"
#include "platform/http_server/message.h"

namespace parcours::http_server {

class Session;

struct Options {
  std::string address =
      "127.0.0.1:8080";  ///< "host:port" of an IP; "[::1]:0"; port 0 = a free one.
  int threads = 2;
  std::size_t body_bytes_max = std::size_t{8}
                               << 20;  ///< Also for chunked bodies; more is answered 413.
  std::size_t header_bytes_max = std::size_t{16} << 10;
  std::size_t connections_max = 20'000;  ///< Beyond it a new connection is closed at once.
  /// How long a peer may be silent between two requests, within one, or not read its answer.
  std::chrono::milliseconds idle_timeout{60'000};
  /// How long a handler may take (long polls wait 25 s); then 503 is sent in its place.
  std::chrono::milliseconds answer_timeout{90'000};
};

/// The way to answer one request, once. Any thread; cheap to copy or move, so that it fits a
/// std::function. When the last copy goes without an answer, 500 is sent: no peer waits for ever.
class Responder {
 public:
  /// What the server does with the answer; null when the peer must not be answered any more.
  using Deliver = std::function<void(Response)>;
  explicit Responder(Deliver deliver);

  /// Sends the answer. Only the first call counts. Does nothing when the peer has gone or the
  /// server has stopped.
  void respond(Response response) const;
  /// True once the request is answered or the peer has gone: a waiting poll can be forgotten.
  [[nodiscard]] bool done() const;

 private:
  friend class Session;
  struct Promise;
  std::shared_ptr<Promise> x_promise;
};

using Handler = std::function<void(Request, Responder)>;

class Server {
 public:
  /// Listens before it returns. Io when the address is taken or not one of this machine, Invalid
  /// when malformed.
  [[nodiscard]] static Result<Server> start(const Options& options, Handler handler);
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

  /// "127.0.0.1:40123", with the real port.
  [[nodiscard]] std::string address() const;
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::size_t open_connections() const;

  /// Stops accepting, lets answers that are due go out for at most `grace`, closes everything and
  /// joins the threads. After it no handler runs. Not from within a handler.
  void stop(std::chrono::milliseconds grace = std::chrono::milliseconds{2000});

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> x_state;
};

}  // namespace parcours::http_server
