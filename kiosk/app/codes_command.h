// SPDX-License-Identifier: Apache-2.0
// `parcours-kiosk codes --data DIR --out DIR`: pictures of codes to try, drawn from the terminal's
// own replica: cards, products, pickup codes, badges, coupons. One thread. Asks no hub, changes no
// row.
#pragma once

#include <iosfwd>
#include <span>
#include <string_view>

namespace parcours::app {

/// One JSON object a picture on `out`: {"file","format","text","what"}. 0; 1 with the error on
/// standard error (an empty replica is one); 2 for wrong arguments.
[[nodiscard]] int run_codes(std::span<const std::string_view> words, std::ostream& out);
/// The same to standard output.
[[nodiscard]] int run_codes(std::span<const std::string_view> words);

}  // namespace parcours::app
