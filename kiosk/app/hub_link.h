// SPDX-License-Identifier: Apache-2.0
// The seam between the journal, the engine and HTTP: takes what the engine wants to send out of the
// journal, and what the hub answered back into it. Core thread; values in and out, so that the net
// threads, `sync --once` and the tests' Fleet carry them alike. Opens no socket and never waits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/app/snapshot_fetch.h"
#include "kiosk/visit/view_state.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/crypto/sign.h"
#include "platform/http_client/transport.h"
#include "sync/engine/engine.h"
#include "sync/journal/exchange.h"
#include "sync/journal/journal.h"
#include "sync/protocol/enrol.h"

namespace parcours::app {

struct Outgoing {
  engine::Channel channel = engine::Channel::Pull;
  http_client::Request request;
  std::optional<journal::Piece> piece = {};  ///< of a snapshot: see `carry`
};

/// Invalid when `hub` is not an http or https URL.
[[nodiscard]] Status check_hub_url(std::string_view hub);

/// What one answer did.
struct Exchanged {
  std::int64_t rows = 0;
  std::int64_t events = 0;    ///< newly at the hub
  std::int64_t fetched = 0;   ///< steps towards rows that bring none yet
  bool view_changed = false;  ///< rows or own pending effects differ
  bool new_epoch = false;     ///< another disk wrote under our name: we are another incarnation
  engine::Trouble trouble = engine::Trouble::None;
  std::string detail;  ///< of the trouble, for a person
};

/// The setting in which the hub's no to this terminal survives, see HubLink::refusal.
inline constexpr std::string_view kRefusalSetting = "refused";

/// Sums since the start.
struct Traffic {
  std::int64_t rows = 0;
  std::int64_t events = 0;
  std::int64_t bytes_up = 0;
  std::int64_t bytes_down = 0;
};

class HubLink {
 public:
  /// `journal` outlives the link. Invalid when `hub` is not an http or https URL.
  [[nodiscard]] static Result<HubLink> create(journal::Journal& journal, std::string hub,
                                              std::uint64_t seed);

  /// Pulls as a terminal of `shop` from now on. The replica changes its shop when the hub agrees,
  /// by its page; a shop that the hub does not know leaves everything as it is.
  void ask_shop(std::string shop) { x_asked_shop = std::move(shop); }

  /// Without rows, begins from a file of the hub where it has one; `folder` is the replica's.
  /// What goes out must then be sent by `carry`. `piece_bytes`: of the first piece.
  void fetch_snapshots(const std::filesystem::path& folder,
                       std::int64_t piece_bytes = engine::kPieceBytesFirst) {
    x_snapshots.emplace(folder, piece_bytes);
  }
  /// Everything that goes out from now on is signed by this terminal's key.
  void sign_with(const crypto::KeyPair& key) { x_key = key; }
  /// What asks the hub to take this terminal in by `code`. Unsupported without a key.
  [[nodiscard]] Result<http_client::Request> enrolment(const protocol::EnrolCode& code) const;
  /// The answer to it. Denied: the hub said no, in its own words; `where` is its reason ("code",
  /// "revoked"). Unavailable: no hub answered. Taken in, nobody waits any longer.
  [[nodiscard]] Result<protocol::EnrolAnswer> on_enrolled(
      const Result<http_client::Response>& response);
  /// "" while the hub takes us; visit::kNotEnrolled or visit::kRevoked by its last word, also after
  /// a restart and without a link: who is revoked does not become another by pulling a cable.
  [[nodiscard]] const std::string& refusal() const { return x_refusal; }

  /// What may go out now on `channel`; empty while an answer is awaited, in a back-off, or with
  /// nothing to send.
  [[nodiscard]] Result<std::optional<Outgoing>> next(engine::Channel channel, MonoTime now);
  /// When some channel may have something without news; empty: only an answer or a commit brings
  /// it.
  [[nodiscard]] Result<std::optional<MonoTime>> wake();
  /// An Error of the transport counts as no answer. An Error returned is the journal's: disk full
  /// (nothing was applied, the exchange goes on later) or damage.
  [[nodiscard]] Result<Exchanged> on_answer(engine::Channel channel, MonoTime now, WallTime wall,
                                            const Result<http_client::Response>& response);

  /// True when the hub has all and the last page was its head.
  [[nodiscard]] Result<bool> settled();
  /// How the terminal stands to the hub, for the status chip.
  [[nodiscard]] Result<visit::Link> link() const;
  [[nodiscard]] const Traffic& traffic() const { return x_traffic; }
  [[nodiscard]] engine::Engine& engine() { return x_engine; }

 private:
  HubLink(journal::Journal& journal, std::string hub, std::uint64_t seed)
      : x_journal(&journal), x_exchange(journal), x_hub(std::move(hub)), x_engine(seed) {}
  [[nodiscard]] Result<engine::Outlook> outlook() const;
  [[nodiscard]] Result<std::optional<Outgoing>> push(const engine::Request& request);
  [[nodiscard]] Status take_fetched(const SnapshotFetch::Taken& taken, Exchanged& exchanged);
  [[nodiscard]] Status carry_out(engine::Channel channel, engine::Verdict& verdict,
                                 Exchanged& exchanged);
  void sign(http_client::Request& request, std::string_view target) const;
  [[nodiscard]] Status note_refusal(std::string_view refusal);
  [[nodiscard]] Status take_push(journal::Lane lane, const engine::Verdict& verdict,
                                 Exchanged& exchanged);

  journal::Journal* x_journal;
  journal::Exchange x_exchange;
  std::string x_hub;
  std::string x_asked_shop;  ///< "": the replica's own
  std::optional<crypto::KeyPair> x_key;
  std::string x_refusal;
  engine::Engine x_engine;
  std::optional<SnapshotFetch> x_snapshots;  ///< none: rows are always streamed
  Traffic x_traffic;
  std::int64_t x_last_contact_ms = 0;
  bool x_in_contact = false;
  engine::Trouble x_trouble = engine::Trouble::None;
  bool x_disk_full = false;
};

}  // namespace parcours::app
