// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/download.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "platform/crypto/compress.h"
#include "platform/crypto/hash.h"
#include "platform/sqlite/connection.h"
#include "sync/journal/snapshot_writer.h"

namespace parcours::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "journal.snapshot.";
constexpr std::string_view kPartEnding = ".part";
constexpr std::size_t kReadBytes = std::size_t{1} << 20;

tl::unexpected<Error> system_failure(std::string_view doing, const fs::path& path) {
  const int code = errno;
  const bool no_room = code == ENOSPC || code == EDQUOT || code == EFBIG;
  return fail(no_room ? ErrorCode::Full : ErrorCode::Io,
              fmt::format("cannot {} the snapshot: {}", doing, std::strerror(code)), path.string());
}

/// A file by its descriptor, closed with the object.
class File {
 public:
  File(const fs::path& path, int flags)
      : x_path(path), x_descriptor(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (x_descriptor >= 0) ::close(x_descriptor);
  }

  [[nodiscard]] Status opened() const {
    if (x_descriptor < 0) return system_failure("open", x_path);
    return {};
  }
  [[nodiscard]] Result<std::int64_t> size() const {
    struct stat found {};
    if (::fstat(x_descriptor, &found) != 0) return system_failure("look at", x_path);
    return static_cast<std::int64_t>(found.st_size);
  }
  [[nodiscard]] Status write_at(std::string_view bytes, std::int64_t at) const {
    while (!bytes.empty()) {
      const auto written = ::pwrite(x_descriptor, bytes.data(), bytes.size(), at);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return system_failure("write", x_path);
      bytes.remove_prefix(static_cast<std::size_t>(written));
      at += written;
    }
    return {};
  }
  /// Up to the size of `room`; empty at the end.
  [[nodiscard]] Result<std::string_view> read_at(std::string& room, std::int64_t at) const {
    const auto got = ::pread(x_descriptor, room.data(), room.size(), at);
    if (got < 0) return system_failure("read", x_path);
    return std::string_view{room}.substr(0, static_cast<std::size_t>(got));
  }
  [[nodiscard]] Status sync() const {
    if (::fsync(x_descriptor) != 0) return system_failure("sync", x_path);
    return {};
  }

 private:
  fs::path x_path;
  int x_descriptor;
};

fs::path part_file(const fs::path& folder, std::string_view name) {
  return folder / fmt::format("{}{}{}", kPrefix, name, kPartEnding);
}

/// Found before the download, not at its end: what is packed, unpacked, and the file of now.
Status check_room(const Piece& piece) {
  std::error_code unknown;
  const auto space = fs::space(piece.folder, unknown);
  if (unknown) return {};  // The writes will tell.
  const auto needed =
      static_cast<std::uintmax_t>(piece.snapshot.bytes + piece.snapshot.unpacked_bytes);
  if (space.available >= needed) return {};
  return fail(
      ErrorCode::Full,
      fmt::format("a snapshot needs {} bytes, the disk has {} left", needed, space.available),
      piece.folder.string());
}

/// Whether the packed bytes are those of its name is known when all of them were unpacked.
Status unpack(const Piece& piece, const fs::path& part, const fs::path& ready) {
  const File packed{part, O_RDONLY};
  PARCOURS_CHECK(packed.opened());
  // What an earlier try left beside the file would be taken for this one's.
  for (const char* beside : {"-journal", "-wal", "-shm"}) {
    std::error_code absent;
    fs::remove(ready.string() + beside, absent);
  }
  const File out{ready, O_WRONLY | O_CREAT | O_TRUNC};
  PARCOURS_CHECK(out.opened());
  crypto::Hasher hasher;
  crypto::Unpacker unpacker{static_cast<std::size_t>(piece.snapshot.unpacked_bytes)};
  std::int64_t written = 0;
  const auto lay = [&](std::string_view bytes) -> Status {
    PARCOURS_CHECK(out.write_at(bytes, written));
    written += static_cast<std::int64_t>(bytes.size());
    return {};
  };
  const auto refused = [&](std::string_view why) {
    return fail(ErrorCode::Corrupt, fmt::format("the snapshot is damaged: {}", why), part.string());
  };
  std::string room(kReadBytes, '\0');
  for (std::int64_t at = 0;;) {
    PARCOURS_TRY(const std::string_view bytes, packed.read_at(room, at));
    if (bytes.empty()) break;
    at += static_cast<std::int64_t>(bytes.size());
    hasher.add(bytes);
    const Status unpacked = unpacker.add(bytes, lay);
    if (unpacked) continue;
    const bool ours = unpacked.error().where == ready.string();  // the file's trouble, not theirs
    return ours ? fail(unpacked.error()) : refused(unpacked.error().message);
  }
  if (hasher.finish().hex() != piece.snapshot.name) return refused("its bytes are not its name's");
  if (const Status whole = unpacker.finish(); !whole) return refused(whole.error().message);
  return out.sync();
}

