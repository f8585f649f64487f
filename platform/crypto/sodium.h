// SPDX-License-Identifier: Apache-2.0
// libsodium wants one call before its first use. Only for the sources of platform/crypto.
#pragma once

namespace parcours::crypto {

/// Any thread, any number of times; stops the program when the system gives no random numbers.
void start_sodium();

}  // namespace parcours::crypto
