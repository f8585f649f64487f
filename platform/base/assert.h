// SPDX-License-Identifier: Apache-2.0
// A broken invariant stops the program, in release too. Bad outside data is never an assert: it is
// Invalid.
#pragma once

namespace parcours {
[[noreturn]] void assert_failed(const char* expression, const char* file, int line);
}

#define PARCOURS_ASSERT(expression) \
  ((expression) ? static_cast<void>(0) : ::parcours::assert_failed(#expression, __FILE__, __LINE__))
