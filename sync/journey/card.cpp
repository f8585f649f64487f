// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/card.h"

#include <algorithm>

namespace parcours::journey {

bool is_house_card(std::string_view number) {
  return number.size() == 13 && number.substr(0, 2) == "29" &&
         std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace parcours::journey
