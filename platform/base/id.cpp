// SPDX-License-Identifier: Apache-2.0
#include "platform/base/id.h"

#include <fmt/format.h>

#include <algorithm>

namespace parcours {

std::string make_uuid7(WallTime time, Random& random) {
  const auto ms =
      static_cast<std::uint64_t>(std::max<std::int64_t>(to_ms(time), 0)) & 0xFFFFFFFFFFFFull;
  const std::uint64_t a = random.next();
  const std::uint64_t b = random.next();
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", ms >> 16, ms & 0xFFFF,
                     0x7000 | (a & 0x0FFF), 0x8000 | ((a >> 12) & 0x3FFF), b & 0xFFFFFFFFFFFFull);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return false;
    } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
      return false;
    }
  }
  return true;
}

}  // namespace parcours
