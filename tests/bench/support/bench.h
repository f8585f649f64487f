// SPDX-License-Identifier: Apache-2.0
// What every macro benchmark needs: a scratch folder, a stopwatch, medians, one JSON line. A
// benchmark measures its limit or peer in the same run, alternating, and prints the ratio; it never
// fails on a slow machine.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/random.h"
#include "platform/base/result.h"

namespace parcours::bench {

/// Seconds since it was made.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - x_start).count();
  }

 private:
  std::chrono::steady_clock::time_point x_start = std::chrono::steady_clock::now();
};

/// A folder of its own, gone with the object.
class Scratch {
 public:
  Scratch()
      : x_path(std::filesystem::temp_directory_path() /
               ("parcours-bench-" + std::to_string(random_seed()))) {
    std::filesystem::create_directories(x_path);
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(x_path, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return x_path / name;
  }

 private:
  std::filesystem::path x_path;
};

/// `share` 0.5 is the median, 0.99 the 99th percentile. `values` is not empty.
[[nodiscard]] inline double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Ends the program with the error: a benchmark that failed has no figure.
template <typename T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().text().c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace parcours::bench
