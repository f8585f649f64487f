// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/device_key.h"

#include "platform/crypto/key_file.h"
#include "platform/crypto/secure_random.h"

namespace parcours::app {

Result<crypto::KeyPair> device_key(const std::filesystem::path& folder) {
  auto key = crypto::open_key_file(folder / "device.key", crypto::random_bytes(crypto::kSeedBytes));
  if (key || key.error().code != ErrorCode::Corrupt) return key;
  return fail(ErrorCode::Corrupt,
              key.error().message +
                  ": bring it back from a copy, or move it away and enrol the terminal again by a "
                  "code (parcours-hub enrol)",
              key.error().where);
}

}  // namespace parcours::app
