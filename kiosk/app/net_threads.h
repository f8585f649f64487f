// SPDX-License-Identifier: Apache-2.0
// The net threads: one a channel, each with its own connection, so that a pull that waits for news
// never holds up an upload. Takes requests, gives answers; only values cross. Knows no journal and
// decides nothing.
#pragma once

#include <array>
#include <functional>
#include <memory>

#include "kiosk/app/hub_link.h"
#include "platform/base/result.h"
#include "platform/http_client/transport.h"
#include "sync/engine/engine.h"

namespace parcours::app {

class NetThreads {
 public:
  using Deliver = std::function<void(engine::Channel, Result<http_client::Response>)>;

  /// `deliver` is called on the channel's thread, once for each request sent; it must not wait for
  /// the thread that destroys this.
  explicit NetThreads(const Deliver& deliver);
  /// Ends requests under way (their answers are not delivered) and joins.
  ~NetThreads();
  NetThreads(const NetThreads&) = delete;
  NetThreads& operator=(const NetThreads&) = delete;

  /// Never waits. The engine has one request a channel under way, so there is always room.
  void send(Outgoing outgoing);

 private:
  struct Line;
  std::array<std::unique_ptr<Line>, engine::kChannels.size()> x_lines;
};

}  // namespace parcours::app
