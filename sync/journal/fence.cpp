// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/fence.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "platform/base/id.h"
#include "platform/json/value.h"
#include "platform/json/writer.h"

namespace parcours::journal {
namespace {

// One sector: written in place, so that it is old or new after a power cut, never half.
constexpr std::size_t kFenceBytes = 512;

tl::unexpected<Error> system_failure(const char* doing, const std::string& path) {
  const int code = errno;
  const bool no_room = code == ENOSPC || code == EDQUOT || code == EFBIG;
  return fail(no_room ? ErrorCode::Full : ErrorCode::Io,
              fmt::format("cannot {} the fence: {}; make room or mend the permissions", doing,
                          std::strerror(code)),
              path);
}

}  // namespace

Result<std::unique_ptr<Fence>> FenceFile::open(const std::filesystem::path& directory) {
  const std::string path = (directory / "journal.fence").string();
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return system_failure("open", path);
  std::unique_ptr<Fence> fence{new FenceFile(descriptor, path)};
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return system_failure("lock", path);
    return fail(ErrorCode::Conflict,
                "another parcours-kiosk uses this directory; close it or choose another --data",
                directory.string());
  }
  return fence;
}

FenceFile::~FenceFile() {
  if (x_descriptor >= 0) ::close(x_descriptor);
}

std::optional<FenceMark> FenceFile::read() const {
  char bytes[kFenceBytes] = {};
  const auto got = ::pread(x_descriptor, bytes, sizeof bytes, 0);
  if (got <= 0) return std::nullopt;
  std::string_view text{bytes, static_cast<std::size_t>(got)};
  text = text.substr(0, text.find('\n'));
  const auto document = json::Document::parse(text);
  if (!document) return std::nullopt;
  FenceMark mark{document->root().string("device"), document->root().integer("epoch"),
                 document->root().integer("control_seq", -1)};
  if (!is_uuid(mark.device) || mark.epoch < 1 || mark.control_seq < 0) return std::nullopt;
  return mark;
}

Status FenceFile::write(const FenceMark& mark) {
  json::Writer writer;
  writer.begin_object()
      .field("device", mark.device)
      .field("epoch", mark.epoch)
      .field("control_seq", mark.control_seq)
      .end_object();
  std::string bytes = writer.take() + "\n";
  bytes.resize(kFenceBytes, ' ');
  if (::pwrite(x_descriptor, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    return system_failure("write", x_path);
  }
  if (::fdatasync(x_descriptor) != 0) return system_failure("sync", x_path);
  return {};
}

}  // namespace parcours::journal
