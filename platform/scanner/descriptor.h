// SPDX-License-Identifier: Apache-2.0
// A file descriptor that closes itself, and how to open a device file so that errors say what to
// do. For the two line sources of this folder; not for files.
#pragma once

#include <unistd.h>

#include <chrono>
#include <string>
#include <utility>

#include "platform/base/result.h"

namespace parcours::scanner {

class Descriptor {
 public:
  explicit Descriptor(int number) : x_number(number) {}
  Descriptor(Descriptor&& other) noexcept : x_number(std::exchange(other.x_number, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(x_number, other.x_number);
    return *this;
  }
  ~Descriptor() {
    if (x_number >= 0) ::close(x_number);
  }
  [[nodiscard]] int number() const { return x_number; }

 private:
  int x_number;
};

/// Opens without waiting. NotFound, Denied (names the group that helps) or Io.
[[nodiscard]] Result<Descriptor> open_device(const std::string& path, int flags,
                                             const std::string& group);

/// True when bytes can be read, false when `timeout` passed; Unavailable when the device went away.
[[nodiscard]] Result<bool> wait_readable(const Descriptor& descriptor,
                                         std::chrono::milliseconds timeout);

}  // namespace parcours::scanner
