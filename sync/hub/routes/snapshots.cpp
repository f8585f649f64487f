// SPDX-License-Identifier: Apache-2.0
// GET /v1/snapshots/?device=D[&shop=S]: the ready files of the device's shop; waits in the maker
// when one has to be made. GET /v1/snapshots/NAME?device=D&shop=S: its bytes, whole or by Range. A
// name is the hash of the bytes, so whatever a name gives never changes.
#include <algorithm>
#include <optional>

#include "sync/hub/pull.h"
#include "sync/hub/routes/routes.h"
#include "sync/hub/snapshots.h"
#include "sync/protocol/snapshot.h"

namespace parcours::hub {

namespace {

/// An answer lies in memory: a range is answered with its first bytes when it is longer (RFC 9110,
/// 15.3.7), and a whole file of that size is not given without one.
constexpr std::int64_t kBytesAtOnceMax = std::int64_t{32} << 20;

/// Whose snapshots an asker may have, or the answer that it may have none. A key that is not pinned
/// yet is pinned by the pull that follows.
struct Entitled {
  std::string shop;
  std::optional<Response> refused;
};

Result<Entitled> entitled(Parts& parts, Reader& reader, const Request& request) {
  const auto device = request.query_value("device");
  if (!is_device_name(device)) {
    return fail(ErrorCode::Invalid, "must be 1 to 64 letters, digits and hyphens", "device");
  }
  PARCOURS_TRY(const auto admission, parts.door.admit(reader, asker_of(request, device)));
  if (admission.admitted != Admitted::Welcome && admission.admitted != Admitted::Pin) {
    return Entitled{{}, refusal_response(admission.admitted)};
  }
  // An enrolled terminal is of the shop it was enrolled for, whatever it asks.
  const std::string asked =
      admission.shop.empty() ? std::string{request.query_value("shop")} : admission.shop;
  Entitled entitled;
  PARCOURS_TRY(entitled.shop, shop_for(reader, device, asked));
  return entitled;
}

struct Found {
  protocol::Snapshot snapshot;
  std::optional<Response> refused;
};

/// In the device's scopes, and good; with the connection given back.
Result<Found> find(Parts& parts, const Request& request, const std::string& name) {
  PARCOURS_TRY(auto reader, parts.readers.lend());
  PARCOURS_CHECK(reader->begin());
  PARCOURS_TRY(auto asker, entitled(parts, *reader, request));
  if (asker.refused) return Found{{}, std::move(asker.refused)};
  PARCOURS_TRY(auto snapshot, parts.snapshots->find(*reader, name));
  if (snapshot.shop == asker.shop) return Found{std::move(snapshot), {}};
  return fail(ErrorCode::Denied, "the snapshot is of another shop than the device", "shop");
}

Response described(int status, const protocol::Snapshot& snapshot) {
  Response response{status, std::string{protocol::kSnapshotContentType}, {}, {}};
  response.headers.emplace_back("ETag", '"' + snapshot.name + '"');
  response.headers.emplace_back("Accept-Ranges", "bytes");
  return response;
}

Response unsatisfiable(const protocol::Snapshot& snapshot, const Error& error) {
  auto response = http_server::error_response(416, "invalid", error.message);
  response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(snapshot.bytes));
  return response;
}

Result<Response> bytes_of(Parts& parts, const Request& request, const std::string& name) {
  PARCOURS_TRY(auto found, find(parts, request, name));
  if (found.refused) return std::move(*found.refused);
  const protocol::Snapshot& snapshot = found.snapshot;
  const std::string tag = '"' + snapshot.name + '"';
  if (request.header("if-none-match") == tag) return described(304, snapshot);
  const auto same = request.header("if-range");
  const auto asked = same.empty() || same == tag ? request.header("range") : std::string_view{};
  const auto range = protocol::parse_range(asked, snapshot.bytes);
  if (!range) return unsatisfiable(snapshot, range.error());
  protocol::ByteRange given = range->value_or(protocol::ByteRange{0, snapshot.bytes - 1});
  if (!*range && given.size() > kBytesAtOnceMax) {
    return http_server::error_response(413, "too_large",
                                       "the file is " + std::to_string(snapshot.bytes) +
                                           " bytes: ask for it by Range, at most 32 MiB at a time");
  }
  given.last = std::min(given.last, given.first + kBytesAtOnceMax - 1);
  Response response = described(*range ? 206 : 200, snapshot);
  if (*range) {
    response.headers.emplace_back("Content-Range",
                                  protocol::content_range_header({given, snapshot.bytes}));
  }
  PARCOURS_TRY(response.body, parts.snapshots->read(snapshot, given));
  return response;
}

void list(Parts& parts, const Request& request, const Responder& responder) {
  auto asker = [&]() -> Result<Entitled> {
    PARCOURS_TRY(auto reader, parts.readers.lend());
    PARCOURS_CHECK(reader->begin());
    return entitled(parts, *reader, request);
  }();
  if (!asker) return responder.respond(failure_response(asker.error()));
  if (asker->refused) return responder.respond(std::move(*asker->refused));
  parts.snapshots->list(asker->shop, [responder](const Result<Snapshots::List>& found) {
    responder.respond(found
                          ? Response{200, "application/json", {}, protocol::snapshots_body(*found)}
                          : failure_response(found.error()));
  });
}

}  // namespace

void get_snapshots(Parts& parts, const Request& request, const Responder& responder) {
  if (parts.snapshots == nullptr) {
    return responder.respond(
        http_server::error_response(404, "not_found", "this hub makes no snapshots"));
  }
  const std::string name = request.path.substr(protocol::kSnapshotsPath.size());
  if (name.empty()) return list(parts, request, responder);
  auto found = bytes_of(parts, request, name);
  responder.respond(found ? std::move(*found) : failure_response(found.error()));
}

}  // namespace parcours::hub
