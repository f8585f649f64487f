// SPDX-License-Identifier: Apache-2.0
// The key that this terminal signs with: `device.key` in its data folder, made at its first start
// and never sent. Core thread. A copy of the folder is the same terminal with the same key; epoch,
// fence and chain tell the copies apart.
#pragma once

#include <filesystem>

#include "platform/base/result.h"
#include "platform/crypto/sign.h"

namespace parcours::app {

/// Corrupt: the file holds no key; it is left as it is, and the error says what to do.
[[nodiscard]] Result<crypto::KeyPair> device_key(const std::filesystem::path& folder);

}  // namespace parcours::app
