// SPDX-License-Identifier: Apache-2.0
// Random bytes for secrets (keys, tokens, pickup codes), from the operating system. Any thread.
// Repeatable numbers for tests and demo come from platform/base/random.h instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parcours::crypto {

[[nodiscard]] std::string random_bytes(std::size_t count);
/// 0 <= value < limit, every value equally likely; limit > 0.
[[nodiscard]] std::uint32_t random_below(std::uint32_t limit);
/// Equal, in a time that does not tell where the first difference is. The lengths are not secret.
[[nodiscard]] bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace parcours::crypto
