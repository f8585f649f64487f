// SPDX-License-Identifier: Apache-2.0
// The hub's HTTP interface, one file a route. A route runs on an HTTP thread and never waits:
// writes go to the Writer and are answered after their commit, waiting pulls to the Feed. The parts
// are owned by HubServer and outlive every request.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/http_server/server.h"
#include "sync/hub/counters.h"
#include "sync/hub/device_log.h"
#include "sync/hub/door/door.h"
#include "sync/hub/feed.h"
#include "sync/hub/reader.h"
#include "sync/hub/snapshots.h"
#include "sync/hub/writer.h"

namespace parcours::hub {

struct Parts {
  const Clock& clock;
  Writer& writer;
  ReaderPool& readers;
  Feed& feed;
  Counters& counters;
  DeviceLog& devices;
  Door& door;
  Snapshots* snapshots = nullptr;  ///< null: this hub makes none
};

using http_server::Request;
using http_server::Responder;
using http_server::Response;

void post_events(Parts& parts, const Request& request, const Responder& responder);
void post_push(Parts& parts, const Request& request, const Responder& responder);
void post_enrol(Parts& parts, const Request& request, const Responder& responder);
void get_pull(Parts& parts, const Request& request, const Responder& responder);
void get_lookup(Parts& parts, const Request& request, const Responder& responder);
void get_snapshots(Parts& parts, const Request& request, const Responder& responder);
void get_health(Parts& parts, const Request& request, const Responder& responder);
void get_metrics(Parts& parts, const Request& request, const Responder& responder);

// What the routes share.

/// Whose name a GET comes in, by its headers.
[[nodiscard]] Asker asker_of(const Request& request, std::string_view device);
/// 401 or 403, with the way out. Not for who is welcome.
[[nodiscard]] Response refusal_response(Admitted admitted);
/// Pins the asker's key, then goes on: with the answer when it could not be done. Not on the
/// writer's thread.
void pin_then(Parts& parts, const Asker& asker,
              const std::function<void(std::optional<Response>)>& then);

/// The body, unpacked when it came in zstd. Invalid: it is not; Full: more than the limit.
[[nodiscard]] Result<std::string> body_of(const Request& request);
/// Packs a body worth it when the asker takes zstd.
void pack_for(const Request& request, Response& response);
/// The answer to a failure: its status is what the asker can do about it. What is wrong inside the
/// hub goes to the log, not to the asker.
[[nodiscard]] Response failure_response(const Error& error);
/// 503 with the time to wait: the database did not take what was right to send. No file names, no
/// SQL.
[[nodiscard]] Response unwritten_response(const Error& error);
/// 429 with the time to wait: the writer's queue is full.
[[nodiscard]] Response busy_response();
/// Digits only, else Invalid naming the parameter; `fallback` when it is absent.
[[nodiscard]] Result<std::int64_t> query_number(const Request& request, std::string_view name,
                                                std::int64_t fallback);
/// 1..64 letters, digits and hyphens: a device names scopes and sources.
[[nodiscard]] bool is_device_name(std::string_view text);

}  // namespace parcours::hub
