// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/net_threads.h"

#include <atomic>
#include <thread>

#include "platform/base/bounded_queue.h"
#include "platform/http_client/curl_transport.h"

namespace parcours::app {

struct NetThreads::Line {
  explicit Line(Deliver to) : deliver(std::move(to)) {
    auto made = http_client::CurlTransport::create();
    if (made) {
      transport = std::move(*made);
    } else {
      no_transport = std::move(made).error();
    }
    thread = std::thread([this] { run(); });
  }

  ~Line() {
    stopping = true;
    queue.close();
    if (transport) transport->cancel();
    thread.join();
  }

  void run() {
    // The queue wakes us; the time-out only bounds one wait of the condition.
    constexpr std::chrono::hours kLong{1};
    while (!queue.closed()) {
      auto outgoing = queue.pop_for(kLong);
      if (!outgoing || stopping) continue;
      auto response = transport ? carry(*transport, outgoing->request, outgoing->piece)
                                : Result<http_client::Response>{fail(no_transport)};
      if (!stopping) deliver(outgoing->channel, std::move(response));
    }
  }

  Deliver deliver;
  std::unique_ptr<http_client::CurlTransport> transport;
  Error no_transport;
  BoundedQueue<Outgoing> queue{2};
  std::atomic<bool> stopping{false};
  std::thread thread;
};

NetThreads::NetThreads(const Deliver& deliver) {
  for (auto& line : x_lines) line = std::make_unique<Line>(deliver);
}

NetThreads::~NetThreads() = default;

void NetThreads::send(Outgoing outgoing) {
  const auto at = static_cast<std::size_t>(outgoing.channel);
  const bool taken = x_lines[at]->queue.try_push(std::move(outgoing));
  PARCOURS_ASSERT(taken);
}

}  // namespace parcours::app
