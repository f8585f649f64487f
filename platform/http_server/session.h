// SPDX-License-Identifier: Apache-2.0
// One connection: reads a request, hands it over, writes the answer, and again. Only for the
// sources of platform/http_server. Everything in it happens on the thread of its Loop; it lives as
// long as an operation of it is under way.
#pragma once

// Boost 1.74 uses these in C++20 without including them.
#include <functional>
#include <optional>
#include <utility>
//
#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>

#include "platform/http_server/server.h"

namespace parcours::http_server {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

/// "192.0.2.7:8080" or "[2001:db8::7]:8080".
[[nodiscard]] std::string text_of(const net::ip::tcp::endpoint& endpoint);

/// What all threads of a server share.
struct Core {
  Options options;
  Handler handler;
  std::atomic<bool> stopping{false};
  std::mutex mutex;
  std::condition_variable closed;
  std::size_t open = 0;  ///< Under `mutex`.
};

/// One thread's event loop. Answers from other threads hold it weakly: they may come after the
/// server has gone.
struct Loop {
  explicit Loop(std::shared_ptr<Core> shared) : core(std::move(shared)) {}
  std::shared_ptr<Core> core;
  std::unordered_set<Session*> sessions;  ///< Touched by the loop's thread, or when that has ended.
  net::io_context context{1};  ///< Last: its end destroys sessions, which touch the rest.
};

struct Responder::Promise {
  explicit Promise(Deliver way) : deliver(std::move(way)) {}
  Promise(const Promise&) = delete;
  Promise& operator=(const Promise&) = delete;
  ~Promise();
  Deliver deliver;
  std::atomic<bool> answered{false};
  std::atomic<bool> gone{false};
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(const std::shared_ptr<Loop>& loop, net::ip::tcp::socket socket);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  void start() { read_head(); }
  /// The server stops: closed at once when nothing was asked, else after the answer.
  void wind_down();
  /// From the Responder, on the loop's thread.
  void answer(Response response);

 private:
  using Parser = http::request_parser<http::string_body>;
  using Error = boost::system::error_code;
  enum class Phase { Idle, Reading, Answering, Writing, Lingering, Closed };

  void read_head();
  void on_head(Error error);
  void read_body();
  void on_read_error(Error error);
  void dispatch();
  void watch_peer();
  void write(const Response& response);
  void on_written(Error error);
  void refuse(int status, std::string_view code, std::string_view message);
  void linger();
  void drain();
  void close();
  void set_deadline(std::chrono::milliseconds from_now);
  void wait_for_deadline();
  void on_deadline();

  std::shared_ptr<Core> x_core;
  Loop& x_loop;
  std::weak_ptr<Loop> x_weak_loop;
  net::ip::tcp::socket x_socket;
  net::steady_timer x_timer;
  std::chrono::steady_clock::time_point x_deadline;
  bool x_timer_runs = false;
  beast::flat_buffer x_buffer;
  std::optional<Parser> x_parser;
  std::weak_ptr<Responder::Promise> x_promise;  ///< Of the request being answered.
  Phase x_phase = Phase::Idle;
  bool x_timed_out = false;
  bool x_keep_alive = true;
  bool x_head_only = false;
  std::string x_head;
  std::string x_body;
  std::size_t x_drained = 0;
};

}  // namespace parcours::http_server
