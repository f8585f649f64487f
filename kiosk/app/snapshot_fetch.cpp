// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/snapshot_fetch.h"

#include <fmt/format.h>

#include <utility>

#include "platform/base/log.h"
#include "sync/journal/snapshot_writer.h"

namespace parcours::app {
namespace {

using engine::Bootstrap;

/// Which bytes an answer holds. A proxy that knows no ranges gives all of them.
Result<protocol::ContentRange> range_of(const http_client::Response& response,
                                        const protocol::Snapshot& snapshot) {
  if (response.status == 200)
    return protocol::ContentRange{{0, snapshot.bytes - 1}, snapshot.bytes};
  PARCOURS_TRY(const auto content, protocol::parse_content_range(response.header("content-range")));
  if (content.size == snapshot.bytes) return content;
  return fail(ErrorCode::Invalid, "the file has another size", "Content-Range");
}

}  // namespace

Result<http_client::Response> carry(http_client::HttpTransport& transport,
                                    const http_client::Request& request,
                                    const std::optional<journal::Piece>& piece) {
  auto response = transport.send(request);
  const bool good = response && (response->status == 200 || response->status == 206);
  if (!piece || !good || response->content_type != protocol::kSnapshotContentType) return response;
  PARCOURS_TRY(const auto content, range_of(*response, piece->snapshot));
  if (content.range.size() != static_cast<std::int64_t>(response->body.size())) {
    return fail(ErrorCode::Invalid, "there are other bytes than the answer says", "Content-Range");
  }
  journal::Piece place = *piece;
  place.from = content.range.first;
  PARCOURS_CHECK(journal::take_piece(place, response->body));
  response->body.clear();
  return response;
}

SnapshotFetch::SnapshotFetch(std::filesystem::path folder, std::int64_t piece_bytes)
    : x_folder(std::move(folder)), x_bootstrap(journal::snapshot_schema(), piece_bytes) {}

std::optional<engine::Fetch> SnapshotFetch::next(const engine::Outlook& outlook) {
  // What came whole is not asked for once more while its own rows of the device are missing.
  x_asked = outlook.device_cursor ? Bootstrap::Step::Pull : x_bootstrap.step(outlook.cursor);
  if (!asked()) return std::nullopt;
  return x_bootstrap.fetch(outlook);
}

std::optional<journal::Piece> SnapshotFetch::piece() const {
  if (x_asked != Bootstrap::Step::Piece) return std::nullopt;
  return journal::Piece{x_folder, x_bootstrap.snapshot(), x_bootstrap.have()};
}

bool SnapshotFetch::is_of_the_disk(const Error& error) {
  switch (error.code) {
    case ErrorCode::Corrupt:
    case ErrorCode::Full:
    case ErrorCode::Io:
    case ErrorCode::Invalid:
    case ErrorCode::Unsupported:
      return true;
    default:
      return false;
  }
}

SnapshotFetch::Taken SnapshotFetch::take(const engine::Reply& reply,
                                         const Result<http_client::Response>& response) {
  Taken taken;
  if (x_asked == Bootstrap::Step::List) {
    take_list(reply);
  } else if (!response) {
    not_installed(response.error());
  } else if (reply.status != 200 && reply.status != 206) {
    x_bootstrap.refused();
  } else {
    taken = take_bytes(*response);
  }
  x_asked = Bootstrap::Step::Pull;
  return taken;
}

void SnapshotFetch::take_list(const engine::Reply& reply) {
  // A hub of before has no such path: its rows are streamed.
  if (reply.status != 200) return give_up();
  const auto snapshots = protocol::parse_snapshots(reply.body);
  if (!snapshots) {
    log(LogLevel::Warning, "snapshots_not_listed", {{"why", snapshots.error().text()}});
    return give_up();
  }
  std::vector<engine::OnDisk> parts;
  for (const journal::Part& part : journal::parts_in(x_folder)) {
    parts.push_back({part.name, part.bytes});
  }
  x_bootstrap.listed(*snapshots, parts);
  const bool begins = x_bootstrap.step(0) == Bootstrap::Step::Piece;
  journal::discard_downloads(x_folder, begins ? x_bootstrap.snapshot().name : std::string{});
}

SnapshotFetch::Taken SnapshotFetch::take_bytes(const http_client::Response& response) {
  const auto content = range_of(response, x_bootstrap.snapshot());
  // Not laid down by `carry`: it is something else than a piece.
  if (!content || !response.body.empty()) {
    x_bootstrap.refused();
    return {};
  }
  return {x_bootstrap.got(content->range.last + 1), content->range.size()};
}

void SnapshotFetch::failed(bool answered) {
  x_bootstrap.failed(answered);
  x_asked = Bootstrap::Step::Pull;
}

void SnapshotFetch::installed() {
  x_bootstrap.installed();
  log(LogLevel::Info, "snapshot_installed", {{"rows", fmt::to_string(rows())}});
  journal::discard_downloads(x_folder);
}

void SnapshotFetch::not_installed(const Error& why) {
  log(LogLevel::Warning, "snapshot_refused", {{"why", why.text()}});
  const bool of_this_one = why.code == ErrorCode::Corrupt || why.code == ErrorCode::Invalid ||
                           why.code == ErrorCode::Conflict;
  return of_this_one ? x_bootstrap.refused() : give_up();
}

void SnapshotFetch::give_up() {
  x_bootstrap.give_up();
  journal::discard_downloads(x_folder);
}

}  // namespace parcours::app
