// SPDX-License-Identifier: Apache-2.0
// A small file that is replaced whole: after a power cut it holds the old bytes or the new ones,
// never half, and only its owner may read it. Any thread; one writer a file at a time is the
// caller's to see to. Not for files that grow.
#pragma once

#include <filesystem>
#include <string_view>

#include "platform/base/result.h"

namespace parcours {

/// On the disk when it returns. Full: there is no room; Io as the system says.
[[nodiscard]] Status replace_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace parcours
