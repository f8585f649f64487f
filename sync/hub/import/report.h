// SPDX-License-Identifier: Apache-2.0
// What became of one imported file, counted by its lines, and where refused lines are told. One
// thread. Nothing is silent: each refused line is named with its reason.
#pragma once

#include <cstdint>
#include <map>
#include <ostream>
#include <string>

#include "platform/base/error.h"

namespace parcours::hub {

struct ImportReport {
  std::string file;
  std::string kind;  ///< "products", "orders", "events", …
  std::int64_t rows = 0;
  std::int64_t taken = 0;
  std::int64_t refused = 0;
  std::int64_t unchanged = 0;
  std::map<std::string, std::int64_t> left_out;  ///< by rule, no mistakes: a sales file's postage
  std::ostream* refusals = nullptr;

  void refuse(std::int64_t line, const Error& error) {
    ++refused;
    if (refusals == nullptr) return;
    *refusals << file << ":" << line << ": " << error.message;
    if (!error.where.empty()) *refusals << " (" << error.where << ")";
    *refusals << '\n';
  }
};

/// The report as one line of JSON.
[[nodiscard]] std::string to_json(const ImportReport& report);

}  // namespace parcours::hub
