// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/card.h"

#include <algorithm>

namespace parcours::journey {

bool is_house_card(std::string_view number) {
  return std::equal(
      number.begin(), number.end(), kHouseCard.begin(), kHouseCard.end(),
      [](char c, char form) { return form == '.' ? c >= '0' && c <= '9' : c == form; });
}

}  // namespace parcours::journey
