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
  const auto taken = [&kept] {
    return std::filesystem::exists(kept) || std::filesystem::exists(kept.string() + "-wal");
  };
  for (int n = 2; taken(); ++n) {
    kept = file;
    kept += fmt::format("{}-{}", stamp, n);
  }
  for (const char* part : {"", "-wal", "-shm"}) {
    std::filesystem::path from = file;
    std::filesystem::path to = kept;
    from += part;
    to += part;
    std::error_code code;
    if (!std::filesystem::exists(from, code)) continue;
    std::filesystem::rename(from, to, code);
    if (code) {
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

/// Whether the terminal has recorded in `file` before, by the files beside it: the fence's mark, or
/// a log without its file. A file that was moved aside took its log along, and begins anew.
Before before_of(const std::filesystem::path& file, const Fence& fence) {
  const auto size_of = [](const std::filesystem::path& path) -> std::uintmax_t {
    std::error_code code;
    const auto bytes = std::filesystem::file_size(path, code);
    return code ? 0 : bytes;
  };
  std::filesystem::path log = file;
  log += "-wal";
  if (size_of(file) == 0 && size_of(log) > 0) return Before::Written;
  std::error_code code;
  const bool there = std::filesystem::exists(file, code);
  return there && fence.read() ? Before::Written : Before::Unknown;
}

/// The fence of a look: it trusts nothing and moves nothing.
class NoFence final : public Fence {
 public:
  [[nodiscard]] std::optional<FenceMark> read() const override { return std::nullopt; }
  [[nodiscard]] Status write(const FenceMark& /*mark*/) override {
    return fail(ErrorCode::Denied, "the replica was opened to be read", "journal.fence");
  }
};

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
  auto kept = SqliteFile::open(file, before_of(file, *fence));
  if (!kept) {
    if (kept.error().code == ErrorCode::Corrupt) return set_aside(file, clock, kept.error());
    return fail(std::move(kept).error());
  }
  return over(std::move(*kept), std::move(fence), clock, seed);
}

Result<std::unique_ptr<Journal>> Journal::open_to_read(const std::filesystem::path& directory,
                                                       const Clock& clock) {
  PARCOURS_TRY(auto kept, SqliteFile::open_to_read(directory / "journal.db"));
  auto impl = std::make_unique<Impl>(clock, 0, std::make_unique<NoFence>(), std::move(kept));
  PARCOURS_TRY(impl->device, impl->file->get_meta("device"));
  PARCOURS_TRY(impl->epoch, meta_number(*impl, "epoch"));
  return std::unique_ptr<Journal>(new Journal(std::move(impl)));
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
