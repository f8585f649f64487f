// SPDX-License-Identifier: Apache-2.0
// Passwords and PINs: Argon2id (RFC 9106) in its text form, which carries salt and cost. Any
// thread, but a call takes its cost in memory and time: never on the ui thread, and the hub bounds
// how many run at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace parcours::crypto {

/// libsodium's "interactive" cost. Tests pass kLeastPasswordCost.
struct PasswordCost {
  std::uint64_t passes = 2;
  std::size_t memory_bytes = std::size_t{64} << 20;
};
inline constexpr PasswordCost kLeastPasswordCost{1, 8192};

/// "$argon2id$v=19$m=65536,t=2,p=1$salt$hash", with a fresh salt. Full when there is not so much
/// memory.
[[nodiscard]] Result<std::string> hash_password(std::string_view password, PasswordCost cost = {});
/// False for a wrong password and for a text that is no such hash. Compares in constant time.
[[nodiscard]] bool verify_password(const std::string& hash, std::string_view password);
/// True when the hash was made at another cost (or is none): hash anew at the next good log-in.
[[nodiscard]] bool password_needs_rehash(const std::string& hash, PasswordCost cost = {});

}  // namespace parcours::crypto
