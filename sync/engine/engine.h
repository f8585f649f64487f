// SPDX-License-Identifier: Apache-2.0
// What to send to the hub next, and what its answer means. A pure state machine: time, outlook and
// answers come in, requests and verdicts go out; no socket, clock, file or thread. Its owner (the
// core thread) moves bytes and keeps the journal. Three channels go their own ways: control events,
// telemetry events, and the pull, which never waits for an upload.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "sync/protocol/pull.h"
#include "sync/protocol/push.h"

namespace parcours::engine {

enum class Channel { Control, Telemetry, Pull };
inline constexpr std::array kChannels{Channel::Control, Channel::Telemetry, Channel::Pull};
[[nodiscard]] std::string_view to_string(Channel channel);

struct LaneOutlook {
  std::int64_t last_seq = 0;
  std::int64_t durable_seq = 0;
  std::int64_t stored_seq = 0;  ///< at the hub by its own word; never less than durable
};

/// Something else to GET in place of the next pull. Its answer is the asker's to read.
struct Fetch {
  std::string target;
  std::string range;  ///< value of the header; "" none
};

/// What the journal holds at the moment of asking.
struct Outlook {
  std::string device;
  std::int64_t epoch = 1;
  std::string shop;
  std::int64_t cursor = 0;
  std::int64_t hub_epoch = 0;
  std::array<LaneOutlook, 2> lanes;  ///< control, telemetry
  /// Rows of the device's own scope are pulled first, from this cursor.
  std::optional<std::int64_t> device_cursor = {};
  std::optional<Fetch> fetch = {};  ///< before rows can be pulled
};

/// For a pull, `target` is what to GET. For a lane, the journal's events after `after_seq` go to
/// POST /v1/push, within the limits; with `events_max` 0 none go, the hub only says how far it is.
struct Request {
  Channel channel = Channel::Pull;
  std::string target;
  std::string range;  ///< value of the header Range; "" none
  std::int64_t after_seq = 0;
  std::size_t events_max = 0;
  std::size_t bytes_max = 0;
  std::chrono::milliseconds timeout{};
};

/// An answer whose body is unpacked, or none (`status` 0).
struct Reply {
  int status = 0;
  std::string content_type;
  std::string body;
  std::int64_t retry_after_s = 0;
};

/// What keeps the terminal from its hub, for people.
/// WrongAddress: what answers has no such path, or the hub does not know the shop; a retry will not
/// help until a person corrects it.
/// NotEnrolled: the hub has no key of this terminal, or another one. Revoked: by its operator. Both
/// are asked again: who is let in goes on by itself.
enum class Trouble {
  None,
  Unreachable,
  CaptivePortal,
  HubErrors,
  Damaged,
  WrongAddress,
  NotEnrolled,
  Revoked
};

/// What the owner does with an answer. At most one of `page`, `push`, `start_over`, `new_epoch`,
/// `fetched`.
struct Verdict {
  std::optional<protocol::PullAnswer> page;  ///< apply it
  std::optional<protocol::PushAnswer> push;  ///< trim at `durable`, quarantine `rejected`
  std::int64_t stored_seq = 0;               ///< of a push: where the hub is now
  bool start_over = false;                   ///< the cursor cannot be served: download all again
  bool new_epoch = false;  ///< the hub holds other events under our name, or lost ours
  bool fetched = false;    ///< an answer to Outlook::fetch: 2xx, or a refusal that is an answer
  Trouble trouble = Trouble::None;
  std::string detail;  ///< of the trouble: what came instead of an answer
};

class Engine {
 public:
  explicit Engine(std::uint64_t seed) : x_random(seed) {}

  /// The next request that may go out now on `channel`; the channel is busy until on_response.
  [[nodiscard]] std::optional<Request> next_request(Channel channel, MonoTime now,
                                                    const Outlook& outlook);
  /// When next_request may give something without news from the journal; empty: an answer is
  /// awaited or nothing is left to do.
  [[nodiscard]] std::optional<MonoTime> wake(Channel channel, const Outlook& outlook) const;

  [[nodiscard]] Verdict on_response(Channel channel, MonoTime now, const Reply& reply);

  /// The verdict could not be carried out (disk full, damaged page): as if the answer had failed.
  void not_applied(Channel channel, MonoTime now);
  /// The journal became another incarnation: lanes start over.
  void epoch_changed();
  /// The network came up, or a person asked: nobody waits any longer.
  void link_up();
  /// Pulls answer at once instead of waiting for news: for one exchange and out.
  void set_wait(bool wait) { x_wait = wait; }

  [[nodiscard]] bool busy(Channel channel) const { return at(channel).busy; }
  /// Consecutive failures of a channel, for people.
  [[nodiscard]] int failures(Channel channel) const { return at(channel).failures; }
  /// The hub's latest page was its head: nothing is left to download but news.
  [[nodiscard]] bool caught_up() const { return x_caught_up; }

 private:
  struct Line {
    bool busy = false;
    bool shut_out = false;  ///< the last failure was of the link or the terminal, not of the line
    int failures = 0;
    MonoTime not_before{};
    MonoTime recheck{};  ///< lanes: when to ask how far what is stored has become durable
    std::size_t events_max = 0;
    Request asked;        ///< the request under way
    LaneOutlook outlook;  ///< as it was then
  };
  [[nodiscard]] Line& at(Channel channel) { return x_lines[static_cast<std::size_t>(channel)]; }
  [[nodiscard]] const Line& at(Channel channel) const {
    return x_lines[static_cast<std::size_t>(channel)];
  }
  [[nodiscard]] Verdict fail_line(Channel channel, MonoTime now, const Reply& reply,
                                  Trouble trouble, std::string detail);
  void ask_rows(MonoTime now, const Outlook& outlook, Request& request);
  [[nodiscard]] Verdict on_fetched(MonoTime now, const Reply& reply);
  [[nodiscard]] Verdict on_page(MonoTime now, const Reply& reply);
  [[nodiscard]] Verdict on_push(Channel channel, MonoTime now, const Reply& reply);
  void succeed(Channel channel);
  void ask_lanes();
  void back_off(Line& line, MonoTime now, std::int64_t retry_after_ms);

  Random x_random;
  std::array<Line, 3> x_lines;
  MonoTime x_pull_asked{};
  std::int64_t x_pull_epoch = 0;  ///< the hub's history that the pull under way goes on from
  bool x_wait = true;
  bool x_fetching = false;     ///< the pull under way is a fetch
  bool x_device_rows = false;  ///< or of the device's own scope alone
  bool x_fresh = false;        ///< the last pull was answered: the next may wait at the hub
  bool x_caught_up = false;
};

}  // namespace parcours::engine
