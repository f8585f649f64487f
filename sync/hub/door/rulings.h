// SPDX-License-Identifier: Apache-2.0
// What the operator ruled about terminals: enrolment codes that are good now, and who is revoked.
// In a file of its own beside the database, because the commands that write it run beside a hub
// that serves, whose database has one writer. The commands write it, under a lock and whole; the
// hub only reads it, so both see a ruling at once. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "platform/base/result.h"

namespace parcours::hub {

struct GivenCode {
  std::string hash;  ///< hexadecimal; the code itself is nowhere
  std::string shop;
  std::int64_t until_ms = 0;
};

struct Rulings {
  std::vector<GivenCode> codes;
  std::set<std::string, std::less<>> revoked;  ///< devices

  /// Null when no such code was given or its time is over.
  [[nodiscard]] const GivenCode* code(std::string_view hash, std::int64_t now_ms) const;
};

[[nodiscard]] std::string to_json(const Rulings& rulings);
/// Corrupt: it is none of ours.
[[nodiscard]] Result<Rulings> parse_rulings(std::string_view json);

/// Reads the file of `directory`, adds to it and puts it back; other commands wait meanwhile.
[[nodiscard]] Status change_rulings(const std::filesystem::path& directory,
                                    const std::function<void(Rulings&)>& change);

class RulingsFile {
 public:
  explicit RulingsFile(const std::filesystem::path& directory);

  /// As the file stands now; it is read again only when it was replaced. None is as good as empty;
  /// a damaged one is an error: nobody is let in on a guess.
  [[nodiscard]] Result<std::shared_ptr<const Rulings>> now();

 private:
  /// What another version of the file differs in.
  struct Version {
    std::uint64_t number = 0;  ///< of its inode
    std::int64_t changed_ns = 0;
    std::int64_t bytes = -1;
    friend bool operator==(const Version&, const Version&) = default;
  };
  [[nodiscard]] Version version() const;

  std::filesystem::path x_file;
  std::mutex x_mutex;
  Version x_version;
  std::shared_ptr<const Rulings> x_rulings;
};

}  // namespace parcours::hub
