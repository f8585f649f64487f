// SPDX-License-Identifier: Apache-2.0
// An Ed25519 key of this machine in a file that only its owner may read: the seed in hexadecimal,
// one line. Made once, never written again. Any thread; two programs must not make one at once.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/result.h"
#include "platform/crypto/sign.h"

namespace parcours::crypto {

/// The key in `file`; when there is none, keeps one made of `seed` (32 bytes). Corrupt: what stands
/// there is no key, and is left as it is.
[[nodiscard]] Result<KeyPair> open_key_file(const std::filesystem::path& file,
                                            const std::string& seed);

}  // namespace parcours::crypto
