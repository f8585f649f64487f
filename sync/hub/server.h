// SPDX-License-Identifier: Apache-2.0
// The serving hub: one HubDb behind one Writer, readers, the feed of waiting polls and the HTTP
// server, put together and taken apart in the right order. Owner: the program or a test; its
// threads are its own.
#pragma once

#include <memory>
#include <string>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "sync/hub/door/door.h"
#include "sync/hub/hub_db.h"
#include "sync/hub/snapshots.h"

namespace parcours::hub {

struct ServerOptions {
  std::string address = "127.0.0.1:8080";  ///< port 0: a free one
  int threads = 2;
  std::size_t body_bytes_max = std::size_t{8} << 20U;
  std::size_t queue_max = 4096;  ///< writes waiting; more are answered 429
  EnrolPolicy enrol = EnrolPolicy::Open;
  std::int64_t snapshot_rows_min = kSnapshotRowsMin;  ///< fewer are streamed
};

class HubServer {
 public:
  [[nodiscard]] static Result<std::unique_ptr<HubServer>> start(std::unique_ptr<HubDb> db,
                                                                const ServerOptions& options);
  ~HubServer();
  HubServer(const HubServer&) = delete;
  HubServer& operator=(const HubServer&) = delete;

  /// With the real port.
  [[nodiscard]] std::string address() const;
  /// Answers what is due, writes what is queued, then returns.
  void stop();

 private:
  struct State;
  explicit HubServer(std::unique_ptr<State> state);
  std::unique_ptr<State> x_state;
};

}  // namespace parcours::hub
