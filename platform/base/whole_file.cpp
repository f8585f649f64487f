// SPDX-License-Identifier: Apache-2.0
#include "platform/base/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace parcours {
namespace {

tl::unexpected<Error> refused(const char* doing, const std::filesystem::path& path) {
  const int code = errno;
  const bool no_room = code == ENOSPC || code == EDQUOT || code == EFBIG;
  return fail(no_room ? ErrorCode::Full : ErrorCode::Io,
              std::string{"cannot be "} + doing + ": " + std::strerror(code), path.string());
}

/// Closes on every way out.
struct Descriptor {
  explicit Descriptor(int opened) : number(opened) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  int number;
};

Status write_new(const std::filesystem::path& path, std::string_view bytes) {
  const Descriptor file{
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR)};
  if (file.number < 0) return refused("made", path);
  while (!bytes.empty()) {
    const auto written = ::write(file.number, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return refused("written", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number) != 0) return refused("written", path);
  return {};
}

}  // namespace

Status replace_file(const std::filesystem::path& file, std::string_view bytes) {
  std::filesystem::path fresh = file;
  fresh += ".new";
  if (auto written = write_new(fresh, bytes); !written) {
    ::unlink(fresh.c_str());
    return written;
  }
  if (::rename(fresh.c_str(), file.c_str()) != 0) return refused("put in its place", file);
  // The new name itself must survive too.
  const auto parent = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  const Descriptor folder{::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (folder.number < 0 || ::fsync(folder.number) != 0) return refused("made sure of", file);
  return {};
}

}  // namespace parcours
