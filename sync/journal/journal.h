// SPDX-License-Identifier: Apache-2.0
// The local replica of one terminal: confirmed rows, overlay of its own pending events, outbox,
// cursor; one SQLite file. Owned by the core thread: the only connection of the process, and the
// only one that writes. Never deleted or recreated by code: Corrupt moves it aside.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "sync/journey/event.h"
#include "sync/journey/row.h"

namespace parcours::journal {

class Fence;
class ReplicaFile;

/// An event before it has id, source and time: what a visit or an action asks to record.
struct EventDraft {
  std::string type;
  std::string subject;  ///< "kind:value", may be empty
  std::string data = "{}";
  std::string channel = "kiosk";
  std::string initiator = {};
};

enum class Lane { Control, Telemetry };

struct OutboxEvent {
  std::int64_t seq = 0;  ///< without gaps per (device, epoch, lane), from 1
  std::string event_id;
  std::string bytes;  ///< the CloudEvent as written
};

struct OutboxState {
  std::int64_t pending = 0;    ///< events that the hub does not have
  std::int64_t oldest_ms = 0;  ///< wall time of the oldest of them, 0 when none
  std::int64_t kept = 0;       ///< events that it has, kept here until they are durable there
  std::int64_t oldest_kept_ms = 0;
  std::int64_t quarantined = 0;
};

struct SearchHit {
  std::string kind;  ///< "product" or "customer"
  std::string key;
};

class Journal final : public journey::RowSource {
 public:
  /// Opens or creates `directory`/journal.db. Unsupported: written by a newer version. Corrupt: the
  /// damaged file was moved aside, untouched, as journal.db.damaged-<time>; `where` names it.
  /// Conflict: another process holds it.
  [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const std::filesystem::path& directory,
                                                             const Clock& clock,
                                                             std::uint64_t seed = random_seed());
  /// A look at `directory`/journal.db as it stands, also while another process holds it: takes no
  /// lock, moves no fence, writes nothing, and refuses every write. NotFound: there is none.
  /// Corrupt: untouched. Unsupported: another version wrote it.
  [[nodiscard]] static Result<std::unique_ptr<Journal>> open_to_read(
      const std::filesystem::path& directory, const Clock& clock);
  /// As `open`, over what the caller keeps the data in: `open` is this over an SQLite file.
  [[nodiscard]] static Result<std::unique_ptr<Journal>> over(std::unique_ptr<ReplicaFile> file,
                                                             std::unique_ptr<Fence> fence,
                                                             const Clock& clock,
                                                             std::uint64_t seed);
  ~Journal() override;
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  [[nodiscard]] Result<std::optional<journey::Row>> find(std::string_view kind,
                                                         std::string_view key) const override;
  [[nodiscard]] Result<std::vector<journey::Row>> scan(std::string_view kind,
                                                       std::string_view prefix,
                                                       std::size_t limit = 1000,
                                                       bool descending = false) const override;
  /// Words typed so far, any language, accents and case ignored, each word a prefix; best first.
  /// `kind` "product" or "customer".
  [[nodiscard]] Result<std::vector<SearchHit>> search(std::string_view kind, std::string_view words,
                                                      std::size_t limit) const;

  /// Records events: ids, sequence, chain, outbox and overlay in one durable transaction. When it
  /// returns, the events survive a power cut. Full: the disk is; nothing was recorded.
  [[nodiscard]] Result<std::vector<journey::Event>> commit(const std::vector<EventDraft>& drafts);

  [[nodiscard]] Result<OutboxState> outbox_state() const;
  [[nodiscard]] const std::string& device_id() const;
  /// Small settings that survive: "shop", "role", "language", "hub".
  [[nodiscard]] Result<std::string> setting(std::string_view name) const;  ///< "" when unset
  [[nodiscard]] Status set_setting(std::string_view name, std::string_view value);

  // What the engine needs of the file is declared in sync/journal/exchange.h (its owner adds it
  // there).
  struct Impl;
  [[nodiscard]] Impl& impl() { return *x_impl; }

 private:
  explicit Journal(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> x_impl;
};

/// order, coupon, points, value, consent, note, task events are control; scans and views are
/// telemetry.
[[nodiscard]] Lane lane_of(std::string_view event_type);

}  // namespace parcours::journal
