// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/journal.h"

#include <fmt/format.h>

#include <array>
#include <system_error>

#include "platform/base/log.h"
#include "sync/journal/sqlite_file.h"
#include "sync/journal/store.h"

namespace parcours::journal {
namespace {

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

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& directory,
                                               const Clock& clock, std::uint64_t seed) {
  std::error_code code;
  std::filesystem::create_directories(directory, code);
  if (code) {
    return fail(ErrorCode::Io, "cannot make the data directory: " + code.message(),
                directory.string());
  }
  PARCOURS_TRY(auto fence, FenceFile::open(directory));
  const std::filesystem::path file = directory / "journal.db";
  auto kept = SqliteFile::open(file);
  if (!kept) {
    if (kept.error().code == ErrorCode::Corrupt) return set_aside(file, clock, kept.error());
    return fail(std::move(kept).error());
  }
  return over(std::move(*kept), std::move(fence), clock, seed);
}

Result<std::unique_ptr<Journal>> Journal::over(std::unique_ptr<ReplicaFile> file,
                                               std::unique_ptr<Fence> fence, const Clock& clock,
                                               std::uint64_t seed) {
  auto impl = std::make_unique<Impl>(clock, seed, std::move(fence), std::move(file));
  PARCOURS_CHECK(identify(*impl));
  return std::unique_ptr<Journal>(new Journal(std::move(impl)));
}

Journal::Journal(std::unique_ptr<Impl> impl) : x_impl(std::move(impl)) {}
Journal::~Journal() = default;

Result<std::optional<journey::Row>> Journal::find(std::string_view kind,
                                                  std::string_view key) const {
  return x_impl->noted(x_impl->file->find(kind, key));
}

Result<std::vector<journey::Row>> Journal::scan(std::string_view kind, std::string_view prefix,
                                                std::size_t limit, bool descending) const {
  return x_impl->noted(x_impl->file->scan(kind, prefix, limit, descending));
}

Result<std::vector<SearchHit>> Journal::search(std::string_view kind, std::string_view words,
                                               std::size_t limit) const {
  return x_impl->noted(x_impl->file->search(kind, words, limit));
}

Result<OutboxState> Journal::outbox_state() const {
  return x_impl->file->outbox_state();
}

const std::string& Journal::device_id() const {
  return x_impl->device;
}

Result<std::string> Journal::setting(std::string_view name) const {
  return x_impl->noted(x_impl->file->get_meta("setting/" + std::string{name}));
}

Status Journal::set_setting(std::string_view name, std::string_view value) {
  return x_impl->file->put_meta("setting/" + std::string{name}, value);
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
