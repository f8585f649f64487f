// SPDX-License-Identifier: Apache-2.0
// What a terminal signs with its own key, and how the signature travels: a batch in the member
// `signature` of its push, so that whoever passes it on cannot change it; a GET in a header. There
// is no time in the words: a terminal in 1970 is believed, and a push sent twice is a duplicate.
// Pure; any thread. Which key belongs to which terminal is the hub's.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/crypto/sign.h"
#include "sync/protocol/push.h"

namespace parcours::protocol {

inline constexpr std::string_view kKeyHeader = "Parcours-Key";
inline constexpr std::string_view kSignatureHeader = "Parcours-Signature";

/// Device, epoch, lane, first sequence and the chain after the last event. A device name holds no
/// line end, so two batches never have the same words.
[[nodiscard]] std::string signed_words(const PushRequest& push);
/// `target` as it is sent: "/v1/pull?device=…".
[[nodiscard]] std::string signed_words(std::string_view target);

/// 128 hexadecimal digits.
[[nodiscard]] std::string sign_words(const crypto::SecretKey& key, std::string_view words);
/// False for anything that is no signature of these words by this key.
[[nodiscard]] bool is_signed(const crypto::PublicKey& key, std::string_view words,
                             std::string_view signature);

/// 64 hexadecimal digits, lower case.
[[nodiscard]] std::string to_hex(const crypto::PublicKey& key);
/// Invalid unless 64 hexadecimal digits.
[[nodiscard]] Result<crypto::PublicKey> parse_key(std::string_view hex);

}  // namespace parcours::protocol
