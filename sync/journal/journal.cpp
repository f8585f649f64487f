// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/journal.h"

#include <fmt/format.h>

#include <array>
#include <system_error>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "sync/journal/schema.h"
#include "sync/journal/store.h"

namespace parcours::journal {
namespace {

// Reading every page of a larger file would cost the start more than it tells: damage there is
// found by the read that meets it.
constexpr std::uintmax_t kCheckedAtStartBytesMax = 64u << 20;

/// Moves the file and its log aside, whole. The error to return names where it now is.
tl::unexpected<Error> set_aside(const std::filesystem::path& file, const Clock& clock,
                                const Error& why) {
  const std::string stamp = fmt::format(".damaged-{}", to_ms(clock.wall()));
  std::filesystem::path kept = file;
  kept += stamp;
  for (int n = 2; std::filesystem::exists(kept); ++n) {
    kept = file;
    kept += fmt::format("{}-{}", stamp, n);
  }
  for (const char* part : {"", "-wal", "-shm"}) {
    std::filesystem::path from = file;
    std::filesystem::path to = kept;
    from += part;
    to += part;
    std::error_code code;
    std::filesystem::rename(from, to, code);
    if (code && std::string_view{part}.empty()) {
      return fail(ErrorCode::Io,
                  "the journal is damaged and could not be moved aside: " + code.message(),
                  file.string());
    }
  }
  log(LogLevel::Error, "journal_damaged", {{"kept", kept.string()}, {"why", why.message}});
  return fail(ErrorCode::Corrupt,
              "the journal was damaged (" + why.message +
                  "); it was kept unchanged, and the next start begins a new one",
              kept.string());
}

Result<sqlite::Connection> open_file(const std::filesystem::path& file) {
  sqlite::Options options;
  options.exclusive = true;
  PARCOURS_TRY(auto db, sqlite::Connection::open(file, options));
  std::error_code code;
  const auto bytes = std::filesystem::file_size(file, code);
  if (!code && bytes <= kCheckedAtStartBytesMax) PARCOURS_CHECK(db.quick_check());
  PARCOURS_CHECK(sqlite::migrate(db, migrations()));
  return db;
}

/// Who this terminal is, and whether the file is the one the fence remembers.
Status identify(Store& store) {
  const std::optional<FenceMark> fence = store.fence.read();
  PARCOURS_TRY(store.device, get_meta(store, "device"));
  PARCOURS_TRY(store.epoch, get_meta_number(store, "epoch"));
  PARCOURS_TRY(auto transaction, sqlite::Transaction::begin(store.db));
  if (store.device.empty()) {
    store.device = fence ? fence->device : make_uuid7(store.clock.wall(), store.random);
    store.epoch = fence ? fence->epoch + 1 : 1;
    PARCOURS_CHECK(put_meta(store, "device", store.device));
    PARCOURS_CHECK(put_meta(store, "epoch", store.epoch));
  } else {
    PARCOURS_TRY(const LaneRow control, get_lane(store, Lane::Control));
    const bool behind = !fence || fence->device != store.device || fence->epoch > store.epoch ||
                        (fence->epoch == store.epoch && fence->control_seq > control.last.seq);
    if (behind) {
      log(LogLevel::Warning, "journal_behind_fence", {{"epoch", std::to_string(store.epoch)}});
      if (fence && fence->epoch > store.epoch) store.epoch = fence->epoch;
      PARCOURS_CHECK(start_epoch(store));
    }
  }
  PARCOURS_CHECK(write_fence(store));
  return transaction.commit();
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& directory,
                                               const Clock& clock, std::uint64_t seed) {
  std::error_code code;
  std::filesystem::create_directories(directory, code);
  if (code) {
    return fail(ErrorCode::Io, "cannot make the data directory: " + code.message(),
                directory.string());
  }
  PARCOURS_TRY(auto fence, Fence::open(directory));
  const std::filesystem::path file = directory / "journal.db";
  auto db = open_file(file);
  if (!db) {
    if (db.error().code == ErrorCode::Corrupt) return set_aside(file, clock, db.error());
    return fail(std::move(db).error());
  }
  auto impl = std::make_unique<Impl>(directory, clock, seed, std::move(fence), std::move(*db));
  PARCOURS_CHECK(identify(*impl));
  return std::unique_ptr<Journal>(new Journal(std::move(impl)));
}

Journal::Journal(std::unique_ptr<Impl> impl) : x_impl(std::move(impl)) {}
Journal::~Journal() = default;

Result<std::optional<journey::Row>> Journal::find(std::string_view kind,
                                                  std::string_view key) const {
  return find_row(*x_impl, kind, key);
}

Result<std::vector<journey::Row>> Journal::scan(std::string_view kind, std::string_view prefix,
                                                std::size_t limit, bool descending) const {
  return scan_rows(*x_impl, {kind, prefix, limit, descending});
}

Result<std::vector<SearchHit>> Journal::search(std::string_view kind, std::string_view words,
                                               std::size_t limit) const {
  return search_words(*x_impl, kind, words, limit);
}

Result<OutboxState> Journal::outbox_state() const {
  OutboxState state;
  {
    PARCOURS_TRY(auto statement,
                 x_impl->db.cached("SELECT count(*),min(time_ms) FROM pending WHERE durable=0"));
    PARCOURS_CHECK(statement.step());
    state.pending = statement.column_int(0);
    state.oldest_ms = statement.column_int(1);
  }
  PARCOURS_TRY(state.quarantined, x_impl->db.number("SELECT count(*) FROM quarantine"));
  return state;
}

const std::string& Journal::device_id() const {
  return x_impl->device;
}

Result<std::string> Journal::setting(std::string_view name) const {
  return get_meta(*x_impl, "setting/" + std::string{name});
}

Status Journal::set_setting(std::string_view name, std::string_view value) {
  return put_meta(*x_impl, "setting/" + std::string{name}, value);
}

Lane lane_of(std::string_view event_type) {
  // What only tells what was looked at. Everything else changes what somebody has or is owed.
  static constexpr std::array<std::string_view, 6> kTelemetry{"kiosk.", "suggestion.", "shop.",
                                                              "web.",   "ad.",         "app."};
  for (const std::string_view prefix : kTelemetry) {
    if (event_type.substr(0, prefix.size()) == prefix) return Lane::Telemetry;
  }
  return Lane::Control;
}

}  // namespace parcours::journal
