// SPDX-License-Identifier: Apache-2.0
// A mark outside the database, written before a commit of the control lane: a database found behind
// it at boot is a disk rolled back or replaced, and must become another incarnation. Also the lock
// that keeps a second process out. Owned by the journal; core thread. It knows no events.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "platform/base/result.h"

namespace parcours::journal {

struct FenceMark {
  std::string device;
  std::int64_t epoch = 0;
  std::int64_t control_seq = 0;
};

class Fence {
 public:
  virtual ~Fence() = default;
  /// Empty when there is none yet, or when it cannot be read: its caller then trusts nothing.
  [[nodiscard]] virtual std::optional<FenceMark> read() const = 0;
  /// On the disk when it returns.
  [[nodiscard]] virtual Status write(const FenceMark& mark) = 0;
};

/// journal.fence in the data directory, one sector.
class FenceFile final : public Fence {
 public:
  /// Conflict when another process holds `directory`; Io and Full as the system says.
  [[nodiscard]] static Result<std::unique_ptr<Fence>> open(const std::filesystem::path& directory);
  FenceFile(const FenceFile&) = delete;
  FenceFile& operator=(const FenceFile&) = delete;
  ~FenceFile() override;

  [[nodiscard]] std::optional<FenceMark> read() const override;
  [[nodiscard]] Status write(const FenceMark& mark) override;

 private:
  FenceFile(int descriptor, std::string path) : x_descriptor(descriptor), x_path(std::move(path)) {}
  int x_descriptor;
  std::string x_path;
};

}  // namespace parcours::journal
