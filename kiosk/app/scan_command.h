// SPDX-License-Identifier: Apache-2.0
// `parcours-kiosk scan FILE...`: what the codes in pictures say and mean, without a terminal, a hub
// or a database. One thread. Opens nothing but the files named.
#pragma once

#include <iosfwd>
#include <span>
#include <string_view>

namespace parcours::app {

/// One JSON object a picture on `out`:
/// {"file","symbols":[{"format","text","aim","inverted"}],"meaning","cpu_ms"}, or
/// {"file","error","code"} and the error on `errors`. 0 when every file was a picture (with or
/// without a code), 1 when one was not, 2 for wrong arguments.
[[nodiscard]] int run_scan(std::span<const std::string_view> words, std::ostream& out,
                           std::ostream& errors);
/// The same to standard output and standard error.
[[nodiscard]] int run_scan(std::span<const std::string_view> words);

}  // namespace parcours::app
