// SPDX-License-Identifier: Apache-2.0
#include "platform/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace parcours {

void assert_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: broken invariant: %s\n", file, line, expression);
  std::abort();
}

}  // namespace parcours
