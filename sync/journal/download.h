// SPDX-License-Identifier: Apache-2.0
// A snapshot on its way into a terminal's folder: pieces are laid end to end in a file of its name,
// go on where they ended (also after a restart), and the whole is checked and unpacked beside the
// journal, which it does not touch. Values and files; any thread, one at a time: on a terminal the
// net thread's. What lies here can be thrown away at any moment.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/protocol/snapshot.h"

namespace parcours::journal {

struct Part {
  std::string name;  ///< of the snapshot
  std::int64_t bytes = 0;
};

/// What lies in `folder` of downloads that were begun.
[[nodiscard]] std::vector<Part> parts_in(const std::filesystem::path& folder);

/// Where a snapshot lies when it is whole, checked, unpacked and on the disk.
[[nodiscard]] std::filesystem::path ready_file(const std::filesystem::path& folder);

/// A place in a download.
struct Piece {
  std::filesystem::path folder;
  protocol::Snapshot snapshot;
  std::int64_t from = 0;
};

/// Lays `bytes` at their place; the last piece makes `ready_file`. Corrupt: the whole is not what
/// its name says, or no replica; Unsupported: of a newer program; Full: there is no room for it.
/// After these nothing is left of the download. Invalid: the piece does not follow what is there.
[[nodiscard]] Status take_piece(const Piece& piece, std::string_view bytes);

/// Throws away every download of `folder` but the one of `name` ("" = all).
void discard_downloads(const std::filesystem::path& folder, std::string_view name = {});

}  // namespace parcours::journal
