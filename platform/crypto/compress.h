// SPDX-License-Identifier: Apache-2.0
// Zstandard (RFC 8878) for bodies on the wire and snapshots. Any thread. What comes from outside is
// only unpacked up to a cap that the caller names: a few bytes can stand for gigabytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace parcours::crypto {

/// One frame with its size and a checksum. Level 1 (fast) to 19 (small).
[[nodiscard]] Result<std::string> compress(std::string_view bytes, int level = 3);
/// Full beyond `bytes_max` (or a window over 8 MiB), Invalid when it is not Zstandard, is cut or
/// was changed.
[[nodiscard]] Result<std::string> decompress(std::string_view packed, std::size_t bytes_max);

}  // namespace parcours::crypto
