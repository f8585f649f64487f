// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/import/source_file.h"

#include <fstream>
#include <iterator>

#include "platform/crypto/compress.h"

namespace parcours::hub {

namespace {
constexpr std::size_t kUnpackedMax = std::size_t{4} << 30U;
}

Result<std::string> read_source_file(const std::filesystem::path& path) {
  std::error_code missing;
  if (!std::filesystem::exists(path, missing)) {
    return fail(ErrorCode::NotFound, "no such file", path.string());
  }
  if (std::filesystem::is_directory(path, missing)) {
    return fail(ErrorCode::Io, "is a directory, not a file", path.string());
  }
  std::ifstream in{path, std::ios::binary};
  if (!in) return fail(ErrorCode::Io, "cannot be opened", path.string());
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  if (in.bad()) return fail(ErrorCode::Io, "cannot be read", path.string());
  if (path.extension() != ".zst") return bytes;
  auto unpacked = crypto::decompress(bytes, kUnpackedMax);
  if (!unpacked) return fail(unpacked.error().code, unpacked.error().message, path.string());
  return unpacked;
}

}  // namespace parcours::hub
