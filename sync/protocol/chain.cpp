// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/chain.h"

namespace parcours::protocol {

crypto::Digest next_chain(const crypto::Digest& previous, std::string_view event) {
  return crypto::blake2b_256({previous.view(), event});
}

}  // namespace parcours::protocol
