// SPDX-License-Identifier: Apache-2.0
#include "platform/http_server/session.h"

#include <fmt/format.h>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/status.hpp>
#include <ctime>

namespace parcours::http_server {
namespace {

using net::ip::tcp;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::chrono::milliseconds kLinger{2000};
constexpr std::size_t kDrainedMax = std::size_t{256} << 20;
/// A buffer that grew for a large request is given back: thousands of idle polls share the memory.
constexpr std::size_t kKeptBuffer = std::size_t{16} << 10;

std::string date_now() {
  const std::time_t now = std::time(nullptr);
  thread_local std::time_t written = 0;
  thread_local std::string text;
  if (now == written) return text;
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> buffer{};
  const auto size =
      std::strftime(buffer.data(), buffer.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  written = now;
  return text = std::string{buffer.data(), size};
}

/// A line break in a value would begin a header, or a whole answer, of somebody else's choice.
void append_field(std::string& head, std::string_view name, std::string_view value) {
  const auto append_clean = [&](std::string_view text) {
    for (const char c : text) head += static_cast<unsigned char>(c) < 0x20 || c == '\x7F' ? ' ' : c;
  };
  append_clean(name);
  head += ": ";
  append_clean(value);
  head += "\r\n";
}

bool has_no_body(int status) {
  return status < 200 || status == 204 || status == 304;
}

std::string head_of(const Response& response, bool keep_alive) {
  const auto reason =
      http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status,
                                 std::string_view{reason.data(), reason.size()});
  append_field(head, "Date", date_now());
  if (!has_no_body(response.status)) {
    append_field(head, "Content-Type", response.content_type);
    append_field(head, "Content-Length", std::to_string(response.body.size()));
  }
  append_field(head, "Connection", keep_alive ? "keep-alive" : "close");
  for (const auto& [name, value] : response.headers) append_field(head, name, value);
  return head + "\r\n";
}

std::string lower(beast::string_view text) {
  std::string out{text.data(), text.size()};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

std::string text_of(beast::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

std::string text_of(const tcp::endpoint& endpoint) {
  const auto host = endpoint.address().to_string();
  const bool v6 = endpoint.address().is_v6();
  return fmt::format("{}{}{}:{}", v6 ? "[" : "", host, v6 ? "]" : "", endpoint.port());
}

Session::Session(const std::shared_ptr<Loop>& loop, tcp::socket socket)
    : x_core(loop->core),
      x_loop(*loop),
      x_weak_loop(loop),
      x_socket(std::move(socket)),
      x_timer(loop->context) {
  Error ignored;  // Without it answers are only later.
  x_socket.set_option(tcp::no_delay{true}, ignored);
  x_loop.sessions.insert(this);
}

Session::~Session() {
  if (const auto promise = x_promise.lock()) promise->gone = true;
  x_loop.sessions.erase(this);
  {
    const std::lock_guard lock(x_core->mutex);
    --x_core->open;
  }
  x_core->closed.notify_all();
}

void Session::read_head() {
  x_phase = Phase::Idle;
  if (x_core->stopping) return close();
  if (x_buffer.size() == 0 && x_buffer.capacity() > kKeptBuffer) x_buffer.shrink_to_fit();
  x_timed_out = false;
  x_parser.emplace();
  x_parser->header_limit(static_cast<std::uint32_t>(x_core->options.header_bytes_max));
  x_parser->body_limit(x_core->options.body_bytes_max);
  set_deadline(x_core->options.idle_timeout);
  http::async_read_header(
      x_socket, x_buffer, *x_parser,
      [self = shared_from_this()](Error error, std::size_t) { self->on_head(error); });
}

void Session::on_head(Error error) {
  if (x_phase == Phase::Closed) return;
  if (error) return on_read_error(error);
  x_phase = Phase::Reading;
  x_timed_out = false;
  const auto& fields = x_parser->get();
  x_head_only = fields.method() == http::verb::head;
  x_keep_alive = fields.keep_alive();
  // A coding other than chunked leaves the length unknown: what follows could be read as a second
  // request.
  if (fields.count(http::field::transfer_encoding) != 0 && !x_parser->chunked())
    return refuse(400, "bad_request", "only the transfer coding chunked is known");
  if (x_parser->is_done()) return dispatch();
  if (!beast::iequals(fields[http::field::expect], "100-continue")) return read_body();
  net::async_write(x_socket, net::buffer(kContinue.data(), kContinue.size()),
                   [self = shared_from_this()](Error failed, std::size_t) {
                     if (failed) return self->on_read_error(failed);
                     self->read_body();
                   });
}

void Session::read_body() {
  if (x_phase == Phase::Closed) return;
  set_deadline(x_core->options.idle_timeout);
  http::async_read(x_socket, x_buffer, *x_parser,
                   [self = shared_from_this()](Error error, std::size_t) {
                     if (self->x_phase == Phase::Closed) return;
                     if (error) return self->on_read_error(error);
                     self->dispatch();
                   });
}

void Session::on_read_error(Error error) {
  static const auto& parser_errors = http::make_error_code(http::error::end_of_stream).category();
  const bool begun = x_phase == Phase::Reading || x_buffer.size() > 0 || x_parser->got_some();
  if (x_timed_out && begun) return refuse(408, "timeout", "the request did not arrive in time");
  if (error.category() != parser_errors) return close();
  if (error == http::error::end_of_stream || error == http::error::partial_message) return close();
  if (error == http::error::body_limit)
    return refuse(413, "too_large",
                  fmt::format("the body is larger than {} bytes", x_core->options.body_bytes_max));
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return refuse(
        431, "too_large",
        fmt::format("the headers are larger than {} bytes", x_core->options.header_bytes_max));
  refuse(400, "bad_request", error.message());
}

void Session::dispatch() {
  auto message = x_parser->release();
  x_parser.reset();
  const auto target = message.target();
  auto parsed = parse_target({target.data(), target.size()});
  if (!parsed) return refuse(400, "bad_request", parsed.error().message);

  Request request;
  request.method = text_of(message.method_string());
  request.target = text_of(target);
  request.path = std::move(parsed->path);
  request.query = std::move(parsed->query);
  for (const auto& field : message)
    request.headers.emplace_back(lower(field.name_string()), text_of(field.value()));
  request.body = std::move(message.body());
  Error gone;
  const auto peer = x_socket.remote_endpoint(gone);
  if (gone) return close();
  request.peer = text_of(peer);

  x_phase = Phase::Answering;
  set_deadline(x_core->options.answer_timeout);
  // Weak both ways: a forgotten Responder keeps neither the connection nor the loop alive.
  auto deliver = [loop = x_weak_loop, session = weak_from_this()](Response response) {
    const auto living = loop.lock();
    if (!living) return;
    net::dispatch(living->context, [session, response = std::move(response)]() mutable {
      if (const auto self = session.lock()) self->answer(std::move(response));
    });
  };
  Responder responder{std::move(deliver)};
  x_promise = responder.x_promise;
  x_core->handler(std::move(request), std::move(responder));
  if (x_phase == Phase::Answering) watch_peer();
}

void Session::watch_peer() {
  x_socket.async_wait(tcp::socket::wait_read, [self = shared_from_this()](Error error) {
    if (error || self->x_phase != Phase::Answering) return;
    Error failed;
    // Readable without a byte is the end of the stream; with bytes it is the next request, which
    // waits.
    if (self->x_socket.available(failed) == 0 || failed) self->close();
  });
}

void Session::answer(Response response) {
  if (x_phase == Phase::Answering) write(response);
}

void Session::write(const Response& response) {
  x_phase = Phase::Writing;
  if (x_core->stopping) x_keep_alive = false;
  x_head = head_of(response, x_keep_alive);
  x_body = x_head_only || has_no_body(response.status) ? std::string{} : response.body;
  set_deadline(x_core->options.idle_timeout);
  const std::array<net::const_buffer, 2> buffers{net::buffer(x_head), net::buffer(x_body)};
  net::async_write(x_socket, buffers, [self = shared_from_this()](Error error, std::size_t) {
    self->on_written(error);
  });
}

void Session::on_written(Error error) {
  if (x_phase == Phase::Closed) return;
  if (error) return close();
  x_head = {};
  x_body = {};
  if (x_keep_alive) return read_head();
  linger();
}

void Session::refuse(int status, std::string_view code, std::string_view message) {
  x_keep_alive = false;
  write(error_response(status, code, message));
}

/// Closing with unread bytes makes the system reset the connection, and the peer loses the answer:
/// so the answer's end is told first, and what still comes is thrown away for a while.
void Session::linger() {
  x_phase = Phase::Lingering;
  Error failed;
  x_socket.shutdown(tcp::socket::shutdown_send, failed);
  if (failed) return close();
  set_deadline(kLinger);
  drain();
}

void Session::drain() {
  x_buffer.clear();
  x_socket.async_read_some(x_buffer.prepare(kKeptBuffer),
                           [self = shared_from_this()](Error error, std::size_t count) {
                             self->x_drained += count;
                             if (self->x_phase == Phase::Closed) return;
                             if (error || self->x_drained > kDrainedMax) return self->close();
                             self->drain();
                           });
}

void Session::close() {
  if (x_phase == Phase::Closed) return;
  x_phase = Phase::Closed;
  if (const auto promise = x_promise.lock()) promise->gone = true;
  Error ignored;  // It is closed either way.
  x_socket.close(ignored);
  x_timer.cancel();
}

void Session::wind_down() {
  x_keep_alive = false;
  const bool nothing_asked = x_phase == Phase::Idle && x_buffer.size() == 0;
  if (nothing_asked || x_phase == Phase::Lingering) close();
}

/// The timer is only moved when it would fire too late; firing too early it waits for the rest.
void Session::set_deadline(std::chrono::milliseconds from_now) {
  x_deadline = std::chrono::steady_clock::now() + from_now;
  if (!x_timer_runs || x_timer.expiry() > x_deadline) wait_for_deadline();
}

void Session::wait_for_deadline() {
  x_timer_runs = true;
  x_timer.expires_at(x_deadline);
  x_timer.async_wait([self = shared_from_this()](Error error) {
    if (error || self->x_phase == Phase::Closed) return;
    if (std::chrono::steady_clock::now() < self->x_deadline) return self->wait_for_deadline();
    self->x_timer_runs = false;
    self->on_deadline();
  });
}

void Session::on_deadline() {
  switch (x_phase) {
    case Phase::Idle:
    case Phase::Reading: {
      // The cancelled read goes on in on_read_error, which can still answer.
      x_timed_out = true;
      Error ignored;  // Nothing under way: then it has just ended, and the next deadline counts.
      x_socket.cancel(ignored);
      return;
    }
    case Phase::Answering: {
      const auto promise = x_promise.lock();
      if (promise && promise->answered.exchange(true)) return;  // The answer is on its way here.
      return refuse(503, "timeout", "the server took too long; try again");
    }
    case Phase::Writing:
    case Phase::Lingering:
      return close();
    case Phase::Closed:
      return;
  }
}

}  // namespace parcours::http_server
