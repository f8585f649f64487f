// SPDX-License-Identifier: Apache-2.0
#include "kiosk/advice/select.h"

#include <map>

namespace parcours::advice {

std::vector<Advice> choose(const std::vector<Candidate>& candidates, const Rules& rules) {
  std::vector<Advice> shelf;
  std::set<std::string_view> chosen;
  std::map<std::string_view, std::size_t> of_family;
  for (const auto& one : candidates) {
    if (shelf.size() == rules.limit) break;
    if (one.available <= 0 || rules.excluded.contains(one.product) ||
        rules.sensitive_families.contains(one.family) || chosen.contains(one.product) ||
        of_family[one.family] >= rules.family_max)
      continue;
    chosen.insert(one.product);
    ++of_family[one.family];
    shelf.push_back({one.product, one.reason, one.about, support_shown(one.customers), one.score});
  }
  return shelf;
}

int support_shown(int customers) {
  if (customers < 10) return 0;
  return customers > 100 ? (customers + 5) / 10 * 10 : customers;
}

}  // namespace parcours::advice
