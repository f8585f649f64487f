// SPDX-License-Identifier: Apache-2.0
// `GET /v1/pull`: rows down. The answer is NDJSON: a head, one line per row, a last line with the
// new cursor. Values and their text; no I/O, no compression, any thread. An answer without its last
// line is truncated: Unavailable, ask again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/crypto/hash.h"

namespace parcours::protocol {

inline constexpr std::string_view kPullPath = "/v1/pull";
inline constexpr std::string_view kPullContentType = "application/x-ndjson";
inline constexpr int kPullRows = 5000;

struct PullRequest {
  std::string device;
  std::string shop;                 ///< empty: the hub gives the device its shop
  std::int64_t cursor = 0;          ///< rows after this commit sequence
  int wait_s = 0;                   ///< how long the hub may wait for something new
  std::vector<std::string> scopes;  ///< empty: all that the shop's terminals hold
  std::int64_t device_epoch = 0;    ///< incarnation whose `own` marks are asked for; 0: none
  std::int64_t hub_epoch = 0;       ///< of the hub's database that the cursor is from; 0: any
};

/// As a value in a query: all but letters, digits and `-_.~` become %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// "/v1/pull?device=…&…", percent-encoded.
[[nodiscard]] std::string to_target(const PullRequest& request);
/// Reads the part behind '?'. Invalid names the parameter; unknown ones are ignored.
[[nodiscard]] Result<PullRequest> parse_pull_query(std::string_view query);

/// One line: ["put",scope,kind,key,seq,{body}] or ["del",scope,kind,key,seq].
struct RowFrame {
  std::string scope;
  std::string kind;
  std::string key;
  std::int64_t seq = 0;
  std::optional<std::string> body;  ///< none: the row goes
};

struct PullHead {
  std::string shop;
  std::vector<std::string> scopes;
  std::int64_t epoch = 1;  ///< of the hub: another one means another history
};

/// Per lane, the highest sequence of the asking device whose effects the rows up to `upto` contain.
/// With its chain: another disk may have written under the same name. A hub of before tells none.
struct OwnMarks {
  std::int64_t control = 0;
  std::int64_t telemetry = 0;
  std::optional<crypto::Digest> control_chain = {};
  std::optional<crypto::Digest> telemetry_chain = {};
};

struct PullEnd {
  std::int64_t upto = 0;        ///< the new cursor; a commit boundary of the hub
  bool more = false;            ///< ask again at once
  std::optional<OwnMarks> own;  ///< on the page that reaches the hub's head
};

struct PullAnswer {
  PullHead head;
  std::vector<RowFrame> rows;
  PullEnd end;
};

/// Writes an answer line by line, for a server that streams rows out of its store.
[[nodiscard]] std::string head_line(const PullHead& head);
/// A put or a delete; `body` must be one JSON value.
void append_row(std::string& out, const RowFrame& row);
[[nodiscard]] std::string end_line(const PullEnd& end);

[[nodiscard]] std::string to_ndjson(const PullAnswer& answer);
/// Unavailable: truncated. Invalid: something else than a pull answer (a captive portal's HTML);
/// names line and member.
[[nodiscard]] Result<PullAnswer> parse_pull_answer(std::string_view text);

}  // namespace parcours::protocol
