// SPDX-License-Identifier: Apache-2.0
// The hash chain over an outbox lane: both ends that have the same chain have the same events in
// the same order. Pure.
#pragma once

#include <string_view>

#include "platform/crypto/hash.h"

namespace parcours::protocol {

/// The chain before the first event: 32 zero bytes.
inline constexpr crypto::Digest kChainStart{};

/// BLAKE2b-256 of the 32 bytes of `previous` and the bytes of the event as its device wrote them.
[[nodiscard]] crypto::Digest next_chain(const crypto::Digest& previous, std::string_view event);

}  // namespace parcours::protocol
