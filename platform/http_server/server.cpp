// SPDX-License-Identifier: Apache-2.0
#include "platform/http_server/server.h"

#include <csignal>

#include "platform/http_server/session.h"
//
#include <fmt/format.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>
#include <charconv>
#include <system_error>
#include <thread>
#include <vector>

#include "platform/base/assert.h"
#include "platform/base/log.h"

namespace parcours::http_server {
namespace {

using net::ip::tcp;
using Acceptor = tcp::acceptor;
constexpr std::chrono::milliseconds kAcceptAgain{100};

Result<tcp::endpoint> parse_address(const std::string& text) {
  const auto colon = text.rfind(':');
  const auto bad = [&] {
    return fail(ErrorCode::Invalid, "not an address such as 127.0.0.1:8080 or [::1]:8080", text);
  };
  if (colon == std::string::npos) return bad();
  std::string host = text.substr(0, colon);
  if (host == "localhost") host = "127.0.0.1";
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, code] = std::from_chars(text.data() + colon + 1, end, port);
  if (code != std::errc{} || stopped != end) return bad();
  boost::system::error_code error;
  const auto address = net::ip::make_address(host, error);
  if (error) return bad();
  return tcp::endpoint{address, port};
}

Status listen(Acceptor& acceptor, const tcp::endpoint& endpoint, const std::string& text) {
  boost::system::error_code error;
  acceptor.open(endpoint.protocol(), error);
  // One acceptor for all threads, without SO_REUSEPORT: that would let a forgotten second hub share
  // the port.
  if (!error) acceptor.set_option(Acceptor::reuse_address{true}, error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(Acceptor::max_listen_connections, error);
  if (!error) return {};
  return fail(ErrorCode::Io, fmt::format("cannot listen: {}", error.message()), text);
}

}  // namespace

Responder::Responder(Deliver deliver) : x_promise(std::make_shared<Promise>(std::move(deliver))) {}

void Responder::respond(Response response) const {
  PARCOURS_ASSERT(x_promise != nullptr);  // Otherwise it was moved from.
  if (x_promise->answered.exchange(true) || !x_promise->deliver) return;
  x_promise->deliver(std::move(response));
}

bool Responder::done() const {
  return x_promise->answered || x_promise->gone;
}

Responder::Promise::~Promise() {
  if (answered || gone || !deliver) return;
  deliver(error_response(500, "internal", "the request was dropped without an answer"));
}

struct Server::State {
  std::shared_ptr<Core> core = std::make_shared<Core>();
  std::vector<std::shared_ptr<Loop>> loops;
  std::optional<Acceptor> acceptor;
  std::optional<net::steady_timer> accept_again;
  tcp::endpoint bound;
  std::size_t next = 0;
  std::vector<net::executor_work_guard<net::io_context::executor_type>> work;
  std::vector<std::thread> threads;

  ~State() { stop(std::chrono::milliseconds{0}); }

  Status open(const tcp::endpoint& endpoint) {
    for (int i = 0; i < core->options.threads; ++i) loops.push_back(std::make_shared<Loop>(core));
    acceptor.emplace(loops.front()->context);
    accept_again.emplace(loops.front()->context);
    PARCOURS_CHECK(listen(*acceptor, endpoint, core->options.address));
    boost::system::error_code error;
    bound = acceptor->local_endpoint(error);
    if (error) return fail(ErrorCode::Io, error.message(), core->options.address);
    return {};
  }

  void run() {
    for (auto& loop : loops) {
      work.emplace_back(loop->context.get_executor());
      threads.emplace_back([&context = loop->context] { context.run(); });
    }
    net::post(loops.front()->context, [this] { accept(); });
  }

  /// On the first loop's thread; connections go to the loops in turn.
  void accept() {
    const auto loop = loops[next++ % loops.size()];
    acceptor->async_accept(
        loop->context, [this, loop](boost::system::error_code error, tcp::socket socket) {
          if (core->stopping) return;
          if (error) {
            // Most likely out of file descriptors: trying at once would only burn the processor.
            log(LogLevel::Warning, "http_accept_failed", {{"reason", error.message()}});
            accept_again->expires_after(kAcceptAgain);
            accept_again->async_wait([this](boost::system::error_code stopped) {
              if (!stopped) accept();
            });
            return;
          }
          if (take_place()) {
            net::post(loop->context, [loop, taken = std::move(socket)]() mutable {
              std::make_shared<Session>(loop, std::move(taken))->start();
            });
          }
          accept();
        });
  }

  /// Every place taken is given back by ~Session.
  bool take_place() {
    const std::lock_guard lock(core->mutex);
    if (core->open >= core->options.connections_max) return false;
    ++core->open;
    return true;
  }

  void stop(std::chrono::milliseconds grace) {
    if (threads.empty()) return;
    core->stopping = true;
    net::post(loops.front()->context, [this] {
      boost::system::error_code ignored;  // It is closed either way.
      acceptor->close(ignored);
      accept_again->cancel();
    });
    for (auto& loop : loops) {
      net::post(loop->context, [raw = loop.get()] {
        const std::vector<Session*> sessions{raw->sessions.begin(), raw->sessions.end()};
        for (auto* const session : sessions) session->wind_down();
      });
    }
    {
      std::unique_lock lock(core->mutex);
      core->closed.wait_for(lock, grace, [&] { return core->open == 0; });
    }
    work.clear();
    for (auto& loop : loops) loop->context.stop();
    for (auto& thread : threads) thread.join();
    threads.clear();
    acceptor.reset();
    accept_again.reset();
    loops.clear();
    core->handler = nullptr;
  }
};

Server::Server(std::unique_ptr<State> state) : x_state(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::start(const Options& options, Handler handler) {
  PARCOURS_ASSERT(options.threads > 0 && handler);
  PARCOURS_TRY(const auto endpoint, parse_address(options.address));
  // A peer that goes while it is written to must not end the program.
  std::signal(SIGPIPE, SIG_IGN);
  auto state = std::make_unique<State>();
  state->core->options = options;
  state->core->handler = std::move(handler);
  try {
    PARCOURS_CHECK(state->open(endpoint));
    state->run();
  } catch (const std::system_error& error) {
    // Asio and std::thread throw when the system has no descriptors or threads left.
    return fail(ErrorCode::Io, error.what(), options.address);
  } catch (const boost::system::system_error& error) {
    return fail(ErrorCode::Io, error.what(), options.address);
  }
  return Server{std::move(state)};
}

std::string Server::address() const {
  return text_of(x_state->bound);
}

std::uint16_t Server::port() const {
  return x_state->bound.port();
}

std::size_t Server::open_connections() const {
  const std::lock_guard lock(x_state->core->mutex);
  return x_state->core->open;
}

void Server::stop(std::chrono::milliseconds grace) {
  x_state->stop(grace);
}

}  // namespace parcours::http_server
