// SPDX-License-Identifier: Apache-2.0
// The choice itself, over values: which candidates stand on the shelf. Pure; any thread; reads no
// row.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "kiosk/advice/advice.h"

namespace parcours::advice {

/// Something that could stand on the shelf.
struct Candidate {
  std::string product;
  std::string family;
  Reason reason = Reason::Popular;
  std::string about;
  int customers = 0;  ///< distinct, as counted
  double score = 0;
  int available = 0;  ///< pieces in this shop
};

struct Rules {
  std::set<std::string, std::less<>> excluded;            ///< in hand, in the basket, owned
  std::set<std::string, std::less<>> sensitive_families;  ///< never suggested, never in a reason
  std::size_t family_max = 2;
  std::size_t limit = 3;
};

/// The first `limit` candidates, in the order given, that the rules allow; a product once.
[[nodiscard]] std::vector<Advice> choose(const std::vector<Candidate>& candidates,
                                         const Rules& rules);

/// Support as it may be said: 0 below ten, exact to a hundred, then rounded to tens.
[[nodiscard]] int support_shown(int customers);

}  // namespace parcours::advice
