// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/key_file.h"

#include <fstream>
#include <system_error>

#include "platform/base/whole_file.h"
#include "platform/crypto/encode.h"

namespace parcours::crypto {

Result<KeyPair> open_key_file(const std::filesystem::path& file, const std::string& seed) {
  std::error_code unreadable;
  if (!std::filesystem::exists(file, unreadable)) {
    if (unreadable) return fail(ErrorCode::Io, unreadable.message(), file.string());
    PARCOURS_CHECK(replace_file(file, to_hex(seed) + "\n"));
  }
  std::string hex;
  std::ifstream{file} >> hex;
  const auto kept = from_hex(hex);
  if (!kept || kept->size() != kSeedBytes) {
    return fail(ErrorCode::Corrupt, "is no key of 64 hexadecimal digits", file.string());
  }
  return keypair_from_seed(*kept);
}

}  // namespace parcours::crypto
