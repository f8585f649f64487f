// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/snapshot_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include "platform/crypto/compress.h"
#include "platform/crypto/hash.h"
#include "sync/hub/pull.h"
#include "sync/journal/snapshot_writer.h"

namespace parcours::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadBytes = std::size_t{1} << 20;
/// Half-made files; a maker begins by removing them.
constexpr std::string_view kMaking = "making.";
constexpr std::string_view kPacked = ".zst";
constexpr std::string_view kDescription = ".json";

tl::unexpected<Error> system_failure(std::string_view doing, const fs::path& path) {
  const int code = errno;
  const bool no_room = code == ENOSPC || code == EDQUOT || code == EFBIG;
  return fail(no_room ? ErrorCode::Full : ErrorCode::Io,
              fmt::format("cannot {} a snapshot: {}", doing, std::strerror(code)), path.string());
}

fs::path file_of(const fs::path& folder, const std::string& name, std::string_view ending) {
  return folder / fmt::format("{}{}", name, ending);
}

void clear_making(const fs::path& folder) {
  std::error_code ignored;  // What stays is in the way of the next maker, which says so.
  std::vector<fs::path> doomed;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().filename().string().starts_with(kMaking)) doomed.push_back(entry.path());
  }
  for (const auto& path : doomed) fs::remove(path, ignored);
}

Result<protocol::Snapshot> write_rows(Reader& reader, const std::string& shop, const fs::path& file,
                                      const std::atomic<bool>& stopping) {
  PARCOURS_TRY(auto writer, journal::SnapshotWriter::create(file));
  PARCOURS_CHECK(reader.begin());
  PARCOURS_TRY(const auto state, reader.state());
  protocol::Snapshot snapshot;
  snapshot.schema = journal::snapshot_schema();
  snapshot.epoch = state.epoch;
  snapshot.upto = state.head;
  snapshot.shop = shop;
  snapshot.scopes = shop_scopes(shop);
  for (const std::string& scope : snapshot.scopes) {
    PARCOURS_TRY(const auto rows, reader.in_order(scope));
    while (rows->at_row()) {
      if (stopping) return fail(ErrorCode::Cancelled, "the hub stops", shop);
      PARCOURS_CHECK(writer.put(rows->row()));
      PARCOURS_CHECK(rows->advance());
    }
  }
  PARCOURS_CHECK(reader.end());
  PARCOURS_CHECK(writer.finish({shop, snapshot.scopes, snapshot.epoch, snapshot.upto}));
  snapshot.rows = writer.rows();
  return snapshot;
}

/// A file written from its beginning to its end.
class Output {
 public:
  explicit Output(fs::path path)
      : x_path(std::move(path)),
        x_descriptor(::open(x_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() {
    if (x_descriptor >= 0) ::close(x_descriptor);
  }
  [[nodiscard]] Status write(std::string_view bytes) {
    if (x_descriptor < 0) return system_failure("make", x_path);
    while (!bytes.empty()) {
      const auto written = ::write(x_descriptor, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return system_failure("write", x_path);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }
  [[nodiscard]] Status sync() {
    if (x_descriptor < 0 || ::fsync(x_descriptor) != 0) return system_failure("sync", x_path);
    return {};
  }

 private:
  fs::path x_path;
  int x_descriptor;
};

/// Fills in what only the packed bytes tell.
Status pack(const fs::path& from, const fs::path& to, protocol::Snapshot& snapshot) {
  std::ifstream in{from, std::ios::binary};
  if (!in) return system_failure("read", from);
  Output out{to};
  crypto::Hasher hasher;
  crypto::Packer packer;
  const auto lay = [&](std::string_view bytes) -> Status {
    hasher.add(bytes);
    snapshot.bytes += static_cast<std::int64_t>(bytes.size());
    return out.write(bytes);
  };
  std::string room(kReadBytes, '\0');
  while (in.read(room.data(), static_cast<std::streamsize>(room.size())), in.gcount() > 0) {
    snapshot.unpacked_bytes += in.gcount();
    PARCOURS_CHECK(
        packer.add(std::string_view{room}.substr(0, static_cast<std::size_t>(in.gcount())), lay));
  }
  if (in.bad()) return system_failure("read", from);
  PARCOURS_CHECK(packer.finish(lay));
  snapshot.name = hasher.finish().hex();
  return out.sync();
}

Status give_name(const fs::path& from, const fs::path& to) {
  std::error_code code;
  fs::rename(from, to, code);
  if (code) return fail(ErrorCode::Io, "cannot name a snapshot: " + code.message(), to.string());
  return {};
}

}  // namespace

Result<protocol::Snapshot> make_snapshot(Reader& reader, const std::string& shop,
                                         const fs::path& folder,
                                         const std::atomic<bool>& stopping) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code) return fail(ErrorCode::Io, "cannot be created: " + code.message(), folder.string());
  clear_making(folder);
  const auto make = [&]() -> Result<protocol::Snapshot> {
    const fs::path rows = folder / fmt::format("{}db", kMaking);
    const fs::path packed = folder / fmt::format("{}zst", kMaking);
    const fs::path description = folder / fmt::format("{}json", kMaking);
    PARCOURS_TRY(auto snapshot, write_rows(reader, shop, rows, stopping));
    PARCOURS_CHECK(pack(rows, packed, snapshot));
    Output out{description};
    PARCOURS_CHECK(out.write(protocol::snapshots_body({snapshot})));
    PARCOURS_CHECK(out.sync());
    PARCOURS_CHECK(give_name(packed, file_of(folder, snapshot.name, kPacked)));
    // Last: without it the bytes are not listed.
    PARCOURS_CHECK(give_name(description, file_of(folder, snapshot.name, kDescription)));
    return snapshot;
  };
  auto made = make();
  clear_making(folder);
  return made;
}

std::vector<protocol::Snapshot> snapshots_in(const fs::path& folder) {
  std::vector<protocol::Snapshot> found;
  std::error_code ignored;  // No folder yet: none.
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const fs::path& path = entry.path();
    if (path.extension() != kDescription) continue;
    std::ifstream in{path, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto read = protocol::parse_snapshots(text);
    if (!read || read->size() != 1 || read->front().name != path.stem()) continue;
    std::error_code gone;
    const auto bytes = fs::file_size(file_of(folder, read->front().name, kPacked), gone);
    if (!gone && static_cast<std::int64_t>(bytes) == read->front().bytes) {
      found.push_back(read->front());
    }
  }
  return found;
}

Result<std::string> read_snapshot(const fs::path& folder, const protocol::Snapshot& snapshot,
                                  const protocol::ByteRange& range) {
  std::ifstream in{file_of(folder, snapshot.name, kPacked), std::ios::binary};
  std::string bytes(static_cast<std::size_t>(range.size()), '\0');
  if (in.seekg(range.first) && in.read(bytes.data(), static_cast<std::streamsize>(range.size())))
    return bytes;
  return fail(ErrorCode::NotFound, "the snapshot is not there any more; list them again",
              snapshot.name);
}

void remove_snapshot(const fs::path& folder, const std::string& name) {
  std::error_code ignored;  // Tried again with the next one that is made.
  fs::remove(file_of(folder, name, kDescription), ignored);
  fs::remove(file_of(folder, name, kPacked), ignored);
}

}  // namespace parcours::hub
