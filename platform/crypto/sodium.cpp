// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/sodium.h"

#include <sodium.h>

#include "platform/base/assert.h"

namespace parcours::crypto {

void start_sodium() {
  static const int started = sodium_init();
  PARCOURS_ASSERT(started >= 0);
}

}  // namespace parcours::crypto
