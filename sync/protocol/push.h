// SPDX-License-Identifier: Apache-2.0
// `POST /v1/push`: a terminal's events up, the hub's marks back. Values and their JSON; no I/O, no
// compression, any thread. Members that a reader does not know are ignored. Invalid names the
// member.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/crypto/hash.h"

namespace parcours::protocol {

inline constexpr std::string_view kPushPath = "/v1/push";
inline constexpr int kMaxEvents = 1000;

enum class Lane { Control, Telemetry };
[[nodiscard]] std::string_view to_string(Lane lane);  ///< "control", "telemetry"
[[nodiscard]] Result<Lane> parse_lane(std::string_view text);

/// Everything of a lane up to `seq`; `chain` is the hash over it.
struct Mark {
  std::int64_t seq = 0;
  crypto::Digest chain{};
  friend bool operator==(const Mark&, const Mark&) = default;
};

struct PushRequest {
  std::string device;
  std::int64_t epoch = 1;
  Lane lane = Lane::Control;
  std::int64_t first_seq = 1;       ///< of the first event
  crypto::Digest prev_chain{};      ///< chain before the first event
  std::vector<std::string> events;  ///< each a CloudEvent, byte for byte as it was written
  std::string signature = {};       ///< by the device's key, see signature.h; "" without one

  /// The chain after the last event.
  [[nodiscard]] crypto::Digest end_chain() const;
};

struct RejectedEvent {
  std::string id;
  std::string reason;
};

struct PushAnswer {
  Mark stored;     ///< at a relay (the hub: as committed)
  Mark committed;  ///< at the hub
  Mark durable;    ///< replicated or backed up at the hub: the outbox may be trimmed to here
  std::vector<RejectedEvent> rejected;
  std::optional<std::int64_t> expect;  ///< send again from this sequence
  bool forked = false;                 ///< the hub holds other events under this name
  std::int64_t retry_after_ms = 0;
  int max_events = kMaxEvents;
};

[[nodiscard]] std::string to_json(const PushRequest& request);
[[nodiscard]] Result<PushRequest> parse_push_request(std::string_view json);
[[nodiscard]] std::string to_json(const PushAnswer& answer);
[[nodiscard]] Result<PushAnswer> parse_push_answer(std::string_view json);

}  // namespace parcours::protocol
