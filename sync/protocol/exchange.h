// SPDX-License-Identifier: Apache-2.0
// The two messages between a terminal and the hub, as values and as bytes: a push of outbox events
// and its answer, a pull and its page of rows. Pure; any thread. No compression, no HTTP beyond the
// request target; an answer that is not whole is Invalid and must not be applied.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::protocol {

/// A place in a lane: the last event at or below it, and the hash chain up to there (32 bytes).
struct Mark {
  std::int64_t seq = 0;
  std::string chain = std::string(32, '\0');
};

struct PushRequest {
  std::string device;
  std::int64_t epoch = 1;
  std::string lane;  ///< "control" or "telemetry"
  std::int64_t first_seq = 1;
  std::string prev_chain;           ///< 32 bytes: the chain just below the first event
  std::vector<std::string> events;  ///< CloudEvents as they were written
};

[[nodiscard]] std::string to_json(const PushRequest& push);

struct Rejection {
  std::string id;
  std::string reason;
};

struct PushAnswer {
  Mark stored;
  Mark committed;
  Mark durable;
  std::vector<Rejection> rejected;
  std::optional<std::int64_t> expect;  ///< the hub wants this sequence next instead
  bool forked = false;                 ///< the hub holds other events under our name
  std::int64_t retry_after_ms = 0;
  std::int64_t max_events = 1000;
};

/// Invalid names the member that is missing or wrong.
[[nodiscard]] Result<PushAnswer> parse_push_answer(std::string_view json);

struct PullQuery {
  std::string device;
  std::int64_t device_epoch = 1;
  std::string shop;            ///< "": the hub chooses
  std::int64_t hub_epoch = 0;  ///< of the database the cursor is from, 0 at first
  std::int64_t cursor = 0;
  int wait_seconds = 0;
};

/// "/v1/pull?device=…", values escaped.
[[nodiscard]] std::string pull_target(const PullQuery& query);

struct FeedRow {
  std::string scope;
  std::string kind;
  std::string key;
  std::int64_t seq = 0;
  std::optional<std::string> body;  ///< empty: the row goes
};

/// One answer of the hub. `own` counts on a page that ends at the hub's head (`more` false): per
/// lane (control, telemetry), the highest sequence of this (device, epoch) whose effects the rows
/// up to `upto` contain.
struct PullPage {
  std::string shop;
  std::vector<std::string> scopes;
  std::int64_t hub_epoch = 0;
  std::vector<FeedRow> rows;
  std::int64_t upto = 0;
  bool more = false;
  std::array<std::int64_t, 2> own{};
};

/// JSON lines: head, rows, tail. Invalid without the tail (cut off), or naming the line that is
/// none.
[[nodiscard]] Result<PullPage> parse_pull_page(std::string_view lines);

}  // namespace parcours::protocol
