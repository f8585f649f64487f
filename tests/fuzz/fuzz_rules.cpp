// SPDX-License-Identifier: Apache-2.0
// The retailer's scan rules, a setting that comes from the hub: rules that parse are then used on
// texts.
#include <cstdint>

#include "kiosk/scan/rules.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  return {R"({"rules":[{"kind":"loyalty_card","pattern":"29...........","strip":"","priority":10},)"
          R"({"kind":"weighed_good","pattern":"02.....{NNDDD}.","priority":20}]})",
          R"({"rules":[{"kind":"coupon","pattern":"COUPON:*","strip":"COUPON:","priority":30},)"
          R"({"kind":"priced_good","pattern":"\\*??{NND}","priority":-1}]})",
          R"({"rules":[]})"};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto rules = scan::Rules::parse(text);
  if (!rules) return 0;
  for (const std::string_view code :
       {"2900000000017", "0212345012345", "COUPON:TV10", "*AB129", "", "\x1D"}) {
    static_cast<void>(scan::apply_rules(*rules, code));
  }
  return 0;
}
