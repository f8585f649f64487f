// SPDX-License-Identifier: Apache-2.0
// Tells a magnetic stripe by its sentinels (ISO/IEC 7811) and, above all, a bank card: its tracks
// must never be kept, shown or logged. Pure functions of one line. Does not check that a card is
// valid.
#pragma once

#include <string>
#include <string_view>

namespace parcours::scanner {

enum class Stripe {
  None,     ///< no stripe: a code as any other
  Private,  ///< a retailer's own card; see stripe_number
  Bank,     ///< payment card: forget the line at once
};

[[nodiscard]] Stripe classify_stripe(std::string_view line);

/// The number on a private stripe: up to the first separator, without sentinels. Empty for any
/// other line.
[[nodiscard]] std::string stripe_number(std::string_view line);

}  // namespace parcours::scanner
