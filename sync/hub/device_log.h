// SPDX-License-Identifier: Apache-2.0
// Which terminals were heard, noted in the database at most once a minute each: a poll must not
// cost a flush of the disk. Any thread. Owned by the server.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "platform/base/clock.h"
#include "sync/hub/writer.h"

namespace parcours::hub {

class DeviceLog {
 public:
  DeviceLog(Writer& writer, const Clock& clock) : x_writer(writer), x_clock(clock) {}

  /// `shop` as the terminal said it ("" when it did not). A new shop is noted at once. When the
  /// writer is busy the note is left out: the next poll brings it again.
  void heard(const std::string& device, const std::string& shop, std::int64_t cursor);

 private:
  struct Noted {
    MonoTime at{};
    std::string shop;
  };
  [[nodiscard]] bool worth_noting(const std::string& device, const std::string& shop);

  Writer& x_writer;
  const Clock& x_clock;
  std::mutex x_mutex;
  std::map<std::string, Noted> x_noted;
};

}  // namespace parcours::hub
