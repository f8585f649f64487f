// SPDX-License-Identifier: Apache-2.0
// Event ids: UUIDv7 (RFC 9562, 5.7), text form, lower case, 36 characters. Sorted by their time,
// unique by their random part.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/base/random.h"

namespace parcours {

/// 48 bits of `time`, 74 random bits. Times before 1970 count as 1970.
[[nodiscard]] std::string make_uuid7(WallTime time, Random& random);
/// True for 8-4-4-4-12 hexadecimal digits of any UUID version.
[[nodiscard]] bool is_uuid(std::string_view text);

}  // namespace parcours
