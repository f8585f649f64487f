// SPDX-License-Identifier: Apache-2.0
// Reads picture files (JPEG, PNG) into pixels and writes PNG. Pure functions; any thread.
#pragma once

#include <string>

#include "platform/base/result.h"
#include "platform/window/renderer.h"

namespace parcours::window {

/// Decodes `path`; a picture wider than `width_max` is halved until it fits (box filter). NotFound
/// or Invalid names the file.
[[nodiscard]] Result<Pixels> read_picture(const std::string& path, int width_max);

/// Writes an opaque PNG. Io names the file.
[[nodiscard]] Status write_png(const Pixels& pixels, const std::string& path);

}  // namespace parcours::window
