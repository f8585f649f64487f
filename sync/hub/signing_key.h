// SPDX-License-Identifier: Apache-2.0
// The key that this hub signs coupons with: 32 bytes in a file of the data directory that only its
// owner may read. The public half travels as a setting row, so that terminals check offline.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/crypto/sign.h"
#include "sync/journey/entities.h"
#include "sync/journey/row.h"

namespace parcours::hub {

/// In the data directory.
inline constexpr std::string_view kKeyFile = "hub.key";

inline constexpr std::uint8_t kSigningKeyId = 1;

/// Reads the key of the directory; when there is none, keeps one made of `seed` (32 bytes).
[[nodiscard]] Result<crypto::KeyPair> signing_key(const std::filesystem::path& directory,
                                                  const std::string& seed);
/// Setting "token_keys": {"keys":{"1":"<64 hexadecimal digits>"}}.
[[nodiscard]] journey::RowChange public_key_row(const crypto::KeyPair& key);
/// "K1:…", good from the coupon's first to its last moment.
[[nodiscard]] std::string sign_coupon(const crypto::KeyPair& key, const journey::Coupon& coupon);

}  // namespace parcours::hub
