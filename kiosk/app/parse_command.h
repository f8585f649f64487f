// SPDX-License-Identifier: Apache-2.0
// `parcours-kiosk parse`: what raw scanner lines mean, or the reason why they mean nothing. One
// thread; no terminal, no hub, no database. Never repeats a line that came from a bank card.
#pragma once

#include <iosfwd>
#include <span>
#include <string_view>

namespace parcours::app {

/// One JSON object a line of `in`: {"line":1,"aim","text","meaning","gs1"}. 0; 2 for wrong
/// arguments or rules.
[[nodiscard]] int run_parse(std::span<const std::string_view> words, std::istream& in,
                            std::ostream& out, std::ostream& errors);
/// The same over the standard streams.
[[nodiscard]] int run_parse(std::span<const std::string_view> words);

}  // namespace parcours::app
