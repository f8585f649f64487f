// SPDX-License-Identifier: Apache-2.0
// The last step of a command: what it printed must have arrived. Used by `main` of both programs.
#pragma once

#include <string_view>

namespace parcours {

/// `code`, or 1 with a word on standard error when standard output could not be written (a full
/// disk, a closed pipe): a file that stays empty is no success.
[[nodiscard]] int after_output(int code, std::string_view program);

}  // namespace parcours
