// SPDX-License-Identifier: Apache-2.0
// `GET /v1/snapshots/`: ready files that a terminal begins from instead of a stream of rows. Their
// list, the targets that ask for list and pieces, and the ranges of HTTP (RFC 9110, section 14).
// Values and their text; no I/O, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::protocol {

inline constexpr std::string_view kSnapshotsPath = "/v1/snapshots/";
inline constexpr std::string_view kSnapshotContentType = "application/octet-stream";

/// One ready file: a replica's SQLite database with its indexes, packed with zstd.
struct Snapshot {
  std::string name;         ///< BLAKE2b-256 of the packed bytes, hexadecimal; also its ETag
  std::int64_t schema = 0;  ///< version of the replica's tables in it
  std::int64_t epoch = 0;   ///< of the hub's history that `upto` belongs to
  std::int64_t upto = 0;    ///< the cursor to pull from
  std::int64_t rows = 0;
  std::int64_t bytes = 0;           ///< packed, as it is sent
  std::int64_t unpacked_bytes = 0;  ///< as a file
  std::string shop;
  std::vector<std::string> scopes;  ///< all but the device's own
};

/// 64 lower-case hexadecimal digits; nothing else may become part of a path.
[[nodiscard]] bool is_snapshot_name(std::string_view text);

/// "/v1/snapshots/?device=…&shop=…", percent-encoded.
[[nodiscard]] std::string snapshots_target(std::string_view device, std::string_view shop);
[[nodiscard]] std::string snapshot_target(const Snapshot& snapshot, std::string_view device);

/// A list, the newest first.
[[nodiscard]] std::string to_json(const std::vector<Snapshot>& snapshots);
/// `{"snapshots":[…]}`.
[[nodiscard]] std::string snapshots_body(const std::vector<Snapshot>& snapshots);
/// Reads `snapshots_body`. Unknown members are ignored. Invalid names entry and member.
[[nodiscard]] Result<std::vector<Snapshot>> parse_snapshots(std::string_view text);

/// Both ends are in it.
struct ByteRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
  [[nodiscard]] std::int64_t size() const { return last - first + 1; }
};

/// "bytes=0-99", "bytes=100-", "bytes=-50" of `size` bytes. Empty: no range, several, or another
/// unit, which is answered with all of it. Invalid: nothing of it is in the file (416).
[[nodiscard]] Result<std::optional<ByteRange>> parse_range(std::string_view header,
                                                           std::int64_t size);
[[nodiscard]] std::string range_header(const ByteRange& range);

struct ContentRange {
  ByteRange range;
  std::int64_t size = 0;  ///< of the whole file
};

/// "bytes 0-99/1000".
[[nodiscard]] std::string content_range_header(const ContentRange& content);
[[nodiscard]] Result<ContentRange> parse_content_range(std::string_view header);

}  // namespace parcours::protocol