Status check_replica(const fs::path& ready) {
  sqlite::Options options;
  options.read_only = true;
  options.unchanging = true;
  PARCOURS_TRY(auto db, sqlite::Connection::open(ready, options));
  PARCOURS_CHECK(db.quick_check());
  PARCOURS_TRY(const auto version, db.number("PRAGMA user_version"));
  if (version > snapshot_schema()) {
    return fail(ErrorCode::Unsupported, "the snapshot is of a newer program", ready.string());
  }
  auto cursor = db.number("SELECT CAST(value AS INTEGER) FROM meta WHERE name='cursor'");
  if (version < 1 || !cursor) {
    return fail(ErrorCode::Corrupt, "the snapshot is no replica", ready.string());
  }
  return {};
}

}  // namespace

std::vector<Part> parts_in(const fs::path& folder) {
  std::vector<Part> parts;
  std::error_code ignored;  // A folder that cannot be read has no downloads to go on with.
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kPrefix) || !name.ends_with(kPartEnding)) continue;
    const auto inner =
        name.substr(kPrefix.size(), name.size() - kPrefix.size() - kPartEnding.size());
    std::error_code gone;
    const auto bytes = entry.file_size(gone);
    if (!gone && protocol::is_snapshot_name(inner))
      parts.push_back({inner, static_cast<std::int64_t>(bytes)});
  }
  return parts;
}

fs::path ready_file(const fs::path& folder) {
  return folder / fmt::format("{}db", kPrefix);
}

Status take_piece(const Piece& piece, std::string_view bytes) {
  const fs::path part = part_file(piece.folder, piece.snapshot.name);
  const auto lay = [&]() -> Status {
    if (piece.from == 0) PARCOURS_CHECK(check_room(piece));
    const File file{part, O_RDWR | O_CREAT};
    PARCOURS_CHECK(file.opened());
    PARCOURS_TRY(const auto there, file.size());
    const auto end = piece.from + static_cast<std::int64_t>(bytes.size());
    if (piece.from > there || end > piece.snapshot.bytes || bytes.empty()) {
      return fail(
          ErrorCode::Invalid,
          fmt::format("bytes {} to {} do not follow the {} that are there", piece.from, end, there),
          part.string());
    }
    return file.write_at(bytes, piece.from);
  };
  const auto finish = [&]() -> Status {
    if (piece.from + static_cast<std::int64_t>(bytes.size()) < piece.snapshot.bytes) return {};
    const fs::path ready = ready_file(piece.folder);
    PARCOURS_CHECK(unpack(piece, part, ready));
    return check_replica(ready);
  };
  Status taken = lay();
  if (taken) taken = finish();
  if (!taken && taken.error().code != ErrorCode::Invalid) discard_downloads(piece.folder);
  return taken;
}

void discard_downloads(const fs::path& folder, std::string_view name) {
  std::error_code ignored;  // What stays is tried again with the next download.
  const std::string kept =
      name.empty() ? std::string{} : part_file(folder, name).filename().string();
  std::vector<fs::path> doomed;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string found = entry.path().filename().string();
    if (found.starts_with(kPrefix) && found != kept) doomed.push_back(entry.path());
  }
  for (const auto& path : doomed) fs::remove(path, ignored);
}

}  // namespace parcours::journal
