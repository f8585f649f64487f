// SPDX-License-Identifier: Apache-2.0
// The words after the program's name: options with a value, files. Checked whole before anything is
// done, so that a slip of the pen never leaves half a command behind. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::hub {

enum class ValueKind { Text, Number, Day, Address };

struct OptionSpec {
  std::string_view name;  ///< "--data"
  ValueKind kind = ValueKind::Text;
  bool required = false;
  std::int64_t least = 0;  ///< of a Number
  std::int64_t most = 0;
};

enum class Files { None, ZeroOrMore, OneOrMore };

class Arguments {
 public:
  /// Invalid names the word that is wrong, missing or not known, and what is.
  [[nodiscard]] static Result<Arguments> parse(std::span<const std::string> words,
                                               std::span<const OptionSpec> options, Files files);

  [[nodiscard]] std::string text(std::string_view name, std::string_view fallback = {}) const;
  [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t fallback) const;
  [[nodiscard]] const std::vector<std::string>& files() const { return x_files; }

 private:
  std::map<std::string, std::string, std::less<>> x_values;
  std::vector<std::string> x_files;
};

/// "127.0.0.1:8080" or "[::1]:0" in its two halves.
struct Address {
  std::string host;
  std::uint16_t port = 0;
};
[[nodiscard]] Result<Address> parse_address(std::string_view text);

}  // namespace parcours::hub
