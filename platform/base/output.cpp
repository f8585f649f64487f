// SPDX-License-Identifier: Apache-2.0
#include "platform/base/output.h"

#include <cstdio>
#include <iostream>

namespace parcours {

int after_output(int code, std::string_view program) {
  const bool streamed = static_cast<bool>(std::cout.flush());
  const bool printed = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (streamed && printed) return code;
  std::cerr << program << ": the answer cannot be written to standard output (is its disk full?)\n";
  return code == 0 ? 1 : code;
}

}  // namespace parcours
