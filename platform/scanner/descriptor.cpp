// SPDX-License-Identifier: Apache-2.0
#include "platform/scanner/descriptor.h"

#include <fcntl.h>
#include <poll.h>

#include <cerrno>
#include <cstring>

namespace parcours::scanner {

Result<Descriptor> open_device(const std::string& path, int flags, const std::string& group) {
  Descriptor descriptor{::open(path.c_str(), flags | O_NONBLOCK | O_CLOEXEC)};
  if (descriptor.number() >= 0) return descriptor;
  switch (errno) {
    case ENOENT:
    case ENXIO:
    case ENODEV:
      return fail(ErrorCode::NotFound, "no such device; is the scanner plugged in?", path);
    case EACCES:
    case EPERM:
      return fail(ErrorCode::Denied, "no right to the device; add the user to group " + group,
                  path);
    default:
      return fail(ErrorCode::Io, std::strerror(errno), path);
  }
}

Result<bool> wait_readable(const Descriptor& descriptor, std::chrono::milliseconds timeout) {
  pollfd wanted{descriptor.number(), POLLIN, 0};
  const int ready = ::poll(&wanted, 1, static_cast<int>(timeout.count()));
  if (ready < 0 && errno == EINTR) return false;
  if (ready < 0) return fail(ErrorCode::Io, std::strerror(errno), "poll");
  if ((wanted.revents & POLLIN) != 0) return true;
  if ((wanted.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
    return fail(ErrorCode::Unavailable,
                "the scanner was unplugged; it is opened again when it is back");
  }
  return false;
}

}  // namespace parcours::scanner
