// SPDX-License-Identifier: Apache-2.0
// A file given to `import`, `evaluate`: its bytes in memory, unpacked when its name ends in .zst.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/result.h"

namespace parcours::hub {

/// NotFound or Io names the file; Invalid: it is no zstd although its name says so, or it unpacks
/// to more than 4 GiB.
[[nodiscard]] Result<std::string> read_source_file(const std::filesystem::path& path);

}  // namespace parcours::hub
