// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/server.h"

#include <array>
#include <optional>

#include "sync/hub/backup_watch.h"
#include "sync/hub/routes/routes.h"

namespace parcours::hub {

namespace {

using Route = void (*)(Parts&, const Request&, const Responder&);

struct Entry {
  std::string_view method;
  std::string_view path;
  Route route;
};

constexpr std::array kRoutes{
    Entry{"POST", "/v1/events", post_events}, Entry{"POST", "/v1/push", post_push},
    Entry{"POST", "/v1/enrol", post_enrol},   Entry{"GET", "/v1/pull", get_pull},
    Entry{"GET", "/v1/lookup", get_lookup},   Entry{"GET", "/healthz", get_health},
    Entry{"GET", "/readyz", get_health},      Entry{"GET", "/livez", get_health},
    Entry{"GET", "/metrics", get_metrics},    Entry{"GET", "/v1/snapshots/", get_snapshots},
};

/// Enough of a path to know it by; who asks for more than that knows it already.
constexpr std::size_t kPathTold = 200;

/// A path that ends in '/' stands for all below it.
bool is_of(std::string_view path, const Entry& entry) {
  return entry.path.back() == '/' ? path.starts_with(entry.path) : path == entry.path;
}

std::string known_routes() {
  std::string words;
  for (const auto& entry : kRoutes) {
    if (!words.empty()) words += ", ";
    words += std::string{entry.method} + " " + std::string{entry.path};
  }
  return words;
}

Response no_route(const Request& request, std::string_view allowed) {
  const std::string path = request.path.substr(0, kPathTold);
  if (allowed.empty()) {
    return http_server::error_response(
        404, "not_found", "there is no path " + path + "; there are " + known_routes());
  }
  auto response = http_server::error_response(
      405, "invalid",
      request.method + " is not understood for " + path + "; use " + std::string{allowed});
  response.headers.emplace_back("Allow", allowed);
  return response;
}

/// The same way to answer, that also counts the answer.
Responder counted(Parts& parts, std::string_view path, const Responder& responder) {
  return Responder{[&parts, path, responder](Response response) {
    parts.counters.count_request(path, response.status);
    responder.respond(std::move(response));
  }};
}

void dispatch(Parts& parts, const Request& request, const Responder& responder) {
  std::string_view allowed;
  const std::string_view method = request.method == "HEAD" ? "GET" : request.method;
  for (const auto& entry : kRoutes) {
    if (!is_of(request.path, entry)) continue;
    // A waiting poll asks the server itself whether its peer has gone, so it counts itself.
    if (entry.method == method && entry.route == get_pull) {
      return entry.route(parts, request, responder);
    }
    if (entry.method == method) {
      return entry.route(parts, request, counted(parts, entry.path, responder));
    }
    allowed = entry.method;
  }
  const auto response = no_route(request, allowed);
  parts.counters.count_request("other", response.status);
  responder.respond(response);
}

}  // namespace

struct HubServer::State {
  State(std::unique_ptr<HubDb> hub, const ServerOptions& options)
      : db(std::move(hub)),
        readers(db->file()),
        writer(*db, options.queue_max, [this](const Commit& commit) { feed.committed(commit); }),
        devices(writer, db->clock()),
        backups(writer, db->file().parent_path()),
        door(db->file().parent_path(), options.enrol),
        snapshots(readers, {db->file().parent_path() / "snapshots", options.snapshot_rows_min}),
        parts{db->clock(), writer, readers, feed, counters, devices, door, &snapshots} {}

  std::unique_ptr<HubDb> db;
  ReaderPool readers;
  Counters counters;
  Feed feed;
  Writer writer;
  DeviceLog devices;
  BackupWatch backups;
  Door door;
  Snapshots snapshots;
  Parts parts;
  std::optional<http_server::Server> http;
};

HubServer::HubServer(std::unique_ptr<State> state) : x_state(std::move(state)) {}

HubServer::~HubServer() {
  stop();
}

Result<std::unique_ptr<HubServer>> HubServer::start(std::unique_ptr<HubDb> db,
                                                    const ServerOptions& options) {
  auto state = std::make_unique<State>(std::move(db), options);
  http_server::Options http;
  http.address = options.address;
  http.threads = options.threads;
  http.body_bytes_max = options.body_bytes_max;
  Parts& parts = state->parts;
  PARCOURS_TRY(auto server,
               http_server::Server::start(http, [&parts](auto request, auto responder) {
                 dispatch(parts, request, responder);
               }));
  state->http.emplace(std::move(server));
  return std::unique_ptr<HubServer>(new HubServer(std::move(state)));
}

std::string HubServer::address() const {
  return x_state->http->address();
}

void HubServer::stop() {
  // Waiting polls first, so that HTTP has nothing left to wait for; what they still queue is
  // written.
  x_state->feed.stop();
  x_state->snapshots.stop();
  x_state->http->stop();
  x_state->devices.stop();
  x_state->backups.stop();
  x_state->writer.stop();
}

}  // namespace parcours::hub
