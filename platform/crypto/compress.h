// SPDX-License-Identifier: Apache-2.0
// Zstandard (RFC 8878) for bodies on the wire and snapshots. Any thread. What comes from outside is
// only unpacked up to a cap that the caller names: a few bytes can stand for gigabytes.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace parcours::crypto {

/// One frame with its size and a checksum. Level 1 (fast) to 19 (small).
[[nodiscard]] Result<std::string> compress(std::string_view bytes, int level = 3);
/// Full beyond `bytes_max` (or a window over 8 MiB), Invalid when it is not Zstandard, is cut or
/// was changed.
[[nodiscard]] Result<std::string> decompress(std::string_view packed, std::size_t bytes_max);

/// Where the pieces of a long work go; its error ends the work.
using PieceSink = std::function<Status(std::string_view)>;

/// One frame, piece by piece, for what does not fit into memory. One thread; `finish` ends its use.
class Packer {
 public:
  explicit Packer(int level = 3);
  ~Packer();
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;
  [[nodiscard]] Status add(std::string_view bytes, const PieceSink& sink);
  [[nodiscard]] Status finish(const PieceSink& sink);

 private:
  struct State;
  std::unique_ptr<State> x_state;
};

/// The way back, with the same refusals as `decompress`: Full beyond `bytes_max`, Invalid when it
/// is not one whole frame of Zstandard.
class Unpacker {
 public:
  explicit Unpacker(std::size_t bytes_max);
  ~Unpacker();
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;
  [[nodiscard]] Status add(std::string_view packed, const PieceSink& sink);
  /// Invalid: the frame did not end.
  [[nodiscard]] Status finish() const;

 private:
  struct State;
  std::unique_ptr<State> x_state;
};

}  // namespace parcours::crypto
